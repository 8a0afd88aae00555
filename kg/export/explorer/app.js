// What a reader does with the atlas: choose, find, walk, filter, hide, pin, cite.

import { Atlas } from "./atlas.js";
import { byId, h } from "./dom.js";
import { goBackTo, placeOfFocus, toHeading } from "./focus.js";
import { showHelp, showLegend } from "./legend.js";
import { rankOf } from "./sketch.js";
import { setUp } from "./tour.js";

export class App extends Atlas {
  choose(sel, { focus = true } = {}) {
    if (this.pathFrom !== undefined && (sel?.kind === "node" || sel?.kind === "source")) {
      this.found(sel.node);
      return;
    }
    const rows = this.table.besides(sel);
    this.store.set({ sel, rows, depth: sel?.kind === "node" ? this.store.state.depth : 0 });
    if (focus && document.activeElement !== byId("network")) {
      if (sel) byId("pane").focus({ preventScroll: true });
      else toHeading("pane");
    }
    this.announce(sel ? byId("pane").querySelector("h2")?.textContent || "" : this.words.say("nothing_chosen"));
  }

  /** A search ended with an entity: choose it, or end a path there. */
  found(node) {
    if (this.pathFrom === undefined) {
      this.choose({ kind: this.model.isSource(node) ? "source" : "node", node });
      byId("pane").focus();
      return;
    }
    const from = this.pathFrom;
    this.endPath();
    if (from === null) {
      this.startPath(node);
      return;
    }
    this.choose({ kind: "path", from, to: node });
  }

  /** Ask for the other end of a path; without a start, ask for that first. */
  startPath(node) {
    const { sel } = this.store.state,
      start = node ?? (sel?.kind === "node" ? sel.node : null);
    this.pathFrom = start;
    const text =
      start === null ? this.words.say("path_start") : this.words.say("path_end", { who: this.telling.termText(start) });
    byId("asking").textContent = text;
    byId("asking").hidden = false;
    byId("search").focus();
    this.announce(text);
  }

  endPath() {
    this.pathFrom = undefined;
    byId("asking").hidden = true;
  }

  visit(stop) {
    this.store.set({ ...setUp(stop, this.model), depth: 0, hidden: [], dated: false, find: "", sort: null });
    byId("pane").focus({ preventScroll: true });
  }

  back() {
    if (this.pathFrom !== undefined) {
      this.endPath();
      return;
    }
    for (const panel of ["filters"])
      if (!byId(panel).hidden) {
        this.toggle(panel);
        return;
      }
    const { sel, table, rows } = this.store.state;
    if (rows) {
      this.store.set({ sel: rows.sel });
      this.table.goTo(sel.statement);
    } else if (sel) {
      this.choose(null, { focus: false });
      byId(table ? "table" : "network").focus();
    }
  }

  /** Lay the table over the network, or take it away. By a key the focus goes along. */
  toggleTable({ focus = false } = {}) {
    const table = !this.store.state.table;
    this.store.set({ table, rows: null });
    if (table && this.pane.covers) this.pane.fold(true);
    if (focus) byId(table ? "table" : "network").focus();
    this.announce(this.words.say(table ? "table" : "network") + (table ? ` · ${this.table.status.textContent}` : ""));
  }

  /** From what is read to the network, or the table over it, and back to where the reader was. */
  across() {
    const place = placeOfFocus();
    if (place?.part === "pane" || document.activeElement === byId("pane")) {
      this.left = place;
      byId(this.store.state.table ? "table" : "network").focus();
    } else if (!this.left || !goBackTo(this.left)) byId("pane").focus({ preventScroll: true });
  }

  toggle(panel) {
    byId(panel).hidden = !byId(panel).hidden;
    byId(`${panel}-toggle`).setAttribute("aria-expanded", String(!byId(panel).hidden));
    this.filters.show();
    (byId(panel).hidden
      ? byId(`${panel}-toggle`)
      : byId(panel).querySelector("[open] input") || byId(panel).querySelector("button")
    )?.focus();
  }

  chosenNode() {
    const { sel } = this.store.state;
    return sel?.kind === "node" || sel?.kind === "source" ? sel.node : -1;
  }

  depth(depth) {
    this.store.set({ depth });
  }

  hide(node = this.chosenNode()) {
    if (node >= 0) this.store.set({ hidden: [...this.store.state.hidden, node], sel: null, depth: 0 });
  }

  pin(node, x, y) {
    this.store.set({ pins: { ...this.store.state.pins, [node]: [x, y] } });
  }

