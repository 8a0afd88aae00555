// Telling a statement: what things are called, a statement as a sentence, and the marks a reader must know.

import { dateWords } from "./dates.js";
import { h } from "./dom.js";
import { standing } from "./standing.js";

const TIMES = new Set(["when", "from", "until", "asOf", "due", "asGiven", "calendar"]);
export const ALREADY = new Set(["asGiven", "calendar"]);

const mark = ([kind, text, shown = text]) => [" ", h("span", { class: `mark ${kind}` }, shown)];

/** The language of words that the data give without one: English, as curators write, unless the script is another. */
export function languageOf(text) {
  if (/\p{Script=Han}/u.test(text)) return "zh";
  if (/\p{Script=Cyrillic}/u.test(text)) return "ru";
  return /\p{Script=Latin}/u.test(text) ? "en" : "";
}

export class Telling {
  constructor(app) {
    this.app = app;
  }

  get model() {
    return this.app.model;
  }

  get words() {
    return this.app.words;
  }

  nodeName(node) {
    return this.words.best(this.model.names(node), this.model.nodes.other[node] || [this.model.nodes.id[node], ""]);
  }

  propertyName(at) {
    return this.words.best(this.model.data.properties[at].slice(1), [this.model.data.properties[at][0], "en"]);
  }

  className(node) {
    return this.classLabel(this.model.nodes.class[node]);
  }

  classLabel(at) {
    const [name, ...labels] = this.model.data.classes[at];
    return this.words.best(labels.slice(0, 3), [name, "en"]);
  }

  /** An entity as a link to the view in which it is selected; the rest of the view stays as it is. */
  entity(node, attributes = {}) {
    const [text, lang] = this.nodeName(node);
    const kind = this.model.isSource(node) ? "source" : "node";
    return this.words.name([text || this.model.nodes.id[node], lang], "a", {
      class: "entity",
      href: `#s=${kind}:${this.model.nodes.id[node]}${this.app.reading()}`,
      on: {
        click: (event) => {
          if (event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          this.app.choose({ kind, node });
        },
      },
      ...attributes,
    });
  }

  /** When a source was published, in the words of the commands; empty where nothing is known. */
  published(source) {
    const day = this.model.documents.get(source)?.published || "",
      end = /^\[\.\.([^\]]+)\]$/.exec(day);
    return end ? this.words.say("not_later", { day: end[1] }) : this.dateText(day);
  }

  /** A date as readers write it. */
  dateText(edtf) {
    return dateWords(edtf, (key, fields) => this.words.say(key, fields));
  }

  /** The same as an element; one that is put in words may be broken across lines. */
  date(edtf) {
    const told = this.dateText(edtf);
    return h("time", { class: told === edtf ? null : "told" }, told);
  }

  isDate(term) {
    return term < 0 && this.model.data.literals[~term][2] === "date";
  }

  /** When a statement holds, in words: by its qualifiers or, where that is one, its value. Empty for the undated. */
  when(one) {
    const { st } = this.model,
      [, asOf] = /^as of (.+)$/.exec(st.when[one] || "") || [];
    if (asOf) return this.words.say("date_as_of", { a: this.dateText(asOf) });
    return this.dateText(this.moment(one));
  }

  /** The time of a statement as the data have it, or the date that it states; empty where it has neither. */
  moment(one) {
    const { when, value } = this.model.st;
    return when[one] || (this.isDate(value[one]) ? this.termText(value[one]) : "");
  }

  /** The dates of a statement as the data have them, where they are told otherwise. */
  edtf(one) {
    const terms = [this.model.st.value[one], ...(this.model.st.qualifiers[one] || []).map(([, term]) => term)];
    const dates = terms.filter((term) => this.isDate(term)).map((term) => this.termText(term));
    return [...new Set(dates)].filter((edtf) => this.dateText(edtf) !== edtf);
  }

  term(term, plain = false) {
    if (term >= 0) return plain ? this.words.name(this.nodeName(term)) : this.entity(term);
    if (this.isDate(term)) return this.date(this.termText(term));
    const [text, lang] = this.model.data.literals[~term];
    return this.words.name([text, lang || languageOf(text)], lang ? "q" : "bdi");
  }

  /** What a term is called; a date as the data have it. */
  termText(term) {
    return term >= 0 ? this.nodeName(term)[0] || this.model.nodes.id[term] : this.model.data.literals[~term][0];
  }

