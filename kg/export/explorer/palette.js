// The colours of the page's style, for the canvas.

export function palette(model) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: colour("ground"),
    ink: colour("ink"),
    muted: colour("muted"),
    accent: colour("accent"),
    dispute: colour("dispute"),
    sides: model.data.look.sides.map(([name]) => colour(`side-${name}`)),
    ties: Object.fromEntries(Object.keys(model.data.look.widths).map((name) => [name, colour(`tie-${name}`)])),
  };
}
