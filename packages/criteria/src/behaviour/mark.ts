import { firstWhere } from '../first-where.js';
import type { PropertyValue } from '../values.js';

/** What a condition about behaviour needs of one event; enough to decide it without the event. */
export interface Mark {
  /** Time in epoch milliseconds. */
  readonly t: number;
  /** Id of the event: what orders events of one time. */
  readonly i: string;
  /** Bits of the parts that the event plays, as the kind of condition has them; absent: 1. */
  readonly r?: number;
  /** The value that the condition is about; absent: missing. */
  readonly v?: PropertyValue;
  /** For each step of a sequence the keys of its values, then where there are any those of what must not come before. */
  readonly s?: readonly (readonly string[])[];
}

/** A condition about behaviour made ready: which events matter, and what they amount to. */
export interface Behaviour {
  /** Names of the events that matter; null: every event of the visitor. */
  readonly events: ReadonlySet<string> | null;
  /** What is kept of an event; null where it does not matter. */
  readonly mark: (event: MarkedEvent) => Mark | null;
  /** Whether the condition holds at an instant, given all marks in order (`inOrder`). */
  readonly holds: (marks: readonly Mark[], now: number) => boolean;
  /** The earliest instant after `now` at which time alone can change it; Infinity for none. */
  readonly due: (marks: readonly Mark[], now: number) => number;
  /** The first instant from which on the mark cannot matter any more. */
  readonly expires: (mark: Mark) => number;
  /** Only the latest so many marks matter, if a number. */
  readonly keep: number;
}

/** An event as marks are made of it. */
export interface MarkedEvent {
  readonly id: string;
  readonly name: string;
  readonly time: number;
  readonly properties: Readonly<Record<string, PropertyValue>>;
  readonly context: Readonly<Record<string, PropertyValue>>;
}

/** The total order of events: by time, then by id as its bytes are. */
export function compareMarks(one: Mark, other: Mark): number {
  return one.t - other.t || compareText(one.i, other.i);
}

/** Position of the first of some marks in order that comes after a mark. */
export function placeAfter(mark: Mark, marks: readonly Mark[]): number {
  return firstWhere(-1, marks.length, (at) => compareMarks(marks[at] ?? mark, mark) > 0);
}

/** Orders texts by code point, which is the order of their UTF-8 bytes, as the warehouse has it. */
function compareText(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const [left, right] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (left !== right) return rank(left) - rank(right);
  }
  return one.length - other.length;
}

/** Surrogates stand for code points above all others. */
function rank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}