  /** The statement as words. `about` leaves its subject out, as under the subject's own name. */
  sentence(one, { about = -1, plain = false } = {}) {
    const { st } = this.model,
      parts = [];
    if (st.subject[one] !== about) parts.push(this.term(st.subject[one], plain), " ");
    parts.push(
      this.words.name(this.propertyName(st.property[one]), "span", { class: "relation" }),
      " ",
      this.term(st.value[one], plain),
    );
    for (const [property, term] of st.qualifiers[one] || []) {
      const name = this.model.data.properties[property][0];
      if (ALREADY.has(name)) continue;
      parts.push(" · ");
      if (name === "when") parts.push(this.date(this.termText(term)));
      else
        parts.push(
          this.words.name(this.propertyName(property), "span", { class: "relation" }),
          " ",
          TIMES.has(name) ? this.date(this.termText(term)) : this.term(term, plain),
        );
    }
    return parts;
  }

  /** Since when, until when or on what day a statement holds, each in words. */
  times(one) {
    return (this.model.st.qualifiers[one] || [])
      .filter(([property]) => TIMES.has(this.model.data.properties[property][0]))
      .filter(([property]) => !ALREADY.has(this.model.data.properties[property][0]))
      .map(([property, term]) => [this.words.name(this.propertyName(property)), " ", this.date(this.termText(term))]);
  }

  /** The same as plain text, for exports and citations. */
  text(one) {
    const { st } = this.model,
      told = (term) => (this.isDate(term) ? this.dateText(this.termText(term)) : this.termText(term));
    const parts = [told(st.subject[one]), this.propertyName(st.property[one])[0], told(st.value[one])];
    const rest = (st.qualifiers[one] || [])
      .filter(([property]) => !ALREADY.has(this.model.data.properties[property][0]))
      .map(([property, term]) => `${this.propertyName(property)[0]} ${told(term)}`);
    return [parts.join(" "), ...rest].join(" · ");
  }

  /** What a reader must know before believing it: [class, text] of each mark, and how that is shown if names are in it. */
  marks(one) {
    const { st, data } = this.model,
      found = standing(this.app, one);
    const say = (key, fields) => this.words.say(key, fields);
    const origins = this.model.originsOf.get(one);
    if (origins && origins[0] > 1) {
      found.push(["origins", say(origins[2] ? "mark_origins_at_most" : "mark_origins", { n: origins[0] })]);
    }
    if (origins && origins[1] < origins[0]) found.push(["tied", say(origins[1] ? "mark_some_tied" : "mark_tied")]);
    const document = this.model.documents.get(st.source[one]),
      voices = data.voices[st.voices[one]];
    if (voices.length && !(voices.length === 1 && voices[0] === document?.publisher)) {
      const who = voices.map((node, at) => [at ? ", " : "", this.words.name(this.nodeName(node))]),
        text = say("mark_voice", { who: voices.map((node) => this.termText(node)).join(", ") });
      found.push(["voice", text, this.words.around("mark_voice", "who", who)]);
    }
    if (this.app.visible.time && this.app.visible.sliceOf[one] === 1) found.push(["slice", say("slice_possible")]);
    if (this.app.visible.time && this.app.visible.sliceOf[one] === 2) found.push(["slice", say("slice_undated")]);
    return found;
  }

  /** The marks that all of several statements bear. */
  shared(same) {
    const all = same.map((one) => new Set(this.marks(one).map(([, text]) => text)));
    return this.marks(same[0])
      .filter(([, text]) => all.every((marks) => marks.has(text)))
      .map(mark);
  }

  /** Statements put together by what they say: subject, relation, value, qualifiers and how it is put. */
  together(statements) {
    const { st } = this.model,
      groups = new Map();
    for (const one of statements) {
      const key = JSON.stringify([
        st.subject[one],
        st.property[one],
        st.value[one],
        st.qualifiers[one],
        this.model.way(one)[0],
      ]);
      if (groups.has(key)) groups.get(key).push(one);
      else groups.set(key, [one]);
    }
    return [...groups.values()];
  }

  /** The marks of a statement; among others that say the same, only those that not all of them bear. */
  markList(one, among = null) {
    const known = among
      ? new Set(
          among
            .map((other) => new Set(this.marks(other).map(([, text]) => text)))
            .reduce((all, marks) => [...all].filter((text) => marks.has(text))),
        )
      : new Set();
    return this.marks(one)
      .filter(([, text]) => !known.has(text))
      .map(mark);
  }
}
