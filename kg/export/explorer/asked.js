// "Ask it yourself": for each view the command and the query that give the same from the built graph.

import { fill, h } from "./dom.js";
import { isParticular } from "./paths.js";
import { report } from "./report.js";
import { dateOf, windowText } from "./slices.js";
import { filterLines, groupLines, partLines, selectionLines, statementsQuery, tiesQuery } from "./sparql.js";
import { stopOf } from "./tour.js";

const NOT_AS_OF = /^kg voices /; // what cannot be asked as of a date

/** A word of a command as a shell reads it. */
const quoted = (word) => (/^[\w/.:=-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`);

export class Asked {
  constructor(app) {
    this.app = app;
  }

  /** Everything that can be asked of the view: {title, text} to copy, {note} to know. */
  entries() {
    const { state } = this.app.store;
    return [
      ...this.made(),
      ...this.commands(state),
      ...this.queries(state),
      ...(state.hidden.length || state.depth ? [this.note("ask_drawing")] : []),
    ];
  }

  note(key, fields) {
    return { note: this.app.words.say(key, fields) };
  }

  /** A command with a title; as of the day of the atlas where it has one. */
  command(key, ...words) {
    const day = this.app.model.data.asOf;
    return { title: this.app.words.say(key), text: [...words.map(quoted), ...(day ? ["--as-of", day] : [])].join(" ") };
  }

  /** How a part of the graph became an atlas. */
  made() {
    const { made } = this.app.model.data;
    if (!made) return [];
    const words = [made[0], ...made[1].flatMap(([name, value]) => [`--${name}`, value])];
    return [
      this.command("ask_made", "kg", "explore", ...words, "-o", "atlas.html"),
      this.command("ask_question", "kg", "ask", ...words),
    ];
  }

  commands(state) {
    const found = [...this.selected(state)],
      { made } = this.app.model.data,
      timed = state.time && state.sel && state.sel.kind !== "time",
      stands = found.length > 0 && state.sel?.kind !== "statement";
    return [
      ...found,
      ...(stands && (this.app.visible.filtered || timed || state.dated) ? [this.note("ask_unfiltered")] : []),
      ...(stands && made ? [this.note("ask_whole")] : []),
      ...(state.day === null && !state.filters.promise.length ? [] : [this.command("ask_promises", "kg", "promises", "--at", dateOf(this.app.visible.day))]),
    ];
  }

  *selected({ sel, time }) {
    const { model } = this.app,
      id = (node) => model.nodes.id[node];
    switch (sel?.kind) {
      case "node":
      case "source":
      case "place":
        yield this.command("ask_show", "kg", "show", id(sel.node));
        break;
      case "path": {
        const ties = (this.app.visible.path || []).flatMap((hop) => hop.ties);
        const wide = !ties.length || ties.some((tie) => !isParticular(model, tie, sel.from, sel.to));
        const more = wide ? ["--claims", "--places"] : [];
        yield this.command("ask_path", "kg", "path", id(sel.from), id(sel.to), "--count", String((sel.nth ?? 0) + 1), ...more);
        break;
      }
      case "statement":
        yield this.command("ask_one", "kg", "sparql", `DESCRIBE st:${model.st.id[sel.statement]}`);
        break;
      case "tour":
        for (const line of stopOf(model, sel.stop).commands || [])
          yield model.data.asOf && NOT_AS_OF.test(line)
            ? this.note("ask_not_then")
            : this.command("ask_stop", ...line.split(" "));
        break;
      case undefined:
      case "time":
        if (time) yield this.command("ask_window", "kg", "slices", "--during", windowText(time));
    }
  }

  /** Queries that say exactly what the page counts; where none can, that is said. */
  queries(state) {
    const { model, visible, words, table } = this.app,
      { sel } = state,
      part = partLines(model);
    if (sel?.kind === "path") return [];
    if (!part || (model.data.made && state.filters.topic.length)) return [this.note("ask_not_part")];
    const filters = filterLines(state, { dated: sel?.kind === "time" });
    if (!filters) return [this.note("ask_worked_out")];
    const lines = [...part, ...filters];
    const statements = (key, fields, more) => ({
      title: words.say(key, fields),
      text: statementsQuery([...more, ...lines]),
    });
    if (sel?.kind === "tour") return this.groups(sel.stop, statements);
    const chosen = selectionLines(sel, model);
    const all = statements("ask_statements", { n: table.statements().length }, chosen);
    if (sel) return [all];
    const ties = visible.tieCounts[0] + visible.tieCounts[1] + visible.tieCounts[2];
    return [{ title: words.say("ask_ties", { n: ties }), text: tiesQuery(lines, state) }, all];
  }

  groups(key, statements) {
    const { model, visible, words } = this.app,
      { groups } = stopOf(model, key);
    return report(model, key).flatMap(({ title, statements: held }, at) => {
      if (groups[at].found) return []; // its command asks the very question
      const lines = groupLines(groups[at], model),
        fields = { title: words.say(title), n: held.filter((one) => visible.shows(one)).length };
      if (!lines) return this.note("ask_parties", fields);
      return model.data.made && groups[at].actsAt ? this.note("ask_not_part") : statements("ask_group", fields, lines);
    });
  }

  /** The part of the pane that opens on demand; it stays open from view to view. */
  element() {
    const { words } = this.app,
      body = h("div"),
      told = h("p", { class: "quiet" }, words.say("ask_told")),
      write = () =>
        fill(
          body,
          told,
          this.entries().map((one) => this.entry(one)),
        );
    const details = h(
      "details",
      {
        id: "asked",
        open: this.open,
        on: {
          toggle: () => {
            this.open = details.open;
            if (details.open && !body.childNodes.length) write();
          },
        },
      },
      h("summary", { on: { click: () => (this.open = !details.open) } }, words.say("ask_yourself")),
      body,
    );
    if (this.open) write();
    return details;
  }

  entry({ title, text, note }) {
    const { app } = this,
      { words } = app;
    if (note) return h("p", { class: "quiet" }, note);
    return h(
      "div",
      { class: "asked" },
      h(
        "p",
        { class: "head" },
        h("b", {}, title),
        h(
          "button",
          {
            type: "button",
            class: "plain",
            "aria-label": words.say("copy_this", { what: title }),
            on: { click: () => app.copy(text) },
          },
          words.say("copy"),
        ),
      ),
      h("pre", { tabindex: 0, role: "region", "aria-label": title }, h("code", {}, text)),
    );
  }
}
