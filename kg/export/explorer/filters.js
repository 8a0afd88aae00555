// The filters: what each facet holds under the others, to tick; chosen ones stand above the network.

import { byId, fill, h } from "./dom.js";
import { facetCounts } from "./facets.js";
import { keepingFocus } from "./focus.js";
import { DISPUTES } from "./standing.js";
import { FACETS } from "./state.js";

const LONGEST = 12;

export class Filters {
  constructor(app) {
    this.app = app;
    this.element = byId("filters");
    this.chips = byId("chips");
    this.open = new Set(); // facets of which all values are listed
    this.folded = new Set();
  }

  /** What a value of a facet is called. */
  name(facet, value) {
    const { words, model, telling } = this.app;
    switch (facet) {
      case "class": {
        const row = model.data.classes.find(([name]) => name === value);
        return row ? words.best(row.slice(1, 4), [value, "en"]) : [value, ""];
      }
      case "relation":
        return model.propertyOf.has(value) ? telling.propertyName(model.propertyOf.get(value)) : [value, ""];
      case "topic":
      case "voice":
        return model.numberOf.has(value) ? telling.nodeName(model.numberOf.get(value)) : [value, ""];
      case "sourceKind":
        return [words.has(`source_${value}`) ? words.say(`source_${value}`) : value, ""];
      case "dispute":
        return [DISPUTES.has(value) ? words.say(DISPUTES.get(value)) : value, ""];
      default:
        return [words.say(`${facet}_${value}`), ""];
    }
  }

  show() {
    this.showChips();
    if (this.element.hidden) return;
    const { words } = this.app;
    fill(
      this.element,
      h("h2", {}, words.say("filters")),
      h(
        "button",
        { type: "button", class: "plain close", on: { click: () => this.app.toggle("filters") } },
        words.say("close"),
      ),
      FACETS.map((facet) => this.facet(facet)),
    );
  }

  /** One facet to fold or tick; each value with how many statements the view would hold if it alone were ticked. */
  facet(facet) {
    const { app } = this,
      { words, model, store, visible } = app,
      chosen = store.state.filters[facet],
      counts = facetCounts(model, visible, facet),
      named = words.say(`facet_${facet}`);
    for (const value of chosen) if (!counts.has(value)) counts.set(value, 0);
    const values = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
      all = this.open.has(facet);
    const shown = all ? values : values.filter(([value], at) => at < LONGEST || chosen.includes(value));
    const folds = (event) => this.folded[event.target.open ? "delete" : "add"](facet);
    return h(
      "details",
      { open: !this.folded.has(facet), "aria-label": named, on: { toggle: folds } },
      h("summary", {}, named),
      shown.map(([value, count]) =>
        h(
          "label",
          {},
          h("input", {
            type: "checkbox",
            checked: chosen.includes(value),
            "data-facet": facet,
            "data-key": `${facet} ${value}`,
            value,
            on: { change: () => this.toggle(facet, value) },
          }),
          " ",
          words.name(this.name(facet, value)),
          h("span", { class: "quiet" }, ` ${words.count(count)}`),
        ),
      ),
      values.length > shown.length || all
        ? h(
            "button",
            {
              type: "button",
              class: "plain",
              "data-key": `more ${facet}`,
              on: { click: () => this.unfold(facet) },
            },
            all ? words.say("fewer") : words.say("more", { n: values.length - shown.length }),
          )
        : null,
      values.length ? null : h("p", { class: "quiet" }, words.say("nothing_to_tick")),
    );
  }

  toggle(facet, value) {
    const { store } = this.app,
      now = store.state.filters,
      chosen = now[facet];
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    store.set({ filters: { ...now, [facet]: next } });
  }

  /** Show all values of a facet and go to the first that is new, or show the first few again. */
  unfold(facet) {
    const held = () => [...this.element.querySelectorAll(`input[data-facet="${facet}"]`)],
      before = new Set(held().map((one) => one.value));
    if (!this.open.delete(facet)) this.open.add(facet);
    keepingFocus(() => this.show());
    held()
      .find((one) => !before.has(one.value))
      ?.focus();
  }

  showChips() {
    const { app } = this,
      { words, store, telling } = app,
      { filters, hidden, pins, depth, sel, dated } = store.state;
    const chip = (key, text, off) =>
      h(
        "button",
        { type: "button", class: "chip", "data-key": key, title: words.say("take_away"), on: { click: off } },
        text,
        h("span", { "aria-hidden": "true" }, " ×"),
      );
    const parts = FACETS.flatMap((facet) =>
      filters[facet].map((value) =>
        chip(`${facet} ${value}`, [`${words.say(`facet_${facet}`)}: `, words.name(this.name(facet, value))], () =>
          this.toggle(facet, value),
        ),
      ),
    );
    if (dated) parts.push(chip("dated", words.say("without_undated"), () => store.set({ dated: false })));
    if (hidden.length)
      parts.push(chip("hidden", words.say("hidden_n", { n: hidden.length }), () => store.set({ hidden: [] })));
    const pinned = Object.keys(pins).length;
    if (pinned) parts.push(chip("pinned", words.say("pinned_n", { n: pinned }), () => store.set({ pins: {} })));
    if (depth && sel?.kind === "node")
      parts.push(
        chip("near", words.say("near_n", { n: depth, who: telling.termText(sel.node) }), () => store.set({ depth: 0 })),
      );
    fill(this.chips, parts);
  }
}
