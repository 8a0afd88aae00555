// Drawing the network onto a canvas: ties by their look, entities by kind and side, then names that do not overlap.

import { labels } from "./labels.js";
import { markAt, shapeAt } from "./manner.js";
import { trace } from "./shapes.js";
import { inView } from "./view.js";

/** Draw all of it. `at` is the transform {x, y, k}; `room` the size in pixels; `theme` the palette. */
export function paint(context, scene, visible, at, room, theme, words) {
  context.globalAlpha = 1;
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, room.width, room.height);
  const { ties, nodes, manner } = inView(scene, visible, at, room, theme);
  for (const group of ties) strokeTies(context, scene, group, at, theme, manner.tie(group[0]));
  for (const group of nodes) fillNodes(context, scene, group, at, manner.node(group[0]));
  context.globalAlpha = 1;
  return { written: labels(context, scene, visible, at, room, theme, words, manner.dim), plain: manner.plain };
}

/** Ties that are all drawn in one manner (see manner.js). */
function strokeTies(context, scene, ties, at, theme, { alpha, colour, width, dashes, cap, gap, arrow, ring }) {
  const { x, y } = scene,
    { bend } = scene.model,
    { from, to } = scene.model.ties;
  context.beginPath();
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
  context.globalAlpha = alpha;
  context.strokeStyle = colour;
  context.setLineDash(dashes);
  context.lineCap = cap;
  context.lineWidth = width;
  context.stroke();
  context.setLineDash([]);
  if (gap) {
    // a double line: a broad one, and the ground upon it
    context.globalAlpha = gap.alpha;
    context.strokeStyle = theme.ground;
    context.lineWidth = gap.width;
    context.stroke();
  }
  if (arrow) arrows(context, scene, ties, at, arrow);
  if (ring) rings(context, scene, ties, at, theme, ring);
}

/** Heads of arrows on ties that are long enough to show them. */
function arrows(context, scene, ties, at, { size, colour, alpha }) {
  context.globalAlpha = alpha;
  context.fillStyle = colour;
  context.beginPath();
  for (const tie of ties) {
    const head = scene.head(tie, at, size);
    if (!head) continue;
    const [tip, left, right] = head;
    context.moveTo(...tip);
    context.lineTo(...left);
    context.lineTo(...right);
    context.closePath();
  }
  context.fill();
}

/** An open ring in the middle says that a tie has no date, whatever the window. */
function rings(context, scene, ties, at, theme, { r, width, alpha }) {
  context.beginPath();
  context.lineWidth = width;
  for (const tie of ties) trace(context, "dot", ...scene.middle(tie, at), r);
  context.globalAlpha = alpha;
  context.fillStyle = theme.ground;
  context.strokeStyle = theme.muted;
  context.fill();
  context.stroke();
}

/** Entities that are all drawn in one manner. */
function fillNodes(context, scene, nodes, at, sign) {
  context.globalAlpha = sign.alpha;
  context.beginPath();
  for (let number = 0; number < nodes.length; number += 1) {
    const node = nodes[number],
      r = scene.radius(node, at.k);
    trace(context, shapeAt(sign, r), scene.x[node] * at.k + at.x, scene.y[node] * at.k + at.y, r);
  }
  context.fillStyle = sign.fill;
  context.fill();
  context.lineWidth = sign.width || 1;
  context.strokeStyle = sign.stroke;
  if (sign.width) context.stroke();
  if (sign.mark) marks(context, scene, nodes, at, sign.mark);
}

/** The mark inside that tells one side from the others without colour. */
function marks(context, scene, nodes, at, { shape, colour }) {
  context.beginPath();
  for (const node of nodes) {
    const size = markAt(scene.radius(node, at.k));
    if (size) trace(context, shape, scene.x[node] * at.k + at.x, scene.y[node] * at.k + at.y, size);
  }
  context.fillStyle = colour;
  context.fill();
}
