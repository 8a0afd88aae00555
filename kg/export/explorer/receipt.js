// A statement that opens its receipt: who says so, where, how surely, who disagrees and what became of it.

import { h, link } from "./dom.js";
import { dateOf } from "./slices.js";
import { ALREADY, Telling, languageOf } from "./telling.js";

export class Receipts extends Telling {
  /** Statements that say the same, as one sentence (or in other `words` of them) that opens the receipt of each. */
  statement(same, { about = -1, open = false, words = null } = {}) {
    const [one] = same,
      receipt = h("div", { class: "receipts", hidden: !open });
    const receipts = () =>
      same.map((each) =>
        h(
          "div",
          { class: "receipt", "data-statement": this.model.st.id[each] },
          same.length > 1 ? h("p", {}, this.markList(each, same)) : null,
          this.receipt(each),
        ),
      );
    if (open) receipt.append(...receipts());
    const toggle = h(
      "button",
      {
        type: "button",
        class: "more",
        "aria-expanded": String(open),
        "aria-label": this.words.say("open_receipt"),
        title: this.words.say("open_receipt"),
        on: {
          click: () => {
            const opening = receipt.hidden;
            if (opening && !receipt.childNodes.length) receipt.append(...receipts());
            receipt.hidden = !opening;
            toggle.setAttribute("aria-expanded", String(opening));
          },
        },
      },
      "§",
    );
    const marks =
      same.length > 1
        ? [
            this.shared(same),
            " ",
            h("span", { class: "mark sources" }, this.words.say("mark_sources", { n: same.length })),
          ]
        : this.markList(one);
    return h(
      "li",
      { class: "statement", "data-first": this.model.st.id[one] },
      h("p", { class: "said" }, toggle, " ", words?.(same) ?? this.sentence(one, { about }), marks),
      receipt,
    );
  }

  /** Who says so, where, and how surely. */
  receipt(one) {
    const { st, data } = this.model,
      document = this.model.documents.get(st.source[one]),
      published = this.published(st.source[one]);
    const say = (key, fields) => this.words.say(key, fields),
      [mode, certainty] = this.model.way(one);
    const row = (key, ...value) => [h("dt", {}, say(key)), h("dd", {}, value)];
    const voices = data.voices[st.voices[one]].flatMap((node, at) => [at ? ", " : "", this.entity(node)]);
    const rows = [
      row("source", this.entity(st.source[one]), published ? [" · ", h("time", { class: "told" }, published)] : ""),
      document && document.publisher >= 0 ? row("publisher", this.entity(document.publisher)) : [],
      row("place", this.places(one)),
      row("voice", voices),
      row("how", `${say(`mode_${mode}`)}, ${say(`certainty_${certainty}`)}`),
      this.edtf(one).map((edtf) => row("edtf", h("code", {}, edtf))),
      this.asGiven(one),
      st.act[one] >= 0 ? row("act", this.entity(st.act[one])) : [],
      this.origins(one, row),
      this.promise(one, row),
      this.conflict(one, row),
      this.judgement(one, row),
      st.note[one] ? row("note", h("span", { lang: "en", dir: "auto" }, st.note[one])) : [],
      row("statement_id", h("code", {}, st.id[one])),
      document?.href
        ? row("address", link(document.href, document.host))
        : document?.host
          ? row("address", say("not_linked", { address: document.host }))
          : [],
    ];
    const copy = h(
      "button",
      { type: "button", class: "plain", on: { click: () => this.app.copy(this.app.exports.footnote(one)) } },
      say("copy_footnote"),
    );
    const address = h(
      "button",
      { type: "button", class: "plain", on: { click: () => this.app.choose({ kind: "statement", statement: one }) } },
      say("only_this"),
    );
    return [h("dl", {}, rows), h("p", { class: "acts" }, copy, address, this.tie(st.tie[one]))];
  }

  /** Where a tie rests on several statements that are shown, the way to all of them. */
  tie(tie) {
    const { visible, store } = this.app,
      held = tie < 0 ? [] : [...this.model.byTie(tie)].filter((one) => visible.shows(one));
    if (held.length < 2 || store.state.sel?.tie === tie) return null;
    return h(
      "button",
      { type: "button", class: "plain", on: { click: () => this.app.choose({ kind: "tie", tie }) } },
      this.words.say("whole_tie", { n: held.length }),
    );
  }

