// The network page: draws the graph, follows the reader's choice, shows the statements behind it.
// Data reaches the page as text only (textContent); ids are numbers; nothing is ever loaded.
// Part of the network page: all parts run as one script in one scope, in the order kg/export/network_assets.py gives.

const data = JSON.parse(document.getElementById("data").textContent);
const rowwise = (columns) => Object.values(columns)[0].map((_, at) =>
  Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, column[at]])));
data.nodes = rowwise(data.nodes);
data.edges = rowwise(data.edges);
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const stage = byId("network"), pane = byId("pane"), tip = byId("tip");
const darkness = matchMedia("(prefers-color-scheme: dark)");
const FALLBACK = [0, 2, 1]; // English, Russian, Chinese
let language = Math.max(0, data.languages.indexOf(root.lang));
let printing = false;
let chosen = null; // {node: n} or {edge: e}
let hovered = null;
let grown = 1; // signs and lines grow as the picture shrinks, so that they can still be told apart and touched

// ---- words ---------------------------------------------------------------------------------------------
function wording(number, wanted = language) {
  const row = data.texts[number];
  for (const at of [wanted, ...FALLBACK]) if (row[at]) return [row[at], data.languages[at]];
  return [row[3] || "", row[4] || ""];
}
const text = (number) => wording(number)[0];
const own = (key) => text(data.say[key]);
const fill = (key, fields) => own(key).replace(/\{(\w)\}/g, (whole, name) => fields[name] ?? whole);
function placed(place) {
  return place.split(", ").filter(Boolean).map((part) => {
    const span = /^([\p{L}\p{N}_]+):(\d+)-(\d+):([0-9a-f]+)$/u.exec(part);
    if (span) return fill("place_span", { p: span[1], a: span[2], b: span[3], d: span[4] });
    if (part === "document") return own("place_document");
    return /^[\p{L}\p{N}_]+$/u.test(part) ? fill("place_paragraph", { p: part }) : part;
  }).join("; ");
}
function reword(within) {
  const tags = (selector) => within.querySelectorAll(selector);
  for (const element of tags("[data-t]")) {
    const [words, code] = wording(Number(element.dataset.t));
    element.textContent = words;
    if (code && code !== root.lang) element.lang = code; else element.removeAttribute("lang");
  }
  for (const element of tags("[data-p]")) element.textContent = placed(element.dataset.p);
  for (const element of tags("[data-ta]")) {
    const words = text(Number(element.dataset.ta));
    element.setAttribute("aria-label", words);
    if (element.title) element.title = words;
  }
  for (const element of tags("[data-tp]")) element.placeholder = text(Number(element.dataset.tp));
}
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}
function named(number) {
  const element = make("bdi");
  element.dataset.t = number;
  const [words, code] = wording(number);
  element.textContent = words;
  if (code && code !== root.lang) element.lang = code;
  return element;
}
