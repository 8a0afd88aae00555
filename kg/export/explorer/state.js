// What the reader sees, as one value: every change goes through `set`, and the address keeps it.

/** Short lists come first: a reader on the keyboard is soon there. */
export const FACETS = ["mode", "certainty", "dispute", "promise", "class", "sourceKind", "relation", "topic", "voice"];

export const blank = () => ({
  lost: [], // what the address says and the atlas does not hold or cannot read, as `hide=person/nobody`
  sel: null, // {kind: node | tie | statement | source | place | time | path | tour, …}
  filters: Object.fromEntries(FACETS.map((facet) => [facet, []])),
  depth: 0, // ties from the selected entity; 0 shows everything
  time: null, // [first day, last day]
  dated: false, // whether what has no date is left out
  day: null, // of which promises are told; null is the day of the build
  lang: 0,
  theme: "",
  table: false,
  rows: null, // {sel}: what the table's rows are of while one of their statements is chosen
  find: "", // what its rows must hold
  sort: null, // {column, down}; null is by time
  documents: false, // whether sources are drawn too
  hidden: [],
  pins: {}, // node → [x, y]
  view: null, // {x, y, k}: middle of the drawing and its scale
});

export class Store {
  constructor(state) {
    this.state = state;
    this.listeners = [];
    this.leaving = () => {}; // called before a change that makes an entry in the history
  }

  subscribe(listener) {
    this.listeners.push(listener);
  }

  /** Change something. `quiet` changes leave no trace in the history: a pan, a language. */
  set(change, { quiet = false, from = "" } = {}) {
    if (!quiet) this.leaving();
    const before = this.state;
    this.state = { ...before, ...(quiet ? {} : { lost: [] }), ...("sel" in change ? { rows: null } : {}), ...change };
    const changed = new Set(Object.keys(change).filter((key) => before[key] !== this.state[key]));
    if (changed.size) for (const listener of this.listeners) listener(this.state, changed, { quiet, from });
  }
}
