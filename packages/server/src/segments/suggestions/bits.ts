/** Which of everybody, a bit each: bit `i % 32` of word `i >> 5` is that of person `i`. All sets of one search are as long. */
export type People = Uint32Array;

/** How many bits of a word are set (Warren, Hacker's Delight, 2nd ed., section 5-1). */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many people are in a set. */
export function sizeOf(people: People): number {
  let size = 0;
  for (const word of people) size += ones(word);
  return size;
}

/** How many are in a group, and how many of them have the outcome. */
export interface Count {
  readonly size: number;
  readonly having: number;
}

/** Of those who are in both sets: how many, and how many of them are in a third. One pass over the three. */
export function countBoth(one: People, other: People, outcome: People): Count {
  let size = 0;
  let having = 0;
  for (let at = 0; at < one.length; at += 1) {
    const word = (one[at] ?? 0) & (other[at] ?? 0);
    if (word === 0) continue;
    size += ones(word);
    having += ones(word & (outcome[at] ?? 0));
  }
  return { size, having };
}

/** Who is in all of the sets; of none, nobody. */
export function inAll([first, ...rest]: readonly People[]): People {
  if (first === undefined) return new Uint32Array();
  const all = first.slice();
  for (const set of rest) for (let at = 0; at < all.length; at += 1) all[at] = (all[at] ?? 0) & (set[at] ?? 0);
  return all;
}

/** Who is in either of two sets. */
export function inEither(one: People, other: People): People {
  return one.map((word, at) => word | (other[at] ?? 0));
}
