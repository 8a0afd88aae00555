// The view as a SPARQL query: filters, range of time and selection, said in the words of the graph. Tests run what is
// written here through a built store and compare with what the page shows.

import { dateOf } from "./slices.js";
import { FACETS } from "./state.js";

const ID = /^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/,
  NAME = /^[A-Za-z]\w*$/,
  WORD = /^[\w-]+$/;
const LONGEST = 60000; // bytes of a query that `kg sparql` takes

/** An entity by its id, or a statement by the last part of its IRI, as a prefixed name. */
const prefixed = (id) => (ID.test(id) ? id.replace("/", ":") : "");
const statement = (id) => (WORD.test(id) ? `st:${id}` : "");
const term = (name) => (NAME.test(name) ? `kg:${name}` : "");
const closed = (word) => term(word.charAt(0).toUpperCase() + word.slice(1));
const text = (word) => (WORD.test(word) ? `"${word}"` : "");

/** Any of these, each made a term; what is none, as an address may hold, can match nothing. */
const values = (name, found, make) => `VALUES ?${name} { ${found.map(make).filter(Boolean).join(" ")} }`;

const CONDITION = {
  class: (chosen) => [values("class", chosen, term), "{ ?subject a ?class } UNION { ?value a ?class }"],
  relation: (chosen) => [values("property", chosen, term)],
  topic: (chosen) => [
    values("topic", chosen, prefixed),
    "{ ?subject (kgp:hasTopic/kgs:hasTopic)? ?topic } UNION { ?value (kgp:hasTopic/kgs:hasTopic)? ?topic }",
  ],
  sourceKind: (chosen) => [values("kind", chosen, text), "?statement kg:statedIn/kg:sourceKind ?kind ."],
  voice: (chosen) => [values("voice", chosen, prefixed), "?statement kg:voice ?voice ."],
  certainty: (chosen) => [values("certainty", chosen, closed), "?statement kg:certainty ?certainty ."],
  mode: (chosen) => [values("mode", chosen, closed), "?statement kg:mode ?mode ."],
  dispute: (chosen) =>
    chosen.some((word) => WORKED_OUT.has(word))
      ? null
      : [values("rank", chosen, (word) => RANKS.get(word)), "?statement wikibase:rank ?rank ."],
  promise: () => null,
};
const WORKED_OUT = new Set(["disputed", "decided"]),
  RANKS = new Map([
    ["preferred", "wikibase:PreferredRank"],
    ["deprecated", "wikibase:DeprecatedRank"],
  ]);

const SAID = [
  "?statement kg:subject ?subject ; kg:property ?property .",
  "?property wikibase:statementProperty ?path .",
  "?statement ?path ?value .",
];
const DOCUMENT = (name) => `STRSTARTS(STR(?${name}), STR(source:))`;
const TIMES = ["when", "due", "from", "until", "asOf"];
const bound = (...names) => names.map((name) => `BOUND(?${name})`).join(" || ");

/** What is not surely out of a window (null: of all time), by the bounds in the graph; `dated`: and has a time. */
function timeLines(window, dated) {
  if (!window && !dated) return [];
  const side = (name, due, own, others) =>
    `BIND(IF(${bound("when")}, ?${name}, IF(${bound("due")}, ?${due}, ` +
    `IF(${bound(own)} || !(${bound(...others)}), ?${name}, ?none))) AS ?${own}Bound)`;
  return [
    ...TIMES.map((name) => `OPTIONAL { ?statement kgq:${name} ?${name} }`),
    ...(dated ? [`FILTER(${bound(...TIMES)} || DATATYPE(?value) = edtf:EDTF)`] : []),
    ...(window
      ? [
          ...["earliest", "latest", "dueEarliest", "dueLatest"].map(
            (name) => `OPTIONAL { ?statement kg:${name} ?${name} }`,
          ),
          side("earliest", "dueEarliest", "from", ["until", "asOf"]),
          side("latest", "dueLatest", "until", ["from", "asOf"]),
          `FILTER(!BOUND(?fromBound) || ?fromBound <= "${dateOf(window[1])}"^^xsd:date)`,
          `FILTER(!BOUND(?untilBound) || ?untilBound >= "${dateOf(window[0])}"^^xsd:date)`,
        ]
      : []),
  ];
}

/**
 * The filters and the range of time of a state as lines of a query; `dated` leaves out what has no time. Null where a
 * filter asks for what stands in no graph: whether a disagreement is decided, how a promise stood on a day.
 */
