// Part of the network page: all parts run as one script in one scope, in the order kg/export/network_assets.py gives.

// ---- hovering --------------------------------------------------------------------------------------------------
function hover(content, pointer) {
  tip.replaceChildren(...content);
  tip.hidden = false;
  const left = Math.min(pointer.x + 14, stage.clientWidth - tip.offsetWidth - 8);
  const below = pointer.y + 16 + tip.offsetHeight < stage.clientHeight;
  // the object model of a style is not inline style: the security policy lets it pass
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${below ? pointer.y + 16 : Math.max(8, pointer.y - tip.offsetHeight - 12)}px`;
}
network.on("hoverNode", ({ node, pointer }) => {
  const item = data.nodes[node];
  hover([make("p", "", make("b", "", named(item.label))),
    make("p", "meta", named(item.cls), " · ", count("of_statements", weight[node]))], pointer.DOM);
});
network.on("hoverEdge", ({ edge, pointer }) => {
  hovered = edge;
  const content = [make("p", "", ...sentence("p", edge, false).childNodes), receipt(receipts[edge][0], true)];
  if (receipts[edge].length > 1) content.push(make("p", "meta", count("more", receipts[edge].length - 1)));
  hover(content, pointer.DOM);
});
const unhover = () => {
  tip.hidden = true;
  hovered = null;
};
for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, unhover);
stage.addEventListener("mouseleave", unhover);
network.on("click", ({ nodes: [node], edges: [edge] }) => {
  choose(node !== undefined ? { node } : edge !== undefined ? { edge } : null);
});

// ---- moving about ------------------------------------------------------------------------------------------------
let moved = false;
const look = (dx, dy, zoom) => {
  moved = true;
  const at = network.getViewPosition(), scale = network.getScale();
  network.moveTo({ position: { x: at.x + dx / scale, y: at.y + dy / scale }, scale: Math.min(4, Math.max(0.05, scale * zoom)) });
  regrow();
};
function regrow() {
  const [least, most] = data.nodes.length > 150 ? [1, 1.5] : [0.6, 2.4];
  const next = Math.min(most, Math.max(least, 0.7 / network.getScale()));
  if (Math.abs(next - grown) < 0.1) return;
  grown = next;
  repaint();
}
function fit() { // leaves room for the labels at the sides and for the tools above
  if (!data.nodes.length) return;
  const at = Object.values(network.getPositions()), wide = stage.clientWidth, high = stage.clientHeight;
  const [left, right] = [Math.min(...at.map((p) => p.x)), Math.max(...at.map((p) => p.x))];
  const [top, bottom] = [Math.min(...at.map((p) => p.y)), Math.max(...at.map((p) => p.y))];
  const scale = Math.min((wide - 150) / (right - left || 1), (high - 170) / (bottom - top || 1), 1.4);
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 };
  network.moveTo({ position, scale: Math.max(0.02, scale) });
  regrow();
  moved = false;
}
const actions = new Map([
  ["in", () => look(0, 0, 1.3)], ["out", () => look(0, 0, 1 / 1.3)], ["fit", fit],
  ["left", () => look(-90, 0, 1)], ["right", () => look(90, 0, 1)], ["up", () => look(0, -90, 1)],
  ["down", () => look(0, 90, 1)], ["close", () => choose(null)],
]);
const keys = new Map([["+", "in"], ["=", "in"], ["-", "out"], ["0", "fit"], ["ArrowLeft", "left"],
  ["ArrowRight", "right"], ["ArrowUp", "up"], ["ArrowDown", "down"]]);
stage.addEventListener("keydown", (event) => {
  const action = keys.get(event.key);
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  actions.get(action)();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && chosen) choose(null); });
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (actions.has(button.dataset.do)) actions.get(button.dataset.do)();
  if (button.dataset.node) visit(Number(button.dataset.node));
  if (button.dataset.lang) speak(Number(button.dataset.lang));
});
for (const event of ["dragEnd", "zoom"]) network.on(event, () => { moved = true; regrow(); });
network.on("resize", () => { if (!moved) fit(); });
function visit(node) {
  const spot = network.getPosition(node), at = network.canvasToDOM(spot);
  const seen = at.x > 20 && at.y > 20 && at.x < stage.clientWidth - 20 && at.y < stage.clientHeight - 20;
  if (!seen) network.moveTo({ position: spot });
  if (network.getScale() < 0.5) network.moveTo({ position: spot, scale: 0.9 });
  choose({ node });
}

// ---- finding -------------------------------------------------------------------------------------------------------
const search = byId("search"), answer = byId("answer");
const offer = () => byId("names").replaceChildren(...data.nodes.map((node) => {
  const option = make("option");
  option.value = text(node.label);
  return option;
}));
function find() {
  const wanted = search.value.trim().toLocaleLowerCase();
  answer.textContent = "";
  if (!wanted) return;
  const forms = data.nodes.map((node) => data.texts[node.label].slice(0, 4).map((name) => String(name || "").toLocaleLowerCase()));
  const tests = [(form) => form === wanted, (form) => ` ${form}`.includes(` ${wanted}`), (form) => form.includes(wanted)];
  for (const test of tests) {
    const found = byWeight.find((n) => forms[n].some(test));
    if (found !== undefined) { visit(found); return; }
  }
  answer.textContent = own("not_found");
}
search.form.addEventListener("submit", (event) => { event.preventDefault(); find(); });
search.addEventListener("change", find);

// ---- language, theme, print ------------------------------------------------------------------------------------------
function speak(next) {
  language = next;
  root.lang = data.languages[next];
  for (const button of document.querySelectorAll("[data-lang]"))
    button.setAttribute("aria-pressed", String(Number(button.dataset.lang) === next));
  reword(document);
  answer.textContent = "";
  offer();
  show();
  network.redraw();
}
const retheme = () => { readTheme(); repaint(); };
darkness.addEventListener("change", retheme);
let closedBefore = false;
addEventListener("beforeprint", () => {
  fillTable();
  closedBefore = !table.open;
  table.open = true;
  printing = true;
  retheme();
});
addEventListener("afterprint", () => {
  if (closedBefore) table.open = false;
  printing = false;
  retheme();
});
offer();
fit();
// for tests and the curious: what is drawn, and a way to choose
window.karmen = { network, nodes, edges, choose, fit, written: () => written };
