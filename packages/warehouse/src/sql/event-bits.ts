import { type EventNode, leafKey } from '@kindred/criteria';
import { type Fragment, join, name, sql, uint64, whole } from '../statement.js';
import { withProfile } from './identities.js';
import { eventCondition, eventRows, threshold } from './scans.js';
import type { Scope } from './scope.js';

const wordLength = 64;

/** A bit of a profile: whether it has as many events of a leaf as its count asks for. */
interface Counted {
  readonly leaf: EventNode;
  readonly atLeast: number;
}

/**
 * Counts of events as bits of a profile: one row a profile that did any of it, with so many words of 64 bits. That
 * "at most n times" is the opposite of "at least n + 1 times" is for the reader of the bits, who knows of everybody.
 *
 * However many conditions, one pass counts the events of a name, and a profile is joined to one row.
 */
export class EventBits {
  private readonly bits: Counted[] = [];
  private readonly known = new Map<string, number>();

  constructor(private readonly scope: Scope) {}

  /** Place of the bit of a leaf, and whether it is the opposite of what the leaf says. */
  place(leaf: EventNode): { readonly bit: number; readonly inverted: boolean } {
    const atLeast = threshold(leaf);
    const key = `${atLeast} ${leafKey({ ...leaf, count: { atLeast: 1 } })}`;
    const bit = this.known.get(key) ?? this.bits.push({ leaf, atLeast }) - 1;
    this.known.set(key, bit);
    return { bit, inverted: 'atMost' in leaf.count };
  }

  get words(): number {
    return Math.ceil(this.bits.length / wordLength);
  }

  /** Columns `profile`, `word0`, `word1` …; null where nothing is counted. Key of the events: (site, name). */
  rows(): Fragment | null {
    if (this.bits.length === 0) return null;
    const words = Array.from({ length: this.words }, (_, word) => name(`word${word}`));
    const byName = new Map<string, number[]>();
    this.bits.forEach(({ leaf }, bit) => {
      byName.set(leaf.event, [...(byName.get(leaf.event) ?? []), bit]);
    });
    const passes = [...byName].map(([event, bits]) => this.pass(event, bits));
    const ored = words.map((word) => sql`groupBitOr(passes.${word}) AS ${word}`);
    return sql`SELECT profile, ${join(ored, ', ')} FROM (${join(passes, ' UNION ALL ')}) AS passes GROUP BY profile`;
  }

  /** The events of one name, counted by identity and then brought to profiles. */
  private pass(event: string, bits: readonly number[]): Fragment {
    const conditions: Fragment[] = [];
    const keys = new Map<string, number>();
    const counters = bits.map((bit) => {
      const leaf = this.bits[bit]?.leaf;
      if (leaf === undefined) return 0;
      const key = leafKey({ ...leaf, count: { atLeast: 1 } });
      const counter = keys.get(key) ?? conditions.push(eventCondition(leaf, this.scope)) - 1;
      keys.set(key, counter);
      return counter;
    });
    const count = (counter: number): Fragment => name(`count${counter}`);
    const counts = conditions.map((condition, counter) => sql`countIf(${condition}) AS ${count(counter)}`);
    const sums = conditions.map((_, counter) => sql`sum(by_identity.${count(counter)}) AS ${count(counter)}`);
    const byIdentity = sql`SELECT identity, ${join(counts, ', ')} FROM events
      WHERE ${eventRows(this.scope, event)} AND (${join(conditions, ' OR ')}) GROUP BY identity`;
    const words = Array.from({ length: this.words }, (_, word) => {
      const own = bits.flatMap((bit, index) => {
        if (Math.floor(bit / wordLength) !== word) return [];
        const often = sql`${count(counters[index] ?? 0)} >= ${uint64(this.bits[bit]?.atLeast ?? 1)}`;
        return [sql`bitShiftLeft(toUInt64(${often}), ${whole(bit % wordLength)})`];
      });
      const value = own.reduce<Fragment>((all, one) => sql`bitOr(${all}, ${one})`, sql`toUInt64(0)`);
      return sql`${value} AS ${name(`word${word}`)}`;
    });
    return sql`SELECT profile, ${join(words, ', ')} FROM (${withProfile(this.scope.site, byIdentity, join(sums, ', '))})`;
  }
}
