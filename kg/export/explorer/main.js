// Open the atlas: draw the network, then unpack the data and make it readable. Whatever goes wrong is said in words.

import { App } from "./app.js";
import { unpack } from "./unpack.js";

const text = (id) => document.getElementById(id).textContent;

/** Resolves when a frame is on the screen. */
const frame = () =>
  new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
  });

/** Resolves when the rest of the page has been read. */
const whole = () =>
  new Promise((done) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", done, { once: true });
    else done();
  });

async function open() {
  try {
    if (typeof DecompressionStream === "undefined")
      throw new Error("this browser cannot unpack the data; a browser of 2023 or later can");
    const app = new App(JSON.parse(text("drawing")));
    await frame();
    performance.mark("shown");
    await whole();
    app.furnish(await unpack(text("data")));
    Object.defineProperty(window, "karmen", { value: app });
  } catch (error) {
    const notice = document.getElementById("notice");
    notice.hidden = false;
    notice.textContent = `${notice.dataset.broken} (${error.message})`;
    throw error;
  }
}

open();
