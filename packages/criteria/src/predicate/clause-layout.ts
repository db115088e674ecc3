import type { Literal, NormalForm } from './clauses.js';

/** A clause and the bit that says whether it is true. */
export interface Clause {
  readonly word: number;
  readonly mask: number;
  readonly literals: readonly Literal[];
}

/** One of the criteria, by its place among all that were given. */
export interface PlacedForm {
  readonly index: number;
  readonly form: NormalForm;
}

/** Where the bit of each clause is: the k-th clauses of all criteria stand side by side, each of one at the same place. */
export interface Layout {
  /** By place; the longest first, so that the later clauses fill fewer words. */
  readonly placed: readonly PlacedForm[];
  /** First word of each plane and the end of the last; plane k holds the k-th clause of each of the criteria that has so many. */
  readonly planes: readonly number[];
  readonly clauses: readonly Clause[];
  /** The bits of no clause, which hold of everyone. */
  readonly padding: Int32Array;
}

export function layOut(forms: readonly PlacedForm[]): Layout {
  const placed = [...forms].sort((a, b) => b.form.clauses.length - a.form.clauses.length);
  const planes: number[] = [];
  const clauses: Clause[] = [];
  const unused: [word: number, mask: number][] = [];
  let start = 0;
  for (let plane = 0; plane < (placed[0]?.form.clauses.length ?? 0); plane++) {
    const count = placed.filter(({ form }) => form.clauses.length > plane).length;
    const length = Math.ceil(count / 32);
    planes.push(start);
    for (let at = 0; at < length * 32; at++) {
      const literals = placed[at]?.form.clauses[plane];
      const word = start + (at >> 5);
      const mask = 1 << (at & 31);
      if (literals === undefined) unused.push([word, mask]);
      else clauses.push({ word, mask, literals });
    }
    start += length;
  }
  planes.push(start);
  const padding = new Int32Array(start);
  for (const [word, mask] of unused) padding[word] = (padding[word] ?? 0) | mask;
  return { placed, planes, clauses, padding };
}
