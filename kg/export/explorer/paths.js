// Walking the network: who is near, and by which chain two entities are connected.

/** The entities within so many ties that pass the filters. */
export function ego(model, visible, start, depth) {
  const found = new Set([start]);
  let edge = [start];
  for (let step = 0; step < depth; step += 1) {
    edge = edge
      .flatMap((node) => neighbours(model, visible, node).map(([other]) => other))
      .filter((node) => {
        if (found.has(node)) return false;
        found.add(node);
        return true;
      });
  }
  return found;
}

/** Who is tied to an entity, each with the tie. */
export function neighbours(model, visible, node) {
  const { from, to } = model.ties;
  return [...model.tiesOf(node)]
    .filter((tie) => visible.tieState[tie] < 3)
    .map((tie) => [from[tie] === node ? to[tie] : from[tie], tie]);
}

/** The shortest chain of ties as hops {from, to, ties}; null when there is none. Of equally short ones the first found
    through the better connected. */
export function shortest(model, visible, start, end) {
  const before = new Map([[start, null]]);
  let edge = [start];
  while (edge.length && !before.has(end)) {
    const next = [];
    for (const node of edge) {
      for (const [other] of neighbours(model, visible, node)) {
        if (!before.has(other)) {
          before.set(other, node);
          next.push(other);
        }
      }
    }
    edge = next.sort((a, b) => model.degree[b] - model.degree[a] || a - b);
  }
  if (!before.has(end)) return null;
  const hops = [];
  for (let to = end; before.get(to) !== null; to = before.get(to)) {
    const from = before.get(to);
    const ties = neighbours(model, visible, from)
      .filter(([other]) => other === to)
      .map(([, tie]) => tie);
    hops.unshift({ from, to, ties });
  }
  return hops;
}
