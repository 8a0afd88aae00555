// Dates for readers: what stands as EDTF (ISO 8601-2) in the data, in words. A plain day, month or year stays as it is.

const PLAIN = /^\d{4}(-(0\d|1[0-2])(-\d\d)?)?$/;
const DOUBT = { "~": "date_about", "?": "date_perhaps", "%": "date_perhaps_about" };
const SEASONS = { 21: "spring", 22: "summer", 23: "autumn", 24: "winter" };

/** A date in words, by `say`; what is none, or is put in no way known here, stays as it is. */
export function dateWords(text, say) {
  return PLAIN.test(text) ? text : (once(text, say) ?? lasting(text, say) ?? single(text, say) ?? text);
}

/** Some day within bounds: `[a..b]`, `[..b]`, `[a..]`. */
function once(text, say) {
  const [, from, until] = /^\[([^[\].]*)\.\.([^[\].]*)\]$/.exec(text) || [];
  if (from === undefined || !(from || until)) return null;
  if (!from) return say("date_by", { b: dateWords(until, say) });
  if (!until) return say("not_earlier", { day: dateWords(from, say) });
  const key = isYear(from) && isYear(until) ? "date_in_years" : "date_between";
  return say(key, { a: dateWords(from, say), b: dateWords(until, say) });
}

/** All of the time between: `a/b`; an end that is open or unknown is `..` or nothing. */
function lasting(text, say) {
  const ends = text.split("/");
  if (ends.length !== 2) return null;
  const [from, until] = ends.map((end) => (end === ".." ? "" : end));
  if (!from && !until) return null;
  if (!from) return say("date_until", { b: dateWords(until, say) });
  if (!until) return say("date_from", { a: dateWords(from, say) });
  if (isYear(from) && isYear(until)) return `${from}–${until}`;
  return say("date_from_to", { a: dateWords(from, say), b: dateWords(until, say) });
}

/** One date that is doubtful, of which digits are unknown, or that is a season. */
function single(text, say) {
  const doubt = DOUBT[text.at(-1)];
  if (doubt) return say(doubt, { a: dateWords(text.slice(0, -1), say) });
  if (/^\d{3}X$/.test(text)) return say("date_decade", { year: `${text.slice(0, 3)}0` });
  if (/^\d\dXX$/.test(text)) return say("date_in_years", { a: `${text.slice(0, 2)}00`, b: `${text.slice(0, 2)}99` });
  const [, year, season] = /^(\d{4})-(2[1-4])$/.exec(text) || [];
  return season ? say(`date_${SEASONS[season]}`, { year }) : null;
}

const isYear = (text) => /^\d{4}$/.test(text);
