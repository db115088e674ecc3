import { leafKey } from '../canonical.js';
import type { Criteria, Leaf } from '../criteria.js';
import { type Literal, type NormalForm, normalForm } from './clauses.js';
import { type Condition, conditionOf, type LeafCompiler, type PartCondition, type Sight } from './condition.js';
import { compilePredicate } from './single.js';
import { TextParts } from './text-parts.js';
import { missing, ValueClasses } from './value-classes.js';

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
  const forms: { readonly index: number; readonly form: NormalForm }[] = [];
  const alone: { readonly index: number; readonly holds: (state: S) => boolean }[] = [];
  for (const [index, one] of criteria.entries()) {
    // Refuses what is no criteria, and answers where clauses would be many.
    const holds = compilePredicate(one, compileLeaf);
    const form = normalForm(one, numberOf);
    if (form === null) alone.push({ index, holds });
    else forms.push({ index, form });
  }
  // The longest first, so that the later clauses fill fewer words.
  forms.sort((a, b) => b.form.clauses.length - a.form.clauses.length);
  const layout = layOut(forms);
  const dimensions = dimensionsOf(leaves);
  const free = new FreeLeaves<S>(leaves, dimensions, layout, compileLeaf);
  const tables = dimensions.map((dimension) => tableOf(dimension, leaves.length, layout));
  return matcher(criteria.length, layout, tables, free, alone);
}

/** Where the bit of each clause is. */
interface Layout {
  readonly words: number;
  readonly segments: readonly { readonly index: number; readonly form: NormalForm }[];
  /** First word of each plane; plane k holds the k-th clause of each tree that has so many. */
  readonly planes: readonly number[];
  readonly clauses: readonly Clause[];
  /** Bits that hold from the beginning. */
  readonly base: Int32Array;
}

function layOut(segments: Layout['segments']): Layout {
  const words = Math.ceil(segments.length / 32);
  const planes: number[] = [];
  const clauses: Clause[] = [];
  const padding: [number, number][] = [];
  let start = 0;
  for (let plane = 0; plane < (segments[0]?.form.clauses.length ?? 0); plane++) {
    const count = segments.filter(({ form }) => form.clauses.length > plane).length;
    const length = Math.ceil(count / 32);
    planes.push(start);
    for (let at = 0; at < length * 32; at++) {
      const literals = segments[at]?.form.clauses[plane];
      const word = start + (at >> 5);
      const mask = 1 << (at & 31);
      if (literals === undefined) padding.push([word, mask]);
      else clauses.push({ word, mask, literals });
    }
    start += length;
  }
  planes.push(start);
  const base = new Int32Array(start);
  for (const [word, mask] of padding) base[word] = (base[word] ?? 0) | mask;
  return { words, segments, planes, clauses, base };
}

/** One property whose conditions are settled by the class of its value. */
interface Dimension {
  readonly ofRequest: boolean;
  readonly path: string;
  readonly classes: ValueClasses;
  readonly conditions: ReadonlyMap<number, Condition>;
}

function dimensionsOf(leaves: readonly Leaf[]): Dimension[] {
  const byProperty = new Map<string, Map<number, Condition>>();
  for (const [number, leaf] of leaves.entries()) {
    const condition = conditionOf(leaf);
    if (condition === null || isPart(condition)) continue;
    const key = `${condition.scope}.${condition.path}`;
    const conditions = byProperty.get(key) ?? new Map<number, Condition>();
    byProperty.set(key, conditions.set(number, condition));
  }
  return [...byProperty.values()].flatMap((conditions) => {
    const [first] = conditions.values();
    if (first === undefined) return [];
    const classes = new ValueClasses([...conditions.values()]);
    return [{ ofRequest: first.scope === 'request', path: first.path, classes, conditions }];
  });
}

function isPart(condition: Condition): condition is PartCondition {
  return condition.kind === 'starts' || condition.kind === 'ends' || condition.kind === 'contains';
}

interface Table extends Dimension {
  /** Row by row, one a class: the clauses that the class makes true. */
  readonly rows: readonly Int32Array[];
  /** The clauses that ask about the property, for values that are lists. */
  readonly asking: readonly Clause[];
  /** By leaf, for lists: whether an item of the list satisfies it. */
  readonly truths: Uint8Array;
}

