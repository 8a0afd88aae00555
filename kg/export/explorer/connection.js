// The pane of a path: the chosen chain with the statements under each link, and the other chains to choose from.

import { h } from "./dom.js";
import { chains } from "./paths.js";

const OFFERED = 3; // as many as `kg path` gives

export function connectionPane(app, pane, sel) {
  const { words, telling, visible, model } = app,
    head = h("h2", { class: "tie" }, telling.entity(sel.from), " … ", telling.entity(sel.to));
  if (!visible.path) return [head, h("p", {}, words.say("no_path"))];
  const hops = visible.path.map((hop) =>
    h(
      "li",
      {},
      h("p", { class: "hop" }, telling.entity(hop.from), " – ", telling.entity(hop.to)),
      pane.list(hop.ties.flatMap((tie) => [...model.byTie(tie)]).filter((one) => visible.shows(one))),
    ),
  );
  return [
    head,
    offers(app, sel),
    h("p", { class: "quiet" }, words.say("path_told", { n: hops.length })),
    h("ol", { class: "hops" }, hops),
  ];
}

/** The best chains by number, each with what it leads through; nothing where there is but one. */
function offers(app, sel) {
  const found = chains(app.model, app.visible, sel.from, sel.to, OFFERED),
    { words, telling } = app;
  if (found.length < 2) return null;
  const offer = (chain, nth) =>
    h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: "plain",
          id: `chain-${nth + 1}`,
          "aria-pressed": String(nth === (sel.nth ?? 0)),
          on: { click: () => app.choose({ ...sel, nth }) },
        },
        words.say("links", { n: chain.length }),
        chain.slice(0, -1).map(({ to }, at) => [at ? " – " : ": ", words.name(telling.nodeName(to))]),
      ),
    );
  return [h("h3", {}, words.say("chains")), h("ol", { class: "chains" }, found.map(offer))];
}
