// The network on its canvas: what the pointer is on, choosing and dragging it, walking with the arrow keys.

import { d3 } from "./vendor/d3.js";
import { neighbours } from "./paths.js";
import { shownOf } from "./sketch.js";
import { Window } from "./window.js";

const REACH = 9; // pixels within which a pointer means a tie

export class Network extends Window {
  constructor(app) {
    super(app);
    this.listen();
  }

  pans(event) {
    if (event.type === "wheel") return true;
    return !event.button && !(event.type === "mousedown" && this.nodeAt(...this.spot(event)) >= 0);
  }

  spot(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  /** Entities by place: made when first asked for, and again after things have moved. */
  get tree() {
    if (this.treeOf !== this.app.visible) {
      const { x, y } = this.scene,
        { shown } = this.app.visible;
      this.treeOf = this.app.visible;
      this.treeMade = d3
        .quadtree()
        .x((node) => x[node])
        .y((node) => y[node])
        .addAll(shownOf(shown));
    }
    return this.treeMade;
  }

  nodeAt(px, py) {
    const { at } = this,
      node = this.tree.find((px - at.x) / at.k, (py - at.y) / at.k, 30 / at.k);
    if (node === undefined) return -1;
    const [x, y] = this.screen(node);
    return Math.hypot(px - x, py - y) <= Math.max(9, this.scene.radius(node, at.k) + 4) ? node : -1;
  }

  tieAt(px, py) {
    const { visible, model } = this.app;
    let best = -1,
      near = REACH;
    for (let tie = 0; tie < model.tieCount; tie += 1) {
      if (!visible.tieShown(tie)) continue;
      const far = this.scene.distance(tie, this.at, px, py) - (visible.chosenTies.has(tie) ? 3 : 0);
      if (far < near) [best, near] = [tie, far];
    }
    return best;
  }

  listen() {
    const { canvas } = this;
    let held = null;
    canvas.addEventListener("pointerdown", (event) => {
      const [px, py] = this.spot(event),
        node = event.button || event.pointerType === "touch" ? -1 : this.nodeAt(px, py);
      held = { px, py, node, moved: false };
      if (node >= 0) canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      const [px, py] = this.spot(event);
      if (held && Math.hypot(px - held.px, py - held.py) > 4) held.moved = true;
      if (held?.moved && held.node >= 0) {
        [this.scene.x[held.node], this.scene.y[held.node]] = [
          (px - this.at.x) / this.at.k,
          (py - this.at.y) / this.at.k,
        ];
        this.redraw();
      } else if (!held) this.hover(px, py, event);
    });
    canvas.addEventListener("pointerup", (event) => {
      const was = held;
      held = null;
      if (!was || event.button) return;
      if (was.moved && was.node >= 0)
        this.app.pin(was.node, this.scene.x[was.node], this.scene.y[was.node]);
      else if (!was.moved) this.click(...this.spot(event));
    });
    canvas.addEventListener("pointercancel", () => {
      held = null;
    });
    canvas.addEventListener("pointerleave", () => this.hover(-1000, -1000));
    new ResizeObserver(() => this.resize()).observe(canvas.parentElement);
  }

  click(px, py) {
    const node = this.nodeAt(px, py),
      tie = node < 0 ? this.tieAt(px, py) : -1;
    if (node >= 0) this.app.choose({ kind: this.app.model.isSource(node) ? "source" : "node", node });
    else this.app.choose(tie >= 0 ? { kind: "tie", tie } : null);
  }

  hover(px, py, event) {
    const node = this.nodeAt(px, py),
      tie = node < 0 && event ? this.tieAt(px, py) : -1;
    if (node === this.over?.node && tie === this.over?.tie) return;
    this.over = { node, tie };
    this.canvas.classList.toggle("over", node >= 0 || tie >= 0);
    this.app.tip(node, tie, px, py);
    this.frame();
  }

  /** A ring around what the pointer is on, or the keyboard. */
  hovering() {
    const node = this.over?.node ?? -1,
      { context, ratio } = this,
      sel = this.app.store.state.sel;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    for (const [one, width] of [
      [sel?.kind === "node" || sel?.kind === "source" ? sel.node : -1, 2.5],
      [node, 1.5],
    ]) {
      if (one < 0 || !this.app.visible.shown[one]) continue;
      context.beginPath();
      context.arc(...this.screen(one), this.scene.radius(one, this.at.k) + 5, 0, 2 * Math.PI);
      context.strokeStyle = this.theme.accent;
      context.lineWidth = width;
      context.stroke();
    }
  }

  /** The neighbour of an entity that lies most in a direction; -1 when none does. */
  towards(node, dx, dy) {
    const [x, y] = this.screen(node);
    let best = -1,
      least = Infinity;
    for (const [other] of neighbours(this.app.model, this.app.visible, node)) {
      if (!this.app.visible.shown[other] || other === node) continue;
      const [ox, oy] = this.screen(other),
        along = (ox - x) * dx + (oy - y) * dy,
        aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
      if (along > 0 && along + 2.5 * aside < least) [best, least] = [other, along + 2.5 * aside];
    }
    return best;
  }
}
