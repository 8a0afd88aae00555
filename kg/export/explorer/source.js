// The pane of a source: what it is, what it copies and who owns whom, whose voices it carries, and its statements in order.

import { descent } from "./descent.js";
import { h, link } from "./dom.js";
import { title } from "./entity.js";
import { byParagraph } from "./lists.js";

export function sourcePane(app, pane, node, place) {
  const { model, words, telling, visible } = app,
    document = model.documents.get(node);
  const say = (key, fields) => words.say(key, fields);
  const row = (key, ...value) => [h("dt", {}, say(key)), h("dd", {}, value)];
  const facts = document
    ? h(
        "dl",
        {},
        row("kind", say(`source_${document.kind}`)),
        document.publisher >= 0 ? row("publisher", telling.entity(document.publisher)) : [],
        document.voice >= 0 && document.voice !== document.publisher
          ? row("voice", telling.entity(document.voice))
          : [],
        row("published", telling.published(node) || say("undated")),
        document.href
          ? row("address", link(document.href, document.host))
          : document.host
            ? row("address", say("not_linked", { address: document.host }))
            : [],
        document.digest ? row("digest", h("code", {}, document.digest)) : [],
      )
    : null;
  const told = place ? visible.statements : visible.statements.filter((one) => model.st.source[one] === node),
    statements = [...told].sort((a, b) => offset(model, a) - offset(model, b) || a - b),
    nothing = model.bySource(node).length ? "nothing_shown" : "nothing_rests";
  return [
    title(app, node),
    place
      ? [
          h(
            "p",
            {},
            h("b", {}, words.place(place)),
            " ",
            h(
              "button",
              { type: "button", class: "plain", on: { click: () => app.choose({ kind: "source", node }) } },
              say("whole_source"),
            ),
          ),
          passage(telling, node, place, document),
          overlapping(app, node, place),
        ]
      : [facts, descent(app, node), about(app, pane, node), balance(app, node), passages(app, node)],
    h("h3", {}, say("in_text_order"), h("span", { class: "quiet" }, ` ${words.count(statements.length)}`)),
    statements.length
      ? pane.list(statements, { under: "h4", parts: byParagraph, open: Boolean(place) && statements.length < 4 })
      : h("p", { class: "quiet" }, say(nothing)),
  ];
}

/** What is said about the text itself, here or in other sources: first of what it is the subject, then the rest. */
function about({ model, words, visible }, pane, node) {
  const { subject, value } = model.st,
    named = visible.statements.filter((one) => subject[one] === node || value[one] === node),
    own = named.filter((one) => subject[one] === node);
  if (!named.length) return null;
  return [
    h("h3", {}, words.say("about_source"), h("span", { class: "quiet" }, ` ${words.count(named.length)}`)),
    own.length ? pane.list(own, { about: node }) : null,
    own.length < named.length ? pane.list(named.filter((one) => subject[one] !== node)) : null,
  ];
}

function passage(telling, node, place, document) {
  const words = telling.passage(node, place);
  return words
    ? h("blockquote", { lang: document?.language }, words)
    : h("p", { class: "quiet" }, telling.words.say("no_passage"));
}

