// The pane of an entity: its names, what can be done with it, and its statements by relation.

import { byId, h, link } from "./dom.js";
import { outcomes } from "./outcomes.js";

const MANY = 8; // relations from which a list of them leads to each

/** What it is called in three languages, what it is, on which side. */
export function title(app, node) {
  const { words, model, telling } = app,
    [text, lang] = telling.nodeName(node);
  const others = words.languages
    .map((code, at) => [model.nodes.names[at][node], code])
    .filter(([name, code]) => name && code !== (lang || words.code));
  const also = (model.nodes.also[node] || []).map((name) => words.name(name));
  const side = model.data.look.sides[model.nodes.side[node]][0];
  return [
    words.name([text || model.nodes.id[node], lang], "h2"),
    others.length
      ? h(
          "p",
          { class: "others" },
          others.map((name, at) => [at ? " · " : "", words.name(name)]),
        )
      : null,
    h(
      "p",
      { class: "quiet" },
      words.name(telling.className(node)),
      side === "other" ? "" : ` · ${words.say(`side_${side}`)}`,
      " · ",
      h("code", {}, model.nodes.id[node]),
    ),
    also.length
      ? h(
          "p",
          { class: "quiet" },
          words.say("also_called"),
          " ",
          also.map((name, at) => [at ? ", " : "", name]),
        )
      : null,
    model.nodes.about[node] ? h("p", { class: "about", lang: "en", dir: "auto" }, model.nodes.about[node]) : null,
    model.nodes.links[node]
      ? h(
          "p",
          {},
          model.nodes.links[node].map(([address, host], at) => [at ? " · " : "", link(address, host)]),
        )
      : null,
  ];
}

export function entityPane(app, pane, node) {
  const { words, model, visible, store } = app,
    { st } = model;
  const groups = new Map();
  for (const one of visible.statements) {
    const forth = st.subject[one] === node,
      key = (forth ? "" : "<") + st.property[one];
    if (!groups.has(key)) groups.set(key, { property: st.property[one], forth, held: [] });
    groups.get(key).held.push(one);
  }
  const ordered = [...groups.values()].sort(
    (a, b) => b.held.length - a.held.length || Number(b.forth) - Number(a.forth) || a.property - b.property,
  );
  const acts = h(
    "p",
    { class: "acts" },
    h(
      "button",
      {
        type: "button",
        class: "plain",
        "data-key": "near",
        on: { click: () => app.depth(store.state.depth ? 0 : 1) },
      },
      words.say(store.state.depth ? "whole_network" : "only_near"),
    ),
    store.state.depth
      ? [1, 2, 3].map((n) =>
          h(
            "button",
            {
              type: "button",
              class: "plain",
              "data-key": `near ${n}`,
              "aria-pressed": String(store.state.depth === n),
              on: { click: () => app.depth(n) },
            },
            String(n),
          ),
        )
      : null,
    h(
      "button",
      { type: "button", class: "plain", "data-key": "path", on: { click: () => app.startPath(node) } },
      words.say("path_from"),
    ),
    h(
      "button",
      { type: "button", class: "plain", "data-key": "pin", on: { click: () => app.togglePin(node) } },
      words.say(node in store.state.pins ? "unpin" : "pin"),
    ),
    h(
      "button",
      { type: "button", class: "plain", "data-key": "hide", on: { click: () => app.hide(node) } },
      words.say("hide"),
    ),
  );
  return [
    title(app, node),
    acts,
    outcomes(
      app,
      pane,
      visible.statements.filter((one) => st.subject[one] === node),
    ),
    ordered.length ? null : h("p", {}, words.say(visible.reason(visible.selected))),
    ordered.length < MANY ? null : outline(app, pane, ordered),
    ordered.map(({ property, forth, held }, at) => [
      h(
        "h3",
        { id: `relation-${at}`, tabindex: "-1" },
        words.name(app.telling.propertyName(property)),
        forth ? "" : h("span", { class: "quiet" }, ` ← ${words.say("by_others")}`),
      ),
      pane.list(
        held.sort((a, b) => newest(model, b) - newest(model, a) || a - b),
        { about: forth ? node : -1, under: "h4", open: held.length === 1 && ordered.length === 1 },
      ),
    ]),
  ];
}

/** The relations of an entity with how many statements each has; one leads to its statements. */
function outline({ words, telling }, pane, ordered) {
  return h(
    "details",
    { class: "outline", open: pane.outlined, on: { toggle: (event) => (pane.outlined = event.target.open) } },
    h("summary", {}, words.say("go_to_relation", { n: ordered.length })),
    h(
      "ul",
      {},
      ordered.map(({ property, forth, held }, at) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "plain", on: { click: () => goTo(`relation-${at}`) } },
            forth ? "" : "← ",
            words.name(telling.propertyName(property)),
          ),
          h("span", { class: "quiet" }, ` ${held.length}`),
        ),
      ),
    ),
  );
}

function goTo(id) {
  byId(id).scrollIntoView({ block: "start" });
  byId(id).focus({ preventScroll: true });
}

/** Statements are told newest first; those without a date last. */
export function newest(model, one) {
  const time = model.time(one);
  return time ? time[1] : -Infinity;
}
