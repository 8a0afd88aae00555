// The table: the accessible twin of the network. The same statements as rows, to sort, filter and take away.

import { byId, fill, h } from "./dom.js";
import { fold } from "./fold.js";
import { Visible } from "./visible.js";

const PAGE = 200;
const COLUMNS = ["statement", "when", "voice", "how", "source"];

export class Table {
  constructor(app) {
    this.app = app;
    this.element = byId("table");
    this.sort = { column: "when", down: false };
    this.wanted = "";
    this.rowsOf = undefined; // the selection whose statements the rows are
    this.unrolled = PAGE;
    this.field = h("input", {
      type: "search",
      id: "table-filter",
      "data-wa": "filter_rows",
      on: {
        input: () => {
          this.wanted = fold(this.field.value);
          this.unrolled = PAGE;
          this.rows();
        },
      },
    });
    this.status = h("p", { class: "quiet", role: "status" });
    this.body = h("tbody");
    this.heads = h("tr");
    this.end = h("p", { class: "acts end" });
    this.element.append(
      h(
        "div",
        { class: "tools" },
        this.field,
        h("button", {
          type: "button",
          class: "plain",
          "data-w": "export_csv",
          on: { click: () => app.exports.csv(this.listed()) },
        }),
        this.status,
      ),
      h("table", {}, h("thead", {}, this.heads), this.body),
      this.end,
    );
  }

  /** The statements of the selection; without one, all that are shown. */
  statements() {
    const { visible, model, store } = this.app;
    return store.state.sel ? visible.statements : [...model.st.id.keys()].filter((one) => visible.shows(one));
  }

  /** The statements of the rows: those of the view. One chosen among them is read beside them, and they stay. */
  listed() {
    const { model, store, visible } = this.app,
      { sel } = store.state;
    if (sel?.kind === "statement" && this.rowsOf !== undefined) {
      const held = this.rowsOf
        ? new Visible(model, { ...store.state, sel: this.rowsOf }).statements
        : [...model.st.id.keys()].filter((one) => visible.shows(one));
      if (held.includes(sel.statement)) return held;
    }
    if (this.rowsOf !== sel) this.unrolled = PAGE;
    this.rowsOf = sel;
    return this.statements();
  }

  show() {
    if (this.element.hidden) {
      this.rowsOf = undefined; // there are no rows that could stay
      return;
    }
    const { words } = this.app;
    fill(
      this.heads,
      COLUMNS.map((column) => {
        const now = this.sort.column === column;
        return h(
          "th",
          { scope: "col", "aria-sort": now ? (this.sort.down ? "descending" : "ascending") : "none" },
          h(
            "button",
            {
              type: "button",
              "data-sort": column,
              on: {
                click: () => {
                  this.sort = { column, down: now && !this.sort.down };
                  this.unrolled = PAGE;
                  this.show();
                  this.heads.querySelector(`[data-sort=${column}]`).focus();
                },
              },
            },
            words.say(column),
            now ? (this.sort.down ? " ↓" : " ↑") : "",
          ),
        );
      }),
    );
    this.rows();
  }

  text(one, column) {
    const { telling, model, words } = this.app,
      { st, data } = model;
    switch (column) {
      case "statement":
        return telling.text(one);
      case "when":
        return st.when[one] || this.dateValue(one);
      case "voice":
        return data.voices[st.voices[one]].map((node) => telling.termText(node)).join(", ");
      case "how":
        return model
          .way(one)
          .slice(0, 2)
          .map((word, at) => words.say(`${at ? "certainty" : "mode"}_${word}`))
          .join(", ");
      default:
        return telling.termText(st.source[one]);
    }
  }

  /** The date that a statement states, where its value is one. */
  dateValue(one) {
    const { st, data } = this.app.model,
      value = st.value[one];
    return value < 0 && data.literals[~value][2] === "date" ? data.literals[~value][0] : "";
  }

  rows() {
    const { words, model } = this.app,
      { column, down } = this.sort,
      order = new Intl.Collator(words.code);
    let found = this.listed();
    const told = words.say(this.rowsOf ? "table_chosen" : "table_all", { n: found.length });
    if (this.wanted)
      found = found.filter((one) => fold(COLUMNS.map((name) => this.text(one, name)).join(" ")).includes(this.wanted));
    const key = new Map(
      found.map((one) => [one, column === "when" ? (model.time(one)?.[1] ?? Infinity) : this.text(one, column)]),
    );
    const compare =
      column === "when"
        ? (a, b) => key.get(a) - key.get(b) || a - b
        : (a, b) => order.compare(key.get(a), key.get(b)) || a - b;
    found = [...found].sort((a, b) => (down ? compare(b, a) : compare(a, b)));
    this.found = found;
    this.status.textContent = this.wanted ? `${told} · ${words.say("rows_found", { n: found.length })}` : told;
    this.body.replaceChildren();
    this.page(0, this.unrolled);
  }

  /** All rows at once, but at most some; how many are left out then is said. */
  unroll(most) {
    const left = this.found.length - most;
    this.body.replaceChildren(...this.found.slice(0, most).map((one) => this.row(one)));
    fill(this.end, left > 0 ? this.app.words.say("not_printed", { n: left }) : null);
  }

  page(from, rows = PAGE) {
    const { words } = this.app;
    this.body.append(...this.found.slice(from, from + rows).map((one) => this.row(one)));
    const left = this.found.length - from - rows;
    fill(
      this.end,
      left > 0
        ? h(
            "button",
            { type: "button", class: "plain", on: { click: () => this.further() } },
            words.say("more", { n: left }),
          )
        : this.found.length
          ? null
          : words.say(this.wanted ? "no_row" : this.app.visible.reason(this.app.visible.selected)),
    );
  }

  further() {
    this.page(this.unrolled);
    this.unrolled += PAGE;
  }

  row(one) {
    const { app } = this,
      { telling, model, words } = app;
    const now = app.store.state.sel?.kind === "statement" && app.store.state.sel.statement === one;
    const open = h(
      "button",
      {
        type: "button",
        class: "more",
        "aria-label": words.say("open_receipt"),
        title: words.say("open_receipt"),
        on: { click: () => app.choose({ kind: "statement", statement: one }) },
      },
      "§",
    );
    return h(
      "tr",
      { "aria-current": now ? "true" : null },
      h("td", {}, open, " ", telling.sentence(one), telling.markList(one)),
      h("td", {}, h("time", {}, this.text(one, "when") || words.say("undated"))),
      h(
        "td",
        {},
        model.data.voices[model.st.voices[one]].map((node, at) => [at ? ", " : "", telling.entity(node)]),
      ),
      h("td", {}, this.text(one, "how")),
      h("td", {}, telling.entity(model.st.source[one])),
    );
  }
}
