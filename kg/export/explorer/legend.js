// The legend and the help: every sign of the drawing in words, every key.

import { byId, fill, h, svg } from "./dom.js";
import { outline } from "./shapes.js";

const KEYS = [
  ["/", "key_search"],
  ["← → ↑ ↓", "key_walk"],
  ["Enter", "key_open"],
  ["Esc", "key_back"],
  ["f", "key_filters"],
  ["t", "key_table"],
  ["n", "key_across"],
  ["l", "key_language"],
  ["p", "key_path"],
  ["z", "key_fit"],
  ["+ −", "key_zoom"],
  ["x", "key_hide"],
  ["i", "key_pin"],
  ["u", "key_undo"],
  ["q", "key_ask"],
  ["g", "key_legend"],
  ["d", "key_theme"],
  ["?", "key_help"],
];

export function showLegend(app) {
  const { words, model } = app,
    used = new Set(model.kindOf),
    { look } = model.data;
  const sign = (shape, filling, side, inner) =>
    svg(
      "svg",
      { viewBox: "-12 -12 24 24", class: `sign side-${side} ${filling}`, "aria-hidden": "true" },
      svg("path", { d: outline(shape, 0, 0, 7.5) }),
      ...(inner ? [svg("path", { d: outline(inner, 0, 0, 2.2), class: "inner" })] : []),
    );
  const line = (attributes, disputed) =>
    svg(
      "svg",
      { viewBox: "0 0 46 14", class: "line", "aria-hidden": "true" },
      svg("path", { d: "M0 7H46", class: disputed ? "disputed" : "", ...attributes }),
      ...(disputed ? [svg("path", { d: "M0 7H46", class: "gap", "stroke-width": 1.6 })] : []),
    );
  const kinds = look.kinds
    .filter((_, kind) => used.has(kind))
    .map(([name, shape, filling]) => h("li", {}, sign(shape, filling, "other"), words.say(`kind_${name}`)));
  const sides = look.sides.map(([name, inner]) =>
    h("li", {}, sign("dot", "solid", name, inner), words.say(`side_${name}`)),
  );
  const modes = Object.entries(look.modes).map(([name, dashes]) =>
    h(
      "li",
      {},
      line({ "stroke-width": 2.2, ...(dashes.length ? { "stroke-dasharray": dashes.join(" ") } : {}) }),
      words.say(`mode_${name}`),
    ),
  );
  const sure = Object.entries(look.widths)
    .filter(([name]) => name !== "stated")
    .map(([name, width]) =>
      h("li", {}, line({ "stroke-width": width, class: `tie-${name}` }), words.say(`certainty_${name}`)),
    );
  const dispute = h("li", {}, line({ "stroke-width": 5 }, true), words.say("mark_disputed"));
  const slices = ["in", "possible", "undated"].map((name, at) =>
    h(
      "li",
      {},
      svg(
        "svg",
        { viewBox: "0 0 46 14", class: "line", "aria-hidden": "true" },
        svg("path", { d: "M0 7H46", "stroke-width": 2.2, opacity: [0.9, 0.55, 0.4][at] }),
        ...(at === 2 ? [svg("circle", { cx: 23, cy: 7, r: 3.2, class: "hollow" })] : []),
      ),
      words.say(`slice_${name}`),
    ),
  );
  fill(
    byId("legend-body"),
    [
      ["legend_kinds", kinds],
      ["legend_sides", sides],
      ["legend_ties", [...modes, ...sure, dispute]],
      ["legend_slices", slices],
    ].map(([key, items]) => h("section", {}, h("h3", {}, words.say(key)), h("ul", { class: "signs" }, items))),
    h("p", { class: "quiet" }, words.say("legend_size")),
    h("p", { class: "quiet" }, words.say("legend_far")),
  );
}

export function showHelp(app) {
  const { words } = app;
  fill(
    byId("help-body"),
    h("p", {}, words.say("help_told")),
    h(
      "table",
      { class: "keys" },
      h(
        "tbody",
        {},
        KEYS.map(([key, word]) =>
          h(
            "tr",
            {},
            h(
              "th",
              { scope: "row" },
              key.split(" ").map((one, at) => [at ? " " : "", h("kbd", {}, one)]),
            ),
            h("td", {}, words.say(word)),
          ),
        ),
      ),
    ),
  );
}
