// What passes the reader's filters, and what the selection means in statements, ties and entities.

import { failing } from "./facets.js";
import { stateIn } from "./slices.js";
import { chains, ego } from "./paths.js";
import { report } from "./report.js";
import { LOOKS, rankOf } from "./sketch.js";
import { promiseDay } from "./standing.js";

const UNDATED = 2,
  OUT = 3;

/** How each tie is drawn by the statements that pass: as the best of them, disputed where one of them is. */
function ranked(model, passes) {
  const found = new Uint8Array(model.tieCount).fill(15);
  for (let one = 0; one < model.count; one += 1) {
    const tie = model.st.tie[one];
    if (tie >= 0 && passes[one]) found[tie] = Math.min(found[tie], rankOf(...model.way(one)));
  }
  for (let one = 0; one < model.count; one += 1) {
    const tie = model.st.tie[one];
    if (tie >= 0 && passes[one] && model.ranks[tie] > 15 && model.conflictsOf.has(one)) found[tie] |= 16;
  }
  return found;
}

/** Everything the panes need to know of a state, worked out once per change. */
export class Visible {
  constructor(model, state) {
    this.model = model;
    this.day = promiseDay(model, state);
    this.filtered = Object.values(state.filters).some((chosen) => chosen.length);
    this.failed = failing(model, state.filters, this.day);
    this.passes = Uint8Array.from(this.failed, (failed) => (failed ? 0 : 1));
    this.time = state.time;
    this.dated = state.dated;
    this.ranks = this.filtered ? ranked(model, this.passes) : model.ranks;
    this.slices(state);
    this.selection(state);
    this.nodesShown(state);
  }

  /** The state of each tie in the window, by the statements that pass; 4 when none does. */
  slices(state) {
    const { model } = this;
    this.counts = [0, 0, 0, 0];
    this.tieCounts = [0, 0, 0, 0];
    this.sliceOf = new Uint8Array(model.count);
    const [first, last] = state.time || [-Infinity, Infinity];
    for (let one = 0; one < model.count; one += 1) {
      const slice = state.time ? stateIn(model.time(one), first, last) : model.st.time[one] < 0 ? 2 : 0;
      this.sliceOf[one] = slice;
      if (this.passes[one]) this.counts[slice] += 1;
    }
    this.tieState = new Uint8Array(model.tieCount).fill(4);
    for (let one = 0; one < model.count; one += 1) {
      const tie = model.st.tie[one];
      if (
        tie >= 0 &&
        this.passes[one] &&
        this.sliceOf[one] < this.tieState[tie] &&
        (this.timely(one) || this.sliceOf[one] === OUT) &&
        (state.documents || !model.aboutDocuments[tie])
      )
        this.tieState[tie] = this.sliceOf[one];
    }
    for (const best of this.tieState) if (best < 4) this.tieCounts[best] += 1;
  }

  /**
   * How much is drawn: entities that are no ghosts, ties, the statements behind them or about drawn entities; and how
   * many statements there are in `all`, drawn or not: what the table holds when nothing is selected.
   */
  drawn() {
    const { model } = this;
    let nodes = 0,
      ties = 0,
      statements = 0,
      all = 0;
    for (const shown of this.shown) if (shown === 2) nodes += 1;
    for (let tie = 0; tie < model.tieCount; tie += 1) if (this.tieShown(tie)) ties += 1;
    for (let one = 0; one < model.count; one += 1) {
      if (!this.shows(one)) continue;
      const tie = model.st.tie[one];
      all += 1;
      if (tie >= 0 ? this.tieShown(tie) : this.shown[model.st.subject[one]] === 2) statements += 1;
    }
    return { nodes, ties, statements, all };
  }

  /** Whether a statement is shown: it passes, and its time does not forbid it. */
  shows(one) {
    return this.passes[one] === 1 && this.timely(one);
  }

  /** Whether its time lets a statement be shown: not surely out of the window, nor undated where that is left out. */
  timely(one) {
    return this.sliceOf[one] !== OUT && !(this.dated && this.sliceOf[one] === UNDATED);
  }

  /** The statements that the pane of an entity tells: of a source those that rest on it and those about it. */
  about(node) {
    const { model } = this,
      resting = model.isSource(node) ? model.bySource(node) : [];
    return [...new Set([...resting, ...model.byNode(node)])];
  }

