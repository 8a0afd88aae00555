// Where the network's window looks: {x, y, k}, what the address says of it, and how things are brought into it.

import { d3 } from "./vendor/d3.js";
import { byId } from "./dom.js";
import { Scene } from "./scene.js";
import { shownOf } from "./sketch.js";
import { centred, scaled } from "./stage.js";

export class Camera {
  constructor(app, canvas) {
    this.app = app;
    this.scene = new Scene(app.model);
    this.canvas = canvas;
    this.at = { x: 0, y: 0, k: 1 };
    this.whole = false; // whether all was brought into the window, and nothing moved since
  }

  /** What an address says of the place: nothing where a page opened by it shows the same anyway. */
  get view() {
    const { at, room } = this,
      home = this.home();
    if (Math.abs(at.x - home.x) < 0.5 && Math.abs(at.y - home.y) < 0.5 && Math.abs(at.k / home.k - 1) < 1e-4) return null;
    const fine = at.k > 1 ? 1 : 0; // decimals that hold the place to half a pixel
    return {
      x: Number(((room.width / 2 - at.x) / at.k).toFixed(fine)) + 0,
      y: Number(((room.height / 2 - at.y) / at.k).toFixed(fine)) + 0,
      k: Number(at.k.toPrecision(5)),
    };
  }

  /** Let the state say what is on the screen. */
  keepView() {
    const { store } = this.app,
      { view } = this,
      { view: known } = store.state;
    if (["x", "y", "k"].some((key) => view?.[key] !== known?.[key]))
      store.set({ view }, { quiet: true, from: "network" });
  }

  /** Show what an address says: the middle of the drawing and its scale, or without them what is chosen, or all. */
  arrive(view) {
    if (!view) this.goHome();
    else this.move({ x: this.room.width / 2 - view.x * view.k, y: this.room.height / 2 - view.y * view.k, k: view.k });
  }

  /** Where a page stands whose address says nothing of it. */
  home() {
    return this.around(this.homeNodes() || this.drawnNodes());
  }

  /** What is chosen, where it is more than an entity and its neighbour; null means all that is drawn. */
  homeNodes() {
    const { store, visible } = this.app,
      chosen = store.state.depth ? [] : this.app.inner([...visible.chosenNodes]);
    return chosen.length > 2 ? chosen : null;
  }

  goHome() {
    this.move(this.home());
    this.whole = !this.homeNodes();
  }

  drawnNodes() {
    return this.app.inner(shownOf(this.app.visible.shown));
  }

  /** The transform that brings some entities into what the reader sees of the window, at a scale of at most `most`. */
  around(nodes, most = Infinity) {
    const box = this.scene.box(nodes) || [0, 0, 0, 0],
      room = { width: this.room.width, height: this.room.height - this.covered() };
    return centred(box, room, Math.min(most, scaled(box, room)));
  }

  /** Note the scale at which all that is drawn fits: by it goes how many names are written. */
  measure() {
    this.fitted = this.around(this.drawnNodes()).k;
  }

  move({ x, y, k }) {
    d3.select(this.canvas).call(this.zoom.transform, d3.zoomIdentity.translate(x, y).scale(k));
  }

  zoomBy(factor) {
    d3.select(this.canvas).call(this.zoom.scaleBy, factor);
  }

  panBy(dx, dy) {
    this.move({ ...this.at, x: this.at.x + dx, y: this.at.y + dy });
  }

  /** Show some entities, or all that are drawn. `keep` lets the reader's scale be when they fit into the window anyway. */
  bring(nodes, { keep = false } = {}) {
    const wanted = nodes || this.drawnNodes();
    if (!wanted.length) return;
    this.move(this.around(wanted, keep ? Math.max(this.at.k, this.fitted) : Infinity));
    this.whole = !nodes;
  }

  /** Bring all that is drawn into the window, as the reader asks. */
  fit(nodes) {
    this.bring(nodes);
    this.keepView();
  }

  /** How much of the window's lower part the reading pane lies on, as it does on a phone. */
  covered() {
    if (getComputedStyle(byId("pane")).position !== "fixed") return 0; // asks for no layout
    const pane = byId("pane").getBoundingClientRect(),
      stage = this.canvas.getBoundingClientRect();
    const lies = pane.left < stage.right - 40 && pane.top < stage.bottom && pane.top > stage.top;
    return lies ? Math.min(stage.bottom - pane.top, this.room.height * 0.75) : 0;
  }

  isInView(nodes) {
    return nodes.every((node) => {
      const [x, y] = this.screen(node);
      return x > 30 && y > 30 && x < this.room.width - 30 && y < this.room.height - this.covered() - 30;
    });
  }

  screen(node) {
    return [this.scene.x[node] * this.at.k + this.at.x, this.scene.y[node] * this.at.k + this.at.y];
  }
}
