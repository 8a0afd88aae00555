// What became of plans, at the head of a view: the state, what is told as done, who says so, and the receipt of that.

import { h } from "./dom.js";

/** The outcomes of the plans among some statements, as they count on the chosen day; null where none has one. */
export function outcomes(app, pane, statements) {
  const { promises, visible, words } = app,
    states = new Map();
  for (const one of statements) {
    const promise = promises.of(one);
    if (!promise || promise.telling < 0 || !visible.shows(promise.telling)) continue;
    if (!states.has(promise.telling)) states.set(promise.telling, new Set());
    states.get(promise.telling).add(promise.state);
  }
  if (!states.size) return null;
  return h(
    "section",
    { class: "outcomes" },
    h("h3", {}, words.say("outcomes")),
    pane.list([...states.keys()], { words: (same) => told(app, same, states) }),
  );
}

/** “kept: … · says …”; whose voice it is stands among the marks where it is not the publisher's. */
function told({ words, telling, model }, same, states) {
  const [one] = same,
    found = new Set(same.flatMap((each) => [...states.get(each)])),
    voiced = telling.marks(one).some(([kind]) => kind === "voice");
  const voices = model.data.voices[model.st.voices[one]];
  return [
    [...found].map((state, at) => [at ? ", " : "", h("b", {}, words.say(`promise_${state}`))]),
    ": ",
    telling.sentence(one),
    voiced || !voices.length
      ? []
      : [" · ", words.say("says"), " ", voices.map((node, at) => [at ? ", " : "", telling.entity(node)])],
  ];
}
