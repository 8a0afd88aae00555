// Where a reader is in the reading pane: scrolled to, with these lists and receipts open, on this link.

const REACHED = "a[href], button, summary, input, select, [tabindex]";

/** The reader's spot; `focus` is which of the things that can be reached, −1 where the reader is elsewhere. */
export function spotOf(pane) {
  const { element } = pane;
  return {
    place: pane.place(),
    lengths: lists(element).map((list) => list.children.length),
    focus: [...element.querySelectorAll(REACHED)].indexOf(document.activeElement),
  };
}

/** Bring the reader back to a spot in a pane that shows the same view again. */
export function spotIn(pane, { place, lengths, focus }) {
  const { element } = pane,
    free = [document.body, element].includes(document.activeElement) || element.contains(document.activeElement);
  lists(element).forEach((list, at) => unroll(list, lengths[at]));
  pane.restore(free ? place : { ...place, focus: "" });
  if (free && focus >= 0) [...element.querySelectorAll(REACHED)][focus]?.focus({ preventScroll: true });
  element.scrollTop = place.top;
}

/** The long lists of the pane, without those inside receipts. */
const lists = (element) => [...element.querySelectorAll("ul.statements")].filter((list) => !list.closest(".statement"));

function unroll(list, length) {
  for (let more; list.children.length < length; more.click()) {
    more = list.querySelector(":scope > li:not(.statement) > button");
    if (!more) return;
  }
}
