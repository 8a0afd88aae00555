// Making elements: every text that comes from data becomes a text node, every address is checked once more.

/** An element with attributes and children. `on` holds listeners; `href` passes only http and https, and views of this page. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === "href")
      element.setAttribute("href", isLink(value) || /^#[\w=:/.,&%-]*$/.test(value) ? value : "#");
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** An element of SVG. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

export const isLink = (address) => /^https?:\/\/[^\s\\]+$/.test(address);

/** A link a reader may follow: it opens apart, tells nobody where the reader came from, and shows its host. */
export function link(address, text) {
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

export const byId = (id) => document.getElementById(id);

/** Put children in the place of what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** Calls `work` once per frame however often it is asked for. */
export function everyFrame(work) {
  let asked = 0;
  const done = () => {
    asked = 0;
    work();
  };
  return () => {
    asked ||= requestAnimationFrame(done);
  };
}

/** Calls `work` when a frame with what has been drawn so far is on the screen. */
export const onScreen = (work) => requestAnimationFrame(() => setTimeout(work));

/** Calls `work` once things have been quiet for `wait` milliseconds. */
export function whenQuiet(work, wait) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, wait);
  };
}
