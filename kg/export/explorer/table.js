// The table: the accessible twin of the network. The same statements as rows, to sort, filter and take away.

import { byId, fill, h } from "./dom.js";
import { fold } from "./fold.js";
import { selection } from "./hash.js";
import { heads } from "./heads.js";
import { Visible } from "./visible.js";

const PAGE = 200;
const BY_TIME = { column: "when", down: false };
const COLUMNS = ["statement", "when", "voice", "how", "source"];

export class Table {
  constructor(app) {
    this.app = app;
    this.element = byId("table");
    this.rowsOf = ""; // the selection whose statements the rows are, as text
    this.unrolled = PAGE;
    this.typing = false; // whether what is typed goes on from what was: the history keeps one step of it
    this.told = new Map(); // the words of rows, folded, as they were last made
    this.field = h("input", {
      type: "search",
      id: "table-filter",
      "data-wa": "filter_rows",
      on: {
        input: () => {
          this.unrolled = PAGE;
          app.store.set({ find: this.field.value }, { quiet: this.typing });
          this.typing = true;
        },
        change: () => (this.typing = false),
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
          on: { click: () => app.exports.csv(this.found) },
        }),
        this.status,
      ),
      h("table", {}, h("thead", {}, this.heads), this.body),
      this.end,
    );
  }

  /** The statements of the selection; without one, all that are shown. */
  statements() {
    const { sel } = this.app.store.state;
    return sel ? this.app.visible.statements : this.statementsOf(sel);
  }

  /** The statements of the rows: those of the view. One chosen among them is read beside them, and they stay. */
  listed() {
    const { sel, rows } = this.app.store.state,
      held = rows && this.statementsOf(rows.sel),
      stays = Boolean(held?.includes(sel?.statement)),
      rowsOf = selection(stays ? rows.sel : sel, this.app.model);
    if (this.rowsOf !== rowsOf) {
      this.unrolled = PAGE;
      this.element.scrollTop = 0;
    }
    this.rowsOf = rowsOf;
    return stays ? held : this.statements();
  }

  statementsOf(sel) {
    const { model, store, visible } = this.app;
    if (sel) return new Visible(model, { ...store.state, sel }).statements;
    return [...model.st.id.keys()].filter((one) => visible.shows(one));
  }

  /** What the rows stay those of when something is chosen: a statement among them is read beside them. */
  besides(chosen) {
    const { table, rows, sel } = this.app.store.state;
    if (!table || chosen?.kind !== "statement" || (sel?.kind === "statement" && !rows)) return null;
    return this.listed().includes(chosen.statement) ? (rows ?? { sel }) : null;
  }

  /** Go to the row of a statement. */
  goTo(statement) {
    (this.body.querySelector(`[data-key="${this.app.model.st.id[statement]}"] .more`) ?? this.element).focus();
  }

  show() {
    if (this.element.hidden) return;
    const { state } = this.app.store;
    if (this.field.value !== state.find) this.field.value = state.find;
    const sort = (column, down) => {
      this.unrolled = PAGE;
      this.app.store.set({ sort: { column, down } });
    };
    fill(this.heads, heads(this.app.words, COLUMNS, state.sort ?? BY_TIME, sort));
    this.rows();
  }

  text(one, column) {
    const { telling, model, words } = this.app,
      { st, data } = model;
    switch (column) {
      case "statement":
        return telling.text(one);
      case "when":
        return telling.when(one);
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

  /** Everything that stands in a row, to search in: the cells, and the marks. */
  words(one) {
    if (!this.told.has(one)) {
      const { telling, words } = this.app,
        cells = COLUMNS.map((name) => this.text(one, name) || (name === "when" ? words.say("undated") : "")),
        marks = telling.marks(one).map(([, text]) => text);
      this.told.set(one, fold([...cells, ...marks].join(" ")));
    }
    return this.told.get(one);
  }

  rows() {
    const { words, model, store, visible } = this.app,
      { column, down } = store.state.sort ?? BY_TIME,
      { sel, lang, day } = store.state,
      order = new Intl.Collator(words.code),
      wanted = store.state.table ? fold(store.state.find) : "";
    let found = this.listed();
    if (this.toldOf !== `${lang} ${day}` || this.toldIn !== visible) this.told.clear();
    [this.toldOf, this.toldIn] = [`${lang} ${day}`, visible];
    const told = words.say(this.rowsOf ? "table_chosen" : "table_all", { n: found.length });
    if (wanted) found = found.filter((one) => this.words(one).includes(wanted));
    const key = new Map(
      found.map((one) => [one, column === "when" ? (model.time(one)?.[1] ?? Infinity) : this.text(one, column)]),
    );
    const compare =
      column === "when"
        ? (a, b) => key.get(a) - key.get(b) || a - b
        : (a, b) => order.compare(key.get(a), key.get(b)) || a - b;
    found = [...found].sort((a, b) => (down ? compare(b, a) : compare(a, b)));
    this.found = found;
    this.status.textContent = wanted ? `${told} · ${words.say("rows_found", { n: found.length })}` : told;
    const at = sel?.kind === "statement" ? found.indexOf(sel.statement) : -1;
    if (at >= this.unrolled) this.unrolled = Math.ceil((at + 1) / PAGE) * PAGE;
    this.body.replaceChildren();
    this.page(0, this.unrolled);
    this.toCurrent(at < 0 ? null : this.body.children[at]);
  }

  /** Bring the row of a statement that has just been chosen into view, if it is not there. */
  toCurrent(row) {
    const key = row?.dataset.key ?? "",
      { element } = this;
    if (key && key !== this.current) {
      const top = row.offsetTop - element.scrollTop;
      if (top < 0 || top + row.offsetHeight > element.clientHeight)
        element.scrollTop = row.offsetTop - element.clientHeight / 3;
    }
    this.current = key;
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
            { type: "button", class: "plain", "data-key": "more", on: { click: () => this.further() } },
            words.say("more", { n: left }),
          )
        : this.found.length
          ? null
          : words.say(this.app.store.state.find ? "no_row" : this.app.visible.reason(this.app.visible.selected)),
    );
  }

  further() {
    const from = this.unrolled;
    this.page(from);
    this.unrolled += PAGE;
    this.body.children[from]?.querySelector(".more").focus();
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
      { "data-key": model.st.id[one], "aria-current": now ? "true" : null },
      h("td", {}, open, " ", telling.sentence(one), telling.markList(one)),
      h("td", {}, h("time", { class: "told" }, this.text(one, "when") || words.say("undated"))),
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
