// Drawing the network onto a canvas: ties by their look, entities by kind and side, then names that do not overlap.

import { trace } from "./shapes.js";
import { labels } from "./labels.js";

const MANY = 4000; // ties in view from which dashes wait until one comes closer
const CROWD = 900; // ties in view from which arrows wait, and lines grow faint
const FAR = 0.45; // of full size: from here on a crowd is seen from afar
const LEAF = 6; // statements below which an entity steps back then
const SLICE_STRENGTH = [0.62, 0.42, 0.3, 0];

/** Draw all of it. `at` is the transform {x, y, k}; `room` the size in pixels; `theme` the palette. */
export function paint(context, scene, visible, at, room, theme, words) {
  context.globalAlpha = 1;
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, room.width, room.height);
  const dim = visible.chosenNodes.size > 0 || visible.chosenTies.size > 0;
  const inView = new View(scene, at, room);
  const { groups, count } = inView.ties(visible, dim);
  const plain = count > MANY,
    crowd = count > CROWD,
    faint = Math.max(0.4, Math.min(1, (CROWD / count) ** 0.5));
  for (const group of groups) strokeTies(context, scene, visible, group, at, theme, { dim, plain, crowd, faint });
  context.globalAlpha = 1;
  context.setLineDash([]);
  const nodes = inView.nodes(visible);
  const far = at.k < FAR && nodes.length > CROWD && !dim;
  for (const group of nodesByLook(scene.model, visible, nodes, dim, far))
    fillNodes(context, scene, visible, group, at, theme, dim, far);
  context.globalAlpha = 1;
  return { written: labels(context, scene, visible, at, room, theme, words, dim), plain };
}

/** What of the drawing lies in the window. */
class View {
  constructor(scene, at, room) {
    const edge = 40;
    this.scene = scene;
    [this.left, this.top] = [(-edge - at.x) / at.k, (-edge - at.y) / at.k];
    [this.right, this.bottom] = [(room.width + edge - at.x) / at.k, (room.height + edge - at.y) / at.k];
  }

  nodes(visible) {
    const { x, y } = this.scene,
      found = [];
    for (let node = 0; node < x.length; node += 1) {
      if (
        visible.shown[node] &&
        x[node] > this.left &&
        x[node] < this.right &&
        y[node] > this.top &&
        y[node] < this.bottom
      )
        found.push(node);
    }
    return found;
  }

