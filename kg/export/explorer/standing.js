// How a statement stands: who disagrees, what a verdict made of it, what became of a promise. Marks, rows, footnotes
// and filters all know it from here.

import { dateOf, dayOf } from "./slices.js";

/** The words of a disagreement and of verdicts, by what stands in the address. */
export const DISPUTES = new Map([
  ["disputed", "mark_disputed"],
  ["decided", "mark_decided"],
  ["preferred", "rank_preferred"],
  ["deprecated", "rank_deprecated"],
]);

/** Whether others say otherwise: `disputed`, `decided` where a verdict settles it; empty where nobody does. */
export function disputeOf(model, one) {
  const conflict = model.conflictsOf.get(one);
  if (conflict) return conflict.state === "decided" ? "decided" : "disputed";
  return model.st.disputed[one] ? "disputed" : "";
}

/** The disagreement and the verdict on a statement, as the words of a filter. */
export function disputesOf(model, one) {
  const rank = model.way(one)[2];
  return [disputeOf(model, one), rank === "normal" ? "" : rank].filter(Boolean);
}

/** The day of which promises are told: the reader's, else the build's; null where neither names one. */
export function promiseDay(model, { day }) {
  if (day !== null) return day;
  const built = dayOf(model.data.day, true);
  return Number.isNaN(built) ? null : built;
}

/** How a promise stood on a day; empty for what is none. */
export function promiseState(model, one, day) {
  const row = model.promiseOf.get(one);
  return row && day !== null ? row[1].findLast(([from]) => from <= day)[1] : "";
}

/** How it is put, how surely, and how it stands, as [class, text] of each mark; `dated` names the day of a promise. */
export function standing({ model, words, promises }, one, { dated = false } = {}) {
  const [mode, certainty, rank] = model.way(one),
    dispute = disputeOf(model, one),
    state = promiseState(model, one, promises.day),
    found = [];
  const promise = state && words.say(`promise_${state}`);
  if (mode !== "fact") found.push([`mode-${mode}`, words.say(`mark_${mode}`)]);
  if (certainty !== "stated") found.push([`certainty-${certainty}`, words.say(`certainty_${certainty}`)]);
  if (dispute) found.push(["disputed", words.say(DISPUTES.get(dispute))]);
  if (rank !== "normal") found.push([`rank-${rank}`, words.say(`rank_${rank}`)]);
  if (promise)
    found.push([
      `promise-${state}`,
      dated ? words.say("promise_noted", { state: promise, day: dateOf(promises.day) }) : promise,
    ]);
  return found;
}
