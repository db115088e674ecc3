import type { Leaf } from '../criteria.js';
import type { Clause, Layout } from './clause-layout.js';
import { type Condition, conditionOf, isPart, type Sight } from './condition.js';
import { missing, ValueClasses } from './value-classes.js';

/** One property whose conditions are settled by the class of its value. */
interface Dimension {
  readonly ofRequest: boolean;
  readonly path: string;
  readonly classes: ValueClasses;
  /** By the number of their leaf. */
  readonly conditions: ReadonlyMap<number, Condition>;
  /** The clauses that ask about the property, with no literals but these. */
  readonly asking: readonly Clause[];
  /** By class: where its row begins. */
  readonly offsets: Int32Array;
}

/** What is left to do once the values of all properties are sorted into classes. */
export interface ClassRows {
  /** The leaves that are settled here, by number. */
  readonly classed: ReadonlySet<number>;
  /** Raises the bits of the clauses that a visitor's values make true. */
  readonly include: (sight: Sight) => void;
}

/**
 * For each class of the values of each property a row of bits: the clauses that it makes true.
 *
 * @param bits of all clauses, here and not with each visitor: an engine reads an array that a function has always had in
 *   half the time of one that it is given
 */
export function classRows(leaves: readonly Leaf[], layout: Layout, bits: Int32Array): ClassRows {
  const width = layout.padding.length;
  const made: Int32Array[] = [];
  const truths = new Uint8Array(leaves.length);
  const dimensions = conditionsByProperty(leaves).flatMap((conditions): Dimension[] => {
    const [one] = conditions.values();
    if (one === undefined) return [];
    const classes = new ValueClasses([...conditions.values()]);
    const asking = layout.clauses.flatMap(({ word, mask, literals }) => {
      const own = literals.filter((literal) => conditions.has(literal >> 1));
      return own.length === 0 ? [] : [{ word, mask, literals: own }];
    });
    const offsets = new Int32Array(classes.samples.length);
    const dimension = { ofRequest: one.scope === 'request', path: one.path, classes, conditions, asking, offsets };
    const known = new Map<string, number>();
    for (const number of offsets.keys()) {
      truths.fill(0);
      learn(dimension, number, truths);
      const holding = [...conditions.keys()].filter((leaf) => truths[leaf] === 1).join();
      const offset = known.get(holding) ?? made.length * width;
      offsets[number] = offset;
      if (known.has(holding)) continue;
      known.set(holding, offset);
      const row = new Int32Array(width);
      raise(dimension, truths, row);
      made.push(row);
    }
    return [dimension];
  });
  /** Row after row; classes of which the same leaves hold share one. */
  const rows = new Int32Array(made.length * width);
  for (const [at, row] of made.entries()) rows.set(row, at * width);
  /** Where the rows of the present values begin. */
  const chosen = new Int32Array(dimensions.length);

  /** Up to six rows in one pass, which reads and writes the bits once for all of them. */
  const includeRows = (at: number, count: number): void => {
    const a = chosen[at] ?? 0;
    const b = at + 1 < count ? (chosen[at + 1] ?? a) : a;
    const c = at + 2 < count ? (chosen[at + 2] ?? a) : a;
    const d = at + 3 < count ? (chosen[at + 3] ?? a) : a;
    const e = at + 4 < count ? (chosen[at + 4] ?? a) : a;
    const f = at + 5 < count ? (chosen[at + 5] ?? a) : a;
    for (let i = 0; i < width; i++) {
      bits[i] =
        (bits[i] ?? 0) |
        (rows[(a + i) | 0] ?? 0) |
        (rows[(b + i) | 0] ?? 0) |
        (rows[(c + i) | 0] ?? 0) |
        (rows[(d + i) | 0] ?? 0) |
        (rows[(e + i) | 0] ?? 0) |
        (rows[(f + i) | 0] ?? 0);
    }
  };
  const include = ({ subject, request }: Sight): void => {
    let count = 0;
    for (const dimension of dimensions) {
      const bag = dimension.ofRequest ? request : subject.traits;
      const value = bag === null ? undefined : bag[dimension.path];
      const number = dimension.classes.classOf(value);
      if (number >= 0) chosen[count++] = dimension.offsets[number] ?? 0;
      else if (Array.isArray(value)) includeList(dimension, value, truths, bits);
    }
    for (let at = 0; at < count; at += 6) includeRows(at, count);
  };
  return { classed: new Set(dimensions.flatMap(({ conditions }) => [...conditions.keys()])), include };
}

/** Of many values one that satisfies a condition is enough, so its opposite needs all: each clause is looked at anew. */
function includeList(dimension: Dimension, items: readonly unknown[], truths: Uint8Array, bits: Int32Array): void {
  truths.fill(0);
  for (const item of items) {
    const number = dimension.classes.classOf(item);
    if (number > missing) learn(dimension, number, truths);
  }
  raise(dimension, truths, bits);
}

/** Notes by leaf which conditions the values of a class satisfy. */
function learn({ classes, conditions }: Dimension, number: number, truths: Uint8Array): void {
  for (const [leaf, condition] of conditions) if (classes.holds(condition, number)) truths[leaf] = 1;
}

function raise({ asking }: Dimension, truths: Uint8Array, bits: Int32Array): void {
  for (const { word, mask, literals } of asking) {
    if (literals.some((literal) => truths[literal >> 1] !== (literal & 1))) bits[word] = (bits[word] ?? 0) | mask;
  }
}

function conditionsByProperty(leaves: readonly Leaf[]): ReadonlyMap<number, Condition>[] {
  const byProperty = new Map<string, Map<number, Condition>>();
  for (const [number, leaf] of leaves.entries()) {
    const condition = conditionOf(leaf);
    if (condition === null || isPart(condition)) continue;
    const key = `${condition.scope}.${condition.path}`;
    const conditions = byProperty.get(key) ?? new Map<number, Condition>();
    byProperty.set(key, conditions.set(number, condition));
  }
  return [...byProperty.values()];
}
