// The tour: what view a stop sets up, and whether an address leaves that to the stop.

import { blank } from "./state.js";
import { windowOf } from "./slices.js";

/** The stop of a name, or undefined. */
export const stopOf = (model, key) => model.data.tour.find((stop) => stop.key === key);

/** The parts of the state that a stop sets. Where this atlas lacks a path's end or an entity, the stop is selected. */
export function setUp(stop, model) {
  const view = stop.view || {},
    node = (id) => model.numberOf.get(id);
  let sel = { kind: "tour", stop: stop.key };
  if (view.path?.every((id) => node(id) !== undefined))
    sel = { kind: "path", from: node(view.path[0]), to: node(view.path[1]) };
  else if (node(view.select) !== undefined) sel = { kind: "node", node: node(view.select) };
  return {
    sel,
    filters: { ...blank().filters, ...(view.filters || {}) },
    time: view.time ? windowOf(view.time) : null,
    table: view.table === "yes",
  };
}

/** The stop whose own view is selected, when that is more than its statements: the address then says all of it. */
export const setsUp = (sel, model) => sel?.kind === "tour" && Boolean(stopOf(model, sel.stop)?.view);
