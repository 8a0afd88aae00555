// The view in the address: ids, never numbers, so that a link survives the next build.

import { blank, FACETS } from "./state.js";
import { dateOf, dayOf, windowOf, windowText } from "./slices.js";
import { setsUp, setUp, stopOf } from "./tour.js";

const LETTER = {
  mode: "m",
  certainty: "u",
  dispute: "d",
  promise: "p",
  class: "c",
  sourceKind: "k",
  relation: "r",
  topic: "o",
  voice: "v",
};

/** The state as text after the `#`. */
export function encode(state, model) {
  const id = (node) => model.nodes.id[node];
  const parts = [];
  const put = (key, value) => {
    if (value) parts.push(`${key}=${escape(value)}`);
  };
  put("s", selection(state.sel, model));
  for (const facet of FACETS) put(LETTER[facet], state.filters[facet].join(","));
  put("n", state.depth ? String(state.depth) : "");
  put("t", state.time ? windowText(state.time) : "");
  put("dated", state.dated ? "1" : "");
  put("at", state.day === null ? "" : dateOf(state.day));
  put("l", state.lang === model.data.lang ? "" : model.data.languages[state.lang]);
  put("th", state.theme);
  put("tab", state.table ? "1" : setsUp(state.sel, model) ? "0" : "");
  put("rows", state.table && state.rows ? selection(state.rows.sel, model) || "all" : "");
  put("find", state.table ? state.find : "");
  put("sort", state.table && state.sort ? (state.sort.down ? "-" : "") + state.sort.column : "");
  put("doc", state.documents ? "1" : "");
  put("hide", state.hidden.map(id).join(","));
  put(
    "pin",
    Object.entries(state.pins)
      .map(([node, [x, y]]) => `${id(node)}:${Math.round(x)}:${Math.round(y)}`)
      .join(","),
  );
  if (state.view) put("view", [state.view.x, state.view.y, state.view.k].join(","));
  return parts.join("&");
}

const escape = (text) => encodeURIComponent(text).replace(/%(2F|3A|2C|23)/g, (code) => decodeURIComponent(code));

/** A selection as text; empty for none. */
export function selection(sel, model) {
  if (!sel) return "";
  const id = (node) => model.nodes.id[node];
  switch (sel.kind) {
    case "tie": {
      const { from, to, property } = model.ties;
      return `tie:${id(from[sel.tie])}:${model.data.properties[property[sel.tie]][0]}:${id(to[sel.tie])}`;
    }
    case "statement":
      return `st:${model.st.id[sel.statement]}`;
    case "place":
      return `place:${id(sel.node)}:${sel.place}`;
    case "path":
      return `path:${id(sel.from)}:${id(sel.to)}${sel.nth ? `:${sel.nth + 1}` : ""}`;
    case "tour":
      return `tour:${sel.stop}`;
    case "time":
      return "time";
    default:
      return `${sel.kind}:${id(sel.node)}`;
  }
}

