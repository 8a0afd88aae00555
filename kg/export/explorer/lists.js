// Lists of statements with receipts: long ones open bit by bit, very long ones stand under headings.

import { h } from "./dom.js";
import { dateOf } from "./slices.js";

const FEW = 40; // statements shown at once; more on demand
const FIRST = 10; // of them under each of many headings
const LONG = 60; // statements from which headings part them
const YEARS = 16; // headings of years at most; more are drawn together into decades

export class Lists {
  constructor(app) {
    this.app = app;
    this.begin(false);
  }

  /** The lists of a view are made anew; where it is the same view, they stay as far open as the reader opened them. */
  begin(same) {
    if (!same) this.opened = new Map();
    this.made = 0;
  }

  /** A list; where it is long and `under` names a level of headings, one list under each year or decade. */
  list(statements, { under = "", parts = byTime, ...options } = {}) {
    const found = under && statements.length > LONG ? parts(this.app, statements) : [];
    if (found.length < 2) return this.flat(statements, options);
    return found.map(([title, held]) => [
      h(under, {}, title, h("span", { class: "quiet" }, ` ${this.app.words.count(held.length)}`)),
      this.flat(held, { ...options, first: FIRST }),
    ]);
  }

  flat(statements, { first = FEW, ...options }) {
    const { telling } = this.app,
      groups = telling.together(statements),
      list = h("ul", { class: "statements" }),
      key = this.made;
    let held = 0;
    this.made += 1;
    const add = (until) => {
      list.querySelector(":scope > .further")?.remove();
      list.append(...groups.slice(held, until).map((same) => telling.statement(same, options)));
      held = Math.min(until, groups.length);
      if (held < groups.length) list.append(this.further(key, groups.length, held, open));
    };
    const open = (until) => {
      const from = held;
      add(until);
      this.opened.set(key, until);
      list.children[from].querySelector(".more").focus();
    };
    add(this.opened.get(key) ?? first);
    return list;
  }

  /** The buttons at the end of a list of which not all is shown. */
  further(key, all, held, open) {
    const { words } = this.app;
    const button = (name, until, text) =>
      h(
        "button",
        { type: "button", class: "plain", "data-key": `${name} ${key}`, on: { click: () => open(until) } },
        text,
      );
    return h(
      "li",
      { class: "further" },
      button("more", held + FEW, words.say("more", { n: Math.min(FEW, all - held) })),
      all > held + FEW ? [" ", button("all", all, words.say("all_of_them", { n: all }))] : null,
    );
  }
}

/** Statements by the year in which they begin, or the decade where those are many; the latest first. */
function byTime({ model, words, store }, statements) {
  const [first, last] = store.state.time ?? [-Infinity, Infinity],
    year = (day) => Number(dateOf(day).slice(0, 4));
  const yearOf = (one) => {
    const time = model.time(one);
    if (!time) return -Infinity;
    const [, by] = time;
    if (by !== null && by < first) return -1; // it goes on from before the window
    if (by !== null && by <= last) return year(by);
    return 0; // it may begin within the window, or after
  };
  const years = new Map(statements.map((one) => [one, yearOf(one)])),
    many = new Set(years.values()).size > YEARS;
  const decade = (at) => (many && at > 0 ? Math.floor(at / 10) * 10 : at);
  const title = (at) => {
    if (at === -Infinity) return words.say("slice_undated");
    if (at === -1) return words.say("begun_before", { year: String(year(first)) });
    if (at === 0) return words.say("begun_unknown");
    return many ? `${at}–${at + 9}` : String(at);
  };
  return sections(statements, (one) => decade(years.get(one)))
    .sort(([a], [b]) => b - a)
    .map(([at, held]) => [title(at), held]);
}

/** Statements of a source by the paragraph in which they first stand. */
export function byParagraph({ model, words }, statements) {
  const found = sections(statements, (one) => /^[a-z]+\d+/.exec(model.st.place[one])?.[0] ?? "document");
  return found.map(([place, held]) => [words.place(place), held]);
}

/** Values in groups by a key, in the order in which the keys come. */
function sections(values, keyOf) {
  const found = new Map();
  for (const one of values) {
    const key = keyOf(one);
    if (found.has(key)) found.get(key).push(one);
    else found.set(key, [one]);
  }
  return [...found];
}
