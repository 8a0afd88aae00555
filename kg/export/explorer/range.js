// Choosing a range of time: its two ends typed, or the range travelling by itself.

import { byId } from "./dom.js";
import { dateOf, dayOf, windowOf } from "./slices.js";

const STEP = 900; // milliseconds between two steps of the play button

export class Range {
  constructor(app, span) {
    this.app = app;
    this.span = span; // first and last day of the timeline, null without dates
    this.playing = 0;
    this.fields = ["time-from", "time-until"].map(byId);
    for (const field of this.fields) {
      for (const event of ["change", "focusout"]) field.addEventListener(event, () => setTimeout(() => this.left()));
      field.addEventListener("input", () => this.stop());
      field.addEventListener("keydown", (event) => {
        if (event.key === "Enter") this.typed();
      });
    }
    byId("play").addEventListener("click", () => (this.playing ? this.pause() : this.play()));
    byId("all-time").addEventListener("click", () => this.choose(null));
    byId("read-range").addEventListener("click", () => app.choose({ kind: "time" }));
  }

  show() {
    const { time } = this.app.store.state;
    this.fields.forEach((field, end) => {
      field.value = time ? dateOf(time[end]) : "";
      field.placeholder = this.app.words.say("a_year");
      field.removeAttribute("aria-invalid");
    });
    byId("play").disabled = !this.span;
    byId("read-range").hidden = !time;
  }

  /** Go to a range, or with null to all time. Its statements are read where nothing else is chosen. */
  choose(time, how) {
    const { store } = this.app,
      { sel } = store.state;
    if (sel && sel.kind !== "time") store.set({ time }, how);
    else store.set({ time, sel: time && (sel || { kind: "time" }) }, how);
  }

  /** Judge what was typed once the reader has left both fields: until then the other one may still be to come. */
  left() {
    if (this.fields.includes(document.activeElement)) return;
    if (this.texts().some((text, end) => text !== this.shown(end))) this.typed();
  }

  texts() {
    return this.fields.map((field) => field.value.trim());
  }

  shown(end) {
    const { time } = this.app.store.state;
    return time ? dateOf(time[end]) : "";
  }

  typed() {
    const texts = this.texts(),
      [first, last] = texts.map((text, end) => text || dateOf(this.span?.[end] ?? 0)),
      window = texts.some(Boolean) ? windowOf(`${first}..${last}`) : null;
    if (window || !texts.some(Boolean)) {
      this.choose(window);
      this.app.timeline.show();
      return;
    }
    const wrong = this.wrong(texts);
    this.fields.forEach((field, end) => field.setAttribute("aria-invalid", String(wrong.includes(end))));
    byId("slices").textContent = this.app.words.say("no_date");
  }

  /** Which of the two fields are wrong: those that hold no date, or else the one whose change put the later first. */
  wrong(texts) {
    const unread = [0, 1].filter((end) => texts[end] && Number.isNaN(dayOf(texts[end])));
    return unread.length ? unread : [texts[1] === this.shown(1) ? 0 : 1];
  }

  /** Let the window travel, a third of its width at a time, until the end of time or the reader's next touch. */
  play() {
    const { store } = this.app,
      { time } = store.state;
    let [first, last] = time && time[1] < this.span[1] - 30 ? time : [this.span[0], this.span[0] + 3652],
      quiet = false; // the first step that changes anything is an entry of its own: the reader's range is one undo away
    const step = () => {
      const next = [Math.round(first), Math.round(last)];
      if (String(next) !== String(store.state.time)) {
        store.set({ time: next }, { quiet, from: "play" });
        quiet = true;
      }
      const by = Math.max(31, (last - first) / 3);
      [first, last] = [first + by, last + by];
      this.playing = setTimeout(last > this.span[1] + by ? () => this.pause() : step, STEP);
    };
    step();
    this.button();
  }

  /** Stand still at the range that was come to, and read it. */
  pause() {
    this.stop();
    this.choose(this.app.store.state.time, { quiet: true });
  }

  stop() {
    if (!this.playing) return;
    clearTimeout(this.playing);
    this.playing = 0;
    this.button();
  }

  button() {
    const button = byId("play");
    button.classList.toggle("playing", Boolean(this.playing));
    button.dataset.wa = this.playing ? "pause" : "play";
    button.title = this.app.words.say(button.dataset.wa);
    button.setAttribute("aria-label", button.title);
  }
}
