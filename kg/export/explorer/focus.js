// Where the focus is in a part of the page that is made anew, and the same control in what stands there afterwards.

import { byId } from "./dom.js";

const CONTROLS = "a[href], button, input, textarea, summary, [tabindex]";
const PARTS = { pane: "#pane h2", table: "#table", filters: "#filters h2", chips: "#filters-toggle" };

/** The part of the page that holds an element, by its id: one that is made anew with every change. */
const partOf = (element) => Object.keys(PARTS).find((id) => byId(id) !== element && byId(id).contains(element));

/** The controls of a part in order, each with a name that outlives the making anew. */
function named(part) {
  const seen = new Map();
  return [...byId(part).querySelectorAll(CONTROLS)].map((control) => {
    if (control.id || control.dataset.key) return [control.id || control.dataset.key, control];
    const item = control.closest("[data-key], [data-statement], [data-first]")?.dataset ?? {},
      of = item.key ?? item.statement ?? (item.first ? `first ${item.first}` : ""),
      at = seen.get(of) ?? 0;
    seen.set(of, at + 1);
    return [`${of} ${at}`, control];
  });
}

/** Where the focus is: the part, what it shows, the name of the control and of those that could stand in for it. */
export function placeOfFocus() {
  const focus = document.activeElement,
    part = partOf(focus);
  if (!part) return null;
  const all = named(part),
    at = all.findIndex(([, control]) => control === focus),
    names = all.map(([name]) => name);
  return { part, view: byId(part).dataset.view, names: [...names.slice(at), ...names.slice(0, at).reverse()] };
}

/** Go back to a place: to the same control, else its successor, else the heading. Says whether one took the focus. */
export function goBackTo({ part, view, names }) {
  if (byId(part).dataset.view === view) {
    const now = new Map(named(part));
    for (const name of names) if (takes(now.get(name))) return true;
  }
  return toHeading(part);
}

/** Put the focus on the heading of a part, or on what stands for one. */
export function toHeading(part) {
  const heading = document.querySelector(PARTS[part]);
  if (heading?.tagName === "H2") heading.tabIndex = -1;
  return takes(heading);
}

function takes(element) {
  element?.focus({ preventScroll: true });
  return Boolean(element) && document.activeElement === element;
}

/** Do some work that makes parts of the page anew; the focus stays with its control, and never falls to nothing. */
export function keepingFocus(work) {
  const before = document.activeElement,
    place = placeOfFocus();
  work();
  const now = document.activeElement;
  if (now !== document.body && !now.closest("[hidden], [inert]")) return;
  if (before === document.body && now === before) return;
  if (place && goBackTo(place)) return;
  if (!takes(byId("network")) && !takes(byId("table"))) byId("pane").focus({ preventScroll: true });
}
