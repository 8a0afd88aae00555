// Names as they are compared: without case and accents, in Latin letters where they are Cyrillic, Chinese in simplified signs.

const LATIN = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  д: "d",
  е: "e",
  ё: "e",
  ж: "zh",
  з: "z",
  и: "i",
  й: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "kh",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ъ: "",
  ы: "y",
  ь: "",
  э: "e",
  ю: "iu",
  я: "ia",
};

/** A text as it is compared. */
export const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();

/** Cyrillic letters in Latin ones. Decomposing takes the breve off й, so Russian text is read before it is folded. */
const latin = (text) => text.toLowerCase().replace(/[а-яё]/g, (letter) => LATIN[letter]);

const SIMPLE = new Map();

/** Learn the traditional Chinese signs of a page's names, each with the simplified one after it. */
export function learn(pairs) {
  const signs = [...pairs];
  for (let at = 0; at < signs.length; at += 2) SIMPLE.set(signs[at], signs[at + 1]);
}

/** Chinese as it is compared: in simplified signs. */
const simple = (text) => text.replace(/\p{Script=Han}/gu, (sign) => SIMPLE.get(sign) ?? sign);

/** How different romanisations write one sound: `j`, `y` and `i`, `x` and `ks`, `w` and `v`, doubled letters. */
const loose = (text) =>
  simple(fold(latin(text)))
    .replace(/['’`ʹʺ]/g, "")
    .replace(/x/g, "ks")
    .replace(/kh/g, "h")
    .replace(/yo|jo/g, "e")
    .replace(/[jy]/g, "i")
    .replace(/ii+/g, "i")
    .replace(/w/g, "v")
    .replace(/ph/g, "f")
    .replace(/([a-z])\1/g, "$1");

const HAN = /\p{Script=Han}/u;

/** The pieces a name is found by: words, and of Chinese each sign and each pair of signs. */
export function tokens(text) {
  const found = [];
  for (const word of loose(text).split(/[^\p{L}\p{N}]+/u)) {
    if (!word) continue;
    if (!HAN.test(word)) {
      found.push(word);
      continue;
    }
    const signs = [...word];
    if (signs.length === 1) found.push(signs[0]);
    for (let at = 0; at + 1 < signs.length; at += 1) found.push(signs[at] + signs[at + 1]);
  }
  return found;
}

const SHORT = 4; // words of a name that is also found written as one

/** The pieces of a name that is to be found: its words, and a short name as one word too: `meilanfang`. */
export function pieces(name) {
  const words = tokens(name);
  return words.length > 1 && words.length <= SHORT && !HAN.test(name) ? [...words, words.join("")] : words;
}

/** The pieces of a romanised name, which others divide otherwise: its words, each with the next, and all as one. */
export function syllables(name) {
  const words = tokens(name);
  if (words.length < 2) return words;
  return [...new Set([...words, ...words.slice(1).map((word, at) => words[at] + word), words.join("")])];
}

const wordsOf = (name) =>
  name
    .normalize("NFC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);

/** A whole name as it is compared: its words as one, however they are divided; `St` is `Saint`. */
export const whole = (name) =>
  loose(
    wordsOf(name)
      .map((word) => (word === "st" ? "saint" : word))
      .join(""),
  );

/** What a person is called for short: the last part of the name, `karmen` or `卡尔曼`. */
export const lastName = (name) => wordsOf(name).at(-1) || "";
