// What the first drawing is made from: points, signs and ties, before anything can be read about them.

import { bytes } from "./unpack.js";

const MODES = ["fact", "attributed", "planned", "denied"]; // a tie is drawn as the best its statements support
const CERTAINTIES = ["stated", "inferred", "probable", "doubtful"];
const FEW = 40; // entities without a tie that are no burden to a drawing
export const LOOKS = Array.from({ length: 32 }, (_, rank) => ({
  mode: MODES[(rank >> 2) & 3],
  certainty: CERTAINTIES[rank & 3],
  disputed: rank > 15,
}));

/** The number of a way of drawing: the better a statement supports a tie, the lower. */
export const rankOf = (mode, certainty) => 4 * MODES.indexOf(mode) + CERTAINTIES.indexOf(certainty);

export class Sketch {
  constructor(drawing) {
    const numbers = (text) => new (drawing.wide ? Int32Array : Int16Array)(bytes(text).buffer);
    this.data = { look: drawing.look, lang: drawing.lang, languages: drawing.languages };
    this.nodes = { x: numbers(drawing.x), y: numbers(drawing.y), side: bytes(drawing.side), id: [], other: [] };
    this.ties = { from: numbers(drawing.from), to: numbers(drawing.to) };
    this.size = this.nodes.x.length;
    this.tieCount = this.ties.from.length;
    this.degree = numbers(drawing.degree);
    this.kindOf = bytes(drawing.kind);
    this.sourceKind = drawing.look.kinds.findIndex(([name]) => name === "source");
    this.ranks = bytes(drawing.looks);
    this.bend = new Float32Array(this.tieCount); // of ties between the same two, which stand side by side
    for (const [tie, bend] of drawing.bent) this.bend[tie] = bend;
    this.aboutDocuments = new Uint8Array(this.tieCount);
    this.aside = this.standAside();
    this.named = new Map(drawing.named);
    this.ranked = drawing.named.map(([node]) => node); // the best connected first
  }

  /** How a tie is drawn: {mode, certainty, disputed}. */
  look(tie) {
    return LOOKS[this.ranks[tie]];
  }

  kindName(node) {
    return this.data.look.kinds[this.kindOf[node]][0];
  }

  isSource(node) {
    return this.kindOf[node] === this.sourceKind;
  }

  names(node) {
    return this.named.get(node) || [];
  }

  /**
   * Who is drawn only when documents are: documents, and, where there are more than a few, what is tied to nothing else
   * (mostly outlets, which only publish). Where nothing is tied at all, everything is drawn.
   */
  standAside() {
    const { size, tieCount, kindOf, sourceKind, aboutDocuments } = this,
      { from, to } = this.ties;
    const aside = new Uint8Array(size),
      tied = new Uint8Array(size),
      lone = [];
    for (let node = 0; node < size; node += 1) if (kindOf[node] === sourceKind) aside[node] = 1;
    for (let tie = 0; tie < tieCount; tie += 1) {
      const a = from[tie],
        b = to[tie];
      if (aside[a] || aside[b]) aboutDocuments[tie] = 1;
      else tied[a] = tied[b] = 1;
    }
    for (let node = 0; node < size; node += 1) if (!tied[node] && !aside[node]) lone.push(node);
    this.lone = lone.length > FEW && tied.includes(1) ? lone : [];
    for (const node of this.lone) aside[node] = 1;
    return aside;
  }
}

/** The entities that are drawn. */
export function shownOf(shown) {
  const found = [];
  for (let node = 0; node < shown.length; node += 1) if (shown[node]) found.push(node);
  return found;
}

/** A view of a sketch: everything but what stands aside, nothing chosen, no window of time. */
export class Plain {
  constructor(sketch) {
    this.chosenNodes = new Set();
    this.chosenTies = new Set();
    this.time = null;
    this.ranks = sketch.ranks;
    this.shown = new Uint8Array(sketch.size).fill(2);
    for (let node = 0; node < sketch.size; node += 1) if (sketch.aside[node]) this.shown[node] = 0;
    this.tieState = new Uint8Array(sketch.tieCount);
    for (let tie = 0; tie < sketch.tieCount; tie += 1) if (sketch.aboutDocuments[tie]) this.tieState[tie] = 4;
  }

  look(tie) {
    return LOOKS[this.ranks[tie]];
  }

  tieShown(tie) {
    return this.tieState[tie] < 3;
  }
}
