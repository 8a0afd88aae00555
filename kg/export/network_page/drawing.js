// Part of the network page: all parts run as one script in one scope, in the order kg/export/network_assets.py gives.

// ---- the network -----------------------------------------------------------------------------------------
const ties = data.nodes.map(() => []);
data.edges.forEach((edge, e) => {
  ties[edge.from].push(e);
  if (edge.to !== edge.from) ties[edge.to].push(e);
});
const receipts = data.edges.map(() => []); // of each edge: its lines, split into fields
for (const line of data.receipts.split("\n").filter(Boolean)) {
  const fields = line.split("\t");
  receipts[Number(fields[0])].push(fields);
}
const weight = ties.map((edges) => edges.reduce((sum, e) => sum + receipts[e].length, 0));
// Edges between the same two nodes fan out, so that none lies on another; a lone edge stays straight.
const bundles = new Map();
data.edges.forEach(({ from, to }, e) => {
  const key = `${Math.min(from, to)} ${Math.max(from, to)}`;
  bundles.set(key, [...(bundles.get(key) || []), e]);
});
const bends = data.edges.map(() => ({ smooth: false }));
for (const bundle of bundles.values()) bundle.forEach((e, rank) => {
  const { from, to } = data.edges[e];
  const lean = (rank - (bundle.length - 1) / 2) * 0.24 * (from < to ? 1 : -1);
  if (from === to) bends[e].selfReference = { size: 18 + 9 * rank, angle: 0.8 };
  else if (lean) bends[e].smooth = { enabled: true, type: lean > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(lean) };
});
const byWeight = data.nodes.map((_, n) => n).sort((a, b) => weight[b] - weight[a] || a - b);
const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();
let theme;
function readTheme() {
  const tone = darkness.matches && !printing ? "dark" : "light";
  theme = { tone, rim: data.band[tone][0], band: data.band[tone][1] };
  for (const name of ["ground", "sheet", "ink", "muted", "accent"]) theme[name] = colour(`--${name}`);
}

// What is not part of the choice becomes a ghost: still there, out of the way.
function lit() {
  if (!chosen) return null;
  const edges = new Set(chosen.edge !== undefined ? [chosen.edge] : ties[chosen.node]);
  const nodes = new Set(chosen.node !== undefined ? [chosen.node] : []);
  for (const e of edges) nodes.add(data.edges[e].from).add(data.edges[e].to);
  return { nodes, edges };
}
function drawnNode(node, n, light) {
  const kind = data.kinds[node.kind], own = kind[theme.tone];
  const ring = kind.fill === "ring";
  const inside = ring ? theme.ground : own;
  const same = { background: inside, border: own };
  const mine = chosen && chosen.node === n;
  return {
    id: n, shape: kind.shape, size: kind.size * grown, x: node.x, y: node.y, label: undefined, chosen: false,
    borderWidth: mine ? 4 : ring ? 3 : 1,
    opacity: light && !light.nodes.has(n) ? 0.2 : 1,
    color: { ...same, border: mine ? theme.accent : own, highlight: same, hover: same },
  };
}
function drawnEdge(edge, e, light) {
  const ghost = light && !light.edges.has(e), style = data.styles[edge.style], tone = style[theme.tone];
  return {
    id: e, from: edge.from, to: edge.to, dashes: style.dashes, ...bends[e], width: style.width * Math.min(1.6, grown) + (chosen && chosen.edge === e ? 1.2 : 0), label: undefined,
    color: { color: tone, highlight: tone, hover: tone, opacity: ghost ? 0.15 : 1, inherit: false },
  };
}
// A wide picture on a tall screen is turned on its side.
const span = (axis) => Math.max(0, ...data.nodes.map((n) => n[axis])) - Math.min(0, ...data.nodes.map((n) => n[axis]));
root.classList.remove("plain");
if (stage.clientHeight > stage.clientWidth && span("x") > 1.15 * span("y")) {
  for (const node of data.nodes) [node.x, node.y] = [node.y * 1.25, node.x];
}
readTheme();
const nodes = new vis.DataSet(data.nodes.map((node, n) => drawnNode(node, n, null)));
const edges = new vis.DataSet(data.edges.map((edge, e) => drawnEdge(edge, e, null)));
const network = new vis.Network(stage, { nodes, edges }, data.options);

function repaint() {
  const light = lit();
  nodes.update(data.nodes.map((node, n) => {
    const { x, y, ...rest } = drawnNode(node, n, light); // a node the reader dragged stays where it is
    return rest;
  }));
  edges.update(data.edges.map((edge, e) => drawnEdge(edge, e, light)));
  network.redraw();
}

// A disputed edge lies on a band with two rims. vis draws none under a straight line and loses the dashes
// above it, so the page draws its own before the edges.
function drawBands(context) {
  const light = lit(), broad = data.band.width * Math.min(1.6, grown);
  data.edges.forEach((edge, e) => {
    const line = network.body.edges[e]; // of the pinned version: the only place that knows the curve
    if (!data.styles[edge.style].disputed || !line || !line.connected) return;
    context.globalAlpha = light && !light.edges.has(e) ? 0.1 : 1;
    for (const [width, ink] of [[broad, theme.rim], [broad - 2, theme.band]]) {
      context.lineWidth = width;
      context.strokeStyle = ink;
      context.beginPath();
      for (let step = 0; step <= 24; step += 1) {
        const { x, y } = line.edgeType.getPoint(step / 24);
        if (step) context.lineTo(x, y); else context.moveTo(x, y);
      }
      context.stroke();
    }
  });
  context.globalAlpha = 1;
}
