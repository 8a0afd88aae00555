// The shapes of entities: corners of each on a circle of radius 1, for the canvas, for SVG and for the legend.

const ring = (corners, turn = 0, squeeze = 1) =>
  Array.from({ length: corners }, (_, at) => {
    const angle = turn + (at * 2 * Math.PI) / corners;
    return [Math.cos(angle), Math.sin(angle) * squeeze];
  });
const up = -Math.PI / 2;

/** Corners by vis-network's word for a shape, and of two shapes of our own; `dot` has none. */
const CORNERS = {
  block: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  bar: [[-0.55, -2.2], [0.55, -2.2], [0.55, 2.2], [-0.55, 2.2]],

  square: ring(4, Math.PI / 4).map(([x, y]) => [x * 1.22, y * 1.22]),
  diamond: ring(4, up).map(([x, y]) => [x * 1.2, y * 1.2]),
  hexagon: ring(6).map(([x, y]) => [x * 1.1, y * 1.1]),
  triangle: ring(3, up).map(([x, y]) => [x * 1.25, y * 1.25 + 0.15]),
  triangleDown: ring(3, -up).map(([x, y]) => [x * 1.25, y * 1.25 - 0.15]),
  star: ring(10, up).map(([x, y], at) => (at % 2 ? [x * 0.55, y * 0.55] : [x * 1.3, y * 1.3])),
};

/** Add one shape to the current path of a canvas. */
export function trace(context, shape, x, y, r) {
  const corners = CORNERS[shape];
  if (!corners) {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  context.moveTo(x + corners[0][0] * r, y + corners[0][1] * r);
  for (let at = 1; at < corners.length; at += 1) context.lineTo(x + corners[at][0] * r, y + corners[at][1] * r);
  context.closePath();
}

/** A shape as the `d` of an SVG path. */
export function outline(shape, x, y, r) {
  const corners = CORNERS[shape],
    round = (value) => Math.round(value * 100) / 100;
  if (!corners) return `M${round(x - r)} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  return `M${corners.map(([a, b]) => `${round(x + a * r)} ${round(y + b * r)}`).join("L")}z`;
}