function tableOf(dimension: Dimension, leaves: number, layout: Layout): Table {
  const { classes, conditions } = dimension;
  const asking = layout.clauses.flatMap(({ word, mask, literals }) => {
    const own = literals.filter((literal) => conditions.has(literal >> 1));
    return own.length === 0 ? [] : [{ word, mask, literals: own }];
  });
  const rows = classes.samples.map((_, number) => {
    const row = new Int32Array(layout.base.length);
    const truths = new Uint8Array(leaves);
    for (const [leaf, condition] of conditions) truths[leaf] = classes.holds(condition, number) ? 1 : 0;
    for (const { word, mask, literals } of asking) {
      if (literals.some((literal) => truths[literal >> 1] !== (literal & 1))) row[word] = (row[word] ?? 0) | mask;
    }
    return row;
  });
  return { ...dimension, rows, asking, truths: new Uint8Array(leaves) };
}

interface Clause {
  readonly word: number;
  readonly mask: number;
  readonly literals: readonly Literal[];
}

const none = new Int32Array(0);

/** Conditions that no class of values settles: parts of texts, and all that have a function of their own. */
class FreeLeaves<S extends Sight> {
  private readonly texts: { readonly ofRequest: boolean; readonly path: string; readonly parts: TextParts }[] = [];
  private readonly own: { readonly leaf: number; readonly holds: (state: S) => boolean }[] = [];
  /** By leaf: word and mask of the clauses that it makes true, one after the other. */
  private readonly sets: Int32Array[];
  /** By leaf: the same of the clauses that are true unless it holds. */
  private readonly clears: Int32Array[];
  /** By leaf: clauses that are true unless it and others hold. */
  private readonly shared: Clause[][];
  private readonly seen: Int32Array;
  private readonly satisfied: Int32Array;
  private count = 0;
  private generation = 0;

  constructor(leaves: readonly Leaf[], settled: readonly Dimension[], layout: Layout, compileLeaf: LeafCompiler<S>) {
    this.seen = new Int32Array(leaves.length);
    this.satisfied = new Int32Array(leaves.length);
    const classed = new Set(settled.flatMap(({ conditions }) => [...conditions.keys()]));
    const byProperty = new Map<string, TextParts>();
    for (const [number, leaf] of leaves.entries()) {
      if (classed.has(number)) continue;
      const condition = conditionOf(leaf);
      if (condition === null || !isPart(condition)) this.own.push({ leaf: number, holds: compileLeaf(leaf) });
      else {
        const key = `${condition.scope}.${condition.path}`;
        const parts = byProperty.get(key) ?? new TextParts();
        if (!byProperty.has(key)) {
          this.texts.push({ ofRequest: condition.scope === 'request', path: condition.path, parts });
          byProperty.set(key, parts);
        }
        parts.add(condition, number);
      }
    }
    const sets: number[][] = leaves.map(() => []);
    const clears: number[][] = leaves.map(() => []);
    this.shared = leaves.map(() => []);
    for (const { word, mask, literals } of layout.clauses) {
      const own = literals.filter((literal) => !classed.has(literal >> 1));
      if (own.some((literal) => (literal & 1) === 1)) layout.base[word] = (layout.base[word] ?? 0) | mask;
      for (const literal of own) {
        if ((literal & 1) === 0) sets[literal >> 1]?.push(word, mask);
        else if (own.length === 1) clears[literal >> 1]?.push(word, ~mask);
        else this.shared[literal >> 1]?.push({ word, mask, literals: own });
      }
    }
    this.sets = sets.map((pairs) => Int32Array.from(pairs));
    this.clears = clears.map((pairs) => Int32Array.from(pairs));
  }

  private readonly found = (leaf: number): void => {
    if (this.seen[leaf] === this.generation) return;
    this.seen[leaf] = this.generation;
    this.satisfied[this.count++] = leaf;
  };

