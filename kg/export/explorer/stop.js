// The pane of a stop of the tour, and the list of all stops that stands there when nothing is chosen.

import { decadeTable } from "./decades.js";
import { h } from "./dom.js";
import { outcomes } from "./outcomes.js";
import { answered, matching, report } from "./report.js";
import { stopOf } from "./tour.js";

/** The eight questions, or those of them that the atlas holds an answer to. */
export function welcome(app) {
  const { words, model } = app;
  const stops = answered(model), // what this atlas lacks is not asked
    whole = stops.length === model.data.tour.length;
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
    h("h2", {}, words.say(whole ? "questions" : "questions_some")),
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
  const head = h("h2", {}, said(stop.question));
  if (!answered(model).includes(stop) || !stop.groups)
    return [head, h("p", { class: "quiet" }, words.say("stop_missing"))];
  const groups = report(model, key).map((group, at) => {
    const shown = group.statements.filter((one) => visible.shows(one));
    return [
      stop.groups[at].found && shown.length ? decadeTable(app, stop.groups[at], shown) : null,
      h("h3", {}, words.say(group.title), h("span", { class: "quiet" }, ` ${words.count(shown.length)}`)),
      shown.length
        ? pane.list(shown, { under: "h4" })
        : h("p", { class: "quiet" }, words.say(group.statements.length ? "nothing_shown" : "nothing_told")),
    ];
  });
  const meant = stop.outcome ? new Set(matching(model, stop.outcome)) : null,
    plans = visible.statements.filter((one) => !meant || meant.has(one));
  return [head, outcomes(app, pane, plans), h("p", {}, said(stop.answer)), groups];
}
