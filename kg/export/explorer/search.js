// Finding an entity by what anybody calls it: any of its names, in any of three scripts, misspelt or written otherwise.

import { MiniSearch } from "./vendor/minisearch.js";
import { byId, fill, h } from "./dom.js";
import { lastName, learn, pieces, syllables, tokens, whole } from "./fold.js";
import { composes } from "./keys.js";
import { distance, forgiven } from "./near.js";

const MOST = 60; // hits in the list; it shows a dozen and scrolls

const TONGUES = { ru: /\p{Script=Cyrillic}/u, zh: /\p{Script=Han}/u };
const tongueOf = (text) => Object.keys(TONGUES).find((lang) => TONGUES[lang].test(text)) || "";

export class Search {
  constructor(app) {
    this.app = app;
    this.field = byId("search");
    this.list = byId("found");
    this.status = byId("answer");
    this.at = -1;
    this.field.addEventListener("input", () => this.look());
    this.field.addEventListener("focus", () => this.ready());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  /** The index, made when somebody first searches. */
  ready() {
    if (this.index) return this.index;
    const { model } = this.app;
    const many = (cut) => (text) => text.split("\n").flatMap(cut),
      cuts = { names: many(pieces), romanised: many(syllables) };
    learn(model.data.traditional);
    this.names = this.written();
    this.index = new MiniSearch({
      fields: ["names", "romanised"],
      tokenize: (text, field) => cuts[field]?.(text) ?? tokens(text),
      processTerm: (term) => term,
      searchOptions: {
        tokenize: tokens,
        prefix: (term) => term.length > 1,
        fuzzy: (term) => (/\p{Script=Han}/u.test(term) || term.length < 4 ? false : term.length < 8 ? 1 : 2),
        combineWith: "AND",
        boost: { names: 3, romanised: 2.5 },
      },
    });
    this.index.addAll(
      this.names.map((held, node) => ({
        id: node,
        names: held.join("\n").slice(0, 4000),
        romanised: (model.nodes.romanised[node] || []).join("\n"),
      })),
    );
    this.wholes = this.names.map((held, node) => {
      const all = [...held, ...(model.nodes.romanised[node] || [])];
      return [...all, ...(model.kindName(node) === "person" ? all.map(lastName) : [])].map(whole);
    });
    return this.index;
  }

  /** The names of each entity that somebody wrote: labels, aliases, what sources call it. */
  written() {
    const { model } = this.app,
      named = model.propertyOf.get("nameAs"),
      title = model.propertyOf.get("title"),
      { st, data } = model;
    const names = Array.from({ length: model.size }, (_, node) => [
      ...model.names(node),
      ...(model.nodes.also[node] || []).map(([text]) => text),
      ...(model.nodes.other[node] || []).slice(0, 1),
    ]);
    for (let one = 0; one < model.count; one += 1) {
      if (st.value[one] < 0 && (st.property[one] === named || st.property[one] === title))
        names[st.subject[one]].push(data.literals[~st.value[one]][0]);
    }
    return names.map((held) => held.filter(Boolean));
  }

  /** The entities a text may mean: called so, called so at the beginning, called nearly so, and then the likeliest first. */
  find(text) {
    const likely = this.likely(text),
      asked = whole(text),
      { model } = this.app;
    const called = [],
      begun = [];
    for (let node = 0; asked && node < model.size; node += 1) {
      if (this.wholes[node].includes(asked)) called.push(node);
      else if (this.wholes[node].some((name) => name.startsWith(asked))) begun.push(node);
    }
    const known = (a, b) => model.isSource(a) - model.isSource(b) || model.degree[b] - model.degree[a] || a - b;
    const near = called.length ? [] : this.misspelt(asked, known);
    return [...new Set([...called.sort(known), ...begun.sort(known), ...near, ...likely])];
  }

  /** The entities of which a whole name is what was asked but for a mistake or two, the nearest first. */
  misspelt(asked, known) {
    const most = forgiven(asked),
      far = new Map();
    for (let node = 0; most && node < this.wholes.length; node += 1) {
      const least = Math.min(...this.wholes[node].map((name) => distance(asked, name, most)));
      if (least <= most) far.set(node, least);
    }
    return [...far.keys()].sort((a, b) => far.get(a) - far.get(b) || known(a, b));
  }

  /** What the index finds, which forgives another order, other spellings and mistakes. */
  likely(text) {
    const { model } = this.app,
      boostDocument = (node) => (model.isSource(node) ? 0.4 : 1) * (1 + Math.log1p(model.degree[node]) / 8);
    const index = this.ready(),
      asked = tokens(text),
      // the words written as one, as `mei lan fang` may be meant
      joined = { queries: [asked.join("")], fuzzy: false, boost: { names: 9, romanised: 6 } },
      wanted = asked.length > 1 ? { combineWith: "OR", queries: [text, joined] } : text;
    const found = index.search(wanted, { boostDocument });
    const some = found.length ? found : index.search(text, { boostDocument, combineWith: "OR" });
    this.asked = asked.length > 1 ? [...asked, asked.join("")] : asked;
    this.terms = new Map(some.map((one) => [one.id, new Set(one.terms)]));
    return some.map((one) => one.id);
  }

  /** The name that an entity was just found by, as {text, generated}; of equal ones the one it is shown under. */
  foundBy(node) {
    const { model, telling } = this.app,
      [shown] = telling.nodeName(node);
    let best = { text: shown, generated: false },
      most = this.nearness(node, pieces(shown));
    const look = (text, cut, generated) => {
      const near = this.nearness(node, cut(text));
      if (near < most || (near === most && (best.text === shown || best.text.length <= text.length))) return;
      [best, most] = [{ text, generated }, near];
    };
    for (const text of this.names[node]) look(text, pieces, false);
    for (const text of model.nodes.romanised[node] || []) look(text, syllables, true);
    return best;
  }

  /** How much of what was asked a name holds: a piece itself counts more than its beginning, that more than its like. */
  nearness(node, name) {
    const like = name.filter((piece) => this.terms.get(node)?.has(piece));
    const near = (word) => (like.includes(word) ? 9 : like.some((piece) => piece.startsWith(word)) ? 8 : 0);
    return this.asked.reduce((sum, word) => sum + near(word), like.length && 1);
  }

  /** The name behind a hit, where the one that is shown does not say why it was found. */
  why(node) {
    const { words, telling } = this.app,
      [shown] = telling.nodeName(node),
      { text, generated } = this.foundBy(node);
    if (text === shown || this.says(shown)) return null;
    return h(
      "span",
      { class: "by quiet" },
      ` · ${words.say("found_by")} `,
      words.name([text, generated ? "zh-Latn" : this.languageOf(node, text)], "q"),
      generated ? ` ${words.say("found_generated")}` : "",
    );
  }

  /** Whether a name begins as was asked, or is that but for a mistake. */
  says(shown) {
    const asked = whole(this.field.value),
      name = whole(shown),
      most = forgiven(asked);
    return name.startsWith(asked) || distance(asked, name, most) <= most;
  }

  /** The language of a name of an entity, as it is tagged, or else as its script tells. */
  languageOf(node, text) {
    const { model } = this.app,
      { names, also } = model.nodes,
      at = names.findIndex((held) => held[node] === text),
      tagged = (also[node] || []).find(([name]) => name === text);
    return at >= 0 ? this.app.words.languages[at] : tagged?.[1] || tongueOf(text);
  }

  look() {
    const { app } = this,
      text = this.field.value.trim();
    const all = text ? this.find(text) : [];
    this.found = all.slice(0, MOST);
    this.at = this.found.length ? 0 : -1;
    fill(
      this.list,
      this.found.map((node, at) =>
        h(
          "li",
          {
            id: `found-${at}`,
            role: "option",
            "aria-selected": String(at === this.at),
            on: { pointerdown: (event) => event.preventDefault(), click: () => this.take(node) },
          },
          app.words.name(app.telling.nodeName(node)),
          h("span", { class: "quiet" }, " ", app.words.name(app.telling.className(node))),
          this.why(node),
        ),
      ),
    );
    this.list.hidden = !this.found.length;
    this.field.setAttribute("aria-expanded", String(this.found.length > 0));
    this.mark();
    this.status.textContent = !text
      ? ""
      : app.words.say(!all.length ? "not_found" : all.length > MOST ? "found_many" : "found", { n: all.length, m: MOST });
  }

  mark() {
    [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === this.at)));
    if (this.at >= 0) {
      this.field.setAttribute("aria-activedescendant", `found-${this.at}`);
      this.list.children[this.at].scrollIntoView({ block: "nearest" });
    } else this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (composes(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!this.found?.length) return;
      this.at = (this.at + (event.key === "ArrowDown" ? 1 : -1) + this.found.length) % this.found.length;
      this.mark();
    } else if (event.key === "Enter") {
      if (this.at >= 0) this.take(this.found[this.at]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (this.list.hidden) byId("network").focus();
      else this.close();
      this.app.endPath();
    } else return;
    event.preventDefault();
  }

  take(node) {
    this.close();
    this.field.value = "";
    this.app.found(node);
  }

  close() {
    this.list.hidden = true;
    this.status.textContent = "";
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}
