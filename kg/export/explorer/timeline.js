// The timeline: how many statements each year holds, marks of what is chosen, a window to drag, and what has no date.

import { d3 } from "./vendor/d3.js";
import { byId, everyFrame, fill, h, svg } from "./dom.js";
import { Range } from "./range.js";
import { windowText } from "./slices.js";

const DAY = 86400000,
  HEIGHT = 88,
  LEFT = 14,
  RIGHT = 14,
  TOP = 8,
  FOOT = 26;

export class Timeline {
  constructor(app) {
    this.app = app;
    this.stage = byId("ribbon");
    this.status = byId("slices");
    this.drawing = svg("svg", { height: HEIGHT, "aria-hidden": "true" });
    [this.area, this.marks, this.axis, this.brushing] = ["density", "events", "axis", "brush"].map((name) =>
      svg("g", { class: name }),
    );
    this.drawing.append(this.area, this.marks, this.axis, this.brushing);
    this.stage.append(this.drawing);
    this.span = this.extent();
    this.range = new Range(app, this.span);
    this.brush = d3
      .brushX()
      .on("end", (event) => this.brushed(event))
      .on("brush", (event) => this.preview(event));
    byId("ribbon-toggle").addEventListener("click", (event) => {
      const open = this.stage.parentElement.classList.toggle("open");
      event.currentTarget.setAttribute("aria-expanded", String(open));
    });
    byId("dated").addEventListener("change", (event) => app.store.set({ dated: event.target.checked }));
    const frame = everyFrame(() => this.resize());
    new ResizeObserver(frame).observe(this.stage);
  }

  /** The years shown: from the first that a statement begins in to the last, in whole decades; null without dates. */
  extent() {
    const { data } = this.app.model;
    const days = data.times
      .flat()
      .filter((day) => day !== null && day > -400000 && day < 400000)
      .sort((a, b) => a - b);
    if (!days.length) return null;
    const year = (day) => new Date(day * DAY).getUTCFullYear();
    const low = Math.min(1900, Math.floor(year(days[Math.floor(days.length * 0.002)]) / 10) * 10),
      high = Math.max(2026, year(days[days.length - 1]) + 1);
    return [Date.UTC(low, 0, 1) / DAY, Date.UTC(Math.min(high, 2100), 11, 31) / DAY];
  }

  resize() {
    const width = Math.max(120, this.stage.clientWidth);
    if (this.width === width) return;
    this.width = width;
    this.drawing.setAttribute("width", width);
    this.drawing.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    if (!this.span) return;
    this.scale = d3
      .scaleUtc()
      .domain(this.span.map((day) => new Date(day * DAY)))
      .range([LEFT, width - RIGHT]);
    const ticks = d3
      .axisBottom(this.scale)
      .ticks(Math.max(3, Math.floor(width / 80)))
      .tickSizeOuter(0)
      .tickFormat((date) => String(date.getUTCFullYear()));
    this.axis.setAttribute("transform", `translate(0 ${HEIGHT - FOOT})`);
    d3.select(this.axis).call(ticks);
    this.brush.extent([
      [LEFT, TOP],
      [width - RIGHT, HEIGHT - FOOT],
    ]);
    this.show();
  }

  x(day) {
    return this.scale(new Date(day * DAY));
  }

  show() {
    const { words, visible, store } = this.app,
      { time } = store.state,
      [sure, possible, undated, out] = visible.counts;
    fill(
      this.status,
      time
        ? [
            h("b", {}, windowText(time)),
            ` · ${words.say("slice_counts", { a: sure, b: possible, c: undated, d: out })}`,
          ]
        : words.say(this.span ? "all_counts" : "no_dates", { n: sure + possible + (store.state.dated ? 0 : undated), c: undated }),
      store.state.sel && this.span ? ` · ${words.say("not_only_chosen")}` : "",
    );
    this.range.show();
    byId("undated").textContent = words.say("undated_strip", { n: undated });
    byId("dated").checked = store.state.dated;
    if (!this.scale) return;
    this.density();
    this.events();
    this.quiet = true;
    d3.select(this.brushing)
      .call(this.brush)
      .call(
        this.brush.move,
        time ? time.map((day, end) => this.x(Math.min(this.span[1], Math.max(this.span[0], day + end)))) : null,
      );
    this.quiet = false;
    for (const part of this.brushing.querySelectorAll("[tabindex]")) part.removeAttribute("tabindex");
  }

  /** The ribbon: each dated statement that passes adds one, shared out over the years it may have begun in. */
  density() {
    const { model, visible } = this.app,
      [first, last] = this.span,
      bins = Math.max(40, Math.min(260, Math.floor((this.width - LEFT - RIGHT) / 4)));
    const heights = new Float32Array(bins),
      size = (last - first) / bins;
    for (let one = 0; one < model.count; one += 1) {
      const time = visible.passes[one] ? model.time(one) : null;
      if (!time) continue;
      const low = Math.max(0, Math.floor(((time[0] ?? time[1]) - first) / size)),
        high = Math.min(bins - 1, Math.floor((time[1] - first) / size));
      for (let bin = low; bin <= high; bin += 1) heights[bin] += 1 / (high - low + 1);
    }
    const most = Math.max(1, ...heights),
      foot = HEIGHT - FOOT,
      room = foot - TOP - 14,
      at = (bin) => LEFT + (bin * (this.width - LEFT - RIGHT)) / bins;
    let path = `M${LEFT} ${foot}`;
    heights.forEach((count, bin) => {
      path += `L${at(bin).toFixed(1)} ${(foot - room * Math.sqrt(count / most)).toFixed(1)}H${at(bin + 1).toFixed(1)}`;
    });
    fill(this.area, svg("path", { d: `${path}V${foot}z` }));
  }

  /** Marks of the selection's dated statements: a tick for a day, a bar for a stretch. */
  events() {
    const { model, visible } = this.app,
      seen = new Set(),
      parts = [];
    for (const one of visible.statements.slice(0, 2000)) {
      const time = model.time(one);
      if (!time || seen.has(model.st.time[one])) continue;
      seen.add(model.st.time[one]);
      const low = this.x(Math.max(this.span[0], time[0] ?? time[1])),
        high = this.x(Math.min(this.span[1], time[3] ?? time[2]));
      if (high >= LEFT && low <= this.width - RIGHT)
        parts.push(
          svg("rect", { x: low.toFixed(1), y: TOP, width: Math.max(2, high - low).toFixed(1), height: 9, rx: 1 }),
        );
    }
    fill(this.marks, parts);
  }

  window([left, right]) {
    const day = (x) => Math.round(this.scale.invert(x).getTime() / DAY),
      years = (this.span[1] - this.span[0]) / 365 > 8;
    const [first, last] = [day(left), day(right)];
    if (!years) return [first, last];
    const year = (at, by) => new Date((at + by) * DAY).getUTCFullYear();
    const begin = year(first, 182),
      end = Math.max(begin, year(last, -183)); // whole years: a hand is no finer
    return [Date.UTC(begin, 0, 1) / DAY, Date.UTC(end, 11, 31) / DAY];
  }

  preview({ selection, sourceEvent }) {
    if (this.quiet || !sourceEvent || !selection) return;
    this.status.textContent = windowText(this.window(selection));
  }

  brushed({ selection, sourceEvent }) {
    if (this.quiet || !sourceEvent) return;
    this.range.choose(selection ? this.window(selection) : null);
    if (!selection) this.show();
  }
}
