// What of the network lies in the window, in groups that are drawn alike, the last of them on top.

import { dims, Manner } from "./manner.js";

const EDGE = 40; // pixels around a window in which signs may still reach into it

/**
 * All that is drawn: {ties, nodes} as lists of groups, and the manner in which. `room` is the size in pixels; what lies
 * in an `edge` around the window is drawn too, but how crowded the window is does not depend on it.
 */
export function inView(scene, visible, at, room, theme) {
  const box = (inset) => ({
    left: (inset - EDGE - at.x) / at.k,
    top: (inset - EDGE - at.y) / at.k,
    right: (room.width - inset + EDGE - at.x) / at.k,
    bottom: (room.height - inset + EDGE - at.y) / at.k,
  });
  const { edge = 0 } = room,
    ties = tiesIn(scene, visible, box(0)),
    nodes = nodesIn(scene, visible, box(0)),
    within = edge ? { ties: tiesIn(scene, visible, box(edge)), nodes: nodesIn(scene, visible, box(edge)) } : { ties, nodes };
  const manner = new Manner(scene, visible, at, theme, within.ties.count, within.nodes.length);
  return { ties: ties.groups, nodes: byLook(scene.model, manner, nodes), manner };
}

function nodesIn({ x, y }, { shown }, { left, top, right, bottom }) {
  const found = [];
  for (let node = 0; node < x.length; node += 1)
    if (shown[node] && x[node] > left && x[node] < right && y[node] > top && y[node] < bottom) found.push(node);
  return found;
}

/** Ties by how they are drawn, and how many; chosen ones are last, and lie on top. */
function tiesIn({ x, y, model }, visible, { left, top, right, bottom }) {
  const { from, to } = model.ties,
    { shown, tieState, time, chosenTies, ranks } = visible,
    dim = dims(visible),
    groups = [];
  let count = 0;
  for (let tie = 0; tie < from.length; tie += 1) {
    const a = from[tie],
      b = to[tie];
    if (tieState[tie] > 2 || !shown[a] || !shown[b]) continue;
    if (
      (x[a] < left && x[b] < left) ||
      (x[a] > right && x[b] > right) ||
      (y[a] < top && y[b] < top) ||
      (y[a] > bottom && y[b] > bottom)
    )
      continue;
    count += 1;
    put(groups, ((dim && chosenTies.has(tie) ? 4 : 0) + (time ? tieState[tie] : 0)) * 32 + ranks[tie], tie);
  }
  return { groups: groups.filter(Boolean), count };
}

/** Entities by how they are drawn: the strongest last. */
function byLook({ kindOf, nodes: { side } }, manner, nodes) {
  const groups = [];
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    put(groups, (manner.level(node) * 16 + side[node]) * 16 + kindOf[node], node);
  }
  return groups.filter(Boolean);
}

function put(groups, number, item) {
  if (groups[number]) groups[number].push(item);
  else groups[number] = [item];
}
