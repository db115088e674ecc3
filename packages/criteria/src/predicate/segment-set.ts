import { leafKey } from '../canonical.js';
import type { Criteria, Leaf } from '../criteria.js';
import { classRows } from './class-rows.js';
import { layOut, type PlacedForm } from './clause-layout.js';
import { normalForm } from './clauses.js';
import type { LeafCompiler, Sight } from './condition.js';
import { freeLeaves } from './free-leaves.js';
import { compilePredicate } from './single.js';

/** Many criteria asked at once of one visitor after the other. */
export interface SegmentSet<S> {
  /** Asks all of them; `holds` and `matching` speak of this visitor until the next is looked at. */
  readonly look: (state: S) => void;
  /** Whether the criteria of this index hold. */
  readonly holds: (index: number) => boolean;
  /** The indexes of all criteria that hold, ascending. */
  readonly matching: () => number[];
}

/**
 * Many criteria as one: equal conditions are asked once a visitor. Each tree becomes clauses, the k-th clauses of all
 * trees stand side by side as bits, and one lookup of a property's value gives the bits of every clause that it settles.
 * Cost of a visitor: one lookup and one pass over the bits a property, and what the other conditions cost by themselves.
 * Memory: (values compared with) × (clauses) bits a property.
 *
 * @param compileLeaf for conditions that are no plain comparison of a trait or request field, and for trees without a short normal form
 */
export function compileMany<S extends Sight>(
  criteria: readonly Criteria[],
  compileLeaf: LeafCompiler<S>,
): SegmentSet<S> {
  const numbers = new Map<string, number>();
  const leaves: Leaf[] = [];
  const numberOf = (leaf: Leaf): number => {
    const key = leafKey(leaf);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, leaves.length);
    return leaves.push(leaf) - 1;
  };
  const forms: PlacedForm[] = [];
  const alone: { readonly index: number; readonly holds: (state: S) => boolean }[] = [];
  for (const [index, one] of criteria.entries()) {
    // Refuses what is no criteria, and answers where clauses would be many.
    const holds = compilePredicate(one, compileLeaf);
    const form = normalForm(one, numberOf);
    if (form === null) alone.push({ index, holds });
    else forms.push({ index, form });
  }
  const layout = layOut(forms);
  const bits = new Int32Array(layout.padding.length);
  const { classed, include } = classRows(leaves, layout, bits);
  const settle = freeLeaves(leaves, classed, layout, bits, compileLeaf);

  const size = criteria.length;
  const words = Math.ceil(forms.length / 32);
  const answers = new Int32Array(words);
  const flips = new Int32Array(words);
  const placeOf = new Int32Array(size).fill(-1);
  for (const [place, { index, form }] of layout.placed.entries()) {
    placeOf[index] = place;
    if (form.flipped) flips[place >> 5] = (flips[place >> 5] ?? 0) | (1 << (place & 31));
  }
  const own = new Uint8Array(size);

  const look = (state: S): void => {
    settle(state);
    include(state);
    join(bits, layout.planes, answers);
    for (let i = 0; i < words; i++) answers[i] = (answers[i] ?? 0) ^ (flips[i] ?? 0);
    for (const { index, holds } of alone) own[index] = holds(state) ? 1 : 0;
  };
  const holds = (index: number): boolean => {
    const place = placeOf[index] ?? -1;
    if (place < 0) return own[index] === 1;
    return (((answers[place >> 5] ?? 0) >>> (place & 31)) & 1) === 1;
  };
  const matching = (): number[] => {
    const found: number[] = [];
    for (let index = 0; index < size; index++) if (holds(index)) found.push(index);
    return found;
  };
  return { look, holds, matching };
}

/** All clauses of one place, plane by plane; a place without a clause on a plane is true there. */
function join(bits: Int32Array, planes: readonly number[], answers: Int32Array): void {
  answers.fill(-1);
  for (let plane = 0; plane + 1 < planes.length; plane++) {
    const start = planes[plane] ?? 0;
    const length = (planes[plane + 1] ?? 0) - start;
    for (let i = 0; i < length; i++) answers[i] = (answers[i] ?? 0) & (bits[start + i] ?? 0);
  }
}
