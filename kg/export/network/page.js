// The network page: draws the graph, follows the reader's choice, shows the statements behind it.
// Data reaches the page as text only (textContent); ids are numbers; nothing is ever loaded.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const rowwise = (columns) => Object.values(columns)[0].map((_, at) =>
    Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, column[at]])));
  data.nodes = rowwise(data.nodes);
  data.edges = rowwise(data.edges);
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const stage = byId("network"), pane = byId("pane"), tip = byId("tip");
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  const FALLBACK = [0, 2, 1]; // English, Russian, Chinese
  let language = Math.max(0, data.languages.indexOf(root.lang));
  let printing = false;
  let chosen = null; // {node: n} or {edge: e}
  let hovered = null;
  let grown = 1; // signs and lines grow as the picture shrinks, so that they can still be told apart and touched

  // ---- words ---------------------------------------------------------------------------------------------
  function wording(number, wanted = language) {
    const row = data.texts[number];
    for (const at of [wanted, ...FALLBACK]) if (row[at]) return [row[at], data.languages[at]];
    return [row[3] || "", row[4] || ""];
  }
  const text = (number) => wording(number)[0];
  const own = (key) => text(data.say[key]);
  const fill = (key, fields) => own(key).replace(/\{(\w)\}/g, (whole, name) => fields[name] ?? whole);
  function placed(place) {
    return place.split(", ").filter(Boolean).map((part) => {
      const span = /^([\p{L}\p{N}_]+):(\d+)-(\d+):([0-9a-f]+)$/u.exec(part);
      if (span) return fill("place_span", { p: span[1], a: span[2], b: span[3], d: span[4] });
      if (part === "document") return own("place_document");
      return /^[\p{L}\p{N}_]+$/u.test(part) ? fill("place_paragraph", { p: part }) : part;
    }).join("; ");
  }
  function reword(within) {
    const tags = (selector) => within.querySelectorAll(selector);
    for (const element of tags("[data-t]")) {
      const [words, code] = wording(Number(element.dataset.t));
      element.textContent = words;
      if (code && code !== root.lang) element.lang = code; else element.removeAttribute("lang");
    }
    for (const element of tags("[data-p]")) element.textContent = placed(element.dataset.p);
    for (const element of tags("[data-ta]")) {
      const words = text(Number(element.dataset.ta));
      element.setAttribute("aria-label", words);
      if (element.title) element.title = words;
    }
    for (const element of tags("[data-tp]")) element.placeholder = text(Number(element.dataset.tp));
  }
  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }
  function named(number) {
    const element = make("bdi");
    element.dataset.t = number;
    const [words, code] = wording(number);
    element.textContent = words;
    if (code && code !== root.lang) element.lang = code;
    return element;
  }

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
    const taken = new Taken(), labels = new Taken(), weightiest = new Set(byWeight.slice(0, 10));
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

  // ---- receipts: what holds an edge --------------------------------------------------------------------
  const listed = (numbers) => numbers.flatMap((number, at) => (at ? [", ", named(number)] : [named(number)]));
  function link(href, host) { // a second look at what the writer of the page has checked already
    const url = URL.canParse(href) ? new URL(href) : null;
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return host;
    const anchor = make("a", "", host);
    anchor.href = url.href;
    anchor.rel = "noopener noreferrer";
    anchor.target = "_blank";
    return anchor;
  }
  function parts([, way, voice, paper, when, place, statement, note]) {
    const [name, date, href, host, refused] = data.documents[paper];
    const where = make("p", "place", placed(place));
    where.dataset.p = place;
    const ids = make("p", "ids", make("code", "", statement));
    if (href) ids.append(" ", link(href, host));
    if (refused !== null) ids.append(" ", named(refused));
    const source = [named(name), ...(date ? [" · ", make("time", "", date)] : []), where, ids];
    if (note) {
      source.push(make("p", "note", make("bdi", "", note)));
      source[source.length - 1].lang = "en";
    }
    return {
      when: when ? make("bdi", "", when) : named(data.say.undated),
      how: listed(data.ways[way]), voice: listed(data.voices[voice]), source,
    };
  }
  function receipt(fields, brief) {
    const { when, how, voice, source } = parts(fields);
    const item = make("article", "receipt", make("p", "meta", when, " · ", ...how));
    if (voice.length) item.append(make("p", "voice", make("span", "label", named(data.say.voice), ": "), ...voice));
    item.append(make("div", "source", ...source.filter((part) => !brief || part.className !== "ids")));
    return item;
  }
  const table = byId("table");
  function fillTable() { // once, when it is first opened or printed
    const body = table.querySelector("tbody");
    if (body.rows.length) return;
    const cell = (...children) => make("td", "", ...children);
    body.append(...data.edges.flatMap((edge, e) => receipts[e].map((fields) => {
      const { when, how, voice, source } = parts(fields);
      return make("tr", "", cell(named(data.nodes[edge.from].label)), cell(named(edge.label)),
        cell(named(data.nodes[edge.to].label)), cell(when), cell(...how), cell(...voice), cell(...source));
    })));
  }
  table.addEventListener("toggle", fillTable);
  function sentence(tag, e, button) {
    const edge = data.edges[e];
    const end = (n) => {
      if (!button) return make("b", "", named(data.nodes[n].label));
      const link = make("button", "", named(data.nodes[n].label));
      link.type = "button";
      link.dataset.node = n;
      return link;
    };
    const line = make(tag, "tie", end(edge.from), " ");
    const { mark, disputed } = data.styles[edge.style];
    if (mark) line.append(make("span", disputed ? "mark dispute" : "mark", mark), " ");
    line.append(named(edge.label), " ", end(edge.to));
    return line;
  }
  function count(key, n) {
    return fill(key, { n });
  }
  function show() {
    const close = make("button", "close scripted", "×");
    close.type = "button";
    close.dataset.do = "close";
    close.dataset.ta = data.say.close;
    close.setAttribute("aria-label", own("close"));
    pane.classList.toggle("chosen", Boolean(chosen));
    if (!chosen) {
      pane.replaceChildren(make("h2", "", named(data.say.reading)), make("p", "hint", named(data.say.hint)));
    } else if (chosen.edge !== undefined) {
      const e = chosen.edge;
      pane.replaceChildren(close, sentence("h3", e, true),
        ...receipts[e].map((fields) => receipt(fields, false)));
    } else {
      const node = data.nodes[chosen.node], row = data.texts[node.label];
      const others = make("p", "also");
      data.languages.forEach((code, at) => {
        if (row[at] && row[at] !== text(node.label)) {
          const other = make("bdi", "", row[at]);
          other.lang = code;
          others.append(other);
        }
      });
      pane.replaceChildren(close, make("h3", "", named(node.label)), others,
        make("p", "meta", named(node.cls), " · ", count("of_statements", weight[chosen.node])),
        ...ties[chosen.node].flatMap((e) => [sentence("h4", e, true), ...receipts[e].map((fields) => receipt(fields, false))]));
      if (!ties[chosen.node].length) pane.append(make("p", "hint", named(data.say.no_ties)));
    }
    pane.scrollTop = 0;
    pane.parentElement.scrollTop = 0;
  }
  function choose(next) {
    chosen = next;
    tip.hidden = true;
    network.unselectAll();
    show();
    repaint();
  }

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
    const scale = Math.min((wide - 150) / (right - left || 1), (high - 130) / (bottom - top || 1), 1.4);
    const position = { x: (left + right) / 2, y: (top + bottom) / 2 - 12 / scale };
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
})();
