// Part of the network page: all parts run as one script in one scope, in the order kg/export/network_assets.py gives.

// ---- labels: drawn by us at one size, placed where nothing else stands --------------------------------------
const measured = new Map();
function wrapped(context, number, font, width) {
  const key = `${number}|${language}|${font}`;
  if (measured.has(key)) return measured.get(key);
  context.font = font;
  const words = text(number).match(/[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]|[\ud840-\udbff][\udc00-\udfff]|[^\s\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]+\s*|\s+/g) || [];
  const lines = [""];
  for (const word of words) {
    const longer = lines[lines.length - 1] + word;
    if (lines[lines.length - 1] && context.measureText(longer.trimEnd()).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  let kept = lines.map((line) => line.trim()).filter(Boolean);
  if (kept.length > 3) kept = [...kept.slice(0, 2), `${kept[2]}…`];
  kept = kept.map((line) => {
    let shown = line;
    while (shown.length > 4 && context.measureText(shown).width > width * 1.4) shown = `${shown.slice(0, -2)}…`;
    return shown;
  });
  const block = { lines: kept, width: Math.max(0, ...kept.map((line) => context.measureText(line).width)) };
  measured.set(key, block);
  return block;
}
class Taken { // boxes already used, kept in a coarse grid
  cells = new Map();
  *around([left, top, right, bottom]) {
    for (let x = Math.floor(left / 80); x <= Math.floor(right / 80); x += 1)
      for (let y = Math.floor(top / 80); y <= Math.floor(bottom / 80); y += 1) yield `${x},${y}`;
  }
  add(box) { for (const key of this.around(box)) this.cells.set(key, [...(this.cells.get(key) || []), box]); }
  free(box) {
    for (const key of this.around(box))
      for (const other of this.cells.get(key) || [])
        if (box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) return false;
    return true;
  }
}
let written = [];
function write(context, lines, centre, top, height, ink) {
  context.strokeStyle = theme.ground;
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.fillStyle = ink;
  lines.forEach((line, row) => {
    const y = top + (row + 0.5) * height;
    context.strokeText(line, centre, y);
    context.fillText(line, centre, y);
  });
  written.push(lines.join(" "));
}
function drawLabels(context) {
  const scale = network.getScale(), ratio = context.getTransform().a / scale;
  const wide = stage.clientWidth, high = stage.clientHeight, corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const screen = (point) => [(point.x - corner.x) * scale, (point.y - corner.y) * scale];
  const outside = ([x, y]) => x < -60 || y < -40 || x > wide + 60 || y > high + 40;
  const where = network.getPositions(), light = lit(), face = getComputedStyle(document.body).fontFamily;
  const taken = new Taken(), labels = new Taken(), weightiest = new Set(byWeight.slice(0, 4));
  const crowded = data.nodes.length > 150 && scale < 0.6; // then the best tied names stand over the signs
  let room = crowded ? 40 : Infinity;
  written = [];
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  const spots = data.nodes.map((node, n) => screen(where[n]));
  if (!crowded) data.nodes.forEach((node, n) => {
    const [x, y] = spots[n], r = data.kinds[node.kind].size * grown * scale;
    if (!outside(spots[n])) taken.add([x - r, y - r, x + r, y + r]);
  });
  const first = (list, isFirst) => (light ? [...list.filter(isFirst), ...list.filter((item) => !isFirst(item))] : list);
  for (const n of first(byWeight, (item) => light.nodes.has(item))) {
    if (!room) break;
    if (outside(spots[n])) continue;
    const mine = chosen && chosen.node === n, dim = light && !light.nodes.has(n);
    const font = `${mine ? 650 : 500} 13px ${face}`;
    const { lines, width } = wrapped(context, data.nodes[n].label, font, 132);
    const [x, y] = spots[n], r = data.kinds[data.nodes[n].kind].size * grown * scale + 3, w = width / 2, h = lines.length * 16;
    const places = [[x, y + r], [x, y - r - h], [x + r + w + 2, y - h / 2], [x - r - w - 2, y - h / 2]];
    for (const [dx, top] of [[1, y + r * 0.6], [-1, y + r * 0.6], [1, y - r * 0.6 - h], [-1, y - r * 0.6 - h]])
      places.push([x + dx * (r * 0.6 + w), top]);
    const fits = (among) => ([cx, y1]) =>
      cx - w > 2 && cx + w < wide - 2 && among.free([cx - w - 2, y1, cx + w + 2, y1 + h]);
    const vital = mine || weightiest.has(n); // these may lie over a sign, though never over a label
    const free = places.find(fits(taken)) || (vital && places.find(fits(labels))) || (mine && places[0]);
    if (!free) continue;
    room -= 1;
    for (const grid of [taken, labels]) grid.add([free[0] - w - 2, free[1], free[0] + w + 2, free[1] + h]);
    context.globalAlpha = dim ? 0.3 : 1;
    context.font = font;
    write(context, lines, free[0], free[1], 16, theme.ink);
  }
  const always = data.edges.length <= data.labelled || scale >= 1;
  for (const e of first(data.edges.map((_, number) => number), (item) => light.edges.has(item))) {
    const edge = data.edges[e], style = data.styles[edge.style];
    const bright = light ? light.edges.has(e) : always || hovered === e;
    if (!bright && !style.mark) continue;
    const line = network.body.edges[e];
    if (!line || !line.connected) continue;
    const font = `400 11.5px ${face}`, mark = style.mark ? `${style.mark} ` : "";
    const block = wrapped(context, edge.label, font, 110);
    const lines = bright ? block.lines.map((words, row) => (row ? words : mark + words)) : [mark.trim()];
    context.font = font;
    const w = Math.max(...lines.map((words) => context.measureText(words).width), 0) / 2, h = lines.length * 14;
    let spot = null;
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66]) {
      const at = screen(line.edgeType.getPoint(t));
      if (outside(at)) continue;
      if (taken.free([at[0] - w - 2, at[1] - h / 2, at[0] + w + 2, at[1] + h / 2])) { spot = at; break; }
    }
    if (!spot) continue;
    taken.add([spot[0] - w - 2, spot[1] - h / 2, spot[0] + w + 2, spot[1] + h / 2]);
    context.globalAlpha = light && !light.edges.has(e) ? 0.25 : 1;
    write(context, lines, spot[0], spot[1] - h / 2, 14, style.disputed ? theme.rim : theme.muted);
  }
  context.restore();
}
network.on("beforeDrawing", drawBands);
network.on("afterDrawing", drawLabels);
