// The reading pane: an entity, a tie, a source, a place in it, a range of time, a path, a stop of the tour.

import { connectionPane } from "./connection.js";
import { byId, fill, h } from "./dom.js";
import { entityPane, newest } from "./entity.js";
import { sourcePane } from "./source.js";
import { windowText } from "./slices.js";
import { stopPane, welcome } from "./stop.js";

const FEW = 40; // statements shown at once; more on demand

export class Pane {
  constructor(app) {
    this.app = app;
    this.element = byId("pane");
    this.outlined = false; // whether the reader has the list of relations open
  }

  show() {
    const { sel } = this.app.store.state,
      promises = this.app.promises.strip(this.app.table.statements()),
      before = this.element.childNodes.length && this.sel === sel ? this.place() : null;
    const [head, ...body] = sel ? this.chosen(sel) : welcome(this.app);
    fill(this.element, sel ? [this.bar(), head, promises, body] : [head, body, promises], this.app.asked.element());
    this.element.classList.toggle("chosen", Boolean(sel));
    this.sel = sel;
    this.element.scrollTop = 0;
    if (before) this.restore(before);
  }

  /** Where the reader is in the pane: scrolled to, with these receipts open, in this field. */
  place() {
    const open = [...this.element.querySelectorAll(".statement:has(> .said > .more[aria-expanded=true])")];
    return {
      top: this.element.scrollTop,
      open: open.map((item) => item.dataset.first),
      focus: this.element.contains(document.activeElement) ? document.activeElement.id : "",
    };
  }

  /** Keep the reader's place where only something about the same view changed: a day, a language, a filter. */
  restore({ top, open, focus }) {
    for (const id of open)
      this.element.querySelector(`[data-first="${id}"] > .said > .more[aria-expanded=false]`)?.click();
    if (focus) byId(focus)?.focus({ preventScroll: true });
    this.element.scrollTop = top;
  }

  bar() {
    const { words, app } = { words: this.app.words, app: this.app };
    return h(
      "p",
      { class: "bar" },
      h(
        "button",
        { type: "button", class: "plain", id: "back", on: { click: () => app.choose(null) } },
        `← ${words.say("back_to_questions")}`,
      ),
      h("button", { type: "button", class: "plain", on: { click: () => app.cite() } }, words.say("cite")),
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
      this.list(app.visible.statements, { open: true }),
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
        words.say("slice_counts", {
          a: visible.counts[0],
          b: visible.counts[1],
          c: visible.counts[2],
          d: visible.counts[3],
        }),
      ),
      visible.statements.length
        ? this.list(
            [...visible.statements].sort(
              (a, b) =>
                visible.sliceOf[a] - visible.sliceOf[b] || newest(app.model, a) - newest(app.model, b) || a - b,
            ),
          )
        : h("p", {}, words.say("nothing_in_range")),
    ];
  }

  /** A list of statements with receipts; long ones open bit by bit. */
  list(statements, options = {}) {
    const { app } = this,
      list = h("ul", { class: "statements" }),
      groups = app.telling.together(statements);
    const add = (from) => {
      for (const same of groups.slice(from, from + FEW)) list.append(app.telling.statement(same, options));
      if (from + FEW < groups.length) {
        const more = h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              class: "plain",
              on: {
                click: () => {
                  more.remove();
                  add(from + FEW);
                },
              },
            },
            app.words.say("more", { n: groups.length - from - FEW }),
          ),
        );
        list.append(more);
      }
    };
    add(0);
    return list;
  }
}