  /** The date as the source prints it, where that is not how it stands here, and by which calendar. */
  asGiven(one) {
    return (this.model.st.qualifiers[one] || [])
      .filter(([property]) => ALREADY.has(this.model.data.properties[property][0]))
      .map(([property, term]) => [
        h("dt", {}, this.words.name(this.propertyName(property))),
        h("dd", {}, this.isPrinted(property) ? this.printed(term, this.model.st.source[one]) : this.term(term, true)),
      ]);
  }

  isPrinted(property) {
    return this.model.data.properties[property][0] === "asGiven";
  }

  /** Words as a source prints them, in its language. */
  printed(term, source) {
    return this.words.name([this.termText(term), this.model.documents.get(source)?.language]);
  }

  places(one) {
    const { st } = this.model,
      places = (st.place[one] || "document").split(", ");
    return h(
      "ul",
      { class: "places" },
      places.map((place) => {
        const words = this.passage(st.source[one], place);
        const go = h(
          "button",
          {
            type: "button",
            class: "entity",
            on: { click: () => this.app.choose({ kind: "place", node: st.source[one], place }) },
          },
          this.words.place(place),
        );
        return h(
          "li",
          {},
          go,
          words ? h("blockquote", { lang: this.model.documents.get(st.source[one])?.language }, words) : "",
        );
      }),
      this.model.passages.has(st.source[one]) ? "" : h("li", { class: "quiet" }, this.words.say("no_passage")),
    );
  }

  /** The words of a span within their paragraph, where the text is in this file. */
  passage(source, place) {
    const span = /:(\d+)-(\d+):/.exec(place),
      paragraphs = this.model.passages.get(source);
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
    if (!origins) return [];
    const [n, m, copies] = origins,
      told = [this.words.say("origins_told", { n, m })];
    if (copies && n > 1) told.push(h("p", { class: "quiet" }, this.words.say("origins_copies", { n: copies })));
    return row("corroboration", told);
  }

  promise(one, row) {
    const promise = this.app.promises.of(one);
    if (!promise) return [];
    const { state, day, due, telling, why, facts } = promise;
    const told = [
      this.words.say("promise_told", {
        state: this.words.say(`promise_${state}`),
        day: dateOf(day),
        due: this.dateText(due) || this.words.say("undated"),
      }),
    ];
    if (why) told.push(h("p", { lang: "en" }, why));
    if (telling >= 0) told.push(h("p", {}, this.sentence(telling)));
    for (const fact of facts) {
      told.push(h("p", { class: "quiet" }, this.words.say("promise_fact"), " ", this.sentence(fact)));
    }
    return row("promise", told);
  }

  /** Both sides of a disagreement, each with the statements that stand on it. */
  conflict(one, row) {
    const conflict = this.model.conflictsOf.get(one);
    if (!conflict) return [];
    const side = ([value, held]) =>
      h(
        "li",
        {},
        value ? h("b", {}, this.valueText(value, held)) : this.words.say("undated"),
        " ",
        this.words.say("in_sources", { n: held.length }),
        ": ",
        held.map((other, at) => [at ? "; " : "", this.entity(this.model.st.source[other])]),
        this.verdicts(conflict.verdicts.filter(([judged]) => held.includes(judged))),
      );
    return row(
      "disagreement",
      h("ul", { class: "sides" }, conflict.sides.map(side), conflict.neither.map(side)),
      conflict.verdicts.length ? [] : this.words.say("no_verdict"),
    );
  }

  /** What curators decided about a side: each decision once, whatever the number of statements it sets aside. */
  verdicts(found) {
    const told = new Map(found.map(([, rank, why, by, date]) => [JSON.stringify([rank, why, by, date]), [rank, why, by, date]]));
    return [...told.values()].map(([rank, why, by, date]) =>
      h(
        "p",
        { class: "verdict" },
        this.words.say("verdict_told", { rank: this.words.say(`rank_${rank}`), by, date }),
        " ",
        h("span", { lang: "en" }, why),
      ),
    );
  }

  /** What one side of a disagreement says: an entity, a date in words, or the value as it stands. */
  valueText(value, held) {
    const node = this.model.numberOf.get(value);
    if (node !== undefined) return this.words.name(this.nodeName(node));
    return this.isDate(this.model.st.value[held[0]]) ? this.date(value) : this.words.name([value, languageOf(value)]);
  }

  judgement(one, row) {
    const found = this.model.judgementOf.get(one);
    if (!found) return [];
    const [, node, verdict, why, by, on] = found;
    return row(
      "judgement",
      this.words.say(`verdict_${verdict}`),
      " ",
      this.entity(node),
      h("p", { lang: "en" }, why),
      h("p", { class: "quiet" }, `${by}, ${on}`),
    );
  }
}
