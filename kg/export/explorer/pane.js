// The reading pane: an entity, a tie, a source, a place in it, a range of time, a path, a stop of the tour.

import { byId, fill, h } from "./dom.js";
import { decades, isAnswered, report } from "./report.js";
import { entityPane, newest } from "./entity.js";
import { sourcePane } from "./source.js";
import { windowText } from "./slices.js";
import { stopOf } from "./tour.js";

const FEW = 40; // statements shown at once; more on demand

export class Pane {
  constructor(app) {
    this.app = app;
    this.element = byId("pane");
  }

  show() {
    const { sel } = this.app.store.state;
    const body = sel ? this.chosen(sel) : this.welcome();
    fill(this.element, sel ? this.bar() : null, body);
    this.element.classList.toggle("chosen", Boolean(sel));
    this.element.scrollTop = 0;
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
        return this.path(sel);
      case "tour":
        return this.stop(sel.stop);
      default:
        return this.range();
    }
  }

  /** The eight questions. */
  welcome() {
    const { app } = this,
      { words, model } = app;
    // of a part only what it tells of
    const stops = model.data.tour.filter((stop) => !model.data.title || isAnswered(model, stop));
    const questions = stops.map((stop, at) =>
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", class: "question", "data-stop": stop.key, on: { click: () => app.visit(stop) } },
          h("span", { class: "number" }, String(at + 1)),
          h("span", {}, words.best(words.languages.map((code) => stop.question[code]))[0]),
        ),
      ),
    );
    return [
      h("h2", {}, words.say(model.data.title ? "questions_some" : "questions")),
      h("p", { class: "quiet" }, words.say(questions.length ? "questions_told" : "questions_none")),
      h("ol", { class: "questions" }, questions),
      h("p", { class: "quiet" }, words.say("hint")),
    ];
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

  path({ from, to }) {
    const { app } = this,
      { words, telling, visible, model } = app;
    const head = h("h2", { class: "tie" }, telling.entity(from), " … ", telling.entity(to));
    if (!visible.path) return [head, h("p", {}, words.say("no_path"))];
    const steps = visible.path.map((hop) =>
      h(
        "li",
        {},
        h("p", { class: "hop" }, telling.entity(hop.from), " – ", telling.entity(hop.to)),
        this.list(hop.ties.flatMap((tie) => [...model.byTie(tie)]).filter((one) => visible.shows(one))),
      ),
    );
    return [
      head,
      h("p", { class: "quiet" }, words.say("path_told", { n: steps.length })),
      h("ol", { class: "hops" }, steps),
    ];
  }

  stop(key) {
    const { app } = this,
      { words, model, visible } = app,
      stop = stopOf(model, key);
    const said = (texts) => words.best(words.languages.map((code) => texts[code]))[0];
    const groups = report(model, key).map((group) => ({
      ...group,
      statements: group.statements.filter((one) => visible.shows(one)),
    }));
    return [
      h("h2", {}, said(stop.question)),
      h("p", {}, said(stop.answer)),
      stop.groups?.length ? null : h("p", { class: "quiet" }, words.say("stop_missing")),
      stop.decades ? this.decades(groups.flatMap((group) => group.statements)) : null,
      groups.map((group) => [
        h("h3", {}, words.say(group.title), h("span", { class: "quiet" }, ` ${words.count(group.statements.length)}`)),
        group.statements.length ? this.list(group.statements) : h("p", { class: "quiet" }, words.say("nothing_shown")),
      ]),
    ];
  }

  /** Counts by relation and decade; the undated stand in a column of their own. */
  decades(statements) {
    const { words, telling, model } = this.app,
      { decades: columns, rows } = decades(model, statements);
    const cell = (count) => h("td", {}, count ? words.count(count) : "·");
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
            h("th", { scope: "col" }, words.say("relation")),
            columns.map((decade) => h("th", { scope: "col" }, `${decade}–`)),
            h("th", { scope: "col" }, words.say("slice_undated")),
          ),
        ),
        h(
          "tbody",
          {},
          rows.map(([property, row]) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, words.name(telling.propertyName(property))),
              columns.map((decade) => cell(row.counts.get(decade))),
              cell(row.undated),
            ),
          ),
        ),
      ),
    );
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
        ? this.list([...visible.statements].sort((a, b) => newest(app.model, a) - newest(app.model, b) || a - b))
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
