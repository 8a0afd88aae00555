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
 * The best chain of ties as hops {from, to, ties}; null when there is none. As `kg path` has it: of plain facts, past
 * places, topics and awards, which many things touch that have nothing to do with each other, and rather through what
 * has few ties than through what has many. Where no such chain is, any will do.
 */
export function shortest(model, visible, start, end) {
  const may = (tie) => isParticular(model, tie, start, end);
  return chain(model, visible, start, end, may) || chain(model, visible, start, end, () => true);
}

/** Whether a tie is a plain fact that touches no hub, but for the two ends of the path. */
export function isParticular(model, tie, start, end) {
  const { mode, certainty } = model.look(tie);
  const ends = [model.ties.from[tie], model.ties.to[tie]].filter((node) => node !== start && node !== end);
  return mode === "fact" && certainty !== "doubtful" && !ends.some((node) => HUBS.has(model.kindName(node)));
}

function chain(model, visible, start, end, may) {
  const around = nearby(model, visible, may),
    cost = new Map([[start, 0]]),
    before = new Map([[start, null]]),
    done = new Set(),
    open = new Heap();
  open.put(0, start);
  while (open.size && !done.has(end)) {
    const node = open.take();
    if (done.has(node)) continue;
    done.add(node);
    for (const other of around.get(node)?.keys() || []) {
      const through = cost.get(node) + 1 + Math.log2(around.get(other).size) / 2;
      if (through >= (cost.get(other) ?? Infinity)) continue;
      cost.set(other, through);
      before.set(other, node);
      open.put(through, other);
    }
  }
  if (!before.has(end)) return null;
  const hops = [];
  for (let to = end; before.get(to) !== null; to = before.get(to)) {
    hops.unshift({ from: before.get(to), to, ties: around.get(before.get(to)).get(to) });
  }
  return hops;
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
