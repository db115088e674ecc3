import { runs, several } from '../folding-table.js';
import { type CharacterSet, complement, holdsCharacter, type Pattern, union } from './pattern.js';

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

/** A set with every character that differs from one in it by its case alone, taken one by one. */
export function caselessSet(set: CharacterSet): CharacterSet {
  const ranges: (readonly [number, number])[] = [...set];
  for (const [first, last, step, distance] of runs) {
    for (let code = first; code <= last; code += step) {
      if (holdsCharacter(set, code)) ranges.push([code + distance, code + distance]);
    }
  }
  const folded = union(ranges);
  for (const [first, last, step, distance] of runs) {
    for (let code = first; code <= last; code += step) {
      if (holdsCharacter(folded, code + distance)) ranges.push([code, code]);
    }
  }
  return union([...folded, ...ranges]);
}

export function charactersOf(text: string): Pattern[] {
  return Array.from(text, (character): Pattern => {
    const code = character.codePointAt(0) ?? 0;
    return { kind: 'set', set: [[code, code]] };
  });
}
