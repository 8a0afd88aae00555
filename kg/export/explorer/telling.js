// Telling a statement: as a sentence, with its marks, and with the receipt that says who says so and where.

import { h, link } from "./dom.js";

const TIMES = new Set(["when", "from", "until", "asOf", "due", "asGiven", "calendar"]);
const ALREADY = new Set(["asGiven", "calendar"]);

export class Telling {
  constructor(app) { this.app = app; }

  get model() { return this.app.model; }

  get words() { return this.app.words; }

  nodeName(node) { return this.words.best(this.model.names(node), this.model.nodes.other[node] || [this.model.nodes.id[node], ""]); }

  propertyName(at) { return this.words.best(this.model.data.properties[at].slice(1), [this.model.data.properties[at][0], "en"]); }

  className(node) { return this.words.best(this.model.data.classes[this.model.nodes.class[node]].slice(1, 4), [this.model.data.classes[this.model.nodes.class[node]][0], "en"]); }

  /** An entity as a link to the view in which it is selected; the rest of the view stays as it is. */
  entity(node, attributes = {}) {
    const [text, lang] = this.nodeName(node);
    const kind = this.model.isSource(node) ? "source" : "node";
    return this.words.name([text || this.model.nodes.id[node], lang], "a", {
      class: "entity", href: `#s=${kind}:${this.model.nodes.id[node]}`,
      on: { click: (event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); this.app.choose({ kind, node }); } }, ...attributes,
    });
  }

  term(term, plain = false) {
    if (term >= 0) return plain ? this.words.name(this.nodeName(term)) : this.entity(term);
    const [text, lang] = this.model.data.literals[~term];
    return this.words.name([text, lang], lang ? "q" : "bdi");
  }

  termText(term) { return term >= 0 ? this.nodeName(term)[0] || this.model.nodes.id[term] : this.model.data.literals[~term][0]; }

  /** The statement as words. `about` leaves its subject out, as under the subject's own name. */
  sentence(one, { about = -1, plain = false } = {}) {
    const { st } = this.model, parts = [];
    if (st.subject[one] !== about) parts.push(this.term(st.subject[one], plain), " ");
    parts.push(this.words.name(this.propertyName(st.property[one]), "span", { class: "relation" }), " ", this.term(st.value[one], plain));
    for (const [property, term] of st.qualifiers[one] || []) {
      const name = this.model.data.properties[property][0];
      if (ALREADY.has(name)) continue;
      parts.push(" · ");
      if (name === "when") parts.push(h("time", {}, this.termText(term)));
      else parts.push(this.words.name(this.propertyName(property), "span", { class: "relation" }), " ", TIMES.has(name) ? h("time", {}, this.termText(term)) : this.term(term, plain));
    }
    return parts;
  }

  /** The same as plain text, for exports and citations. */
  text(one) {
    const { st } = this.model;
    const parts = [this.termText(st.subject[one]), this.propertyName(st.property[one])[0], this.termText(st.value[one])];
    const rest = (st.qualifiers[one] || []).filter(([property]) => !ALREADY.has(this.model.data.properties[property][0]))
      .map(([property, term]) => `${this.propertyName(property)[0]} ${this.termText(term)}`);
    return [parts.join(" "), ...rest].join(" · ");
  }

  /** What a reader must know before believing it: [class, text] of each mark. */
  marks(one) {
    const { st, data } = this.model, [mode, certainty, rank] = this.model.way(one), found = [];
    const say = (key, fields) => this.words.say(key, fields);
    if (mode !== "fact") found.push([`mode-${mode}`, say(`mark_${mode}`)]);
    if (certainty !== "stated") found.push([`certainty-${certainty}`, say(`certainty_${certainty}`)]);
    const conflict = this.model.conflictsOf.get(one);
    if (conflict) found.push(["disputed", say(conflict.state === "decided" ? "mark_decided" : "mark_disputed")]);
    if (rank !== "normal") found.push([`rank-${rank}`, say(`rank_${rank}`)]);
    const promise = this.model.promiseOf.get(one);
    if (promise) found.push([`promise-${promise[1]}`, say(`promise_${promise[1]}`)]);
    const origins = this.model.originsOf.get(one);
    if (origins && origins[0] > 1) found.push(["origins", say("mark_origins", { n: origins[0] })]);
    if (origins && origins[1] < origins[0]) found.push(["tied", say(origins[1] ? "mark_some_tied" : "mark_tied")]);
    const document = this.model.documents.get(st.source[one]), voices = data.voices[st.voices[one]];
    if (voices.length && !(voices.length === 1 && voices[0] === document?.publisher)) {
      found.push(["voice", say("mark_voice", { who: voices.map((node) => this.termText(node)).join(", ") })]);
    }
    if (this.app.visible.time && this.app.visible.sliceOf[one] === 1) found.push(["slice", say("slice_possible")]);
    if (this.app.visible.time && this.app.visible.sliceOf[one] === 2) found.push(["slice", say("slice_undated")]);
    return found;
  }

  /** The marks that all of several statements bear. */
  shared(same) {
    const all = same.map((one) => new Map(this.marks(one).map(([kind, text]) => [text, kind])));
    return [...all[0]].filter(([text]) => all.every((marks) => marks.has(text))).map(([text, kind]) => [" ", h("span", { class: `mark ${kind}` }, text)]);
  }

  /** Statements put together by what they say: subject, relation, value, qualifiers and how it is put. */
  together(statements) {
    const { st } = this.model, groups = new Map();
    for (const one of statements) {
      const key = JSON.stringify([st.subject[one], st.property[one], st.value[one], st.qualifiers[one], this.model.way(one)[0]]);
      if (groups.has(key)) groups.get(key).push(one); else groups.set(key, [one]);
    }
    return [...groups.values()];
  }

  /** The marks of a statement; among others that say the same, only those that not all of them bear. */
  markList(one, among = null) {
    const known = among ? new Set(among.map((other) => new Set(this.marks(other).map(([, text]) => text))).reduce((all, marks) => [...all].filter((text) => marks.has(text)))) : new Set();
    return this.marks(one).filter(([, text]) => !known.has(text)).map(([kind, text]) => [" ", h("span", { class: `mark ${kind}` }, text)]);
  }

  /** Statements that say the same, as one sentence that opens the receipt of each. */
  statement(same, { about = -1, open = false } = {}) {
    const [one] = same, receipt = h("div", { class: "receipts", hidden: !open });
    const receipts = () => same.map((each) => h("div", { class: "receipt", "data-statement": this.model.st.id[each] }, same.length > 1 ? h("p", {}, this.markList(each, same)) : null, this.receipt(each)));
    if (open) receipt.append(...receipts());
    const toggle = h("button", {
      type: "button", class: "more", "aria-expanded": String(open), "aria-label": this.words.say("open_receipt"), title: this.words.say("open_receipt"),
      on: {
        click: () => {
          const opening = receipt.hidden;
          if (opening && !receipt.childNodes.length) receipt.append(...receipts());
          receipt.hidden = !opening;
          toggle.setAttribute("aria-expanded", String(opening));
        },
      },
    }, "§");
    const marks = same.length > 1 ? [this.shared(same), " ", h("span", { class: "mark sources" }, this.words.say("mark_sources", { n: same.length }))] : this.markList(one);
    return h("li", { class: "statement" }, h("p", { class: "said" }, toggle, " ", this.sentence(one, { about }), marks), receipt);
  }

  /** Who says so, where, and how surely. */
  receipt(one) {
    const { st, data } = this.model, document = this.model.documents.get(st.source[one]);
    const say = (key, fields) => this.words.say(key, fields), [mode, certainty] = this.model.way(one);
    const row = (key, ...value) => [h("dt", {}, say(key)), h("dd", {}, value)];
    const voices = data.voices[st.voices[one]].flatMap((node, at) => [at ? ", " : "", this.entity(node)]);
    const rows = [
      row("source", this.entity(st.source[one]), document?.published ? [" · ", h("time", {}, document.published)] : ""),
      document && document.publisher >= 0 ? row("publisher", this.entity(document.publisher)) : [],
      row("place", this.places(one)),
      row("voice", voices),
      row("how", `${say(`mode_${mode}`)}, ${say(`certainty_${certainty}`)}`),
      st.act[one] >= 0 ? row("act", this.entity(st.act[one])) : [],
      this.origins(one, row), this.promise(one, row), this.conflict(one, row), this.judgement(one, row),
      st.note[one] ? row("note", h("span", { lang: "en", dir: "auto" }, st.note[one])) : [],
      row("statement_id", h("code", {}, st.id[one])),
      document?.href ? row("address", link(document.href, document.host)) : document?.host ? row("address", say("not_linked", { address: document.host })) : [],
    ];
    const copy = h("button", { type: "button", class: "plain", on: { click: () => this.app.copy(this.app.exports.footnote(one)) } }, say("copy_footnote"));
    const address = h("button", { type: "button", class: "plain", on: { click: () => this.app.choose({ kind: "statement", statement: one }) } }, say("only_this"));
    return [h("dl", {}, rows), h("p", { class: "acts" }, copy, address)];
  }

  places(one) {
    const { st } = this.model, places = (st.place[one] || "document").split(", ");
    return h("ul", { class: "places" }, places.map((place) => {
      const words = this.passage(st.source[one], place);
      const go = h("button", { type: "button", class: "entity", on: { click: () => this.app.choose({ kind: "place", node: st.source[one], place }) } }, this.words.place(place));
      return h("li", {}, go, words ? h("blockquote", { lang: this.model.documents.get(st.source[one])?.language }, words) : "");
    }), this.model.passages.has(st.source[one]) ? "" : h("li", { class: "quiet" }, this.words.say("no_passage")));
  }

  /** The words of a span within their paragraph, where the text is in this file. */
  passage(source, place) {
    const span = /:(\d+)-(\d+):/.exec(place), paragraphs = this.model.passages.get(source);
    if (!span || !paragraphs) return null;
    const [start, end] = [Number(span[1]), Number(span[2])];
    for (const [offset, text] of paragraphs) {
      const letters = [...text]; // offsets count characters, not halves of them
      if (offset <= start && end <= offset + letters.length) {
        const cut = (from, to) => letters.slice(from, to).join("");
        return [cut(0, start - offset), h("mark", {}, cut(start - offset, end - offset)), cut(end - offset)];
      }
    }
    return null;
  }

  origins(one, row) {
    const origins = this.model.originsOf.get(one);
    return origins ? row("corroboration", this.words.say("origins_told", { n: origins[0], m: origins[1] })) : [];
  }

  promise(one, row) {
    const promise = this.model.promiseOf.get(one);
    if (!promise) return [];
    const [, state, due, telling, why] = promise;
    const told = [this.words.say("promise_told", { state: this.words.say(`promise_${state}`), day: this.model.data.day, due: due || this.words.say("undated") })];
    if (why && ["kept", "late", "changed", "dropped"].includes(state)) told.push(h("p", { lang: "en" }, why));
    if (telling >= 0) told.push(h("p", {}, this.sentence(telling)));
    return row("promise", told);
  }

  /** Both sides of a disagreement, each with the statements that stand on it. */
  conflict(one, row) {
    const conflict = this.model.conflictsOf.get(one);
    if (!conflict) return [];
    const side = ([value, held]) => h("li", {}, value ? h("b", {}, this.valueText(value)) : this.words.say("undated"), " ", this.words.say("in_sources", { n: held.length }), ": ",
      held.map((other, at) => [at ? "; " : "", this.entity(this.model.st.source[other])]));
    const verdicts = conflict.verdicts.map(([, rank, why, by, date]) => h("p", { class: "verdict" }, this.words.say("verdict_told", { rank: this.words.say(`rank_${rank}`), by, date }), " ", h("span", { lang: "en" }, why)));
    return row("disagreement", h("ul", { class: "sides" }, conflict.sides.map(side), conflict.neither.map(side)), verdicts.length ? verdicts : this.words.say("no_verdict"));
  }

  valueText(value) {
    const node = this.model.numberOf.get(value);
    return node === undefined ? value : this.nodeName(node)[0];
  }

  judgement(one, row) {
    const found = this.model.judgementOf.get(one);
    if (!found) return [];
    const [, node, verdict, why, by, on] = found;
    return row("judgement", this.words.say(`verdict_${verdict}`), " ", this.entity(node), h("p", { lang: "en" }, why), h("p", { class: "quiet" }, `${by}, ${on}`));
  }
}
