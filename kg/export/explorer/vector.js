// The network as SVG: the same scene as on the canvas, every text a text node.

import { outline } from "./shapes.js";
import { svg } from "./dom.js";
import { palette } from "./palette.js";
import { FONT, shortened } from "./labels.js";

export function drawing(app) {
  const { network, model, visible, words } = app,
    { scene, at, room } = network,
    theme = palette(model);
  const root = svg("svg", {
    width: Math.round(room.width),
    height: Math.round(room.height),
    viewBox: `0 0 ${Math.round(room.width)} ${Math.round(room.height)}`,
  });
  root.append(
    svg("title", {}, model.data.title || words.say("atlas_title")),
    svg("rect", { width: "100%", height: "100%", fill: theme.ground }),
  );
  const dim = visible.chosenNodes.size > 0,
    ties = svg("g", { fill: "none" }),
    nodes = svg("g"),
    names = svg("g", {
      "font-family": FONT,
      "font-size": 13,
      "paint-order": "stroke",
      stroke: theme.ground,
      "stroke-width": 4,
      fill: theme.ink,
    });
  const inside = (x, y) => x > -50 && y > -50 && x < room.width + 50 && y < room.height + 50;
  for (let tie = 0; tie < model.tieCount; tie += 1) {
    if (!visible.tieShown(tie)) continue;
    const c = scene.curve(tie, at),
      look = model.look(tie),
      chosen = visible.chosenTies.has(tie),
      width = model.data.look.widths[look.certainty] * 0.8;
    if (!inside(c.x1, c.y1) && !inside(c.x2, c.y2)) continue;
    const [x1, y1, cx, cy, x2, y2] = [c.x1, c.y1, c.cx, c.cy, c.x2, c.y2].map((value) => value.toFixed(1));
    const path = {
      d: c.bent ? `M${x1} ${y1}Q${cx} ${cy} ${x2} ${y2}` : `M${x1} ${y1}L${x2} ${y2}`,
      stroke: chosen ? theme.accent : look.disputed ? theme.dispute : theme.ties[look.certainty],
      "stroke-width": look.disputed ? width + 2.6 : width,
      opacity: dim && !chosen ? 0.12 : 0.7,
    };
    const dashes = model.data.look.modes[look.mode];
    if (dashes.length) path["stroke-dasharray"] = dashes.join(" ");
    ties.append(svg("path", path));
    if (look.disputed)
      ties.append(
        svg("path", {
          ...path,
          stroke: theme.ground,
          "stroke-width": Math.max(1, width - 0.6),
          "stroke-dasharray": "none",
          opacity: 1,
        }),
      );
  }
  for (let node = 0; node < model.size; node += 1) {
    const [x, y] = network.screen(node);
    if (!visible.shown[node] || !inside(x, y)) continue;
    const [, shape, filling] = model.data.look.kinds[model.kindOf[node]],
      side = model.nodes.side[node],
      r = scene.radius(node, at.k),
      colour = theme.sides[side];
    const quiet = dim && !visible.chosenNodes.has(node);
    nodes.append(
      svg("path", {
        d: outline(shape, x, y, r),
        fill: filling === "ring" ? theme.ground : colour,
        stroke: filling === "ring" ? colour : theme.ground,
        "stroke-width": filling === "ring" ? 2 : 1.2,
        opacity: quiet ? 0.22 : 1,
      }),
    );
    if (model.data.look.sides[side][1] === "dot" && r > 4 && !quiet)
      nodes.append(
        svg("circle", {
          cx: x.toFixed(1),
          cy: y.toFixed(1),
          r: (r * 0.26).toFixed(1),
          fill: filling === "ring" ? colour : theme.ground,
        }),
      );
  }
  for (const [node] of network.drawn.written) {
    const [x, y] = network.screen(node),
      [text, lang] = words.best(model.names(node), model.nodes.other[node]);
    names.append(
      svg(
        "text",
        { x: (x + scene.radius(node, at.k) + 5).toFixed(1), y: (y + 4).toFixed(1), "xml:lang": lang || "und" },
        shortened(text || model.nodes.id[node], lang),
      ),
    );
  }
  root.append(ties, nodes, names);
  return root;
}
