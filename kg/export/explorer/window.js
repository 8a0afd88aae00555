// The network's window: painting it anew, or moving the picture there is.

import { d3 } from "./vendor/d3.js";
import { Camera } from "./camera.js";
import { byId, everyFrame, whenQuiet } from "./dom.js";
import { paint } from "./paint.js";
import { palette } from "./palette.js";
import { measured, resized } from "./stage.js";

const MARGIN = 140; // pixels around the window that the picture holds too, so that a pan has something to show

export class Window extends Camera {
  constructor(app) {
    super(app, byId("network"));
    this.context = this.canvas.getContext("2d", { alpha: false });
    this.picture = document.createElement("canvas");
    this.theme = palette(app.model);
    this.frame = everyFrame(() => this.show());
    this.settle = whenQuiet(() => {
      if (this.moving) {
        this.moving = false;
        this.redraw();
      }
      this.keepView();
    }, 90);
    this.idle = whenQuiet(() => {
      if (this.stale && !this.moving && !this.held) {
        this.render();
        this.frame();
      }
    }, 160);
    this.zoom = d3
      .zoom()
      .scaleExtent([0.01, 8])
      .filter((event) => this.pans(event))
      .on("zoom", (event) => this.moved(event));
    this.resize();
    d3.select(this.canvas).call(this.zoom).on("dblclick.zoom", null);
  }

  resize() {
    if (matchMedia("print").matches) return; // paper shows what the screen did, as large as it fits
    const room = measured(this.canvas),
      before = this.room,
      { at } = this;
    if (before?.width === room.width && before.height === room.height) return;
    this.room = room;
    this.ratio = room.ratio;
    resized(this.canvas, room);
    this.was = null;
    this.redraw();
    if (!before) return;
    this.measure();
    if (this.whole) this.bring();
    else if (!this.app.store.state.view) this.goHome();
    else this.move({ k: at.k, x: at.x + (room.width - before.width) / 2, y: at.y + (room.height - before.height) / 2 });
  }

  recolour() {
    this.theme = palette(this.app.model);
    this.redraw();
  }

  /** Paint at once in the colours of the moment: what is printed waits for no frame, and a late one has them too. */
  repaint() {
    this.theme = palette(this.app.model);
    this.stale = true;
    this.direct();
  }

  redraw() {
    this.stale = true;
    this.frame();
  }

  /** Paint, or where there is a picture show that at its place: while things move, and when only the pointer did. */
  show() {
    if (this.moving ? !this.was || this.uncovered() : false) this.render();
    if (this.moving || !this.stale) this.blit();
    else this.direct();
    this.hovering();
  }

  /** Paint into the window itself; the picture for moving follows when nobody waits for anything. */
  direct() {
    const { context, ratio } = this,
      started = performance.now();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.drawn = paint(
      context,
      this.scene,
      this.app.visible,
      this.at,
      { ...this.room, fit: this.fitted },
      this.theme,
      this.app.words,
    );
    this.cost = performance.now() - started;
    this.idle();
  }

  /** The names on the screen, as [left, middle, text, language, right, whether it is cut to its line]. */
  get written() {
    if (this.stale) this.direct();
    const { written, edge = 0 } = this.drawn,
      { width, height } = this.room;
    return written
      .map(([, left, top, right, bottom, text, lang, cut]) => {
        return [left - edge, (top + bottom) / 2 - edge, text, lang, right - edge, cut];
      })
      .filter(([left, middle, , , right]) => right > 0 && left < width && middle > 0 && middle < height);
  }

  blit() {
    const { at, was, ratio, context } = this,
      scale = at.k / was.k;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = this.theme.ground;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    const left = at.x - (was.x + MARGIN) * scale,
      top = at.y - (was.y + MARGIN) * scale;
    context.drawImage(this.picture, left * ratio, top * ratio, this.picture.width * scale, this.picture.height * scale);
  }

  /** Whether the picture leaves much of the window bare, and painting is due again. */
  uncovered() {
    const { at, was } = this;
    const gone =
      Math.max(Math.abs(at.x - was.x), Math.abs(at.y - was.y)) > MARGIN || at.k / was.k < 0.75 || at.k / was.k > 1.6;
    return gone && performance.now() - this.paintedAt > this.cost * 4;
  }

  render() {
    const started = performance.now(),
      { at, room } = this,
      size = [room.width, room.height].map((one) => Math.round((one + 2 * MARGIN) * this.ratio));
    if (this.picture.width !== size[0] || this.picture.height !== size[1])
      [this.picture.width, this.picture.height] = size;
    const context = this.picture.getContext("2d");
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    const wide = { width: room.width + 2 * MARGIN, height: room.height + 2 * MARGIN, fit: this.fitted, edge: MARGIN };
    const drawn = paint(
      context,
      this.scene,
      this.app.visible,
      { x: at.x + MARGIN, y: at.y + MARGIN, k: at.k },
      wide,
      this.theme,
      this.app.words,
    );
    this.drawn = { ...drawn, edge: MARGIN };
    this.was = { ...at };
    this.stale = false;
    this.paintedAt = performance.now();
    this.cost = this.paintedAt - started;
  }

  moved({ transform, sourceEvent }) {
    this.at = { x: transform.x, y: transform.y, k: transform.k };
    this.moving = Boolean(sourceEvent);
    this.whole = false;
    if (this.moving) this.frame();
    else this.redraw();
    this.settle();
  }
}