/** Whose words the text carries, as one bar. */
function balance(app, node) {
  const row = app.model.data.balance.find(([source]) => source === node);
  if (!row) return null;
  const [, , attributed, voices] = row,
    { words, telling, model } = app;
  let left = 0;
  const name = (nodes) => nodes.map((one) => (one < 0 ? "?" : telling.termText(one))).join(", ");
  const bar = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of Object.entries({
    viewBox: "0 0 1000 24",
    class: "balance",
    role: "img",
    preserveAspectRatio: "none",
  }))
    bar.setAttribute(key, value);
  bar.setAttribute(
    "aria-label",
    voices.map(([who, chars]) => `${name(who)} ${Math.round((100 * chars) / attributed)} %`).join("; "),
  );
  for (const [who, chars] of voices) {
    const part = document.createElementNS("http://www.w3.org/2000/svg", "rect"),
      width = (1000 * chars) / attributed;
    const side = who.length === 1 && who[0] >= 0 ? model.nodes.side[who[0]] : model.data.look.sides.length - 1;
    for (const [key, value] of Object.entries({
      x: left,
      y: 0,
      width: Math.max(0, width - 3),
      height: 24,
      class: `side-${model.data.look.sides[side][0]}`,
    }))
      part.setAttribute(key, value);
    bar.append(part);
    left += width;
  }
  return [
    h("h3", {}, words.say("balance")),
    bar,
    h(
      "ol",
      { class: "shares" },
      voices.map(([who, chars]) =>
        h(
          "li",
          {},
          who.map((one, at) => [at ? ", " : "", one < 0 ? "?" : telling.entity(one)]),
          h("span", { class: "quiet" }, ` ${Math.round((100 * chars) / attributed)} %`),
        ),
      ),
    ),
  ];
}

/** The text's paragraphs with the words that hold statements; choosing words chooses what rests on them. */
function passages(app, node) {
  const { model, words } = app,
    paragraphs = model.passages.get(node);
  if (!paragraphs) return h("p", { class: "quiet" }, words.say("no_passage"));
  const spans = spansOf(model, node);
  const span = (place, text) =>
    h("button", { type: "button", class: "span", on: { click: () => app.choose({ kind: "place", node, place }) } }, text);
  return [
    h("h3", {}, words.say("text")),
    paragraphs.map(([start, text]) => {
      const letters = [...text];
      const parts = pieces(spans, start, start + letters.length).map(([from, to, holding]) => {
        const cut = letters.slice(from - start, to - start).join("");
        return holding.length && cut.trim() ? span(holding[0], cut) : cut;
      });
      return h("p", { class: "passage", dir: "auto", lang: model.documents.get(node)?.language }, parts);
    }),
  ];
}

/** The spans of a source that hold statements, by their place: [first character, the one after the last]. */
function spansOf(model, node) {
  const spans = new Map();
  for (const one of model.bySource(node)) {
    for (const held of model.st.place[one].split(", ")) {
      const span = /:(\d+)-(\d+):/.exec(held);
      if (span) spans.set(held, [Number(span[1]), Number(span[2])]);
    }
  }
  return spans;
}

/** Other spans that share words with a place, to choose: in the text only the shortest can be. */
function overlapping(app, node, place) {
  const spans = spansOf(app.model, node),
    [first, last] = spans.get(place) || [0, 0];
  const others = [...spans].filter(([other, [from, to]]) => other !== place && from < last && to > first);
  if (!others.length) return null;
  const button = ([other]) =>
    h(
      "button",
      { type: "button", class: "plain", on: { click: () => app.choose({ kind: "place", node, place: other }) } },
      app.words.place(other),
    );
  return h("p", { class: "quiet" }, app.words.say("overlapping"), " ", others.map(button));
}

/**
 * A stretch of text cut where spans begin and end: [from, to, the places of the spans that hold it, the shortest first].
 */
export function pieces(spans, start, end) {
  const within = [...spans].filter(([, [from, to]]) => from >= start && to <= end);
  const cuts = [...new Set([start, end, ...within.flatMap(([, span]) => span)])].sort((a, b) => a - b);
  return cuts.slice(1).map((to, at) => {
    const from = cuts[at];
    const holding = within.filter(([, span]) => span[0] <= from && span[1] >= to);
    holding.sort(([, a], [, b]) => a[1] - a[0] - (b[1] - b[0]));
    return [from, to, holding.map(([place]) => place)];
  });
}

function offset(model, one) {
  const place = model.st.place[one],
    span = /:(\d+)-/.exec(place),
    paragraph = /^[a-z]+(\d+)/.exec(place);
  return span ? Number(span[1]) : paragraph ? Number(paragraph[1]) * 1e6 : Infinity;
}
