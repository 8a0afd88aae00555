// Where a reader is in the reading pane: scrolled to, with these lists and receipts open, on this link.

import { goBackTo, keepingFocus, placeOfFocus } from "./focus.js";

/** The reader's spot; `focus` is nothing where the reader is elsewhere. */
export function spotOf(pane) {
  const focus = placeOfFocus();
  return { place: pane.place(), opened: pane.lists.opened, focus: focus?.part === "pane" ? focus : null };
}

/** Bring the reader back to a spot in a pane that shows the same view again. */
export function spotIn(pane, { place, opened, focus }) {
  const { element } = pane,
    free = [document.body, element].includes(document.activeElement) || element.contains(document.activeElement);
  pane.lists.opened = opened;
  keepingFocus(() => pane.show()); // the same view again, its lists as long as they were
  pane.restore(place);
  if (free && focus) goBackTo(focus);
  element.scrollTop = place.top;
}
