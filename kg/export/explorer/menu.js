// The menu of what can be taken along: it closes by itself, as menus do.

import { byId } from "./dom.js";

export function listen() {
  const menu = byId("export");
  const close = () => {
    menu.open = false;
  };
  menu.addEventListener("click", (event) => {
    if (event.target.closest(".menu button")) close();
  });
  document.addEventListener(
    "pointerdown",
    (event) => {
      if (!menu.contains(event.target)) close();
    },
    { capture: true },
  );
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !menu.open || document.querySelector("dialog[open]")) return;
      close();
      menu.querySelector("summary").focus();
      event.stopPropagation(); // this key closed the menu, and nothing else
    },
    { capture: true },
  );
}
