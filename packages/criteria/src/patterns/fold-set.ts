import { runs, several } from '../folding-table.js';
import { type CharacterSet, complement, holdsCharacter, lastCharacter, type Pattern, union } from './pattern.js';

/** What a set of characters is once text is folded: the folded characters, or the several that one of them folds to. */
export function foldSet(set: CharacterSet, negated: boolean): Pattern {
  const singles: (readonly [number, number])[] = [...set];
  for (const [first, last, step, distance] of runs) {
    for (const [from, to] of set) {
      if (from > last || to < first) continue;
      // What a wide range folds to is mostly in it already.
      if (Math.max(first, from) + distance >= from && Math.min(last, to) + distance <= to) continue;
      const start = first + Math.max(0, Math.ceil((from - first) / step)) * step;
      for (let code = start; code <= Math.min(last, to); code += step) singles.push([code + distance, code + distance]);
    }
  }
  const folded = union(singles);
  if (negated) return { kind: 'set', set: complement(folded) };
  const sequences = several
    .filter(([code]) => holdsCharacter(set, code))
    .map(([, text]): Pattern => ({ kind: 'sequence', of: charactersOf(text) }));
  const single: Pattern = { kind: 'set', set: folded };
  return sequences.length === 0 ? single : { kind: 'choice', of: [single, ...sequences] };
}

/** Of so many characters each is looked up by itself; of more, all that have another case are gone through at once. */
const few = 64;

/** A set with every character that differs from one in it by its case alone. */
export function caselessSet(set: CharacterSet): CharacterSet {
  const { codes, groupOf, members } = caseGroups();
  if (set.reduce((count, [from, to]) => count + to - from + 1, 0) <= few) {
    return union(
      set.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => othersOf(from + at)).flat()),
    );
  }
  // For each character that has another case, whether it is in the set: both are in ascending order.
  const inside = new Uint8Array(codes.length);
  const met = new Uint8Array(members.length);
  let range = 0;
  for (let place = 0; place < codes.length; place++) {
    const code = codes[place] ?? 0;
    while ((set[range]?.[1] ?? code) < code) range += 1;
    if ((set[range]?.[0] ?? lastCharacter + 1) > code) continue;
    inside[place] = 1;
    met[groupOf[place] ?? 0] = 1;
  }
  const others: (readonly [number, number])[] = [];
  for (let place = 0; place < codes.length; place++) {
    const code = codes[place] ?? 0;
    if (inside[place] === 0 && met[groupOf[place] ?? 0] === 1) others.push([code, code]);
  }
  return others.length === 0 ? set : union([...set, ...others]);
}

/** A character and those that differ from it by their case alone. */
function othersOf(code: number): (readonly [number, number])[] {
  const { placeOf, groupOf, members } = caseGroups();
  const group = groupOf[placeOf.get(code) ?? -1];
  return (group === undefined ? [code] : (members[group] ?? [])).map((each) => [each, each]);
}

interface CaseGroups {
  /** Every character that has another case, ascending. */
  readonly codes: readonly number[];
  /** The group of each of `codes`: characters that fold to one, and that one. */
  readonly groupOf: readonly number[];
  readonly placeOf: ReadonlyMap<number, number>;
  /** The characters of each group. */
  readonly members: readonly (readonly number[])[];
}

let known: CaseGroups | null = null;

/** Made when first asked for: few patterns ask for either case. */
function caseGroups(): CaseGroups {
  if (known !== null) return known;
  const foldedOf = new Map<number, number>();
  for (const [first, last, step, distance] of runs) {
    for (let code = first; code <= last; code += step) {
      foldedOf.set(code, code + distance).set(code + distance, code + distance);
    }
  }
  const codes = [...foldedOf.keys()].sort((one, other) => one - other);
  const numbers = new Map([...new Set(foldedOf.values())].map((folded, index) => [folded, index]));
  const groupOf = codes.map((code) => numbers.get(foldedOf.get(code) ?? code) ?? 0);
  const members = Array.from(numbers, (): number[] => []);
  for (const [place, code] of codes.entries()) members[groupOf[place] ?? 0]?.push(code);
  known = { codes, groupOf, placeOf: new Map(codes.map((code, place) => [code, place])), members };
  return known;
}

export function charactersOf(text: string): Pattern[] {
  return Array.from(text, (character): Pattern => {
    const code = character.codePointAt(0) ?? 0;
    return { kind: 'set', set: [[code, code]] };
  });
}