  /** Ties by how they are drawn, and how many; chosen ones are last, and lie on top. */
  ties(visible, dim) {
    const { x, y, model } = this.scene,
      { from, to } = model.ties,
      { shown, tieState, time, chosenTies, ranks } = visible,
      { left, right, top, bottom } = this,
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
}

function put(groups, number, item) {
  if (groups[number]) groups[number].push(item);
  else groups[number] = [item];
}

function strokeTies(context, scene, visible, ties, at, theme, { dim, plain, crowd, faint }) {
  const { model } = scene,
    look = visible.look(ties[0]),
    chosen = dim && visible.chosenTies.has(ties[0]);
  const slice = visible.time ? visible.tieState[ties[0]] : 0;
  const thin = Math.min(1, Math.max(0.42, at.k * 1.1)),
    width = model.data.look.widths[look.certainty] * (chosen ? 1.15 : 0.8) * thin;
  const dashes = plain && !chosen ? [] : model.data.look.modes[look.mode];
  context.beginPath();
  const { x, y } = scene,
    { bend } = model,
    { from, to } = model.ties;
  for (let number = 0; number < ties.length; number += 1) {
    const tie = ties[number],
      a = from[tie],
      b = to[tie];
    context.moveTo(x[a] * at.k + at.x, y[a] * at.k + at.y);
    if (bend[tie] === 0) context.lineTo(x[b] * at.k + at.x, y[b] * at.k + at.y);
    else {
      const c = scene.curve(tie, at);
      context.quadraticCurveTo(c.cx, c.cy, c.x2, c.y2);
    }
  }
  context.globalAlpha = chosen ? 1 : dim ? 0.1 : SLICE_STRENGTH[slice] * faint;
  context.strokeStyle = chosen ? theme.accent : look.disputed ? theme.dispute : theme.ties[look.certainty];
  context.setLineDash(dashes.map((length) => length * Math.max(0.6, thin)));
  context.lineCap = look.mode === "attributed" ? "round" : "butt";
  if (look.disputed) {
    // a double line: a broad one, and the ground upon it
    context.lineWidth = width + 2.6;
    context.stroke();
    context.globalAlpha = chosen || !dim ? 1 : 0.5;
    context.setLineDash([]);
    context.strokeStyle = theme.ground;
    context.lineWidth = Math.max(1, width - 0.6);
  } else context.lineWidth = width;
  context.stroke();
  context.setLineDash([]);
  if (!crowd || chosen) arrows(context, scene, ties, at, theme, chosen);
  if (slice === 2 && visible.time && !plain) rings(context, scene, ties, at, theme);
}

/** Heads of arrows on ties that are long enough to show them. */
function arrows(context, scene, ties, at, theme, chosen) {
  const { to } = scene.model.ties;
  context.fillStyle = chosen ? theme.accent : theme.ties.stated;
  context.beginPath();
  for (const tie of ties) {
    const c = scene.curve(tie, at),
      dx = c.x2 - c.cx,
      dy = c.y2 - c.cy,
      length = Math.hypot(dx, dy);
    if (length < 22) continue;
    const [ux, uy] = [dx / length, dy / length],
      back = scene.radius(to[tie], at.k) + 2,
      size = chosen ? 8 : 5.5;
    const [tx, ty] = [c.x2 - ux * back, c.y2 - uy * back];
    context.moveTo(tx, ty);
    context.lineTo(tx - ux * size - uy * size * 0.42, ty - uy * size + ux * size * 0.42);
    context.lineTo(tx - ux * size + uy * size * 0.42, ty - uy * size - ux * size * 0.42);
    context.closePath();
  }
  context.fill();
}

/** An open ring in the middle says that a tie has no date, whatever the window. */
function rings(context, scene, ties, at, theme) {
  context.beginPath();
  context.lineWidth = 1.2;
  for (const tie of ties) {
    const [x, y] = scene.middle(tie, at);
    context.moveTo(x + 2.4, y);
    context.arc(x, y, 2.4, 0, 2 * Math.PI);
  }
  context.globalAlpha = 0.6;
  context.fillStyle = theme.ground;
  context.strokeStyle = theme.muted;
  context.fill();
  context.stroke();
}

/** Whether an entity has so few ties that it steps back in a crowd seen from afar. */
const isLeaf = (model, node, far) => far && model.degree[node] < LEAF;

/** Entities by how they are drawn: the strongest last, so that they lie on top. */
function nodesByLook(model, { shown, chosenNodes }, nodes, dim, far) {
  const { kindOf } = model,
    { side } = model.nodes,
    groups = [];
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    const strength = shown[node] === 1 ? 0 : dim && !chosenNodes.has(node) ? 1 : isLeaf(model, node, far) ? 2 : 3;
    put(groups, (strength * 16 + side[node]) * 16 + kindOf[node], node);
  }
  return groups.filter(Boolean);
}

function fillNodes(context, scene, visible, nodes, at, theme, dim, far) {
  const { model } = scene,
    [, shape, filling] = model.data.look.kinds[model.kindOf[nodes[0]]];
  const side = model.nodes.side[nodes[0]],
    quiet = visible.shown[nodes[0]] === 1 || (dim && !visible.chosenNodes.has(nodes[0]));
  context.globalAlpha = quiet ? 0.22 : isLeaf(model, nodes[0], far) ? 0.5 : 1;
  context.beginPath();
  for (let number = 0; number < nodes.length; number += 1) {
    const node = nodes[number],
      x = scene.x[node] * at.k + at.x,
      y = scene.y[node] * at.k + at.y,
      r = scene.radius(node, at.k);
    if (r < 3 && filling !== "ring") context.rect(x - r, y - r, 2 * r, 2 * r);
    else trace(context, shape, x, y, r);
  }
  const colour = theme.sides[side],
    isRing = filling === "ring";
  context.fillStyle = isRing ? theme.ground : colour;
  context.fill();
  context.lineWidth = isRing ? 2 : 1.2;
  context.strokeStyle = isRing ? colour : theme.ground;
  if (isRing || at.k > 0.12) context.stroke();
  if (model.data.look.sides[side][1] === "dot" && !quiet)
    inner(context, scene, nodes, at, isRing ? colour : theme.ground);
}

/** The mark inside that tells one side from the other without colour. */
function inner(context, scene, nodes, at, colour) {
  context.beginPath();
  for (const node of nodes) {
    const r = scene.radius(node, at.k);
    if (r > 4) trace(context, "dot", scene.x[node] * at.k + at.x, scene.y[node] * at.k + at.y, Math.max(1.2, r * 0.26));
  }
  context.fillStyle = colour;
  context.fill();
}
