// How strongly everything is drawn, on the canvas and in the SVG alike: by what is chosen, in time, sure, near or far.

const MANY = 4000; // ties in view from which dashes wait until one comes closer
const CROWD = 900; // ties in view from which arrows wait, and lines grow faint
const FAR = 0.45; // of full size: from here on a crowd is seen from afar
const LEAF = 6; // statements below which an entity steps back then
const SLICE_STRENGTH = [0.62, 0.42, 0.3, 0];
const LEVEL_STRENGTH = [0.22, 0.22, 0.5, 1]; // ghosts, what is not chosen, those that step back, all others

/** Whether something is chosen, so that the rest steps back. */
export const dims = (visible) => visible.chosenNodes.size > 0 || visible.chosenTies.size > 0;

export class Manner {
  /** `ties` and `nodes` are how many of them are in view. */
  constructor(scene, visible, at, theme, ties, nodes) {
    Object.assign(this, { scene, visible, at, theme, look: scene.model.data.look });
    this.dim = dims(visible);
    this.plain = ties > MANY;
    this.crowd = ties > CROWD;
    this.faint = Math.max(0.4, Math.min(1, (CROWD / ties) ** 0.5));
    this.far = at.k < FAR && nodes > CROWD && !this.dim;
    this.thin = Math.min(1, Math.max(0.42, at.k * 1.1));
  }

  /** A tie's line; `gap` is the ground upon a disputed one, `arrow` its head, `ring` says that it has no date. */
  tie(tie) {
    const { visible, theme, dim, thin, look } = this,
      { mode, certainty, disputed } = visible.look(tie),
      chosen = dim && visible.chosenTies.has(tie),
      slice = visible.time ? visible.tieState[tie] : 0;
    const width = look.widths[certainty] * (chosen ? 1.15 : 0.8) * thin,
      alpha = chosen ? 1 : dim ? 0.1 : SLICE_STRENGTH[slice] * this.faint,
      gap = disputed ? { width: Math.max(1, width - 0.6), alpha: chosen || !dim ? 1 : 0.5 } : null;
    return {
      alpha,
      gap,
      colour: chosen ? theme.accent : disputed ? theme.dispute : theme.ties[certainty],
      width: disputed ? width + 2.6 : width,
      dashes: this.plain && !chosen ? [] : look.modes[mode].map((length) => length * Math.max(0.6, thin)),
      cap: mode === "attributed" ? "round" : "butt",
      arrow:
        this.crowd && !chosen
          ? null
          : { size: chosen ? 8 : 5.5, colour: chosen ? theme.accent : theme.ties.stated, alpha: gap?.alpha ?? alpha },
      ring: slice === 2 && visible.time && !this.plain ? { r: 2.4, width: 1.2, alpha: chosen || !dim ? 0.6 : 0.15 } : null,
    };
  }

  /**
   * How far in front an entity is: 0 a ghost, 1 not chosen, 2 of undated ties alone in a window of time or of few in a
   * crowd seen from afar, 3 the rest.
   */
  level(node) {
    const { visible } = this;
    if (visible.shown[node] === 1) return 0;
    if (this.dim && !visible.chosenNodes.has(node)) return 1;
    if (this.dim) return 3;
    return visible.back?.[node] || (this.far && this.scene.model.degree[node] < LEAF) ? 2 : 3;
  }

  /** An entity's sign; `mark` is what tells its side without colour, as {shape, colour}. */
  node(node) {
    const { theme, look } = this,
      { model } = this.scene,
      side = model.nodes.side[node],
      level = this.level(node);
    const [, shape, filling] = look.kinds[model.kindOf[node]],
      colour = theme.sides[side],
      ring = filling === "ring",
      mark = look.sides[side][1];
    return {
      alpha: LEVEL_STRENGTH[level],
      shape,
      ring,
      fill: ring ? theme.ground : colour,
      stroke: ring ? colour : theme.ground,
      width: ring ? 2 : this.at.k > 0.12 ? 1.2 : 0,
      mark: mark && level > 1 ? { shape: mark, colour: ring ? colour : theme.ground } : null,
    };
  }
}

/** The shape of an entity that is so large on the screen: the smallest are blocks. */
export const shapeAt = ({ shape, ring }, r) => (r < 3 && !ring ? "block" : shape);

/** The size of the mark inside an entity that is so large on the screen; 0 where it has no room. */
export const markAt = (r) => (r > 4 ? Math.max(1.2, r * 0.26) : 0);