  togglePin(node = this.chosenNode()) {
    if (node < 0) return;
    const pins = { ...this.store.state.pins };
    if (node in pins) delete pins[node];
    else pins[node] = [this.network.scene.x[node], this.network.scene.y[node]];
    this.store.set({ pins });
  }

  language(at) {
    this.store.set({ lang: at }, { quiet: true });
  }

  turnTheme() {
    const dark = this.store.state.theme
      ? this.store.state.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    this.store.set({ theme: dark ? "light" : "dark" }, { quiet: true });
  }

  /** What the pointer is on, in a word. */
  tip(node, tie, x, y) {
    const tip = byId("tip");
    tip.hidden = node < 0 && tie < 0;
    if (tip.hidden) return;
    const { telling, model, words, visible } = this,
      { from, to, property } = model.ties;
    if (node >= 0)
      tip.replaceChildren(
        words.name(telling.nodeName(node), "b"),
        h("p", {}, words.name(telling.className(node)), ` · ${words.say("of_statements", { n: visible.about(node).filter((one) => visible.shows(one)).length })}`),
      );
    else
      tip.replaceChildren(
        h(
          "p",
          {},
          words.name(telling.nodeName(from[tie]), "b"),
          " ",
          words.name(telling.propertyName(property[tie])),
          " ",
          words.name(telling.nodeName(to[tie]), "b"),
        ),
        h("p", {}, telling.markList(this.best(tie))),
      );
    const { width, height } = this.network.room;
    tip.style.left = `${Math.max(4, Math.min(x + 14, width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${y + 16 + tip.offsetHeight > height ? y - tip.offsetHeight - 10 : y + 16}px`;
  }

  /** Of the statements behind a tie the one as which it is drawn. */
  best(tie) {
    const { model, visible } = this,
      shown = [...model.byTie(tie)].filter((one) => visible.shows(one));
    return shown.reduce((best, one) => (rankOf(...model.way(one)) < rankOf(...model.way(best)) ? one : best));
  }

  dialog(name) {
    if (name === "legend") showLegend(this);
    if (name === "help") showHelp(this);
    byId(name).showModal();
  }

  async copy(text) {
    let copied = false;
    try {
      await navigator.clipboard.writeText(text);
      copied = true;
    } catch {
      /* a file has no clipboard everywhere: the text is shown to be copied by hand */
    }
    if (!copied) {
      byId("cite-text").value = text;
      if (!byId("cite").open) byId("cite").showModal();
      byId("cite-text").select();
    }
    this.tell(this.words.say(copied ? "copied" : "copy_by_hand"));
  }

  cite() {
    byId("cite-text").value = this.exports.citation();
    byId("cite").showModal();
  }

  /** Open the part of the pane that gives the query behind the view, and go there. */
  askYourself() {
    this.asked.open = true;
    this.pane.show();
    byId("asked").scrollIntoView({ block: "start" });
    byId("asked").querySelector("summary").focus({ preventScroll: true });
  }

  buttons() {
    const on = (id, act) => byId(id).addEventListener("click", act);
    for (const button of document.querySelectorAll("[data-lang]"))
      button.addEventListener("click", () => this.language(Number(button.dataset.lang)));
    const acts = {
      "theme-toggle": () => this.turnTheme(),
      "help-open": () => this.dialog("help"),
      "legend-open": () => this.dialog("legend"),
      "filters-toggle": () => this.toggle("filters"),
      "table-toggle": () => this.toggleTable(),
      fit: () => this.network.fit(),
      "zoom-in": () => this.network.zoomBy(1.4),
      "zoom-out": () => this.network.zoomBy(1 / 1.4),
      undo: () => this.entries.undo(),
      "export-png": () => this.exports.png(),
      "export-svg": () => this.exports.svg(),
      "export-csv": () => this.exports.csv(this.store.state.table ? this.table.found : undefined),
      "export-graphml": () => this.exports.graphml(),
      "export-cite": () => this.cite(),
      "export-ask": () => this.askYourself(),
      "copy-link": () => this.copy(this.exports.link()),
      "cite-copy": () => this.copy(byId("cite-text").value),
    };
    for (const [id, act] of Object.entries(acts)) on(id, act);
    byId("documents").addEventListener("change", () => this.store.set({ documents: byId("documents").checked }));
    for (const dialog of document.querySelectorAll("dialog"))
      dialog.querySelector("button.close").addEventListener("click", () => dialog.close());
  }
}
