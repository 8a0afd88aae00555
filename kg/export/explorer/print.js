// Printing: paper is light whatever the screen is, and holds all rows of the table, or says how many are left out.

import { byId } from "./dom.js";

const MOST = 1000; // rows on paper, some forty sheets

export function listen(app) {
  const table = byId("table");
  let top = 0;
  window.addEventListener("beforeprint", () => {
    top = table.scrollTop;
    document.documentElement.dataset.theme = "light";
    app.network.repaint(); // now: no frame comes before the paper
    table.hidden = false;
    app.table.show();
    app.table.unroll(MOST);
  });
  window.addEventListener("afterprint", () => {
    app.theme(app.store.state.theme);
    table.hidden = !app.store.state.table;
    app.table.show();
    table.scrollTop = top;
  });
}
