// What a question of the library found, counted by kind and decade: the same numbers as the command gives.

import { h } from "./dom.js";
import { decadesOf } from "./report.js";

/**
 * What statements tell of, each thing once: {columns: the first years of all decades, 0 for the undated; rows: [number
 * of the class, things by decade]}.
 */
function counted(model, group, statements) {
  const of = decadesOf(model, group),
    rows = new Map();
  for (const one of statements) {
    const thing = model.st.subject[one],
      kind = model.nodes.class[thing],
      decade = of.get(one);
    if (!rows.has(kind)) rows.set(kind, new Map());
    const row = rows.get(kind);
    if (!row.has(decade)) row.set(decade, new Set());
    row.get(decade).add(thing);
  }
  const found = [...new Set(statements.map((one) => of.get(one)))].sort((a, b) => a - b),
    dated = found.filter(Boolean),
    columns = [];
  for (let decade = dated[0]; decade <= dated.at(-1); decade += 10) columns.push(decade); // also those that hold nothing
  return {
    columns: found[0] === 0 ? [...columns, 0] : columns,
    rows: [...rows].sort((a, b) => total(b[1]) - total(a[1]) || a[0] - b[0]),
  };
}

const total = (row) => [...row.values()].reduce((sum, things) => sum + things.size, 0);

/** The table of a group; the undated stand in a column of their own. */
export function decadeTable({ words, telling, model }, group, statements) {
  const { columns, rows } = counted(model, group, statements),
    head = (name) => h("th", { scope: "col" }, name),
    row = ([kind, things]) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, words.name(telling.classLabel(kind))),
        columns.map((decade) => h("td", {}, things.has(decade) ? words.count(things.get(decade).size) : "·")),
      );
  return h(
    "div",
    { class: "wide", tabindex: 0, role: "region", "aria-label": words.say("by_decade") },
    h(
      "table",
      { class: "decades" },
      h("caption", {}, words.say("by_decade")),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          head(words.say("facet_class")),
          columns.map((decade) => head(decade ? words.say("decade", { year: String(decade) }) : words.say("undated"))),
        ),
      ),
      h("tbody", {}, rows.map(row)),
    ),
  );
}
