// The page as a whole: one state, and panes that each show their side of it.

import { byId, h } from "./dom.js";
import { Exports } from "./exports.js";
import { Filters } from "./filters.js";
import { decode, encode } from "./hash.js";
import { listen } from "./keys.js";
import { showHelp, showLegend } from "./legend.js";
import { Model } from "./model.js";
import { Network } from "./network.js";
import { paint } from "./paint.js";
import { Pane } from "./pane.js";
import { Search } from "./search.js";
import { windowOf } from "./slices.js";
import { Plain, Sketch } from "./sketch.js";
import { blank, Store } from "./state.js";
import { Table } from "./table.js";
import { Telling } from "./telling.js";
import { Timeline } from "./timeline.js";
import { Visible } from "./visible.js";
import { Words } from "./words.js";

const CHANGES_VIEW = ["sel", "filters", "depth", "time", "documents", "hidden"];

export class App {
  /** The first drawing, from what stands in front of the data; a link to some view is drawn once that can be read. */
  constructor(drawing) {
    this.drawing = drawing;
    this.model = new Sketch(drawing);
    this.words = new Words(drawing);
    this.store = new Store(blank());
    this.visible = new Plain(this.model);
    this.network = new Network(this);
    this.network.fit();
    if (!location.hash) this.network.show();
    performance.mark("drawn");
  }

