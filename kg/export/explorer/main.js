// Open the atlas: unpack the data and make it readable. Whatever goes wrong is said in words.

import { App } from "./app.js";
import { byId, onScreen } from "./dom.js";
import { unpack } from "./unpack.js";

async function open() {
  try {
    if (typeof DecompressionStream === "undefined")
      throw new Error("this browser cannot unpack the data; a browser of 2023 or later can");
    const app = new App(JSON.parse(byId("drawing").textContent), await unpack(byId("data").textContent));
    Object.defineProperty(window, "karmen", { value: app });
  } catch (error) {
    document.documentElement.className ||= "broken";
    const notice = byId("notice");
    notice.hidden = false;
    notice.textContent = `${notice.dataset.broken} (${error.message})`;
    throw error;
  }
}

onScreen(open);
