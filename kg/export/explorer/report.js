// A stop of the tour: groups of statements, each found by a filter in tour.yaml or by a question of the library.

import { stopOf } from "./tour.js";

/** The groups of a stop as {title: key of a word, statements}. Statements stand in order of time where they have one. */
export function report(model, key) {
  const stop = stopOf(model, key);
  return (stop?.groups || []).map((group) => ({ title: group.title, statements: matching(model, group) }));
}

/** The stops that this atlas holds an answer to. */
export const answered = (model) =>
  model.answered ?? model.once("answered", () => model.data.tour.filter((stop) => isAnswered(model, stop)));

function isAnswered(model, stop) {
  if (stop.view?.path) return stop.view.path.every((id) => model.numberOf.has(id));
  return (stop.groups || []).some((group) => {
    const holds = condition(model, group);
    return candidates(model, group).some(holds);
  });
}

/** The statements that a group's filter lets through. Every part must hold; a list means any of it. */
export const matching = (model, group) =>
  candidates(model, group)
    .filter(condition(model, group))
    .sort((a, b) => start(model, a) - start(model, b) || a - b);

/** The statements among which a group's filter chooses: all, or what the build or a question found. */
function candidates(model, group) {
  if (["about", "only", "actsAt"].some((part) => group[part] && !nodes(model, group[part]).length)) return [];
  if (group.found) return [...decadesOf(model, group).keys()];
  if (!group.only) return [...model.st.id.keys()];
  return model.parties.get(nodes(model, group.only)[0])?.[group.outside ? "others" : "only"] || [];
}

/** Whether a statement passes a group's filter, as a function of its number. */
function condition(model, group) {
  const about = nodes(model, group.about),
    acts = group.actsAt ? around(model, nodes(model, group.actsAt)) : null;
  return (one) => {
    const [mode, certainty] = model.way(one),
      name = model.data.properties[model.st.property[one]][0],
      ends = [model.st.subject[one], model.st.value[one]];
    return (
      !(about.length && !ends.some((node) => about.includes(node))) &&
      !(acts && !acts.has(model.st.act[one])) &&
      !(group.mode && !list(group.mode).includes(mode)) &&
      !(group.certainty && !list(group.certainty).includes(certainty)) &&
      !(group.property && !list(group.property).includes(name)) &&
      !(group.class && !list(group.class).some((cls) => model.isA(ends[0], cls))) &&
      !(group.either && !list(group.either).some((cls) => ends.some((node) => node >= 0 && model.isA(node, cls)))) &&
      !(model.isSource(ends[0]) && !group.sources)
    );
  };
}

/** Everything that is tied to one of these. */
const around = (model, found) =>
  new Set(found.flatMap((node) => [...model.tiesOf(node)].flatMap((tie) => [model.ties.from[tie], model.ties.to[tie]])));

const list = (value) => (Array.isArray(value) ? value : [value]);
const nodes = (model, ids) =>
  ids
    ? list(ids)
        .map((id) => model.numberOf.get(id))
        .filter((node) => node !== undefined)
    : [];

function start(model, one) {
  const time = model.time(one);
  return time ? (time[0] ?? time[1]) : Infinity;
}

/** The statements that a group's question found, each with the first year of its decade; 0 where that is unknown. */
export const decadesOf = (model, group) => new Map(model.data.found.find(([name]) => name === group.found)?.[1]);
