// The first drawing, on the screen before anything else of the page is read: a script of its own, in front of the data.

import { byId, onScreen } from "./dom.js";
import { paint } from "./paint.js";
import { palette } from "./palette.js";
import { Scene } from "./scene.js";
import { Plain, shownOf, Sketch } from "./sketch.js";
import { centred, measured, resized, scaled } from "./stage.js";
import { Words } from "./words.js";

function draw(drawing) {
  const model = new Sketch(drawing),
    scene = new Scene(model),
    visible = new Plain(model);
  const canvas = byId("network"),
    context = canvas.getContext("2d", { alpha: false }),
    room = measured(canvas);
  const box = scene.box(shownOf(visible.shown)) || [0, 0, 0, 0],
    fit = scaled(box, room),
    at = centred(box, room, fit);
  resized(canvas, room);
  context.setTransform(room.ratio, 0, 0, room.ratio, 0, 0);
  paint(context, scene, visible, at, { ...room, fit }, palette(model), new Words(drawing));
  performance.mark("drawn", { detail: at });
}

if (!location.hash) draw(JSON.parse(byId("drawing").textContent)); // a link to some view waits for what tells of it
onScreen(() => {
  performance.mark("shown");
  document.documentElement.className ||= "drawn"; // bars and buttons are laid out from here on
});
