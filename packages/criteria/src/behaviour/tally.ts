import { compileComparison } from '../comparison.js';
import type { AggregateNode, BehaviourNode, EventNode } from '../criteria.js';
import type { Calendar } from '../values.js';
import { dayStart, type TimeRange, windowRange } from '../windows.js';
import { comparisonOf, compileExact, numbersOf } from './aggregate.js';
import { billionths } from './billionths.js';
import { satisfies } from './counting.js';
import type { Mark } from './mark.js';
import { keysOf } from './value-keys.js';
import { firstFrom } from './windowed.js';

/** What a condition makes of some marks, as they are added and removed one by one, in any order. */
interface Tally {
  readonly add: (mark: Mark) => void;
  readonly remove: (mark: Mark) => void;
  readonly holds: (now: number) => boolean;
}

/**
 * Makes what counts the marks of one person from one answer to the next, so that an answer costs what has changed
 * since the last one; null for conditions that depend on the order of their marks.
 */
export function compileTally(node: BehaviourNode, calendar: Calendar): (() => RunningTally) | null {
  const make = tallyOf(node, calendar);
  if (make === null) return null;
  return () => new RunningTally(make(), (now) => windowRange(node.window, now, calendar));
}

/** Follows marks in order, and of them those that lie inside the window. */
export class RunningTally {
  private first = 0;
  private end = 0;

  constructor(
    private readonly tally: Tally,
    private readonly rangeAt: (now: number) => TimeRange,
  ) {}

  /** Whether the condition holds. Cost: the marks that came into the window or left it since it was last asked. */
  holds(marks: readonly Mark[], now: number): boolean {
    const { from, to } = this.rangeAt(now);
    const [first, end] = [firstFrom(marks, from), firstFrom(marks, to + 1)];
    this.remove(marks, this.first, Math.min(first, this.end));
    this.remove(marks, Math.max(end, this.first), this.end);
    this.add(marks, first, Math.min(this.first, end));
    this.add(marks, Math.max(this.end, first), end);
    this.first = first;
    this.end = end;
    return this.tally.holds(now);
  }

  /** To be told of a mark that was put in at a position. */
  inserted(mark: Mark, at: number): void {
    if (at <= this.first) {
      this.first += 1;
      this.end += 1;
    } else if (at < this.end) {
      this.tally.add(mark);
      this.end += 1;
    }
  }

  /** To be told before so many of the oldest marks are taken away. */
  dropping(marks: readonly Mark[], count: number): void {
    this.remove(marks, this.first, Math.min(count, this.end));
    this.first = Math.max(0, this.first - count);
    this.end = Math.max(0, this.end - count);
  }

  private add(marks: readonly Mark[], from: number, to: number): void {
    for (let at = from, mark = marks[at]; at < to && mark !== undefined; mark = marks[++at]) this.tally.add(mark);
  }

  private remove(marks: readonly Mark[], from: number, to: number): void {
    for (let at = from, mark = marks[at]; at < to && mark !== undefined; mark = marks[++at]) this.tally.remove(mark);
  }
}

function tallyOf(node: BehaviourNode, calendar: Calendar): (() => Tally) | null {
  if (node.type === 'event') {
    const keys = distinctKeys(node, calendar);
    return keys === null ? null : () => distinctTally(node, keys);
  }
  if (node.type !== 'aggregate') return null;
  switch (node.function) {
    case 'sum':
    case 'average':
      return sumTally(node);
    case 'minimum':
    case 'maximum':
      return extremeTally(node, node.function, calendar);
    default:
      return null;
  }
}

function distinctKeys({ of }: EventNode, calendar: Calendar): ((mark: Mark) => readonly (string | number)[]) | null {
  if (of?.distinct === 'values') return (mark) => keysOf(mark.v);
  return of?.distinct === 'days' ? (mark) => [dayStart(mark.t, calendar)] : null;
}

function distinctTally({ count }: EventNode, keysOfMark: (mark: Mark) => readonly (string | number)[]): Tally {
  const keys = new Multiset<string | number>();
  return {
    add(mark) {
      for (const key of keysOfMark(mark)) keys.add(key);
    },
    remove(mark) {
      for (const key of keysOfMark(mark)) keys.remove(key);
    },
    holds: () => satisfies(count, keys.different),
  };
}

function sumTally(node: AggregateNode): () => Tally {
  const test = compileExact(node);
  return () => {
    const sum = { billionths: 0n, count: 0 };
    const change = (mark: Mark, sign: 1 | -1): void => {
      for (const number of numbersOf(mark)) {
        const each = billionths(number);
        if (each === null) continue;
        sum.billionths += sign === 1 ? each : -each;
        sum.count += sign;
      }
    };
    return { add: (mark) => change(mark, 1), remove: (mark) => change(mark, -1), holds: () => test(sum) };
  };
}

function extremeTally(node: AggregateNode, which: 'minimum' | 'maximum', calendar: Calendar): () => Tally {
  const test = compileComparison(comparisonOf(node), calendar);
  const wins = (one: number, other: number): boolean => (which === 'minimum' ? one < other : one > other);
  return () => {
    const numbers = new Multiset<number>();
    /** Undefined where it has to be looked for among the numbers. */
    let best: number | null | undefined = null;
    const search = (): number | null => {
      let found: number | null = null;
      for (const number of numbers) if (found === null || wins(number, found)) found = number;
      return found;
    };
    return {
      add(mark) {
        for (const number of numbersOf(mark)) {
          numbers.add(number);
          if (best === null || (best !== undefined && wins(number, best))) best = number;
        }
      },
      remove(mark) {
        for (const number of numbersOf(mark)) if (numbers.remove(number) && number === best) best = undefined;
      },
      holds(now) {
        best ??= search();
        return test(best, now);
      },
    };
  };
}

/** Values, and how often each is there. */
class Multiset<T> {
  private readonly counts = new Map<T, number>();

  get different(): number {
    return this.counts.size;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.counts.keys();
  }

  add(value: T): void {
    this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
  }

  /** Returns whether it was the last one. */
  remove(value: T): boolean {
    const left = (this.counts.get(value) ?? 0) - 1;
    if (left > 0) this.counts.set(value, left);
    else this.counts.delete(value);
    return left <= 0;
  }
}
