// Where everything stands on the screen: the points of entities, the curves of ties, sizes by support.

export class Scene {
  constructor(model) {
    this.model = model;
    this.shared = { x1: 0, y1: 0, x2: 0, y2: 0, cx: 0, cy: 0, bent: false };
    this.x = new Float32Array(model.nodes.x);
    this.y = new Float32Array(model.nodes.y);
    this.size = new Float32Array(model.size);
    const { degree, kindOf } = model,
      wide = model.data.look.kinds.map((kind) => kind[3] / 13);
    for (let node = 0; node < model.size; node += 1)
      this.size[node] = wide[kindOf[node]] * (6.5 + 2.6 * Math.sqrt(Math.min(degree[node], 80)));
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
    let left = Infinity,
      top = Infinity,
      right = -Infinity,
      bottom = -Infinity;
    for (let at = 0; at < nodes.length; at += 1) {
      const x = this.x[nodes[at]],
        y = this.y[nodes[at]];
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
    return nodes.length ? [left, top, right, bottom] : null;
  }

  radius(node, k) {
    if (k !== this.scaled) [this.scaled, this.scale] = [k, Math.min(1.5, Math.max(0.16, k ** 0.75))];
    return Math.max(1.5, this.size[node] * this.scale);
  }

  /** Where a tie runs on the screen: both ends, and the point that bends it. Each call gives the same object anew. */
  curve(tie, at) {
    const { from, to } = this.model.ties,
      bend = this.model.bend[tie];
    const c = this.shared,
      a = from[tie],
      b = to[tie];
    c.x1 = this.x[a] * at.k + at.x;
    c.y1 = this.y[a] * at.k + at.y;
    c.x2 = this.x[b] * at.k + at.x;
    c.y2 = this.y[b] * at.k + at.y;
    c.cx = (c.x1 + c.x2) / 2;
    c.cy = (c.y1 + c.y2) / 2;
    c.bent = bend !== 0;
    if (c.bent) {
      const dx = c.x2 - c.x1,
        dy = c.y2 - c.y1,
        off = (bend * Math.min(26, Math.max(5, 34 * at.k)) * 2) / (Math.hypot(dx, dy) || 1);
      c.cx -= dy * off;
      c.cy += dx * off;
    }
    return c;
  }

  /** The middle of a tie on the screen. */
  middle(tie, at) {
    const { x1, y1, x2, y2, cx, cy, bent } = this.curve(tie, at);
    return bent ? [(x1 + 2 * cx + x2) / 4, (y1 + 2 * cy + y2) / 4] : [cx, cy];
  }

  /** The head of a tie's arrow: its tip and two corners; null on a tie that is too short to show one. */
  head(tie, at, size) {
    const c = this.curve(tie, at),
      dx = c.x2 - c.cx,
      dy = c.y2 - c.cy,
      length = Math.hypot(dx, dy);
    if (length < 22) return null;
    const [ux, uy] = [dx / length, dy / length],
      back = this.radius(this.model.ties.to[tie], at.k) + 2;
    const [tx, ty] = [c.x2 - ux * back, c.y2 - uy * back];
    return [
      [tx, ty],
      [tx - ux * size - uy * size * 0.42, ty - uy * size + ux * size * 0.42],
      [tx - ux * size + uy * size * 0.42, ty - uy * size - ux * size * 0.42],
    ];
  }

  /** How far a point is from a tie, in pixels. */
  distance(tie, at, px, py) {
    const c = this.curve(tie, at);
    if (!c.bent) return toSegment(px, py, c.x1, c.y1, c.x2, c.y2);
    const [mx, my] = [(c.x1 + 2 * c.cx + c.x2) / 4, (c.y1 + 2 * c.cy + c.y2) / 4];
    return Math.min(toSegment(px, py, c.x1, c.y1, mx, my), toSegment(px, py, mx, my, c.x2, c.y2));
  }
}

function toSegment(px, py, x1, y1, x2, y2) {
  const dx = x2 - x1,
    dy = y2 - y1,
    square = dx * dx + dy * dy;
  const along = square ? Math.max(0, Math.min(1, ((px - x1) * dx + (py - y1) * dy) / square)) : 0;
  return Math.hypot(px - x1 - along * dx, py - y1 - along * dy);
}
