// How far a misspelt name is from a name: the letters one must put in, leave out or change.

/** How many mistakes a name may hold and still be meant: none in a short one, one in seven letters, two or three in more. */
export function forgiven(name) {
  const letters = [...name].length;
  if (/\p{Script=Han}/u.test(name)) return letters > 2 ? 1 : 0; // a sign is worth several letters
  return letters < 5 ? 0 : letters < 8 ? 1 : letters < 16 ? 2 : 3;
}

/** The distance of two texts if it is `most` or less, else more than that. Looks only where so short a way can lead. */
export function distance(one, other, most) {
  const a = [...one],
    b = [...other],
    beyond = most + 1;
  if (Math.abs(a.length - b.length) > most) return beyond;
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const now = new Array(b.length + 1).fill(beyond),
      last = Math.min(b.length, row + most);
    let least = (now[0] = row);
    for (let at = Math.max(1, row - most); at <= last; at += 1) {
      const same = a[row - 1] === b[at - 1] ? 0 : 1;
      now[at] = Math.min(before[at - 1] + same, before[at] + 1, now[at - 1] + 1);
      least = Math.min(least, now[at]);
    }
    if (least > most) return beyond;
    before = now;
  }
  return Math.min(before[b.length], beyond);
}
