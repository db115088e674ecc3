import type { Leaf } from '../criteria.js';
import type { Layout } from './clause-layout.js';
import { conditionOf, isPart, type LeafCompiler, type Sight } from './condition.js';
import { TextParts } from './text-parts.js';

/** What a leaf that holds does to the clauses, by leaf: words and masks one after the other. */
interface Effects {
  /** Clauses that it makes false unless another literal makes them true. */
  readonly clears: readonly Int32Array[];
  /** The same of clauses that others have to hold for too: word, mask, where the next begins, the other leaves. */
  readonly watches: readonly Int32Array[];
  /** Clauses that it makes true. */
  readonly sets: readonly Int32Array[];
}

/**
 * Conditions that no class of values settles: parts of texts, and all that have a function of their own. Few of them hold
 * of one visitor, so the bits begin as they are where none holds, and each that does puts right its own clauses alone.
 *
 * @param classed leaves that are settled otherwise, by number
 * @param bits of all clauses; see `classRows`
 * @returns asks them all and writes the bits of every clause as far as they decide it
 */
export function freeLeaves<S extends Sight>(
  leaves: readonly Leaf[],
  classed: ReadonlySet<number>,
  layout: Layout,
  bits: Int32Array,
  compileLeaf: LeafCompiler<S>,
): (state: S) => void {
  const texts = new Map<string, { ofRequest: boolean; path: string; parts: TextParts }>();
  const own: { readonly leaf: number; readonly holds: (state: S) => boolean }[] = [];
  for (const [number, leaf] of leaves.entries()) {
    if (classed.has(number)) continue;
    const condition = conditionOf(leaf);
    if (condition === null || !isPart(condition)) {
      own.push({ leaf: number, holds: compileLeaf(leaf) });
      continue;
    }
    const { scope, path } = condition;
    const key = `${scope}.${path}`;
    const text = texts.get(key) ?? { ofRequest: scope === 'request', path, parts: new TextParts() };
    texts.set(key, text);
    text.parts.add(condition, number);
  }
  const places = [...texts.values()];
  /** The bits where none holds. */
  const start = layout.padding.slice();
  const { clears, watches, sets } = effectsOf(leaves.length, classed, layout, start);
  const satisfied = new Int32Array(leaves.length);
  /** By leaf: the generation, that is visitor, in which it held last. */
  const seen = new Int32Array(leaves.length);
  let count = 0;
  let generation = 0;

  const found = (leaf: number): void => {
    if (seen[leaf] === generation) return;
    seen[leaf] = generation;
    satisfied[count++] = leaf;
  };
  const ask = (state: S): void => {
    const { traits } = state.subject;
    for (const { ofRequest, path, parts } of places) {
      const bag = ofRequest ? state.request : traits;
      const value = bag === null ? undefined : bag[path];
      if (typeof value === 'string') parts.find(value, found);
      else if (Array.isArray(value)) for (const item of value) if (typeof item === 'string') parts.find(item, found);
    }
    for (const { leaf, holds } of own) if (holds(state)) found(leaf);
  };
  const allHold = (watched: Int32Array, from: number, to: number): boolean => {
    for (let at = from; at < to; at++) if (seen[watched[at] ?? 0] !== generation) return false;
    return true;
  };
  return (state) => {
    count = 0;
    generation = (generation + 1) | 0;
    ask(state);
    bits.set(start);
    // A clause of which one literal holds is true, whatever the others: first what makes false, then what makes true.
    for (let i = 0; i < count; i++) {
      const leaf = satisfied[i] ?? 0;
      const cleared = clears[leaf] ?? none;
      for (let at = 0; at < cleared.length; at += 2) {
        const word = cleared[at] ?? 0;
        bits[word] = (bits[word] ?? 0) & (cleared[at + 1] ?? 0);
      }
      const watched = watches[leaf] ?? none;
      for (let at = 0; at < watched.length; ) {
        const end = watched[at + 2] ?? 0;
        if (allHold(watched, at + 3, end)) {
          const word = watched[at] ?? 0;
          bits[word] = (bits[word] ?? 0) & (watched[at + 1] ?? 0);
        }
        at = end;
      }
    }
    for (let i = 0; i < count; i++) {
      const set = sets[satisfied[i] ?? 0] ?? none;
      for (let at = 0; at < set.length; at += 2) {
        const word = set[at] ?? 0;
        bits[word] = (bits[word] ?? 0) | (set[at + 1] ?? 0);
      }
    }
  };
}

const none = new Int32Array(0);

/** Also raises the bits of clauses that are true as long as some leaf does not hold. */
function effectsOf(leaves: number, classed: ReadonlySet<number>, layout: Layout, start: Int32Array): Effects {
  const clears = Array.from({ length: leaves }, () => new Map<number, number>());
  const sets = Array.from({ length: leaves }, () => new Map<number, number>());
  const watches: number[][] = Array.from({ length: leaves }, () => []);
  const add = (masks: Map<number, number> | undefined, word: number, mask: number) =>
    masks?.set(word, (masks.get(word) ?? 0) | mask);
  for (const { word, mask, literals } of layout.clauses) {
    const free = literals.filter((literal) => !classed.has(literal >> 1));
    for (const literal of free) if ((literal & 1) === 0) add(sets[literal >> 1], word, mask);
    const [first, ...others] = free.filter((literal) => (literal & 1) === 1).map((literal) => literal >> 1);
    if (first === undefined) continue;
    start[word] = (start[word] ?? 0) | mask;
    // Of several that must all hold, one is watched; the others are looked at when it does.
    if (others.length === 0) add(clears[first], word, mask);
    else {
      const list = watches[first] ?? [];
      list.push(word, ~mask, list.length + 3 + others.length, ...others);
    }
  }
  return {
    clears: clears.map((masks) => Int32Array.from([...masks].flatMap(([word, mask]) => [word, ~mask]))),
    watches: watches.map((list) => Int32Array.from(list)),
    sets: sets.map((masks) => Int32Array.from([...masks].flat())),
  };
}
