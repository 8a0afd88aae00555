// Time slices that admit ignorance: the same rule as kg/claims/slices.py, and a test compares the counts.

/** The first of these that a statement of a tie is in is what the tie is in. */
export const STATES = ["in", "possible", "undated", "out"];

const DAY = 86400000;

/** The number of a state: 0 in, 1 possible, 2 undated, 3 out. `time` is four days: begun after, by, ended after, by. */
export function stateIn(time, first, last) {
  if (!time) return 2;
  const [begunAfter, begunBy, endedAfter, endedBy] = time;
  if ((endedBy !== null && endedBy < first) || (begunAfter !== null && begunAfter > last)) return 3;
  return begunBy <= last && endedAfter >= first ? 0 : 1;
}

/** A day as a number since 1 January 1970, from `1938`, `1938-09` or `1938-09-12`; of a month or year its first day,
    or its last where `end` is given. NaN for what is no date. */
export function dayOf(text, end = false) {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text.trim());
  if (!parts) return NaN;
  const [year, month, day] = parts.slice(1).map((part) => (part === undefined ? 0 : Number(part)));
  if (year < 1 || month > 12 || day > 31) return NaN;
  const at = new Date(0);
  if (!end || day) at.setUTCFullYear(year, (month || 1) - 1, day || 1);
  else at.setUTCFullYear(year, month || 12, 0);
  const wrong = day && at.getUTCDate() !== day;
  return wrong ? NaN : Math.floor(at.getTime() / DAY);
}

/** A number of days as a date, `1938-09-12`. */
export function dateOf(day) {
  const at = new Date(day * DAY);
  const year = String(at.getUTCFullYear()).padStart(4, "0");
  return `${year}-${String(at.getUTCMonth() + 1).padStart(2, "0")}-${String(at.getUTCDate()).padStart(2, "0")}`;
}

/** A window as its reader would write it: `1950..1959` when it is whole years. */
export function windowText([first, last]) {
  const [a, b] = [dateOf(first), dateOf(last)];
  if (a.endsWith("-01-01") && b.endsWith("-12-31")) {
    return a.slice(0, 4) === b.slice(0, 4) ? a.slice(0, 4) : `${a.slice(0, 4)}..${b.slice(0, 4)}`;
  }
  return a === b ? a : `${a}..${b}`;
}

/** The window that a text means, or null. */
export function windowOf(text) {
  const [start, end] = text.includes("..") ? text.split("..") : [text, text];
  const window = [dayOf(start), dayOf(end, true)];
  return window.some(Number.isNaN) || window[0] > window[1] ? null : window;
}
