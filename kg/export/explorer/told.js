// A word to the reader that stands on the screen for a while: what was copied or saved, what cannot be done.

import { h, whenQuiet } from "./dom.js";

const STAYS = 5000; // milliseconds

const line = h("p", { id: "told", popover: "manual", "aria-hidden": "true" }); // #status tells it to those who do not see
const away = whenQuiet(() => line.hidePopover?.(), STAYS);

/** Show a word above everything, dialogs too; it covers little, takes no click, and goes by itself. */
export function show(text) {
  line.textContent = text;
  if (!line.showPopover) return; // a browser of early 2023: the word is told by #status alone
  if (!line.isConnected) document.body.append(line);
  line.hidePopover(); // the last one opened lies above
  line.showPopover();
  away();
}