  /** Why none of some statements, or of all there are, is shown: the key of a word. */
  reason(told = [...this.model.st.id.keys()]) {
    const passing = told.filter((one) => this.passes[one]);
    if (!told.length) return "nothing_here";
    if (!passing.length) return "nothing_shown";
    return passing.every((one) => this.sliceOf[one] === OUT) ? "nothing_in_range" : "nothing_dated";
  }

  /** Of those that are tied to nothing but documents, how many would be drawn if documents were. */
  aside({ documents, hidden, depth, sel }) {
    const { model, shown } = this;
    if (documents || (depth && sel?.kind === "node")) return 0;
    const away = new Set(hidden),
      tied = new Set();
    for (let one = 0; this.narrowed && one < model.count; one += 1)
      if (model.st.tie[one] >= 0 && this.shows(one)) tied.add(model.st.subject[one]).add(model.st.value[one]);
    return model.lone.filter((node) => !shown[node] && !away.has(node) && (!this.narrowed || tied.has(node))).length;
  }

  selection(state) {
    const { model } = this,
      { sel } = state;
    this.chosenNodes = new Set();
    this.chosenTies = new Set();
    this.statements = [];
    this.selected = undefined; // what the selection means, shown or not
    if (!sel) return;
    const { st } = model;
    switch (sel.kind) {
      case "node":
        this.statements = [...model.byNode(sel.node)];
        this.chosenNodes.add(sel.node);
        break;
      case "source":
        this.statements = this.about(sel.node);
        break;
      case "tie":
        this.statements = [...model.byTie(sel.tie)];
        break;
      case "statement":
        this.statements = [sel.statement];
        break;
      case "place":
        this.statements = [...model.bySource(sel.node)].filter((one) => st.place[one].split(", ").includes(sel.place));
        break;
      case "time":
        for (let one = 0; one < model.count; one += 1)
          if (this.passes[one] && this.sliceOf[one] < UNDATED) this.statements.push(one);
        break;
      case "path": {
        this.path = chains(model, this, sel.from, sel.to, (sel.nth ?? 0) + 1).at(-1);
        this.statements = (this.path || []).flatMap((hop) => hop.ties.flatMap((tie) => [...model.byTie(tie)]));
        this.chosenNodes = new Set([sel.from, sel.to]);
        break;
      }
      default:
        this.statements = report(model, sel.stop).flatMap((group) => group.statements);
    }
    this.selected = this.statements;
    this.statements = this.selected.filter((one) => this.shows(one));
    for (const one of this.statements) {
      if (st.tie[one] >= 0) {
        this.chosenTies.add(st.tie[one]);
        this.chosenNodes.add(st.subject[one]).add(st.value[one]);
      } else if (sel.kind !== "node") this.chosenNodes.add(st.subject[one]);
    }
  }

  /** For each entity: 0 not drawn, 1 a ghost, 2 drawn; in a window those of undated ties alone step `back`. */
  nodesShown(state) {
    const { model } = this,
      hidden = new Set(state.hidden),
      { from, to } = model.ties;
    const around = state.depth && state.sel?.kind === "node" ? ego(model, this, state.sel.node, state.depth) : null;
    this.shown = new Uint8Array(model.size);
    const best = new Uint8Array(model.size).fill(4);
    for (let tie = 0; tie < model.tieCount; tie += 1)
      for (const node of [from[tie], to[tie]]) best[node] = Math.min(best[node], this.tieState[tie]);
    this.narrowed = this.filtered || Boolean(this.time) || this.dated;
    this.back = this.time ? best.map((state) => (state < UNDATED ? 0 : 1)) : null;
    for (let node = 0; node < model.size; node += 1) {
      const wanted = state.documents || !model.aside[node] || state.sel?.node === node;
      if (hidden.has(node) || !wanted || (around && !around.has(node))) continue;
      const quiet = this.narrowed && best[node] >= OUT && !this.chosenNodes.has(node);
      this.shown[node] = quiet ? (this.filtered ? 0 : 1) : 2;
    }
  }

  look(tie) {
    return LOOKS[this.ranks[tie]];
  }

  tieShown(tie) {
    const { from, to } = this.model.ties;
    return this.tieState[tie] < OUT && this.shown[from[tie]] > 0 && this.shown[to[tie]] > 0;
  }
}