  /** Everything else, once the data is there. */
  furnish(data) {
    this.model = new Model(this.drawing, data);
    this.words.learn(data.words);
    this.store.state = decode(location.hash, this.model);
    this.words.at = this.store.state.lang;
    this.visible = new Visible(this.model, this.store.state);
    this.network.scene.model = this.model;
    this.network.scene.pin(this.store.state.pins);
    this.theme(this.store.state.theme);
    this.telling = new Telling(this);
    this.exports = new Exports(this);
    this.table = new Table(this);
    this.pane = new Pane(this);
    this.filters = new Filters(this);
    this.search = new Search(this);
    this.timeline = new Timeline(this);
    this.buttons();
    this.words.apply();
    byId("table").hidden = !this.store.state.table;
    byId("documents").checked = this.store.state.documents;
    this.network.resize();
    this.network.fit();
    const { view } = this.store.state, chosen = [...this.visible.chosenNodes].filter((node) => this.visible.shown[node]);
    if (view) this.network.place(view);
    else if (chosen.length > 2) this.network.fit(chosen);
    this.showAll();
    listen(this);
    this.store.subscribe((state, changed, how) => this.changed(state, changed, how));
    window.addEventListener("popstate", () => this.restore());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.network.recolour());
    window.addEventListener("beforeprint", () => { byId("table").hidden = false; this.table.show(); });
    window.addEventListener("afterprint", () => { byId("table").hidden = !this.store.state.table; });
    document.documentElement.classList.add("ready");
    performance.mark("furnished");
  }

  // --- from the state to the panes ---

  changed(state, changed, { quiet, from }) {
    if (from !== "address") this.write(quiet);
    if (changed.has("lang")) { this.words.at = state.lang; this.words.apply(); }
    if (changed.has("theme")) this.theme(state.theme);
    if (changed.has("pins")) { this.network.scene.pin(state.pins); this.network.treeOf = null; }
    if (CHANGES_VIEW.some((key) => changed.has(key))) this.visible = new Visible(this.model, state);
    if (changed.has("table")) byId("table").hidden = !state.table;
    byId("table-toggle").setAttribute("aria-pressed", String(state.table));
    if (changed.has("view") && changed.size === 1 && from === "network") return;
    this.showAll();
    if (from === "address" && state.view) this.network.place(state.view);
    else if (changed.has("sel") || changed.has("depth")) this.lookAtChosen(changed);
  }

  showAll() {
    this.network.redraw();
    this.pane.show();
    this.table.show();
    this.filters.show();
    this.timeline.show();
    this.notices();
  }

  /** Bring the selection into the window, and move nothing when it is there. */
  lookAtChosen(changed) {
    const nodes = [...this.visible.chosenNodes].filter((node) => this.visible.shown[node]);
    const { sel } = this.store.state;
    if (changed.has("depth")) { this.network.fit(null, { most: 1.4 }); return; }
    if (!nodes.length) return;
    if (sel?.kind === "node" ? !this.network.isInView([sel.node]) : !this.network.isInView(nodes)) this.network.fit(nodes, { keep: nodes.length < 3 || sel?.kind === "node" });
  }

  /** What a reader must be told of the drawing: nothing there, nothing in range. */
  notices() {
    const { model, visible, words } = this, drawn = visible.shown.some((one) => one), notice = byId("notice");
    const none = !model.size ? "empty_atlas" : !model.tieCount ? "no_ties_atlas" : !drawn ? "nothing_passes" : this.store.state.time && visible.tieCounts.slice(0, 3).every((n) => !n) ? "nothing_in_range" : "";
    notice.textContent = none ? words.say(none) : "";
    notice.hidden = !none;
    byId("counts").textContent = words.say("counts", { nodes: visible.shown.reduce((sum, one) => sum + (one ? 1 : 0), 0), ties: visible.tieCounts[0] + visible.tieCounts[1] + visible.tieCounts[2], statements: visible.counts[0] + visible.counts[1] + visible.counts[2] });
  }

  /** The network as it is seen now, onto any canvas. */
  paintInto(context) {
    const { network, visible, words } = this;
    paint(context, network.scene, visible, network.at, { ...network.room, fit: network.fitted }, network.theme, words);
  }

  announce(text) { byId("status").textContent = text; }

  // --- the address ---

  address() { return encode(this.store.state, this.model); }

  write(quiet) {
    const address = `#${this.address()}`;
    if (address === (location.hash || "#")) return;
    history[quiet ? "replaceState" : "pushState"]({ depth: (history.state?.depth || 0) + (quiet ? 0 : 1) }, "", address);
  }

  restore() { this.store.set(decode(location.hash, this.model), { quiet: true, from: "address" }); }

  undo() { if (history.state?.depth) history.back(); else this.announce(this.words.say("nothing_to_undo")); }

  // --- what a reader does ---

  choose(sel, { focus = true } = {}) {
    if (this.pathFrom !== undefined && (sel?.kind === "node" || sel?.kind === "source")) { this.found(sel.node); return; }
    this.store.set({ sel, depth: sel?.kind === "node" ? this.store.state.depth : 0 });
    if (sel && focus && document.activeElement !== byId("network")) byId("pane").focus({ preventScroll: true });
    this.announce(sel ? byId("pane").querySelector("h2")?.textContent || "" : this.words.say("nothing_chosen"));
  }

  /** A search ended with an entity: choose it, or end a path there. */
  found(node) {
    if (this.pathFrom === undefined) { this.choose({ kind: this.model.isSource(node) ? "source" : "node", node }); byId("pane").focus(); return; }
    const from = this.pathFrom;
    this.endPath();
    if (from === null) { this.startPath(node); return; }
    this.choose({ kind: "path", from, to: node });
  }

  /** Ask for the other end of a path; without a start, ask for that first. */
  startPath(node) {
    const { sel } = this.store.state, start = node ?? (sel?.kind === "node" ? sel.node : null);
    this.pathFrom = start;
    const text = start === null ? this.words.say("path_start") : this.words.say("path_end", { who: this.telling.termText(start) });
    byId("asking").textContent = text;
    byId("asking").hidden = false;
    byId("search").focus();
    this.announce(text);
  }

  endPath() { this.pathFrom = undefined; byId("asking").hidden = true; }

  visit(stop) {
    const view = stop.view || {}, node = (id) => this.model.numberOf.get(id), filters = { ...blank().filters, ...(view.filters || {}) };
    let sel = { kind: "tour", stop: stop.key };
    if (view.path?.every((id) => node(id) !== undefined)) sel = { kind: "path", from: node(view.path[0]), to: node(view.path[1]) };
    else if (view.select) sel = { kind: "node", node: node(view.select) };
    this.store.set({ sel, filters, time: view.time ? windowOf(view.time) : null, depth: 0, table: view.table === "yes", hidden: [] });
    byId("pane").focus({ preventScroll: true });
  }

  back() {
    if (this.pathFrom !== undefined) { this.endPath(); return; }
    for (const panel of ["filters"]) if (!byId(panel).hidden) { this.toggle(panel); return; }
    if (this.store.state.sel) { this.choose(null, { focus: false }); byId("network").focus(); }
  }

  toggle(panel) {
    byId(panel).hidden = !byId(panel).hidden;
    byId(`${panel}-toggle`).setAttribute("aria-expanded", String(!byId(panel).hidden));
    this.filters.show();
    (byId(panel).hidden ? byId(`${panel}-toggle`) : byId(panel).querySelector("input") || byId(panel).querySelector("button"))?.focus();
  }

  chosenNode() { const { sel } = this.store.state; return sel?.kind === "node" || sel?.kind === "source" ? sel.node : -1; }

  depth(depth) { this.store.set({ depth }); }

  hide(node = this.chosenNode()) {
    if (node >= 0) this.store.set({ hidden: [...this.store.state.hidden, node], sel: null, depth: 0 });
  }

  pin(node, x, y) { this.store.set({ pins: { ...this.store.state.pins, [node]: [x, y] } }); }

  togglePin(node = this.chosenNode()) {
    if (node < 0) return;
    const pins = { ...this.store.state.pins };
    if (node in pins) delete pins[node]; else pins[node] = [this.network.scene.x[node], this.network.scene.y[node]];
    this.store.set({ pins });
  }

  language(at) { this.store.set({ lang: at }, { quiet: true }); }

  theme(name) {
    if (name) document.documentElement.dataset.theme = name; else delete document.documentElement.dataset.theme;
    this.network.recolour();
  }

  turnTheme() {
    const dark = this.store.state.theme ? this.store.state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    this.store.set({ theme: dark ? "light" : "dark" }, { quiet: true });
  }

  /** What the pointer is on, in a word. */
  tip(node, tie, x, y) {
    const tip = byId("tip");
    tip.hidden = !this.telling || (node < 0 && tie < 0);
    if (tip.hidden) return;
    const { telling, model, words } = this, { from, to, property } = model.ties;
    if (node >= 0) tip.replaceChildren(words.name(telling.nodeName(node), "b"), h("p", {}, words.name(telling.className(node)), ` · ${words.say("of_statements", { n: model.degree[node] })}`));
    else tip.replaceChildren(h("p", {}, words.name(telling.nodeName(from[tie]), "b"), " ", words.name(telling.propertyName(property[tie])), " ", words.name(telling.nodeName(to[tie]), "b")), h("p", {}, telling.markList(model.byTie(tie)[0])));
    const { width, height } = this.network.room;
    tip.style.left = `${Math.max(4, Math.min(x + 14, width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${y + 16 + tip.offsetHeight > height ? y - tip.offsetHeight - 10 : y + 16}px`;
  }

  dialog(name) {
    if (name === "legend") showLegend(this);
    if (name === "help") showHelp(this);
    byId(name).showModal();
  }

  async copy(text) {
    let copied = false;
    try { await navigator.clipboard.writeText(text); copied = true; } catch { /* a file has no clipboard everywhere: the text is shown to be copied by hand */ }
    if (!copied) { byId("cite-text").value = text; if (!byId("cite").open) byId("cite").showModal(); byId("cite-text").select(); }
    this.announce(this.words.say(copied ? "copied" : "copy_by_hand"));
  }

  cite() {
    byId("cite-text").value = this.exports.citation();
    byId("cite").showModal();
  }

  buttons() {
    const on = (id, act) => byId(id).addEventListener("click", act);
    for (const button of document.querySelectorAll("[data-lang]")) button.addEventListener("click", () => this.language(Number(button.dataset.lang)));
    const acts = {
      "theme-toggle": () => this.turnTheme(), "help-open": () => this.dialog("help"), "legend-open": () => this.dialog("legend"), "filters-toggle": () => this.toggle("filters"),
      "table-toggle": () => this.store.set({ table: !this.store.state.table }), fit: () => this.network.fit(), "zoom-in": () => this.network.zoomBy(1.4), "zoom-out": () => this.network.zoomBy(1 / 1.4),
      undo: () => this.undo(), "export-png": () => this.exports.png(), "export-svg": () => this.exports.svg(), "export-csv": () => this.exports.csv(), "export-graphml": () => this.exports.graphml(),
      "export-cite": () => this.cite(), "copy-link": () => this.copy(location.href.split("#")[0] + (this.address() ? `#${this.address()}` : "")), "cite-copy": () => this.copy(byId("cite-text").value),
    };
    for (const [id, act] of Object.entries(acts)) on(id, act);
    byId("documents").addEventListener("change", () => this.store.set({ documents: byId("documents").checked }));
    for (const dialog of document.querySelectorAll("dialog")) dialog.querySelector("button.close").addEventListener("click", () => dialog.close());
    byId("export").addEventListener("click", (event) => { if (event.target.closest("[id^=export-], #copy-link")) byId("export").open = false; });
  }
}
