// The heads of the table's columns: each sorts by its column, and a second time the other way round.

import { h } from "./dom.js";

/** A head for each column; `by` is the column now sorted by and whether downwards, `sort` does it anew. */
export function heads(words, columns, by, sort) {
  return columns.map((column) => {
    const now = by.column === column;
    return h(
      "th",
      { scope: "col", "aria-sort": now ? (by.down ? "descending" : "ascending") : "none" },
      h(
        "button",
        {
          type: "button",
          "data-sort": column,
          "data-key": `sort ${column}`,
          on: { click: () => sort(column, now && !by.down) },
        },
        words.say(column),
        now ? (by.down ? " ↓" : " ↑") : "",
      ),
    );
  });
}
