// Where a text comes from, as a tree: each branch with its relation, how surely, and for what part of it that holds.

import { h } from "./dom.js";

const DEEP = 12; // texts above one another

/** The tree of a text, and who published each text and who owns that; null where it copies nothing that is known. */
export function descent(app, node) {
  const above = branches(app, node, new Set([node]), 1);
  if (!above) return null;
  const text = h("p", {}, app.telling.entity(node));
  return [h("h3", {}, app.words.say("chain")), h("div", { class: "chain" }, text, publisher(app, node), above)];
}

/** The texts that one copies or follows closely, each with its own below it; a text that stands higher up is cut. */
function branches(app, node, higher, depth) {
  const found = depth > DEEP ? [] : copies(app.model, node).filter(({ text }) => !higher.has(text));
  if (!found.length) return null;
  return h(
    "ul",
    { class: "statements" },
    found.map(({ text, property, only, held }) => {
      const below = branches(app, text, new Set([...higher, text]), depth + 1),
        words = () => branch(app, text, property, only);
      const item = held.length
        ? app.telling.statement(held, { words })
        : h("li", { class: "statement" }, h("p", { class: "said" }, words()));
      item.append(...[publisher(app, text), below].filter(Boolean));
      return item;
    }),
  );
}

/** A branch in words: the relation, the text, and of what alone it holds. */
function branch({ words, telling }, text, property, only) {
  return [
    words.name(telling.propertyName(property), "span", { class: "relation" }),
    " ",
    telling.entity(text),
    only.map((term, at) => [at ? ", " : ` · ${words.say("only_about")} `, telling.term(term)]),
  ];
}

/** What a text copies, by statements or else by its own record: the text above, the relation, and for what it holds. */
function copies(model, node) {
  const { st, data } = model,
    found = new Map(),
    about = model.propertyOf.get("about");
  for (const one of model.byNode(node)) {
    if (st.subject[one] !== node || !model.isSource(st.value[one]) || !data.copies.includes(st.property[one])) continue;
    const only = (st.qualifiers[one] || []).filter(([property]) => property === about).map(([, term]) => term),
      key = JSON.stringify([st.value[one], st.property[one], only]);
    if (!found.has(key)) found.set(key, { text: st.value[one], property: st.property[one], only, held: [] });
    found.get(key).held.push(one);
  }
  const told = new Set([...found.values()].filter(({ only }) => !only.length).map(({ text }) => text)),
    property = model.propertyOf.get("reproduces");
  const recorded = (model.documents.get(node)?.copies || []).filter((text) => !told.has(text));
  return [...recorded.map((text) => ({ text, property, only: [], held: [] })), ...found.values()];
}

function publisher(app, node) {
  const agent = app.model.documents.get(node)?.publisher ?? -1;
  return agent < 0 ? null : h("p", { class: "quiet publisher" }, app.telling.entity(agent), owners(app, agent));
}

/** Who a publisher belongs to, side by side: each owner once, since when and until when, and how surely. */
function owners(app, agent) {
  const { model, telling } = app,
    { st, data } = model,
    held = new Map();
  for (const one of model.byNode(agent)) {
    const name = data.properties[st.property[one]][0];
    const owner =
      name === "owns" && st.value[one] === agent
        ? st.subject[one]
        : name === "partOf" && st.subject[one] === agent
          ? st.value[one]
          : -1;
    if (owner >= 0 && model.way(one)[0] === "fact" && !held.has(owner)) held.set(owner, one);
  }
  return [...held].map(([owner, one], at) => [
    at ? ", " : " ← ",
    telling.entity(owner),
    telling.times(one).map((time) => [" ", time]),
    telling.markList(one),
  ]);
}
