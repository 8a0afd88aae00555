// What passes the reader's filters, and what the selection means in statements, ties and entities.

import { stateIn } from "./slices.js";
import { chains, ego } from "./paths.js";
import { report } from "./report.js";
import { LOOKS, rankOf } from "./sketch.js";

const OUT = 3;

/** The values of one facet for a statement, as the words that stand in the address. */
export function facetValues(model, facet, one) {
  const { data, st } = model;
  switch (facet) {
    case "class":
      return [st.subject[one], st.value[one]]
        .filter((node) => node >= 0)
        .map((node) => data.classes[model.nodes.class[node]][0]);
    case "relation":
      return [data.properties[st.property[one]][0]];
    case "topic":
      return model.topics(one).map((node) => model.nodes.id[node]);
    case "sourceKind":
      return [model.documents.get(st.source[one])?.kind || ""];
    case "voice":
      return data.voices[st.voices[one]].map((node) => model.nodes.id[node]);
    case "certainty":
      return [model.way(one)[1]];
    default:
      return [model.way(one)[0]];
  }
}

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
    const active = Object.entries(state.filters)
      .filter(([, chosen]) => chosen.length)
      .map(([facet, chosen]) => [facet, new Set(chosen)]);
    this.filtered = active.length > 0;
    this.passes = new Uint8Array(model.count).fill(1);
    if (active.length) {
      for (let one = 0; one < model.count; one += 1) {
        const ok = active.every(([facet, chosen]) => facetValues(model, facet, one).some((value) => chosen.has(value)));
        if (!ok) this.passes[one] = 0;
      }
    }
    this.time = state.time;
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
        (state.documents || !model.aboutDocuments[tie])
      )
        this.tieState[tie] = this.sliceOf[one];
    }
    for (const best of this.tieState) if (best < 4) this.tieCounts[best] += 1;
  }

  /** How much is drawn: of the whole network or, near one entity or with some hidden, of what is left of it. */
  drawn({ depth, hidden }) {
    const { model } = this,
      sum = (counts) => counts[0] + counts[1] + counts[2];
    const nodes = this.shown.reduce((count, one) => count + (one ? 1 : 0), 0);
    if (!depth && !hidden.length) return { nodes, ties: sum(this.tieCounts), statements: sum(this.counts) };
    let ties = 0,
      statements = 0;
    for (let tie = 0; tie < model.tieCount; tie += 1) if (this.tieShown(tie)) ties += 1;
    for (let one = 0; one < model.count; one += 1) {
      const tie = model.st.tie[one];
      if (this.shows(one) && (tie >= 0 ? this.tieShown(tie) : this.shown[model.st.subject[one]])) statements += 1;
    }
    return { nodes, ties, statements };
  }

  /** Whether a statement is shown: it passes, and is not surely out of the window. */
  shows(one) {
    return this.passes[one] === 1 && (!this.time || this.sliceOf[one] !== OUT);
  }

  selection(state) {
    const { model } = this,
      { sel } = state;
    this.chosenNodes = new Set();
    this.chosenTies = new Set();
    this.statements = [];
    if (!sel) return;
    const { st } = model;
    switch (sel.kind) {
      case "node":
        this.statements = [...model.byNode(sel.node)];
        this.chosenNodes.add(sel.node);
        break;
      case "source":
        this.statements = [...new Set([...model.bySource(sel.node), ...model.byNode(sel.node)])];
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
          if (this.shows(one) && this.sliceOf[one] < 2) this.statements.push(one);
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
    this.statements = this.statements.filter((one) => this.shows(one));
    for (const one of this.statements) {
      if (st.tie[one] >= 0) {
        this.chosenTies.add(st.tie[one]);
        this.chosenNodes.add(st.subject[one]).add(st.value[one]);
      } else if (sel.kind !== "node") this.chosenNodes.add(st.subject[one]);
    }
  }

  /** For each entity: 0 not drawn, 1 a ghost, 2 drawn. */
  nodesShown(state) {
    const { model } = this,
      hidden = new Set(state.hidden),
      { from, to } = model.ties;
    const around = state.depth && state.sel?.kind === "node" ? ego(model, this, state.sel.node, state.depth) : null;
    this.shown = new Uint8Array(model.size);
    const tied = new Uint8Array(model.size);
    for (let tie = 0; tie < model.tieCount; tie += 1) if (this.tieState[tie] < OUT) tied[from[tie]] = tied[to[tie]] = 1;
    for (let node = 0; node < model.size; node += 1) {
      const wanted = state.documents || !model.aside[node] || state.sel?.node === node;
      if (hidden.has(node) || !wanted || (around && !around.has(node))) continue;
      const quiet = (this.filtered || this.time) && !tied[node] && !this.chosenNodes.has(node);
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
