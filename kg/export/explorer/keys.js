// The keyboard: one letter for each thing that can be done, arrows to walk from neighbour to neighbour.

import { byId } from "./dom.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function listen(app) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || composes(event)) return;
    if (document.querySelector("dialog[open]")) return;
    const typing = event.target.matches("input, textarea, select") && event.target.type !== "checkbox";
    if (event.key === "Escape" && !typing) {
      app.back();
      return;
    }
    if (typing) return;
    const act = ACTS[event.key] ?? ACTS[meant(event)];
    if (act) {
      act(app);
      event.preventDefault();
      return;
    }
    const way = ARROWS[event.key];
    if (way && event.target === byId("network")) {
      walk(app, way, event.shiftKey);
      event.preventDefault();
    }
    if (event.key === "Enter" && event.target === byId("network")) {
      byId("pane").focus();
      event.preventDefault();
    }
  });
}

/** Whether a key belongs to an input method, which writes with it: nothing else may take it. */
export const composes = (event) => event.isComposing || event.keyCode === 229;

const OTHER_SCRIPT = /^[^\p{Script=Latin}\p{Script=Common}]$/u;
const PLACES = { Slash: "/", ShiftSlash: "?", Equal: "=", ShiftEqual: "+", Minus: "-" };

/** What a key says on a keyboard with Latin letters, where the reader's writes others: there `/` and `?` are . and , */
function meant({ key, code, shiftKey }) {
  if (/^Key[A-Z]$/.test(code)) return OTHER_SCRIPT.test(key) && !shiftKey ? code[3].toLowerCase() : "";
  const moved = OTHER_SCRIPT.test(key) || (code === "Slash" && /^[.,]$/.test(key));
  return moved ? PLACES[`${shiftKey ? "Shift" : ""}${code}`] : "";
}

const ACTS = {
  "/": () => byId("search").focus(),
  "?": (app) => app.dialog("help"),
  f: (app) => app.toggle("filters"),
  t: (app) => app.toggleTable({ focus: true }),
  n: (app) => app.across(),
  l: (app) => app.language((app.words.at + 1) % app.words.languages.length),
  p: (app) => app.startPath(),
  z: (app) => app.network.fit(),
  "+": (app) => app.network.zoomBy(1.4),
  "=": (app) => app.network.zoomBy(1.4),
  "-": (app) => app.network.zoomBy(1 / 1.4),
  x: (app) => app.hide(),
  i: (app) => app.togglePin(),
  u: (app) => app.entries.undo(),
  q: (app) => app.askYourself(),
  g: (app) => app.dialog("legend"),
  d: (app) => app.turnTheme(),
};

/** From the chosen entity to the neighbour that lies that way; with Shift, or from nothing, the drawing moves. */
function walk(app, [dx, dy], moves) {
  const { sel } = app.store.state,
    { network, model } = app;
  if (moves) {
    network.panBy(-dx * 90, -dy * 90);
    return;
  }
  if (!["node", "source"].includes(sel?.kind)) {
    const best = [...app.visible.shown.keys()]
      .filter((node) => app.visible.shown[node] === 2)
      .sort((a, b) => model.degree[b] - model.degree[a])[0];
    if (best !== undefined)
      app.choose({ kind: model.isSource(best) ? "source" : "node", node: best }, { focus: false });
    return;
  }
  const next = network.towards(sel.node, dx, dy);
  if (next >= 0) app.choose({ kind: model.isSource(next) ? "source" : "node", node: next }, { focus: false });
  else app.tell(app.words.say("nobody_that_way"));
}
