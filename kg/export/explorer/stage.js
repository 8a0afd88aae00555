// The stage: how large the canvas is, and the transform {x, y, k} that brings a part of the drawing into it.

/** Its room in pixels of the page, and how many of the screen's make one of those. */
export function measured(canvas) {
  const { width, height } = canvas.parentElement.getBoundingClientRect();
  return { width: Math.max(1, width), height: Math.max(1, height), ratio: Math.min(2, window.devicePixelRatio || 1) };
}

/** Give the canvas the size of its room; what is drawn on it goes. */
export function resized(canvas, { width, height, ratio }) {
  [canvas.width, canvas.height] = [width * ratio, height * ratio];
}

/** The scale at which a box [left, top, right, bottom] fits into a room with a margin, and at most `most`. */
export function scaled([left, top, right, bottom], { width, height }, most = 1.4) {
  return Math.min(
    most,
    Math.max(1, width - 120) / Math.max(1, right - left),
    Math.max(1, height - 90) / Math.max(1, bottom - top),
  );
}

/** The transform that puts the middle of a box into the middle of a room. */
export function centred([left, top, right, bottom], { width, height }, k) {
  return { x: width / 2 - ((left + right) / 2) * k, y: height / 2 - ((top + bottom) / 2) * k, k };
}
