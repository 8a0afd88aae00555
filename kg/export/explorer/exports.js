// Taking the view away: a picture, a drawing, rows, a graph, a text with footnotes. All of it is made in the page.

import { byId, h, isLink } from "./dom.js";
import { csv } from "./rows.js";
import { standing } from "./standing.js";
import { drawing } from "./vector.js";

const XML_UNFIT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** The last part of an address, as a reader of files knows it. */
function fileName(address) {
  const name = address.slice(address.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

export class Exports {
  constructor(app) {
    this.app = app;
    [this.here] = location.href.split("#"); // where the page lies
  }

  save(name, type, content) {
    const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const anchor = h("a", { download: name, hidden: true });
    anchor.setAttribute("href", address);
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    this.app.tell(this.app.words.say("saved", { name }));
  }

  /** The statements of the view: of the selection, or all that are shown. */
  get statements() {
    return this.app.table.statements();
  }

  png() {
    const { room } = this.app.network,
      canvas = document.createElement("canvas"),
      context = canvas.getContext("2d");
    [canvas.width, canvas.height] = [room.width * 2, room.height * 2];
    context.scale(2, 2);
    this.app.paintInto(context);
    canvas.toBlob((blob) => this.save("karmen.png", "image/png", blob), "image/png");
  }

  svg() {
    this.save("karmen.svg", "image/svg+xml", new XMLSerializer().serializeToString(drawing(this.app)));
  }

  csv(statements = this.statements) {
    this.save("karmen.csv", "text/csv", csv(this.app, statements));
  }

  graphml() {
    const { model, telling, visible, words } = this.app,
      space = "http://graphml.graphdrawing.org/xmlns",
      made = document.implementation.createDocument(space, "graphml");
    const add = (parent, tag, attributes, text) => {
      const element = made.createElementNS(space, tag);
      for (const [key, value] of Object.entries(attributes))
        element.setAttribute(key, String(value).replace(XML_UNFIT, ""));
      if (text !== undefined) element.textContent = String(text).replace(XML_UNFIT, "");
      parent.append(element);
      return element;
    };
    for (const [target, names] of [
      ["node", ["label", "class", "kind", "side"]],
      ["edge", ["property", "label", "mode", "certainty", "disputed", "slice", "count", "statements"]],
    ]) {
      for (const name of names)
        add(made.documentElement, "key", {
          id: `${target}-${name}`,
          for: target,
          "attr.name": name,
          "attr.type": "string",
        });
    }
    const graph = add(made.documentElement, "graph", { id: "karmen", edgedefault: "directed" });
    for (let node = 0; node < model.size; node += 1) {
      if (visible.shown[node] !== 2) continue; // ghosts are not of the view
      const element = add(graph, "node", { id: model.nodes.id[node] });
      const fields = {
        label: telling.termText(node),
        class: model.data.classes[model.nodes.class[node]][0],
        kind: model.kindName(node),
        side: model.data.look.sides[model.nodes.side[node]][0],
      };
      for (const [key, value] of Object.entries(fields)) add(element, "data", { key: `node-${key}` }, value);
    }
    const { from, to, property } = model.ties;
    for (let tie = 0; tie < model.tieCount; tie += 1) {
      if (!visible.tieShown(tie)) continue;
      const element = add(graph, "edge", { source: model.nodes.id[from[tie]], target: model.nodes.id[to[tie]] }),
        look = visible.look(tie),
        held = [...model.byTie(tie)].filter((one) => visible.shows(one));
      const fields = {
        property: model.data.properties[property[tie]][0],
        label: telling.propertyName(property[tie])[0],
        ...look,
        slice: ["in", "possible", "undated"][visible.tieState[tie]],
        count: held.length,
        statements: held.map((one) => model.st.id[one]).join(" "),
      };
      for (const [key, value] of Object.entries(fields)) add(element, "data", { key: `edge-${key}` }, value);
    }
    this.save(
      "karmen.graphml",
      "application/xml",
      `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(made)}`,
    );
    return words;
  }

  /** One statement's footnote as text. */
  footnote(one) {
    const { telling, model, words } = this.app,
      { st, data } = model,
      document = model.documents.get(st.source[one]);
    const voices = data.voices[st.voices[one]].map((node) => telling.termText(node)).join(", "),
      told = standing(this.app, one, { dated: true }).map(([, text]) => text);
    const places = (st.place[one] || "document")
      .split(", ")
      .map((place) => words.place(place))
      .join("; ");
    return [
      telling.termText(st.source[one]),
      document?.publisher >= 0 ? telling.termText(document.publisher) : "",
      telling.published(st.source[one]) || words.say("undated"),
      places,
      `${words.say("voice")}: ${voices}`,
      told.join(", "),
      st.note[one] ? `${words.say("note")}: ${st.note[one].replace(/\.$/, "")}` : "",
      document?.href || "",
      `st:${st.id[one]}`,
    ]
      .filter(Boolean)
      .join(". ");
  }

  /** The atlas by its title, build and day; `short` cuts the build as the head of the page does. */
  edition(short = false) {
    const { model, words } = this.app,
      { title, build, day } = model.data;
    return [
      title || words.say("atlas_title"),
      build && `${words.say("build")} ${short ? build.slice(0, 12) : build}`,
      day,
    ]
      .filter(Boolean)
      .join(". ");
  }

  /** What the view is of, as the reading pane calls it; empty where nothing is selected. */
  get heading() {
    return (this.app.store.state.sel && byId("pane").querySelector("h2")?.textContent) || "";
  }

  /** Where the view is: on the web its whole address; a file is named without its folders, which others do not have. */
  get where() {
    const address = this.app.address();
    return (isLink(this.here) ? this.here : fileName(this.here)) + (address && `#${address}`);
  }

  /** The view's address to pass on. That of a file says which file of which build it is, and what is seen there. */
  link() {
    const { where } = this;
    return isLink(where) ? where : [this.heading, this.edition(true), where].filter(Boolean).join("\n");
  }

  /** The statements of the view in order of time, those without a date last. */
  get inTime() {
    const { model } = this.app,
      start = (one) => model.time(one)?.[0] ?? model.time(one)?.[1] ?? Infinity,
      starts = new Map(this.statements.map((one) => [one, start(one)]));
    return [...starts.keys()].sort((a, b) => starts.get(a) - starts.get(b) || a - b);
  }

  /** The view as a text with numbered footnotes, the build it was drawn from, and the address that restores it. */
  citation() {
    const { telling, words } = this.app,
      held = this.inTime,
      statements = held.slice(0, 500);
    const doubts = (one) => standing(this.app, one).map(([, text]) => text),
      line = (one, at) => `${telling.text(one)} [${at + 1}] ${doubts(one).join(", ")}`.trim();
    const lines = statements.map(line),
      notes = statements.map((one, at) => `[${at + 1}] ${this.footnote(one)}`);
    const left = held.length - statements.length;
    return [
      ...[this.edition(), this.heading, this.where].filter(Boolean),
      "",
      ...lines,
      ...(left > 0 ? [words.say("more", { n: left })] : []),
      "",
      ...notes,
    ].join("\n");
  }
}
