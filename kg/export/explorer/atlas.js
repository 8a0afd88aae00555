// The page as a whole: one state, and panes that each show their side of it.

import { Asked } from "./asked.js";
import { byId } from "./dom.js";
import { Exports } from "./exports.js";
import { Filters } from "./filters.js";
import { decode, encode } from "./hash.js";
import { listen } from "./keys.js";
import { listen as listenToMenu } from "./menu.js";
import { Model } from "./model.js";
import { Network } from "./network.js";
import { paint } from "./paint.js";
import { whenForced } from "./palette.js";
import { Pane } from "./pane.js";
import { listen as listenToPrint } from "./print.js";
import { Promises } from "./promises.js";
import { Search } from "./search.js";
import { blank, Store } from "./state.js";
import { Table } from "./table.js";
import { Receipts } from "./receipt.js";
import { Timeline } from "./timeline.js";
import { Visible } from "./visible.js";
import { Words } from "./words.js";

const CHANGES_VIEW = ["sel", "filters", "depth", "time", "documents", "hidden"];

export class Atlas {
  constructor(drawing, data) {
    this.model = new Model(drawing, data);
    this.words = new Words(drawing);
    this.words.learn(data.words);
    this.store = new Store(decode(location.hash, this.model));
    this.words.at = this.store.state.lang;
    this.visible = new Visible(this.model, this.store.state);
    this.network = new Network(this);
    this.network.scene.pin(this.store.state.pins);
    this.theme(this.store.state.theme);
    this.promises = new Promises(this);
    this.telling = new Receipts(this);
    this.exports = new Exports(this);
    this.asked = new Asked(this);
    this.table = new Table(this);
    this.pane = new Pane(this);
    this.filters = new Filters(this);
    this.search = new Search(this);
    this.timeline = new Timeline(this);
    this.buttons();
    this.speak();
    byId("table").hidden = !this.store.state.table;
    byId("documents").checked = this.store.state.documents;
    this.network.resize();
    this.network.fit();
    const { view } = this.store.state,
      chosen = this.inner([...this.visible.chosenNodes]);
    if (view) this.network.place(view);
    else if (chosen.length > 2) this.network.fit(chosen);
    this.showAll();
    listen(this);
    listenToMenu();
    this.store.subscribe((state, changed, how) => this.changed(state, changed, how));
    if (!history.state) this.mark();
    window.addEventListener("popstate", () => this.restore());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.network.recolour());
    whenForced(() => this.network.recolour());
    listenToPrint(this);
    document.documentElement.className = "ready";
    performance.mark("furnished");
  }

  // --- from the state to the panes ---

  changed(state, changed, { quiet, from }) {
    if (from !== "address") this.write(quiet);
    if (changed.has("lang")) {
      this.words.at = state.lang;
      this.speak();
    }
    if (changed.has("theme")) this.theme(state.theme);
    if (changed.has("pins")) {
      this.network.scene.pin(state.pins);
      this.network.treeOf = null;
    }
    if (CHANGES_VIEW.some((key) => changed.has(key))) this.visible = new Visible(this.model, state);
    if (changed.has("table")) byId("table").hidden = !state.table;
    byId("table-toggle").setAttribute("aria-pressed", String(state.table));
    if (changed.has("view") && changed.size === 1 && from === "network") return;
    this.showAll();
    if (from === "address" && state.view) this.network.place(state.view);
    else if (changed.has("documents")) this.network.fit();
    else if (changed.has("sel") || changed.has("depth")) this.lookAtChosen(changed);
  }

  /** Give the page's own words in the reader's language. */
  speak() {
    this.words.apply();
    document.title = `${this.model.data.title || this.words.say("atlas_title")} · Karmen`;
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
    const nodes = this.inner([...this.visible.chosenNodes]),
      { sel } = this.store.state;
    if (changed.has("depth")) {
      this.network.fit(null, { most: 1.4 });
      return;
    }
    if (!nodes.length) return;
    if (sel?.kind === "node" ? !this.network.isInView([sel.node]) : !this.network.isInView(nodes))
      this.network.fit(nodes, { keep: nodes.length < 3 || sel?.kind === "node" });
  }

  /** Of some entities those that are drawn, without the one document that is chosen: documents lie far outside. */
  inner(nodes) {
    const shown = nodes.filter((node) => this.visible.shown[node]),
      inner = shown.filter((node) => this.store.state.documents || !this.model.aside[node]);
    return inner.length ? inner : shown;
  }

  /** What a reader must be told of the drawing: nothing there, nothing in range. */
  notices() {
    const { model, visible, words } = this,
      drawn = visible.shown.some((one) => one),
      notice = byId("notice");
    const none = !model.size
      ? "empty_atlas"
      : !model.tieCount
        ? "no_ties_atlas"
        : !drawn
          ? "nothing_passes"
          : this.store.state.time && visible.tieCounts.slice(0, 3).every((n) => !n)
            ? "nothing_in_range"
            : "";
    notice.textContent = none ? words.say(none) : "";
    notice.hidden = !none;
    const aside = model.lone.filter((node) => !visible.shown[node]).length;
    const counts = words.say("counts", visible.drawn(this.store.state));
    byId("counts").textContent = counts + (aside ? words.say("stand_aside", { n: aside }) : "");
  }

  /** The network as it is seen now, onto any canvas. */
  paintInto(context) {
    const { network, visible, words } = this;
    paint(context, network.scene, visible, network.at, { ...network.room, fit: network.fitted }, network.theme, words);
  }

  announce(text) {
    byId("status").textContent = text;
  }

  // --- the address ---

  address() {
    return encode(this.store.state, this.model);
  }

  write(quiet) {
    const address = `#${this.address()}`;
    if (address === (location.hash || "#")) return;
    history[quiet ? "replaceState" : "pushState"](
      { depth: (history.state?.depth || 0) + (quiet ? 0 : 1) },
      "",
      address,
    );
  }

  restore() {
    const found = decode(location.hash, this.model),
      { lang, theme } = this.store.state;
    // going back changes the view, not how the reader reads; an address that the reader wrote says it all
    this.store.set(history.state ? { ...found, lang, theme } : found, { quiet: true, from: "address" });
    if (history.state) this.write(true);
    else this.mark();
  }

  /** Mark the place in the history as ours: one that bears no mark is an address that the reader wrote. */
  mark() {
    history.replaceState({ depth: 0 }, "", location.href);
  }

  /** How the reader reads, for the address of another view. */
  reading() {
    const { lang, theme } = this.store.state,
      address = encode({ ...blank(), lang, theme }, this.model);
    return address && `&${address}`;
  }

  undo() {
    if (history.state?.depth) history.back();
    else this.announce(this.words.say("nothing_to_undo"));
  }

  theme(name) {
    if (name) document.documentElement.dataset.theme = name;
    else delete document.documentElement.dataset.theme;
    this.network.recolour();
  }
}
