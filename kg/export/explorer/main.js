// Open the atlas: unpack its data and show it. Whatever goes wrong is said in words.

import { App } from "./app.js";
import { unpack } from "./unpack.js";

async function open() {
  const notice = document.getElementById("notice");
  try {
    if (typeof DecompressionStream === "undefined") throw new Error("this browser cannot unpack the data; a browser of 2023 or later can");
    const app = new App(await unpack(document.getElementById("data").textContent));
    Object.defineProperty(window, "karmen", { value: app });
  } catch (error) {
    notice.hidden = false;
    notice.textContent = `${notice.dataset.broken} (${error.message})`;
    throw error;
  }
}

open();
