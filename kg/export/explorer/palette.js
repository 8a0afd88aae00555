// The colours of the page's style, for the canvas.

const FORCED = matchMedia("(forced-colors: active)");

export function palette(model) {
  const root = document.documentElement,
    style = getComputedStyle(root),
    probe = FORCED.matches ? root.appendChild(document.createElement("i")) : null;
  if (probe) probe.style.forcedColorAdjust = "none"; // else every colour is told as that of text
  const colour = (name) => {
    if (!probe) return style.getPropertyValue(`--${name}`).trim();
    probe.style.color = `var(--${name})`; // of `Canvas` or `Highlight` the style itself tells the name alone
    return getComputedStyle(probe).color;
  };
  const colours = {
    ground: colour("ground"),
    ink: colour("ink"),
    muted: colour("muted"),
    accent: colour("accent"),
    dispute: colour("dispute"),
    sides: model.data.look.sides.map(([name]) => colour(`side-${name}`)),
    ties: Object.fromEntries(Object.keys(model.data.look.widths).map((name) => [name, colour(`tie-${name}`)])),
  };
  probe?.remove();
  return colours;
}

/** Call when the reader's system begins to force its colours, or ends. */
export const whenForced = (work) => FORCED.addEventListener("change", work);
