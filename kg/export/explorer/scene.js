// Where everything stands on the screen: the points of entities, the curves of ties, sizes by support.

export class Scene {
  constructor(model) {
    this.model = model;
    this.x = Float32Array.from(model.nodes.x);
    this.y = Float32Array.from(model.nodes.y);
    const { kinds } = model.data.look;
    this.size = Float32Array.from(model.degree, (degree, node) => (kinds[model.kindOf[node]][3] / 13) * (6.5 + 2.6 * Math.sqrt(Math.min(degree, 80))));
  }

  /** Take the places of pinned entities, and give back those of entities no longer pinned. */
  pin(pins) {
    const { x, y } = this.model.nodes;
    for (const node of this.pinned || []) {
      this.x[node] = x[node];
      this.y[node] = y[node];
    }
    this.pinned = Object.keys(pins).map(Number);
    for (const node of this.pinned) [this.x[node], this.y[node]] = pins[node];
  }

  /** The box around some entities: [left, top, right, bottom]; null around none. */
  box(nodes) {
    let box = null;
    for (const node of nodes) {
      const [x, y] = [this.x[node], this.y[node]];
      box = box ? [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)] : [x, y, x, y];
    }
    return box;
  }

  radius(node, k) { return Math.max(1.6, this.size[node] * Math.min(1.5, Math.max(0.2, k ** 0.65))); }

  /** Where a tie runs on the screen: both ends, and the point that bends it. */
  curve(tie, at) {
    const { from, to } = this.model.ties, bend = this.model.bend[tie];
    const x1 = this.x[from[tie]] * at.k + at.x, y1 = this.y[from[tie]] * at.k + at.y;
    const x2 = this.x[to[tie]] * at.k + at.x, y2 = this.y[to[tie]] * at.k + at.y;
    if (!bend) return { x1, y1, x2, y2, bent: false, cx: (x1 + x2) / 2, cy: (y1 + y2) / 2 };
    const length = Math.hypot(x2 - x1, y2 - y1) || 1, off = bend * Math.min(26, Math.max(5, 34 * at.k)) * 2;
    return { x1, y1, x2, y2, bent: true, cx: (x1 + x2) / 2 - ((y2 - y1) / length) * off, cy: (y1 + y2) / 2 + ((x2 - x1) / length) * off };
  }

  /** The middle of a tie on the screen. */
  middle(tie, at) {
    const { x1, y1, x2, y2, cx, cy, bent } = this.curve(tie, at);
    return bent ? [(x1 + 2 * cx + x2) / 4, (y1 + 2 * cy + y2) / 4] : [cx, cy];
  }

  /** How far a point is from a tie, in pixels. */
  distance(tie, at, px, py) {
    const c = this.curve(tie, at);
    if (!c.bent) return toSegment(px, py, c.x1, c.y1, c.x2, c.y2);
    const [mx, my] = this.middle(tie, at);
    return Math.min(toSegment(px, py, c.x1, c.y1, mx, my), toSegment(px, py, mx, my, c.x2, c.y2));
  }
}

function toSegment(px, py, x1, y1, x2, y2) {
  const dx = x2 - x1, dy = y2 - y1, square = dx * dx + dy * dy;
  const along = square ? Math.max(0, Math.min(1, ((px - x1) * dx + (py - y1) * dy) / square)) : 0;
  return Math.hypot(px - x1 - along * dx, py - y1 - along * dy);
}
