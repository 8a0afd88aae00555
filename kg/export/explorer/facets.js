// What a statement is by each facet of the filters, and how many statements each value of a facet would show.

import { disputesOf, promiseState } from "./standing.js";
import { FACETS } from "./state.js";

/** The values of one facet for a statement, as the words that stand in the address; promises as of a `day`. */
function facetValues(model, facet, one, day) {
  const { data, st } = model;
  switch (facet) {
    case "class":
      return [st.subject[one], st.value[one]]
        .filter((node) => node >= 0)
        .map((node) => data.classes[model.nodes.class[node]][0]);
    case "relation":
      return [data.properties[st.property[one]][0]];
    case "topic":
      return model.topics(one).map((node) => model.nodes.id[node]);
    case "sourceKind":
      return [model.documents.get(st.source[one])?.kind || ""];
    case "voice":
      return data.voices[st.voices[one]].map((node) => model.nodes.id[node]);
    case "dispute":
      return disputesOf(model, one);
    case "promise":
      return [promiseState(model, one, day)];
    case "certainty":
      return [model.way(one)[1]];
    default:
      return [model.way(one)[0]];
  }
}

/** For each statement the facets whose filter it does not pass, one bit each. */
export function failing(model, filters, day) {
  const failed = new Uint16Array(model.count);
  FACETS.forEach((facet, at) => {
    const chosen = new Set(filters[facet]);
    if (!chosen.size) return;
    for (let one = 0; one < model.count; one += 1)
      if (!facetValues(model, facet, one, day).some((value) => chosen.has(value))) failed[one] |= 1 << at;
  });
  return failed;
}

/** How many statements each value of a facet would show were it ticked alone: under the other filters, in this time. */
export function facetCounts(model, visible, facet) {
  const counts = new Map(),
    others = ~(1 << FACETS.indexOf(facet));
  for (let one = 0; one < model.count; one += 1) {
    if (visible.failed[one] & others || !visible.timely(one)) continue;
    for (const value of new Set(facetValues(model, facet, one, visible.day)))
      if (value) counts.set(value, (counts.get(value) || 0) + 1);
  }
  return counts;
}
