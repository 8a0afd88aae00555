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

const HUBS = new Set(["place", "topic", "award"]);

/**
 * The best chains of ties, best first, each as hops {from, to, ties}; none when nothing connects the two. As `kg path`
 * has it: of plain facts, past places, topics and awards, which many things touch that have nothing to do with each
 * other, and rather through what has few ties than through what has many. Where no such chain is, any will do.
 */
export function chains(model, visible, start, end, count) {
  for (const may of [(tie) => isParticular(model, tie, start, end), () => true]) {
    const around = nearby(model, visible, may),
      found = best(around, start, end, count);
    if (found.length)
      return found.map((nodes) =>
        nodes.slice(1).map((to, at) => ({ from: nodes[at], to, ties: around.get(nodes[at]).get(to) })),
      );
  }
  return [];
}

/** Whether a tie is a plain fact that touches no hub, but for the two ends of the path. */
export function isParticular(model, tie, start, end) {
  const { mode, certainty } = model.look(tie);
  const ends = [model.ties.from[tie], model.ties.to[tie]].filter((node) => node !== start && node !== end);
  return mode === "fact" && certainty !== "doubtful" && !ends.some((node) => HUBS.has(model.kindName(node)));
}

/** What a step costs: the more, the more ties the entity it leads to has. */
const step = (around, node) => 1 + Math.log2(around.get(node).size) / 2;

const costOf = (around, nodes) => nodes.slice(1).reduce((sum, node) => sum + step(around, node), 0);

/** The cheapest ways as lists of entities without a loop, by Yen: each next one leaves one of those before somewhere. */
function best(around, start, end, count) {
  const found = [cheapest(around, start, end)].filter(Boolean),
    next = new Map(); // ways to choose from, by their entities
  while (found.length && found.length < count) {
    const last = found.at(-1);
    for (let at = 0; at < last.length - 1; at += 1) {
      const root = last.slice(0, at + 1);
      const alike = found.filter((nodes) => root.every((node, place) => nodes[place] === node));
      const rest = cheapest(around, last[at], end, new Set(root), new Set(alike.map((nodes) => nodes[at + 1])));
      if (rest) next.set([...root, ...rest.slice(1)].join(), [...root, ...rest.slice(1)]);
    }
    for (const nodes of found) next.delete(nodes.join());
    const [way] = [...next.values()].sort((a, b) => costOf(around, a) - costOf(around, b));
    if (!way) break;
    found.push(way);
  }
  return found;
}

/** The cheapest way, as its entities; it comes through none of `past` and does not begin with a step to one of `not`. */
function cheapest(around, start, end, past = new Set(), not = new Set()) {
  const cost = new Map([[start, 0]]),
    before = new Map([[start, null]]),
    done = new Set(past).add(start),
    open = new Heap();
  let node = start;
  while (node !== end) {
    for (const other of around.get(node)?.keys() || []) {
      if (done.has(other) || (node === start && not.has(other))) continue;
      const through = cost.get(node) + step(around, other);
      if (through >= (cost.get(other) ?? Infinity)) continue;
      cost.set(other, through);
      before.set(other, node);
      open.put(through, other);
    }
    do node = open.size ? open.take() : null;
    while (node !== null && done.has(node));
    if (node === null) return null;
    done.add(node);
  }
  const nodes = [];
  for (let one = end; one !== null; one = before.get(one)) nodes.unshift(one);
  return nodes;
}

/** For each entity, who is tied to it by ties that are shown and may be walked, with those ties. */
function nearby(model, visible, may) {
  const { from, to } = model.ties,
    around = new Map();
  const put = (one, other, tie) => {
    if (!around.has(one)) around.set(one, new Map());
    const held = around.get(one);
    if (held.has(other)) held.get(other).push(tie);
    else held.set(other, [tie]);
  };
  for (let tie = 0; tie < model.tieCount; tie += 1) {
    if (visible.tieState[tie] > 2 || from[tie] === to[tie] || !may(tie)) continue;
    put(from[tie], to[tie], tie);
    put(to[tie], from[tie], tie);
  }
  return around;
}

/** What costs least comes out first; of equal cost, what has the lower number. */
class Heap {
  constructor() {
    this.rows = [];
  }

  get size() {
    return this.rows.length;
  }

  put(cost, node) {
    const { rows } = this;
    let at = rows.push([cost, node]) - 1;
    for (let up = (at - 1) >> 1; at && less(rows[at], rows[up]); at = up, up = (at - 1) >> 1) {
      [rows[at], rows[up]] = [rows[up], rows[at]];
    }
  }

  take() {
    const { rows } = this,
      [first] = rows,
      last = rows.pop();
    if (rows.length) {
      rows[0] = last;
      for (let at = 0, down = 1; down < rows.length; at = down, down = 2 * at + 1) {
        if (down + 1 < rows.length && less(rows[down + 1], rows[down])) down += 1;
        if (!less(rows[down], rows[at])) break;
        [rows[at], rows[down]] = [rows[down], rows[at]];
      }
    }
    return first[1];
  }
}

const less = (one, other) => one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