  /** Asks them all and puts right the clauses of those that hold; the bits say what is true where none does. */
  settle(state: S, bits: Int32Array): void {
    this.count = 0;
    this.generation = (this.generation + 1) | 0;
    const { traits } = state.subject;
    for (const { ofRequest, path, parts } of this.texts) {
      const bag = ofRequest ? state.request : traits;
      const value = bag === null ? undefined : bag[path];
      if (typeof value === 'string') parts.find(value, this.found);
      else if (Array.isArray(value))
        for (const item of value) if (typeof item === 'string') parts.find(item, this.found);
    }
    for (const { leaf, holds } of this.own) if (holds(state)) this.found(leaf);
    for (let i = 0; i < this.count; i++) {
      const leaf = this.satisfied[i] ?? 0;
      const sets = this.sets[leaf] ?? none;
      for (let at = 0; at < sets.length; at += 2) {
        const word = sets[at] ?? 0;
        bits[word] = (bits[word] ?? 0) | (sets[at + 1] ?? 0);
      }
      const clears = this.clears[leaf] ?? none;
      for (let at = 0; at < clears.length; at += 2) {
        const word = clears[at] ?? 0;
        bits[word] = (bits[word] ?? 0) & (clears[at + 1] ?? 0);
      }
      for (const { word, mask, literals } of this.shared[leaf] ?? []) {
        if (!this.makesTrue(literals)) bits[word] = (bits[word] ?? 0) & ~mask;
      }
    }
  }

  private makesTrue(literals: readonly Literal[]): boolean {
    for (const literal of literals) {
      if ((this.seen[literal >> 1] === this.generation) === ((literal & 1) === 0)) return true;
    }
    return false;
  }
}

function matcher<S extends Sight>(
  size: number,
  layout: Layout,
  tables: readonly Table[],
  free: FreeLeaves<S>,
  alone: readonly { readonly index: number; readonly holds: (state: S) => boolean }[],
): SegmentSet<S> {
  const { base, planes, words, segments } = layout;
  const bits = new Int32Array(base.length);
  const answers = new Int32Array(words);
  const flips = new Int32Array(words);
  const placeOf = new Int32Array(size);
  for (const [place, { index, form }] of segments.entries()) {
    placeOf[index] = place;
    if (form.flipped) flips[place >> 5] = (flips[place >> 5] ?? 0) | (1 << (place & 31));
  }
  const own = new Uint8Array(size);
  for (const { index } of alone) placeOf[index] = -1;

  const chosen: Int32Array[] = tables.map(() => base);

  const look = (state: S): void => {
    bits.set(base);
    free.settle(state, bits);
    const { traits } = state.subject;
    let count = 0;
    for (const table of tables) {
      const bag = table.ofRequest ? state.request : traits;
      const value = bag === null ? undefined : bag[table.path];
      const number = table.classes.classOf(value);
      if (number >= 0) chosen[count++] = table.rows[number] ?? base;
      else if (Array.isArray(value)) includeList(bits, table, value);
    }
    for (let at = 0; at < count; at += 4) include(bits, chosen, at, count);
    answers.fill(-1);
    for (let plane = 0; plane + 1 < planes.length; plane++) {
      const start = planes[plane] ?? 0;
      const length = (planes[plane + 1] ?? 0) - start;
      for (let i = 0; i < length; i++) answers[i] = (answers[i] ?? 0) & (bits[start + i] ?? 0);
    }
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

/** Up to four rows in one pass, which reads and writes the bits once for all of them. */
function include(bits: Int32Array, rows: readonly Int32Array[], at: number, count: number): void {
  const a = rows[at] ?? bits;
  const b = at + 1 < count ? (rows[at + 1] ?? a) : a;
  const c = at + 2 < count ? (rows[at + 2] ?? a) : a;
  const d = at + 3 < count ? (rows[at + 3] ?? a) : a;
  for (let i = 0; i < bits.length; i++) {
    bits[i] = (bits[i] ?? 0) | (a[i] ?? 0) | (b[i] ?? 0) | (c[i] ?? 0) | (d[i] ?? 0);
  }
}

/** Of many values one that satisfies a condition is enough, so its opposite needs all: each clause is looked at anew. */
function includeList(bits: Int32Array, table: Table, items: readonly unknown[]): void {
  const { classes, conditions, truths, asking } = table;
  truths.fill(0);
  for (const item of items) {
    const number = classes.classOf(item);
    if (number <= missing) continue;
    for (const [leaf, condition] of conditions) if (classes.holds(condition, number)) truths[leaf] = 1;
  }
  for (const { word, mask, literals } of asking) {
    if (literals.some((literal) => truths[literal >> 1] !== (literal & 1))) bits[word] = (bits[word] ?? 0) | mask;
  }
}
