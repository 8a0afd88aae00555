// Statements as rows of a spreadsheet. What makes a reader doubt a statement stands in its row.

import { STATES } from "./slices.js";
import { disputeOf, promiseState } from "./standing.js";

/** Columns by name: what each holds of a statement. A list is joined by a sign that names do not hold. */
const COLUMNS = {
  id: ({ st }, one) => st.id[one],
  subject: ({ telling, st }, one) => telling.termText(st.subject[one]),
  subject_id: ({ model, st }, one) => model.nodes.id[st.subject[one]],
  property: ({ model, st }, one) => propertyOf(model, st.property[one]),
  value: ({ telling, st }, one) => telling.termText(st.value[one]),
  value_id: ({ model, st }, one) => (st.value[one] >= 0 ? model.nodes.id[st.value[one]] : ""),
  qualifiers: ({ model, telling, st }, one) =>
    (st.qualifiers[one] || [])
      .map(([property, term]) => `${propertyOf(model, property)}=${telling.termText(term)}`)
      .join(" | "),
  when: ({ app, st }, one) => app.telling.moment(one),
  slice: ({ app }, one) => (app.visible.time ? STATES[app.visible.sliceOf[one]] : ""),
  voices: ({ model, telling, st }, one) =>
    model.data.voices[st.voices[one]].map((node) => telling.termText(node)).join("; "),
  mode: ({ model }, one) => model.way(one)[0],
  certainty: ({ model }, one) => model.way(one)[1],
  disputed: ({ model }, one) => Boolean(disputeOf(model, one)),
  rank: ({ model }, one) => model.way(one)[2],
  promise: ({ app, model }, one) => promiseState(model, one, app.visible.day),
  source: ({ telling, st }, one) => telling.termText(st.source[one]),
  source_id: ({ model, st }, one) => model.nodes.id[st.source[one]],
  published: ({ model, st }, one) => model.documents.get(st.source[one])?.published || "",
  place: ({ st }, one) => st.place[one] || "document",
  address: ({ model, st }, one) => model.documents.get(st.source[one])?.href || "",
};

const propertyOf = (model, at) => model.data.properties[at][0];

/** One cell; a text that a spreadsheet would take for a formula is given as text. */
const cell = (text) =>
  `"${String(text)
    .replace(/^(?=[=+\-@\t\r\n＝＋－＠﹦﹢﹣﹫])/, "'")
    .replace(/"/g, '""')}"`;

/** Statements as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8. */
export function csv(app, statements) {
  const told = { app, model: app.model, telling: app.telling, st: app.model.st };
  const rows = statements.map((one) => Object.values(COLUMNS).map((column) => column(told, one)));
  return `\ufeff${[Object.keys(COLUMNS), ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