/** The state a text means; what it names and the atlas does not hold is left out. */
export function decode(text, model) {
  const state = blank();
  state.lang = model.data.lang;
  const given = new Map(
    text
      .replace(/^#/, "")
      .split("&")
      .filter((part) => part.includes("="))
      .map((part) => [part.slice(0, part.indexOf("=")), unescape(part.slice(part.indexOf("=") + 1))]),
  );
  const list = (key) => (given.get(key) || "").split(",").filter(Boolean);
  const node = (id) => model.numberOf.get(id);
  state.sel = chosen(given.get("s") || "", model);
  for (const facet of FACETS) state.filters[facet] = list(LETTER[facet]);
  state.depth = Math.min(6, Math.max(0, Number.parseInt(given.get("n"), 10) || 0));
  state.time = given.has("t") ? windowOf(given.get("t")) : null;
  state.dated = given.get("dated") === "1";
  const day = dayOf(given.get("at") || "", true);
  state.day = Number.isNaN(day) ? null : day;
  const lang = model.data.languages.indexOf(given.get("l"));
  if (lang >= 0) state.lang = lang;
  if (["light", "dark"].includes(given.get("th"))) state.theme = given.get("th");
  state.table = given.get("tab") === "1";
  // a stop by its name alone is the view that its question sets up; what the page wrote itself says all of it
  if (state.sel?.kind === "tour" && !given.has("tab")) {
    const { sel, filters, time, table } = setUp(stopOf(model, state.sel.stop), model);
    state.sel = sel;
    state.table = table;
    state.time ??= time;
    for (const facet of FACETS) if (!state.filters[facet].length) state.filters[facet] = filters[facet];
  }
  const rows = state.table && state.sel?.kind === "statement" ? given.get("rows") : "",
    sel = rows ? chosen(rows, model) : null;
  state.rows = sel || rows === "all" ? { sel } : null;
  state.find = given.get("find") || "";
  const sort = /^(-?)(statement|when|voice|how|source)$/.exec(given.get("sort") || "");
  state.sort = sort && { column: sort[2], down: Boolean(sort[1]) };
  state.documents = given.get("doc") === "1";
  state.hidden = list("hide")
    .map(node)
    .filter((one) => one !== undefined);
  for (const pin of list("pin")) {
    const [id, x, y] = pin.split(":");
    if (isPin(pin, model)) state.pins[node(id)] = [+x, +y];
  }
  state.lost = lost(given, state, model);
  const view = list("view").map(Number);
  if (view.length === 3 && view.every(Number.isFinite) && view[2] > 0)
    state.view = { x: view[0], y: view[1], k: view[2] };
  return state;
}

function isPin(pin, model) {
  const [id, ...at] = pin.split(":");
  return model.numberOf.has(id) && at.length === 2 && at.every((one) => one && Number.isFinite(+one));
}

/** What an address says and the atlas does not hold or cannot read, as it stands there. */
function lost(given, state, model) {
  const found = [];
  const note = (key, text) => found.push(`${key}=${text}`);
  const each = (key, known) => {
    for (const one of (given.get(key) || "").split(",")) if (one && !known(one)) note(key, one);
  };
  if (given.has("s") && !state.sel) note("s", given.get("s"));
  if (given.get("t") && !state.time) note("t", given.get("t"));
  if (given.get("at") && state.day === null) note("at", given.get("at"));
  each("hide", (id) => model.numberOf.has(id));
  each("pin", (pin) => isPin(pin, model));
  return found;
}

function unescape(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

const LATER = ["2", "3"]; // which chain an address means, where not the best one

function chosen(text, model) {
  const [kind, ...rest] = text.split(":");
  const node = (id) => model.numberOf.get(id);
  const [first, second, third] = rest;
  switch (kind) {
    case "node":
    case "source":
      return node(first) === undefined ? null : { kind, node: node(first) };
    case "tie": {
      const { from, to, property } = model.ties,
        wanted = model.propertyOf.get(second);
      const tie = from.findIndex((one, at) => one === node(first) && to[at] === node(third) && property[at] === wanted);
      return tie < 0 ? null : { kind, tie };
    }
    case "st": {
      const statement = model.st.id.indexOf(first);
      return statement < 0 ? null : { kind: "statement", statement };
    }
    case "place":
      return node(first) === undefined ? null : { kind, node: node(first), place: rest.slice(1).join(":") };
    case "path":
      return [first, second].some((id) => node(id) === undefined)
        ? null
        : { kind, from: node(first), to: node(second), ...(LATER.includes(third) ? { nth: third - 1 } : {}) };
    case "tour":
      return stopOf(model, first) ? { kind, stop: first } : null;
    case "time":
      return { kind };
    default: // an id alone, as somebody writes it by hand
      return node(text) === undefined
        ? null
        : { kind: model.isSource(node(text)) ? "source" : "node", node: node(text) };
  }
}
