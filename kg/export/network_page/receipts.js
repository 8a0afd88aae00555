// Part of the network page: all parts run as one script in one scope, in the order kg/export/network_assets.py gives.

// ---- receipts: what holds an edge --------------------------------------------------------------------
const listed = (numbers) => numbers.flatMap((number, at) => (at ? [", ", named(number)] : [named(number)]));
function link(href, host) { // a second look at what the writer of the page has checked already
  const url = URL.canParse(href) ? new URL(href) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return host;
  const anchor = make("a", "", host);
  anchor.href = url.href;
  anchor.rel = "noopener noreferrer";
  anchor.target = "_blank";
  return anchor;
}
function parts([, way, voice, paper, when, place, statement, note]) {
  const [name, date, href, host, refused] = data.documents[paper];
  const where = make("p", "place", placed(place));
  where.dataset.p = place;
  const ids = make("p", "ids", make("code", "", statement));
  if (href) ids.append(" ", link(href, host));
  if (refused !== null) ids.append(" ", named(refused));
  const source = [named(name), ...(date ? [" · ", make("time", "", date)] : []), where, ids];
  if (note) {
    source.push(make("p", "note", make("bdi", "", note)));
    source[source.length - 1].lang = "en";
  }
  return {
    when: when ? make("bdi", "", when) : named(data.say.undated),
    how: listed(data.ways[way]), voice: listed(data.voices[voice]), source,
  };
}
function receipt(fields, brief) {
  const { when, how, voice, source } = parts(fields);
  const item = make("article", "receipt", make("p", "meta", when, " · ", ...how));
  if (voice.length) item.append(make("p", "voice", make("span", "label", named(data.say.voice), ": "), ...voice));
  item.append(make("div", "source", ...source.filter((part) => !brief || part.className !== "ids")));
  return item;
}
const table = byId("table");
function fillTable() { // once, when it is first opened or printed
  const body = table.querySelector("tbody");
  if (body.rows.length) return;
  const cell = (...children) => make("td", "", ...children);
  body.append(...data.edges.flatMap((edge, e) => receipts[e].map((fields) => {
    const { when, how, voice, source } = parts(fields);
    return make("tr", "", cell(named(data.nodes[edge.from].label)), cell(named(edge.label)),
      cell(named(data.nodes[edge.to].label)), cell(when), cell(...how), cell(...voice), cell(...source));
  })));
}
table.addEventListener("toggle", fillTable);
function sentence(tag, e, button) {
  const edge = data.edges[e];
  const end = (n) => {
    if (!button) return make("b", "", named(data.nodes[n].label));
    const link = make("button", "", named(data.nodes[n].label));
    link.type = "button";
    link.dataset.node = n;
    return link;
  };
  const line = make(tag, "tie", end(edge.from), " ");
  const { mark, disputed } = data.styles[edge.style];
  if (mark) line.append(make("span", disputed ? "mark dispute" : "mark", mark), " ");
  line.append(named(edge.label), " ", end(edge.to));
  return line;
}
function count(key, n) {
  return fill(key, { n });
}
function show() {
  const close = make("button", "close scripted", "×");
  close.type = "button";
  close.dataset.do = "close";
  close.dataset.ta = data.say.close;
  close.setAttribute("aria-label", own("close"));
  pane.classList.toggle("chosen", Boolean(chosen));
  if (!chosen) {
    pane.replaceChildren(make("h2", "", named(data.say.reading)), make("p", "hint", named(data.say.hint)));
  } else if (chosen.edge !== undefined) {
    const e = chosen.edge;
    pane.replaceChildren(close, sentence("h3", e, true),
      ...receipts[e].map((fields) => receipt(fields, false)));
  } else {
    const node = data.nodes[chosen.node], row = data.texts[node.label];
    const others = make("p", "also");
    data.languages.forEach((code, at) => {
      if (row[at] && row[at] !== text(node.label)) {
        const other = make("bdi", "", row[at]);
        other.lang = code;
        others.append(other);
      }
    });
    pane.replaceChildren(close, make("h3", "", named(node.label)), others,
      make("p", "meta", named(node.cls), " · ", count("of_statements", weight[chosen.node])),
      ...ties[chosen.node].flatMap((e) => [sentence("h4", e, true), ...receipts[e].map((fields) => receipt(fields, false))]));
    if (!ties[chosen.node].length) pane.append(make("p", "hint", named(data.say.no_ties)));
  }
  pane.scrollTop = 0;
  pane.parentElement.scrollTop = 0;
}
function choose(next) {
  chosen = next;
  tip.hidden = true;
  network.unselectAll();
  show();
  repaint();
}
