// What the page says, in the reader's language, and what things are called in it.

import { h } from "./dom.js";

const ORDER = [
  [0, 2, 1],
  [1, 0, 2],
  [2, 0, 1],
]; // where a name is missing, which language stands in

export class Words {
  constructor(data) {
    this.languages = data.languages;
    this.at = data.lang;
    this.said = new Map();
    this.numbers = []; // how each language writes them, made when first asked for
  }

  learn(words) {
    this.said = new Map(Object.entries(words));
  }

  get code() {
    return this.languages[this.at];
  }

  /** A sentence of the page with its {braces} filled in; that for just one where there is one, as `path_told_one`. */
  say(key, fields = {}) {
    const said = (fields.n === 1 && this.said.get(`${key}_one`)) || this.said.get(key),
      text = said?.[this.at] ?? key;
    return text.replace(/\{(\w+)\}/g, (_, name) => {
      const value = fields[name] ?? "";
      return typeof value === "number" ? this.count(value) : String(value);
    });
  }

  /** A sentence of the page with elements in the place of one of its {braces}. */
  around(key, name, elements) {
    const [before, after] = (this.said.get(key)?.[this.at] ?? "").split(`{${name}}`);
    return [before, elements, after];
  }

  has(key) {
    return this.said.has(key);
  }

  count(number) {
    this.numbers[this.at] ??= new Intl.NumberFormat(this.code);
    return this.numbers[this.at].format(number);
  }

  /** The best of three names as [text, language]; `other` is a name in some further language. */
  best(names, other) {
    for (const at of ORDER[this.at]) if (names[at]) return [names[at], this.languages[at]];
    return other || ["", ""];
  }

  /** Names as an isolated element with the language they are in. */
  name([text, lang], tag = "bdi", attributes = {}) {
    return h(tag, { ...attributes, dir: "auto", lang: lang && lang !== this.code ? lang : null }, text);
  }

  /** A place in a source in words, from `p2:505-613:1a2b3c4d`, `p2` or `document`. */
  place(place) {
    const span = /^(\w+):(\d+)-(\d+):([0-9a-f]+)$/.exec(place);
    if (span) return this.say("place_span", { p: span[1], a: span[2], b: span[3], d: span[4] });
    return place === "document" || !place ? this.say("place_document") : this.say("place_paragraph", { p: place });
  }

  /** Give every fixed word of the page its text in the reader's language. */
  apply() {
    document.documentElement.lang = this.code;
    for (const element of document.querySelectorAll("[data-w]")) element.textContent = this.say(element.dataset.w);
    for (const element of document.querySelectorAll("[data-wa]")) {
      const text = this.say(element.dataset.wa);
      element.setAttribute("aria-label", text);
      if (element.title || element.tagName === "BUTTON") element.title = text;
      if ("placeholder" in element) element.placeholder = text;
    }
  }
}
