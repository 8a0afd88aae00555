// The atlas as the page thinks of it: numbers for entities, ties and statements, and lists from each to the others.

import { Sketch } from "./sketch.js";

export class Model extends Sketch {
  constructor(drawing, data) {
    super(drawing);
    const { nodes, statements } = data;
    this.data = { ...this.data, ...data };
    this.nodes = { ...this.nodes, ...nodes };
    this.ties.property = data.ties;
    this.st = statements;
    this.count = statements.id.length;
    this.ranked = Array.from(this.nodes.id.keys()).sort((a, b) => this.degree[b] - this.degree[a] || a - b);
    this.numberOf = new Map(nodes.id.map((id, number) => [id, number]));
  }

  /** Statements about a node: of which it is subject, value, qualifier, voice or act. */
  get byNode() {
    const { subject, value, qualifiers, voices, act } = this.st;
    return this.once("byNode", () =>
      gather(this.size, this.count, (one, put) => {
        const named = new Set([subject[one], value[one], act[one], ...this.data.voices[voices[one]]]);
        for (const [, term] of qualifiers[one] || []) named.add(term);
        for (const node of named) if (node >= 0) put(node);
      }),
    );
  }

  get byTie() {
    return this.once("byTie", () => gather(this.tieCount, this.count, (one, put) => put(this.st.tie[one])));
  }

  get bySource() {
    return this.once("bySource", () => gather(this.size, this.count, (one, put) => put(this.st.source[one])));
  }

  get tiesOf() {
    const { from, to } = this.ties;
    return this.once("tiesOf", () =>
      gather(this.size, this.tieCount, (tie, put) => {
        put(from[tie]);
        if (to[tie] !== from[tie]) put(to[tie]);
      }),
    );
  }

  get documents() {
    return this.once(
      "documents",
      () =>
        new Map(
          this.data.documents.map((row) => [
            row[0],
            {
              node: row[0],
              publisher: row[1],
              voice: row[2],
              published: row[3],
              kind: row[4],
              language: row[5],
              href: row[6],
              host: row[7],
              copies: row[8],
              digest: row[9],
            },
          ]),
        ),
    );
  }

  get conflictsOf() {
    return this.once("conflictsOf", () => {
      const found = new Map();
      for (const conflict of this.data.conflicts) {
        for (const [, held] of [...conflict.sides, ...conflict.neither])
          for (const one of held) found.set(one, conflict);
      }
      return found;
    });
  }

  get promiseOf() {
    return this.once("promiseOf", () => new Map(this.data.promises.map((row) => [row[0], row])));
  }

  get originsOf() {
    return this.once("originsOf", () => new Map(this.data.origins.map(([one, ...rest]) => [one, rest])));
  }

  get judgementOf() {
    return this.once("judgementOf", () => new Map(this.data.judgements.map((row) => [row[0], row])));
  }

  get passages() {
    return this.once("passages", () => new Map(this.data.passages));
  }

  /** Statements about an event by whether all who say so took part in it. */
  get parties() {
    return this.once(
      "parties",
      () =>
        new Map(
          this.data.parties.map(([event, told]) => [
            event,
            {
              only: told.filter((one) => one >= 0),
              others: told.filter((one) => one < 0).map((one) => ~one),
            },
          ]),
        ),
    );
  }

  get propertyOf() {
    return this.once("propertyOf", () => new Map(this.data.properties.map(([name], at) => [name, at])));
  }

  once(name, make) {
    const value = make();
    Object.defineProperty(this, name, { value });
    return value;
  }

  time(one) {
    const at = this.st.time[one];
    return at < 0 ? null : this.data.times[at];
  }

  way(one) {
    return this.data.ways[this.st.way[one]];
  }

  isA(node, className) {
    const { classes } = this.data;
    return classes[this.nodes.class[node]][4].some((at) => classes[at][0] === className);
  }

  names(node) {
    return this.nodes.names.map((column) => column[node]);
  }

  topics(one) {
    const about = this.propertyOf.get("hasTopic");
    return [this.st.subject[one], this.st.value[one]].flatMap((node) => this.topicsOf(node, about));
  }

  topicsOf(node, about) {
    if (node < 0) return [];
    this.topicCache ??= new Map();
    let found = this.topicCache.get(node);
    if (!found) {
      found = [...this.byNode(node)]
        .filter((one) => this.st.property[one] === about && this.st.subject[one] === node)
        .map((one) => this.st.value[one])
        .filter((value) => value >= 0);
      if (this.kindName(node) === "topic") found.push(node);
      this.topicCache.set(node, found);
    }
    return found;
  }
}

/** Lists by number in two flat arrays: `each(item, put)` names the lists that an item belongs to. */
function gather(lists, items, each) {
  const start = new Uint32Array(lists + 1);
  for (let item = 0; item < items; item += 1)
    each(item, (list) => {
      if (list >= 0) start[list + 1] += 1;
    });
  for (let list = 0; list < lists; list += 1) start[list + 1] += start[list];
  const next = start.slice(),
    held = new Uint32Array(start[lists]);
  for (let item = 0; item < items; item += 1)
    each(item, (list) => {
      if (list >= 0) held[next[list]++] = item;
    });
  return (list) => held.subarray(start[list], start[list + 1]);
}
