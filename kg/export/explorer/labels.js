// Names beside entities: the best connected first, each only where there is room.

const LONGEST = 30,
  WIDEST = 380, // pixels: no name of so many letters is wider, unless its letters are meant to be
  TALLEST = 13; // pixels above the middle of a line that letters reach, and below it

/** Write names and return those written, as `placed` gives them. */
export function labels(context, scene, visible, at, room, theme, words, dim) {
  const written = placed(context, scene, visible, at, room, words, dim);
  context.lineJoin = "round";
  context.lineWidth = 4.5;
  for (const [, left, top, right, bottom, text, , cut] of written) {
    if (cut) {
      context.save();
      context.beginPath();
      context.rect(...lineOf(left, right, (top + bottom) / 2));
      context.clip();
    }
    context.strokeStyle = theme.ground;
    context.strokeText(text, left, (top + bottom) / 2);
    context.fillStyle = theme.ink;
    context.fillText(text, left, (top + bottom) / 2);
    if (cut) context.restore();
  }
  return written;
}

/** What a name may cover, as [left, top, width, height]: a line of letters, however many signs are stacked on them. */
export const lineOf = (left, right, middle) => [left - 3, middle - TALLEST, right - left + 6, 2 * TALLEST];

/** The names there is room for, as [node, left, top, right, bottom, text, language, whether it is cut to its line]. */
function placed(context, scene, visible, at, room, words, dim) {
  const { model } = scene;
  const wanted = inFront(
    dim ? [...visible.chosenNodes].sort((a, b) => model.degree[b] - model.degree[a] || a - b) : model.ranked,
    visible.back,
  );
  const edge = room.edge || 0,
    inside = (room.width - 2 * edge) * (room.height - 2 * edge);
  const limit = Math.round(
    34 * Math.min(1, inside / 500000) * Math.max(1, (at.k / (room.fit || at.k)) ** 1.5),
  );
  const taken = new Grid(),
    written = [];
  const inRoom = (node) => {
    const x = scene.x[node] * at.k + at.x,
      y = scene.y[node] * at.k + at.y;
    return visible.shown[node] === 2 && x > -40 && y > -40 && x < room.width + 40 && y < room.height + 40;
  };
  const candidates = [];
  for (let rank = 0; rank < wanted.length && candidates.length < limit * 4; rank += 1)
    if (inRoom(wanted[rank])) candidates.push(wanted[rank]);
  for (const node of candidates.slice(0, 24)) {
    // names keep off the largest signs
    const r = scene.radius(node, at.k),
      x = scene.x[node] * at.k + at.x,
      y = scene.y[node] * at.k + at.y;
    if (r > 4) taken.take(x - r, y - r, x + r, y + r);
  }
  context.font = `500 13px ${FONT}`;
  context.textBaseline = "middle";
  for (const node of candidates) {
    if (written.length >= Math.min(limit, 400)) break;
    const [full, lang] = words.best(model.names(node), model.nodes.other[node]);
    const text = shortened(full || model.nodes.id[node] || "", lang);
    if (!text) continue;
    const x = scene.x[node] * at.k + at.x,
      y = scene.y[node] * at.k + at.y,
      r = scene.radius(node, at.k);
    const measured = context.measureText(text),
      width = Math.min(measured.width, WIDEST);
    const spots = [
      [x + r + 5, y],
      [x - r - 5 - width, y],
      [x - width / 2, y + r + 11],
      [x - width / 2, y - r - 11],
    ];
    const low = x < edge ? 0 : edge,
      high = x > room.width - edge ? room.width : room.width - edge; // a name in the window stays in it
    const spot = spots.find(
      ([left, middle]) =>
        left > low + 2 && left + width < high - 2 && taken.free(left - 3, middle - 9, left + width + 3, middle + 9),
    );
    if (!spot) continue;
    const [left, middle] = spot;
    taken.take(left - 3, middle - 9, left + width + 3, middle + 9);
    const tall = Math.max(measured.actualBoundingBoxAscent, measured.actualBoundingBoxDescent),
      cut = measured.width > WIDEST || tall > TALLEST;
    written.push([node, left, middle - 9, left + width, middle + 9, text, lang, cut]);
  }
  return written;
}

/** Entities with those last that step back. */
const inFront = (nodes, back) =>
  back ? [...nodes.filter((node) => !back[node]), ...nodes.filter((node) => back[node])] : nodes;

export const FONT =
  'system-ui, "Noto Sans", "Source Sans 3", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** A name that is not longer than a label may be. */
function shortened(text, lang) {
  const longest = (lang || "").startsWith("zh") ? LONGEST * 0.6 : LONGEST;
  const letters =
    text.length > longest
      ? [...new Intl.Segmenter().segment(text.slice(0, 4 * LONGEST))].map((one) => one.segment)
      : null;
  if (letters?.length > longest)
    return `${letters
      .slice(0, longest - 1)
      .join("")
      .trimEnd()}…`;
  return letters ? letters.join("") : text; // few letters with very many signs on them lose the last of those
}

/** Which stretches of the page are taken, by rows of 18 pixels. */
class Grid {
  constructor() {
    this.rows = new Map();
  }

  free(left, top, right, bottom) {
    for (let row = Math.floor(top / 18); row <= Math.floor(bottom / 18); row += 1) {
      for (const [l, t, r, b] of this.rows.get(row) || [])
        if (left < r && right > l && top < b && bottom > t) return false;
    }
    return true;
  }

  take(...box) {
    for (let row = Math.floor(box[1] / 18); row <= Math.floor(box[3] / 18); row += 1) {
      if (!this.rows.has(row)) this.rows.set(row, []);
      this.rows.get(row).push(box);
    }
  }
}
