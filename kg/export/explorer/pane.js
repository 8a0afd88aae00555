// The reading pane: an entity, a tie, a source, a place in it, a range of time, a path, a stop of the tour.

import { connectionPane } from "./connection.js";
import { byId, fill, h } from "./dom.js";
import { entityPane, newest } from "./entity.js";
import { sourcePane } from "./source.js";
import { windowText } from "./slices.js";
import { selection } from "./hash.js";
import { Lists } from "./lists.js";
import { stopPane, welcome } from "./stop.js";

export class Pane {
  constructor(app) {
    this.app = app;
    this.element = byId("pane");
    this.lists = new Lists(app);
    this.folded = false; // whether on a phone the sheet is lowered to its bar
    this.outlined = false; // whether the reader has the list of relations open
  }

  show() {
    const { sel } = this.app.store.state,
      promises = this.app.promises.strip(this.app.table.statements()),
      view = selection(sel, this.app.model),
      before = this.element.dataset.view === view ? this.place() : null;
    this.lists.begin(Boolean(before));
    const [head, ...body] = sel ? this.chosen(sel) : welcome(this.app);
    fill(
      this.element,
      this.lost(),
      sel ? [this.bar(), head, promises, body] : [head, body, promises],
      this.app.asked.element(),
    );
    this.element.classList.toggle("chosen", Boolean(sel));
    if (!before) this.fold(false);
    this.element.dataset.view = view;
    this.element.scrollTop = 0;
    if (before) this.restore(before);
  }

  /** Where the reader is in the pane: scrolled to, with these receipts open. */
  place() {
    const open = [...this.element.querySelectorAll(".statement:has(> .said > .more[aria-expanded=true])")];
    return {
      top: this.element.scrollTop,
      open: open.map((item) => item.dataset.first),
    };
  }

  /** Keep the reader's place where only something about the same view changed: a day, a language, a filter. */
  restore({ top, open }) {
    for (const id of open)
      this.element.querySelector(`[data-first="${id}"] > .said > .more[aria-expanded=false]`)?.click();
    this.element.scrollTop = top;
  }

  /** That the address names what the atlas lacks; of anything but a selection also what. */
  lost() {
    const { words, store } = this.app,
      { lost } = store.state,
      whole = lost.length === 1 && lost[0].startsWith("s=");
    const what = lost.map((one) => (one.length > 60 ? `${one.slice(0, 60)}…` : one)).slice(0, 5);
    const text = words.say(whole ? "address_lost" : "address_not_followed", { what: what.join(", ") });
    return lost.length ? h("p", { class: "notice", role: "status" }, text) : null;
  }

  /** On a phone the pane is a sheet over the rest: lower it to its bar, or raise it. What is chosen stays. */
  fold(folded) {
    this.folded = folded;
    this.element.classList.toggle("folded", folded);
    byId("fold")?.setAttribute("aria-expanded", String(!folded));
  }

  /** Whether the pane lies over the rest of the page, as it does on a phone. */
  get covers() {
    return getComputedStyle(this.element).position === "fixed";
  }

  bar() {
    const { app } = this,
      { words } = app;
    return h(
      "p",
      { class: "bar" },
      h(
        "button",
        { type: "button", class: "plain", id: "back", on: { click: () => app.choose(null) } },
        `← ${words.say("back_to_questions")}`,
      ),
      h("button", {
        type: "button",
        class: "plain",
        id: "fold",
        "aria-label": words.say("reading"),
        title: words.say("reading"),
        "aria-expanded": String(!this.folded),
        on: { click: () => this.fold(!this.folded) },
      }),
      h(
        "button",
        { type: "button", class: "plain", "data-key": "cite", on: { click: () => app.cite() } },
        words.say("cite"),
      ),
    );
  }

  chosen(sel) {
    switch (sel.kind) {
      case "node":
        return entityPane(this.app, this, sel.node);
      case "source":
        return sourcePane(this.app, this, sel.node, "");
      case "place":
        return sourcePane(this.app, this, sel.node, sel.place);
      case "tie":
        return this.tie(sel.tie);
      case "statement":
        return this.one(sel.statement);
      case "path":
        return connectionPane(this.app, this, sel);
      case "tour":
        return stopPane(this.app, this, sel.stop);
      default:
        return this.range();
    }
  }

  tie(tie) {
    const { app } = this,
      { from, to, property } = app.model.ties;
    return [
      h(
        "h2",
        { class: "tie" },
        app.telling.entity(from[tie]),
        " ",
        app.words.name(app.telling.propertyName(property[tie]), "span", { class: "relation" }),
        " ",
        app.telling.entity(to[tie]),
      ),
      h("p", { class: "quiet" }, app.words.say("of_statements", { n: app.visible.statements.length })),
      this.list(app.visible.statements, { open: true, under: "h3" }),
    ];
  }

  one(statement) {
    const { app } = this;
    return [h("h2", {}, app.words.say("statement")), this.list([statement], { open: true })];
  }

  range() {
    const { app } = this,
      { words, visible, store } = app;
    const shown = store.state.time ? windowText(store.state.time) : words.say("all_time");
    return [
      h("h2", {}, shown),
      h(
        "p",
        { class: "quiet" },
        words.say("range_counts", {
          a: visible.counts[0],
          b: visible.counts[1],
          c: visible.counts[2],
          d: visible.counts[3],
        }),
      ),
      visible.statements.length
        ? [0, 1].map((slice) => this.slice(slice))
        : h("p", {}, words.say("nothing_in_range")),
    ];
  }

  /** Of the statements of a range those that are in it, or possibly in it; without a range, all that have a date. */
  slice(slice) {
    const { model, visible, words, store } = this.app,
      held = visible.statements
        .filter((one) => visible.sliceOf[one] === slice)
        .sort((a, b) => newest(model, b) - newest(model, a) || a - b);
    if (!held.length) return null;
    const title = words.say(["slice_in", "slice_possible"][slice]),
      ranged = Boolean(store.state.time);
    return [
      ranged ? h("h3", {}, title, h("span", { class: "quiet" }, ` ${words.count(held.length)}`)) : null,
      this.list(held, { under: ranged ? "h4" : "h3" }),
    ];
  }

  /** A list of statements with receipts. */
  list(statements, options) {
    return this.lists.list(statements, options);
  }
}
