// The network as SVG: what the canvas shows, in the same manner and order, with names at the same spots as text.

import { FONT, lineOf } from "./labels.js";
import { svg } from "./dom.js";
import { markAt, shapeAt } from "./manner.js";
import { outline } from "./shapes.js";
import { inView } from "./view.js";

const short = (value) => Number(value.toFixed(2));
const through = (...points) => points.map(([x, y]) => `${short(x)} ${short(y)}`);

export function drawing(app) {
  const { network, model, visible, words } = app,
    { scene, at, theme } = network,
    room = { ...network.room, fit: network.fitted },
    size = [room.width, room.height].map(Math.round);
  const { ties, nodes, manner } = inView(scene, visible, at, room, theme);
  return svg(
    "svg",
    { width: size[0], height: size[1], viewBox: `0 0 ${size.join(" ")}` },
    svg("title", {}, model.data.title || words.say("atlas_title")),
    svg("rect", { width: "100%", height: "100%", fill: theme.ground }),
    svg("g", { class: "ties" }, ...ties.flatMap((group) => lines(scene, group, at, theme, manner.tie(group[0])))),
    svg("g", { class: "entities" }, ...nodes.flatMap((group) => signs(scene, group, at, manner.node(group[0])))),
    names(network.written, theme),
  );
}

/** Ties of one manner: lines, the ground upon disputed ones, heads of arrows, rings on undated ones. */
function lines(scene, ties, at, theme, { alpha, colour, width, dashes, cap, gap, arrow, ring }) {
  const curves = ties.map((tie) => {
    const { x1, y1, cx, cy, x2, y2, bent } = scene.curve(tie, at),
      [start, bend, end] = through([x1, y1], [cx, cy], [x2, y2]);
    return bent ? `M${start}Q${bend} ${end}` : `M${start}L${end}`;
  });
  const paths = (all) => all.map((d) => svg("path", { d }));
  const dashed = dashes.length ? { "stroke-dasharray": dashes.map(short).join(" ") } : {};
  const drawn = [
    svg(
      "g",
      { fill: "none", stroke: colour, "stroke-width": short(width), "stroke-linecap": cap, opacity: short(alpha), ...dashed },
      ...paths(curves),
    ),
  ];
  if (gap)
    drawn.push(
      svg(
        "g",
        { fill: "none", stroke: theme.ground, "stroke-width": short(gap.width), opacity: gap.alpha },
        ...paths(curves),
      ),
    );
  if (arrow) {
    const heads = ties.map((tie) => scene.head(tie, at, arrow.size)).filter(Boolean);
    const corners = heads.map((head) => `M${through(...head).join("L")}z`);
    if (heads.length)
      drawn.push(svg("g", { class: "arrows", fill: arrow.colour, opacity: short(arrow.alpha) }, ...paths(corners)));
  }
  if (ring)
    drawn.push(
      svg(
        "g",
        { class: "undated", fill: theme.ground, stroke: theme.muted, "stroke-width": ring.width, opacity: ring.alpha },
        ...paths(ties.map((tie) => outline("dot", ...scene.middle(tie, at), ring.r))),
      ),
    );
  return drawn;
}

/** Entities of one manner, and the marks of their side. */
function signs(scene, nodes, at, sign) {
  const { alpha, fill, stroke, width, mark } = sign,
    spot = (node) => [scene.x[node] * at.k + at.x, scene.y[node] * at.k + at.y],
    group = (attributes, shapes) => svg("g", attributes, ...shapes.map((d) => svg("path", { d })));
  const bodies = nodes.map((node) => {
    const r = scene.radius(node, at.k);
    return outline(shapeAt(sign, r), ...spot(node), r);
  });
  const drawn = [group({ fill, ...(width ? { stroke, "stroke-width": width } : {}), opacity: alpha }, bodies)];
  if (mark) {
    const roomy = nodes.filter((node) => markAt(scene.radius(node, at.k)));
    drawn.push(
      group(
        { class: "marks", fill: mark.colour, opacity: alpha },
        roomy.map((node) => outline(mark.shape, ...spot(node), markAt(scene.radius(node, at.k)))),
      ),
    );
  }
  return drawn;
}

function names(written, theme) {
  const look = {
    class: "names",
    "font-family": FONT,
    "font-size": 13,
    "font-weight": 500,
    "paint-order": "stroke",
    stroke: theme.ground,
    "stroke-width": 4.5,
    "stroke-linejoin": "round",
    fill: theme.ink,
  };
  const texts = written.map(([left, middle, text, lang, , cut], at) =>
    // the base of letters lies about a third of their size below their middle
    svg(
      "text",
      {
        x: short(left),
        y: short(middle + 4.6),
        "xml:lang": lang || "und",
        ...(cut ? { "clip-path": `url(#line-${at})` } : {}),
      },
      text,
    ),
  );
  const lines = written.flatMap(([left, middle, , , right, cut], at) => {
    if (!cut) return [];
    const [x, y, width, height] = lineOf(left, right, middle).map(short);
    return svg("clipPath", { id: `line-${at}` }, svg("rect", { x, y, width, height }));
  });
  return svg("g", look, ...lines, ...texts);
}
