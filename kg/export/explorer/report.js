// A stop of the tour: groups of statements, each found by a filter written in tour.yaml.

import { stopOf } from "./tour.js";

/** The groups of a stop as {title: key of a word, statements}. Statements stand in order of time where they have one. */
export function report(model, key) {
  const stop = stopOf(model, key);
  return (stop?.groups || []).map((group) => ({ title: group.title, statements: matching(model, group) }));
}

/** Whether the atlas holds anything that answers a stop. */
export function isAnswered(model, stop) {
  if (stop.view?.path) return stop.view.path.every((id) => model.numberOf.has(id));
  return report(model, stop.key).some((group) => group.statements.length > 0);
}

/** The statements that a group's filter lets through. Every part must hold; a list means any of it. */
export function matching(model, group) {
  if (["about", "only", "actsAt"].some((part) => group[part] && !nodes(model, group[part]).length)) return [];
  const about = nodes(model, group.about),
    only = nodes(model, group.only);
  const given = only.length ? model.parties.get(only[0])?.[group.outside ? "others" : "only"] || [] : null;
  const acts = group.actsAt ? around(model, nodes(model, group.actsAt)) : null;
  const found = [];
  for (const one of given || model.st.id.keys()) {
    const [mode, certainty] = model.way(one),
      name = model.data.properties[model.st.property[one]][0];
    const ends = [model.st.subject[one], model.st.value[one]];
    if (about.length && !ends.some((node) => about.includes(node))) continue;
    if (acts && !acts.has(model.st.act[one])) continue;
    if (group.mode && !list(group.mode).includes(mode)) continue;
    if (group.certainty && !list(group.certainty).includes(certainty)) continue;
    if (group.property && !list(group.property).includes(name)) continue;
    if (group.class && !list(group.class).some((cls) => model.isA(ends[0], cls))) continue;
    if (group.either && !list(group.either).some((cls) => ends.some((node) => node >= 0 && model.isA(node, cls))))
      continue;
    if (model.isSource(ends[0]) && !group.sources) continue;
    found.push(one);
  }
  return found.sort((a, b) => start(model, a) - start(model, b) || a - b);
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

/** Counts by relation and decade: rows of [property number, {decade: count}, undated]. */
export function decades(model, statements) {
  const rows = new Map(),
    found = new Set();
  for (const one of statements) {
    const property = model.st.property[one];
    if (!rows.has(property)) rows.set(property, { counts: new Map(), undated: 0 });
    const row = rows.get(property),
      time = model.time(one);
    if (!time) row.undated += 1;
    else {
      const decade = Math.floor(new Date((time[0] ?? time[1]) * 86400000).getUTCFullYear() / 10) * 10;
      found.add(decade);
      row.counts.set(decade, (row.counts.get(decade) || 0) + 1);
    }
  }
  return { decades: [...found].sort((a, b) => a - b), rows: [...rows].sort((a, b) => total(b[1]) - total(a[1])) };
}

const total = (row) => [...row.counts.values()].reduce((sum, count) => sum + count, row.undated);
