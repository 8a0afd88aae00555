// The page as a whole: one state, and panes that each show their side of it.

import { Asked } from "./asked.js";
import { byId } from "./dom.js";
import { Entries } from "./entries.js";
import { Exports } from "./exports.js";
import { Filters } from "./filters.js";
import { keepingFocus } from "./focus.js";
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
import { show } from "./told.js";
import { Visible } from "./visible.js";
import { Words } from "./words.js";

const OF_ROWS = ["find", "sort"]; // what only the table shows
const CHANGES_VIEW = ["sel", "filters", "depth", "time", "dated", "day", "documents", "hidden"];

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
    this.showAll();
    this.network.resize(); // now that the bars and the table have their heights
    this.network.measure();
    this.network.arrive(this.store.state.view);
    listen(this);
    listenToMenu();
    this.store.subscribe((state, changed, how) => this.changed(state, changed, how));
    this.entries = new Entries(this);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.network.recolour());
    whenForced(() => this.network.recolour());
    listenToPrint(this);
    document.documentElement.className = "ready";
    performance.mark("furnished");
  }

  // --- from the state to the panes ---

  changed(state, changed, { quiet, from }) {
    if (from !== "address") this.entries.write(quiet);
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
    if (changed.has("time") && from !== "play") this.timeline.range.stop();
    if (changed.has("view") && changed.size === 1 && from === "network") return;
    if (changed.has("theme") && changed.size === 1) return;
    keepingFocus(() => {
      if ([...changed].every((key) => OF_ROWS.includes(key))) this.table.show();
      else this.showAll();
    });
    this.look(state, changed, from);
  }

  /** Point the camera at what has changed, and let the state say where it points. */
  look(state, changed, from) {
    this.network.resize(); // bars and table may have changed their heights
    this.network.measure();
    if (from === "address") this.network.arrive(state.view);
    else if (changed.has("documents") || changed.has("depth")) this.network.bring();
    else if (changed.has("sel")) this.lookAtChosen(state);
    this.network.keepView();
  }

  /** Give the page's own words in the reader's language. */
  speak() {
    this.words.apply();
    document.title = `${this.model.data.title || this.words.say("atlas_title")} · Karmen`;
  }

  /** The table lies over the network: what it covers takes no keys. */
  uncover() {
    const { table } = this.store.state;
    byId("table").hidden = !table;
    byId("network").inert = table;
    byId("table-toggle").setAttribute("aria-pressed", String(table));
  }

  showAll() {
    this.uncover();
    byId("documents").checked = this.store.state.documents;
    this.network.redraw();
    this.pane.show();
    this.table.show();
    this.filters.show();
    this.timeline.show();
    this.notices();
  }

  /** Bring the selection into the window, and move nothing when it is there. */
  lookAtChosen({ sel }) {
    const nodes = this.inner([...this.visible.chosenNodes]);
    if (!nodes.length || sel?.kind === "time") return; // a range is everywhere
    if (sel?.kind === "node" ? !this.network.isInView([sel.node]) : !this.network.isInView(nodes))
      this.network.bring(nodes, { keep: nodes.length < 3 || sel?.kind === "node" });
  }

  /** Of some entities those that are drawn, without the one document that is chosen: documents lie far outside. */
  inner(nodes) {
    const shown = nodes.filter((node) => this.visible.shown[node]),
      inner = shown.filter((node) => this.store.state.documents || !this.model.aside[node]);
    return inner.length ? inner : shown;
  }

  /** What a reader must be told of the drawing: how much it is, and why nothing is drawn where that is so. */
  notices() {
    const { visible, words } = this,
      { state } = this.store,
      drawn = visible.drawn(),
      aside = visible.aside(state),
      none = this.nothing(drawn),
      notice = byId("notice");
    notice.textContent = none ? words.say(none, { n: drawn.all }) : "";
    notice.hidden = !none;
    byId("counts").textContent = [
      words.say("counts", drawn),
      state.hidden.length ? ` · ${words.say("hidden_n", { n: state.hidden.length })}` : "",
      aside ? words.say("stand_aside", { n: aside }) : "",
    ].join("");
  }

  /** Why nothing is drawn, as the key of a word; empty where something is. */
  nothing({ nodes, ties, all }) {
    const { model, visible } = this;
    if (!model.size) return "empty_atlas";
    if (!model.tieCount) return "no_ties_atlas";
    if (nodes && (ties || !visible.time)) return "";
    return all ? "nothing_drawn" : visible.reason();
  }

  /** The network as it is seen now, onto any canvas. */
  paintInto(context) {
    const { network, visible, words } = this;
    paint(context, network.scene, visible, network.at, { ...network.room, fit: network.fitted }, network.theme, words);
  }

  announce(text) {
    byId("status").textContent = text;
  }

  /** Announce something that is seen as well: what a reader did that changes nothing on the screen. */
  tell(text) {
    this.announce(text);
    show(text);
  }

  // --- the address ---

  /** The address of what is on the screen at this moment. */
  address() {
    this.network.keepView();
    return encode(this.store.state, this.model);
  }

  /** How the reader reads, for the address of another view. */
  reading() {
    const { lang, theme } = this.store.state,
      address = encode({ ...blank(), lang, theme }, this.model);
    return address && `&${address}`;
  }

  theme(name) {
    if (name) document.documentElement.dataset.theme = name;
    else delete document.documentElement.dataset.theme;
    this.network.recolour();
  }
}
