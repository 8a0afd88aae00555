// What the first drawing is made from: points, signs and ties, before anything can be read about them.

import { bytes } from "./unpack.js";

const MODES = ["fact", "attributed", "planned", "denied"]; // a tie is drawn as the best its statements support
const CERTAINTIES = ["stated", "inferred", "probable", "doubtful"];
const LOOKS = Array.from({ length: 32 }, (_, rank) => ({ mode: MODES[(rank >> 2) & 3], certainty: CERTAINTIES[rank & 3], disputed: rank > 15, rank }));

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
    this.looks = Array.from(bytes(drawing.looks), (rank) => LOOKS[rank]);
    this.bend = this.bends();
    this.aboutDocuments = Uint8Array.from(this.ties.from, (node, tie) => (this.isSource(node) || this.isSource(this.ties.to[tie]) ? 1 : 0));
    this.named = new Map(drawing.named);
  }

  kindName(node) { return this.data.look.kinds[this.kindOf[node]][0]; }

  isSource(node) { return this.kindOf[node] === this.sourceKind; }

  names(node) { return this.named.get(node) || []; }

  /** Ties between the same two stand side by side: how far each bends, counted from the middle one. */
  bends() {
    const { from, to } = this.ties, bend = new Float32Array(this.tieCount), first = new Map(), together = new Map();
    for (let tie = 0; tie < this.tieCount; tie += 1) {
      const key = from[tie] < to[tie] ? from[tie] * this.size + to[tie] : to[tie] * this.size + from[tie], other = first.get(key);
      if (other === undefined) first.set(key, tie);
      else if (together.has(key)) together.get(key).push(tie);
      else together.set(key, [other, tie]);
    }
    for (const list of together.values()) list.forEach((tie, at) => { bend[tie] = (at - (list.length - 1) / 2) * (from[tie] < to[tie] ? 1 : -1); });
    return bend;
  }
}

/** A view of a sketch: everything but the documents, nothing chosen, no window of time. */
export class Plain {
  constructor(sketch) {
    this.chosenNodes = new Set();
    this.chosenTies = new Set();
    this.time = null;
    this.shown = Uint8Array.from(sketch.kindOf, (kind) => (kind === sketch.sourceKind ? 0 : 2));
    this.tieState = Uint8Array.from(sketch.aboutDocuments, (one) => (one ? 4 : 0));
  }

  tieShown(tie) { return this.tieState[tie] < 3; }
}
