// Promises as they stood on a day that the reader chooses; the build's day until then. The states themselves come with
// the data, each with the day from which it holds (kg/claims/promises.py, `history`): no rule stands here twice.

import { byId, h } from "./dom.js";
import { dateOf, dayOf } from "./slices.js";
import { promiseDay, promiseState } from "./standing.js";

/** What can become of a promise, in the order in which counts are told. */
export const STATES = ["open", "due", "unknown", "kept", "late", "changed", "dropped", "unmade", "undated"];

export class Promises {
  constructor(app) {
    this.app = app;
  }

  /** The day of which promises are told, as a number; null where neither the build nor the reader names one. */
  get day() {
    return promiseDay(this.app.model, this.app.store.state);
  }

  /**
   * How a promise stood: its state, its window, what became of it once that counts, and till then the facts that say
   * the same; null for what is none.
   */
  of(one) {
    const { model } = this.app,
      { day } = this,
      state = promiseState(model, one, day);
    if (!state) return null;
    const [, , due, since, telling, why, facts] = model.promiseOf.get(one);
    if (state === "unmade" || state === "undated") return { state, day, due, telling: -1, why: "", facts: [] };
    const counts = since !== null && since <= day,
      known = facts.filter(([, by]) => by <= day).map(([fact]) => fact);
    return { state, day, due, telling: counts ? telling : -1, why: counts ? why : "", facts: counts ? [] : known };
  }

  /** How many of some statements were in each state. */
  counts(statements) {
    const counts = new Map(STATES.map((state) => [state, 0]));
    for (const one of statements) {
      const promise = this.of(one);
      if (promise) counts.set(promise.state, counts.get(promise.state) + 1);
    }
    return counts;
  }

  /** The field for the day, and how the promises of the view stood on it; nothing where the view has none. */
  strip(statements) {
    const { words, store, model } = this.app;
    const promised = statements.filter((one) => model.promiseOf.has(one));
    if (!promised.length) return null;
    const field = h("input", {
      id: "promise-day",
      inputmode: "numeric",
      size: 10,
      autocomplete: "off",
      placeholder: "2025-09-30",
      value: this.day === null ? "" : dateOf(this.day),
      on: { change: () => this.typed(field, told) },
    });
    const told = h(
      "span",
      { class: "stood", role: "status" },
      [...this.counts(promised)]
        .filter(([, count]) => count)
        .map(([state, count], at) => [
          at ? " · " : "",
          words.say(`promise_${state}`),
          " ",
          h("b", {}, words.count(count)),
        ]),
    );
    return h(
      "p",
      { class: "promises quiet" },
      h("label", {}, words.say("promises_on"), " ", field),
      " ",
      told,
      store.state.day === null
        ? null
        : h(
            "button",
            { type: "button", class: "plain", id: "promise-built", on: { click: () => this.built() } },
            words.say("promises_built", { day: model.data.day }),
          ),
    );
  }

  /** Tell of promises as of the day of the build again. */
  built() {
    this.app.store.set({ day: null });
    byId("promise-day")?.focus({ preventScroll: true });
  }

  typed(field, told) {
    const text = field.value.trim(),
      day = text ? dayOf(text, true) : null;
    field.setAttribute("aria-invalid", String(Number.isNaN(day)));
    if (Number.isNaN(day)) told.textContent = this.app.words.say("no_day");
    else {
      this.app.store.set({ day });
      this.app.announce(document.querySelector(".promises .stood").textContent);
    }
  }
}
