/** A set of characters: ascending, separate ranges of code points, both ends included. */
export type CharacterSet = readonly (readonly [first: number, last: number])[];

/** A regular expression without groups to be remembered: only whether it matches is ever asked. */
export type Pattern =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly of: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly of: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly of: Pattern; readonly least: number; readonly most: number | null }
  | { readonly kind: 'assert'; readonly at: Assertion };

/**
 * The beginning or end of the text, or of one of its lines; where a word (ASCII letters, digits, `_`) begins or ends, or
 * where none does.
 */
export type Assertion = 'start' | 'end' | 'lineStart' | 'lineEnd' | 'word' | 'notWord';

export const lastCharacter = 0x10ffff;
/** Repetitions of one part; RE2 allows no more. */
export const mostRepeats = 1_000;
/** Steps of a pattern once its repetitions are written out. */
export const mostSteps = 1_100;
/** Steps of all patterns of a definition: as many as ten of the largest have. */
export const mostStepsInAll = 10 * mostSteps;
/** Groups inside groups. */
export const deepestGroup = 50;

export const digitSet: CharacterSet = [[48, 57]];
export const wordSet: CharacterSet = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
export const spaceSet: CharacterSet = [
  [9, 10],
  [12, 13],
  [32, 32],
];
/** What a dot stands for: everything but the end of a line. */
export const dotSet: CharacterSet = [
  [0, 9],
  [11, lastCharacter],
];

export const everyCharacter: CharacterSet = [[0, lastCharacter]];
export const lineEnd = 10;

/** What stands between `[:` and `:]`: characters of ASCII alone, as in POSIX. */
export const namedSets: Readonly<Record<string, CharacterSet>> = {
  alnum: [
    [48, 57],
    [65, 90],
    [97, 122],
  ],
  alpha: [
    [65, 90],
    [97, 122],
  ],
  ascii: [[0, 127]],
  blank: [
    [9, 9],
    [32, 32],
  ],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  digit: digitSet,
  graph: [[33, 126]],
  lower: [[97, 122]],
  print: [[32, 126]],
  punct: [
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ],
  space: [
    [9, 13],
    [32, 32],
  ],
  upper: [[65, 90]],
  word: wordSet,
  xdigit: [
    [48, 57],
    [65, 70],
    [97, 102],
  ],
};

export function union(ranges: readonly (readonly [number, number])[]): CharacterSet {
  const joined: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const previous = joined.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

export function complement(set: CharacterSet): CharacterSet {
  const ranges: [number, number][] = [];
  let next = 0;
  for (const [first, last] of set) {
    if (first > next) ranges.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= lastCharacter) ranges.push([next, lastCharacter]);
  return ranges;
}

export function holdsCharacter(set: CharacterSet, code: number): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((set[middle]?.[1] ?? code) < code) low = middle + 1;
    else high = middle;
  }
  return (set[low]?.[0] ?? lastCharacter + 1) <= code;
}

/** Steps of the automaton of a pattern, repetitions written out. */
export function stepsOf(pattern: Pattern): number {
  switch (pattern.kind) {
    case 'set':
      return Math.max(1, pattern.set.length);
    case 'assert':
      return 1;
    case 'repeat':
      return 1 + stepsOf(pattern.of) * Math.max(1, pattern.most ?? pattern.least + 1);
    default:
      return pattern.of.reduce((sum, part) => sum + 1 + stepsOf(part), 1);
  }
}

/** The product of the counted repetitions inside one another, as RE2 bounds it. */
export function repeatsOf(pattern: Pattern): number {
  switch (pattern.kind) {
    case 'set':
    case 'assert':
      return 1;
    case 'repeat':
      return repeatsOf(pattern.of) * Math.max(1, pattern.least, pattern.most ?? 1);
    default:
      return pattern.of.reduce((most, part) => Math.max(most, repeatsOf(part)), 1);
  }
}
