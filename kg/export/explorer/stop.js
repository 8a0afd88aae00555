// The pane of a stop of the tour, and the list of all stops that stands there when nothing is chosen.

import { h } from "./dom.js";
import { decades, isAnswered, report } from "./report.js";
import { stopOf } from "./tour.js";

/** The eight questions. */
export function welcome(app) {
  const { words, model } = app;
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
    app.store.state.lost ? h("p", { class: "notice", role: "status" }, words.say("address_lost")) : null,
    h("h2", {}, words.say(model.data.title ? "questions_some" : "questions")),
    h("p", { class: "quiet" }, words.say(questions.length ? "questions_told" : "questions_none")),
    h("ol", { class: "questions" }, questions),
    h("p", { class: "quiet" }, words.say("hint")),
  ];
}

/** A question, its answer in a line, and the groups of statements behind it. */
export function stopPane(app, pane, key) {
  const { words, model, visible } = app,
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
    stop.decades ? decadeTable(app, groups.flatMap((group) => group.statements.filter((one) => isFact(model, one)))) : null,
    groups.map((group) => [
      h("h3", {}, words.say(group.title), h("span", { class: "quiet" }, ` ${words.count(group.statements.length)}`)),
      group.statements.length ? pane.list(group.statements, { under: "h4" }) : h("p", { class: "quiet" }, words.say("nothing_shown")),
    ]),
  ];
}

const isFact = (model, one) => model.way(one)[0] === "fact";

/** Counts by relation and decade; the undated stand in a column of their own. */
function decadeTable(app, statements) {
  const { words, telling, model } = app,
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
