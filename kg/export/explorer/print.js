// Printing: paper is light whatever the screen is, and holds all rows of the table, or says how many are left out. Where one
// thing is read the network steps back.

import { byId } from "./dom.js";

const MOST = 1000; // rows on paper, some forty sheets
const ONE_THING = ["node", "source", "place", "tie", "statement"]; // what is read of these is in the pane

/** How the network stands on paper: large; small beside one thing that is read; left out where nothing of that is drawn. */
function drawn({ store, visible }) {
  if (!ONE_THING.includes(store.state.sel?.kind)) return "large";
  return [...visible.chosenNodes].some((node) => visible.shown[node]) ? "small" : "none";
}

export function listen(app) {
  const table = byId("table");
  let top = 0;
  window.addEventListener("beforeprint", () => {
    top = table.scrollTop;
    document.documentElement.dataset.theme = "light";
    document.documentElement.dataset.drawn = drawn(app);
    app.network.repaint(); // now: no frame comes before the paper
    table.hidden = app.store.state.sel?.kind === "statement"; // of one statement the receipt says more than its row
    app.table.show();
    if (!table.hidden) app.table.unroll(MOST);
  });
  window.addEventListener("afterprint", () => {
    delete document.documentElement.dataset.drawn;
    app.theme(app.store.state.theme);
    table.hidden = !app.store.state.table;
    app.table.show();
    table.scrollTop = top;
  });
}