export function filterLines(state, { dated = false } = {}) {
  const chosen = FACETS.filter((facet) => state.filters[facet].length),
    lines = chosen.flatMap((facet) => CONDITION[facet](state.filters[facet]));
  return lines.includes(null) ? null : [...lines, ...timeLines(state.time, dated || state.dated)];
}

/** What a selection demands of its statements, as lines; null for one that no such lines describe. */
export function selectionLines(sel, model) {
  const node = (at) => prefixed(model.nodes.id[at]);
  switch (sel?.kind) {
    case undefined:
    case "time":
      return [];
    case "node":
      return [`?statement ?how ${node(sel.node)} .`, "FILTER(?how != kg:statedIn)"];
    case "source":
      return [`?statement ?how ${node(sel.node)} .`];
    case "place":
      return [`?statement kg:statedIn ${node(sel.node)} ; prov:wasDerivedFrom ?place .`, ...placeLines(sel.place)];
    case "tie": {
      const { from, to, property } = model.ties;
      const name = term(model.data.properties[property[sel.tie]][0]);
      return [`VALUES (?subject ?property ?value) { (${node(from[sel.tie])} ${name} ${node(to[sel.tie])}) }`];
    }
    case "statement":
      return [values("statement", [model.st.id[sel.statement]], statement)];
    default:
      return null;
  }
}

/** A place of a source: characters with their digest, a paragraph, or the document as a whole. */
function placeLines(place) {
  const span = /^(\w+):(\d+)-(\d+):([0-9a-f]+)$/.exec(place);
  if (span)
    return [
      `?place kg:paragraph "${span[1]}" ; kg:digest "${span[4]}" ; oa:hasSelector ?selector .`,
      `?selector oa:start ${span[2]} ; oa:end ${span[3]} .`,
    ];
  const none = (name) => `FILTER NOT EXISTS { ?place kg:${name} ?${name} }`;
  return place === "document"
    ? [none("paragraph"), none("digest")]
    : [`?place kg:paragraph ${text(place) || '""'} .`, none("digest")];
}

/** What a group of the tour demands, as lines; null where that stands in no graph (who is a party is worked out). */
export function groupLines(group, model) {
  if (group.only) return null;
  const list = (value) => (value === undefined ? [] : [value].flat());
  const here = (ids) => list(ids).filter((id) => model.numberOf.has(id));
  const { classes } = model.data;
  const below = (names) =>
    classes.filter((row) => row[4].some((at) => names.includes(classes[at][0]))).map(([name]) => name);
  if (["about", "actsAt"].some((part) => group[part] && !here(group[part]).length)) return ["FILTER(false)"];
  const among = here(group.about).map(prefixed).join(", ");
  return [
    ...(among ? [`FILTER(?subject IN (${among}) || ?value IN (${among}))`] : []),
    ...(group.actsAt ? actLines(here(group.actsAt)) : []),
    ...["mode", "certainty"].flatMap((facet) => (group[facet] ? CONDITION[facet](list(group[facet])) : [])),
    ...(group.property ? CONDITION.relation(list(group.property)) : []),
    ...(group.class ? [values("of", below(list(group.class)), term), "?subject a ?of ."] : []),
    ...(group.either ? CONDITION.class(below(list(group.either))) : []),
    ...(group.sources ? [] : [`FILTER(!${DOCUMENT("subject")})`]),
  ];
}

/** What is said in a speech act that is tied to one of these. */
function actLines(near) {
  const tied = (middle) => `${values(middle, near, prefixed)} ?tie kg:subject ?one ; kg:property ?relation . `;
  const to = "?relation wikibase:statementProperty ?by . ?tie ?by ?other";
  return [
    `{ ${tied("one")}${to.replace("?other", "?act")} }`,
    `UNION { ${tied("other").replace("?one", "?act")}${to} }`,
    "?statement kg:act ?act .",
  ];
}

/** The statements of which a part consists, as a line; nothing for the whole; null when they are too many. */
export function partLines(model) {
  if (!model.data.made) return [];
  const line = values("statement", model.st.id, statement);
  return line.length < LONGEST ? [line] : null;
}

const written = (what, lines) => `SELECT DISTINCT ${what} WHERE {\n${lines.map((line) => `  ${line}`).join("\n")}\n}`;

/** A query for statements. */
export const statementsQuery = (lines) => written("?statement", [...SAID, ...lines]);

/** A query for ties: the pairs of entities that statements tie together, with the relation. */
export const tiesQuery = (lines, { documents = false } = {}) =>
  written("?subject ?property ?value", [
    ...SAID,
    "FILTER(isIRI(?value))",
    ...(documents ? [] : [`FILTER(!${DOCUMENT("subject")} && !${DOCUMENT("value")})`]),
    ...lines,
  ]);
