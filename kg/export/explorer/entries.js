// The entries of the browser's history: each has its address, and the page remembers where the reader was in it.

import { decode, encode } from "./hash.js";
import { spotIn, spotOf } from "./spot.js";

export class Entries {
  constructor(app) {
    this.app = app;
    this.spots = new Map(); // number of an entry → {view, pane}, where the reader left it
    this.at = history.state?.entry ?? 0;
    if (!history.state) this.mark();
    app.store.leaving = () => this.leave();
    window.addEventListener("popstate", () => this.restore());
  }

  /** Remember where the reader is, before the page shows something else. */
  leave() {
    const { network, pane } = this.app;
    network.keepView();
    this.spots.set(this.at, { view: network.view, pane: spotOf(pane) });
  }

  /** Keep the state in the address: in an entry of its own, or in the one there is. */
  write(quiet) {
    const { store, model } = this.app,
      address = `#${encode(store.state, model)}`;
    if (address === (location.hash || "#")) return;
    if (!quiet) this.begin(this.at + 1);
    const depth = (history.state?.depth || 0) + (quiet ? 0 : 1);
    history[quiet ? "replaceState" : "pushState"]({ depth, entry: this.at }, "", address);
  }

  /** An entry that begins has no future: what was remembered of its number was of another. */
  begin(entry) {
    this.at = entry;
    for (const old of this.spots.keys()) if (old >= entry) this.spots.delete(old);
  }

  restore() {
    const { store, model, network, pane } = this.app,
      { lang, theme } = store.state,
      ours = history.state; // an entry that bears no mark is an address that the reader wrote
    this.spots.set(this.at, { view: network.view, pane: spotOf(pane) });
    if (ours) this.at = ours.entry ?? 0;
    else this.begin(this.at + 1);
    const found = decode(location.hash, model),
      spot = ours ? this.spots.get(this.at) : null;
    // going back changes the view, not how the reader reads; an address that the reader wrote says it all
    const reading = ours ? { lang, theme } : {};
    store.set({ ...found, ...reading, ...(spot ? { view: spot.view } : {}) }, { quiet: true, from: "address" });
    if (spot) spotIn(pane, spot.pane);
    if (ours) this.write(true);
    else this.mark();
  }

  /** Mark the entry as ours. */
  mark() {
    history.replaceState({ depth: 0, entry: this.at }, "", location.href);
  }

  undo() {
    const { app } = this;
    if (history.state?.depth) history.back();
    else app.tell(app.words.say("nothing_to_undo"));
  }
}
