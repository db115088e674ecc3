import { type BehaviourNode, type Calendar, isPlainCount, type MarkedEvent } from '@kindred/criteria';
import {
  type CountLeaf,
  type CountState,
  countDue,
  countHolds,
  countLeaf,
  keepOf,
  mergeCounts,
  recordEvent,
} from './count-state.js';
import {
  askedAgain,
  type MarkLeaf,
  type MarkState,
  markHolds,
  markLeaf,
  marksAfter,
  mergeMarks,
  type Overflow,
  recordMark,
} from './mark-state.js';

/** A behaviour leaf made ready to run, in one of two forms of state. */
export type LiveLeaf = CountLeaf | MarkLeaf;
export type LeafState = CountState | MarkState;

/** Plain counts keep a number and a few times, everything else the marks of its events. */
export function liveLeaf(id: number, key: string, node: BehaviourNode, calendar: Calendar): LiveLeaf {
  return node.type === 'event' && isPlainCount(node)
    ? countLeaf(id, key, node, calendar)
    : markLeaf(id, key, node, calendar);
}

/** The same for conditions that mean the same: equal ones counted or read by two calendars differ. */
export function calendarKey(key: string, { timeZone, weekStart }: Calendar): string {
  return `${timeZone} ${weekStart} ${key}`;
}

/** Names of the events that can touch a leaf; null: all. */
export function touchedBy(leaf: LiveLeaf): readonly string[] | null {
  if (leaf.form === 'count') return [leaf.node.event];
  return leaf.behaviour.events === null ? null : [...leaf.behaviour.events];
}

/** Adds one event of a name that touches the leaf; undefined where it changes nothing. */
export function recordLeaf(
  leaf: LiveLeaf,
  state: LeafState | undefined,
  event: MarkedEvent,
  now: number,
): LeafState | undefined {
  if (leaf.form === 'marks') return recordMark(leaf, marks(state), event, now);
  return leaf.matches(event) ? recordEvent(leaf, counts(state), event.time) : undefined;
}

/** The state at `now` after a whole history of events that touch the leaf, in whatever order; undefined: none matters. */
export function leafAfter(leaf: LiveLeaf, events: readonly MarkedEvent[], now: number): LeafState | undefined {
  if (leaf.form === 'marks') return marksAfter(leaf, events, now);
  let state: LeafState | undefined;
  for (const event of events) state = recordLeaf(leaf, state, event, now) ?? state;
  return state;
}

export function leafHolds(leaf: LiveLeaf, state: LeafState | undefined, now: number): boolean {
  if (leaf.form === 'count') return countHolds(leaf, counts(state), now);
  return markHolds(leaf, marks(state), now);
}

/** What stands in for marks that were too many to keep; undefined where all are kept. */
export function overflowOf(state: LeafState | undefined): Overflow | undefined {
  return marks(state)?.o;
}

/** Whether the warehouse has to be asked about a leaf. */
export function isUnanswered(state: LeafState | undefined, now: number): boolean {
  const overflow = overflowOf(state);
  return overflow !== undefined && (overflow.stale || overflow.at + askedAgain <= now);
}

/** The next instant after `now` at which time alone can change the leaf; Infinity: none. */
export function leafDue(leaf: LiveLeaf, state: LeafState, now: number): number {
  const overflow = overflowOf(state);
  if (overflow !== undefined) return Math.max(overflow.at, now) + askedAgain;
  if (leaf.form === 'marks') return leaf.behaviour.due(marks(state)?.e ?? [], now);
  const counted = counts(state);
  return counted === undefined ? Number.POSITIVE_INFINITY : countDue(leaf, counted, now);
}

/** Whether time alone can change a leaf. */
export function isTimed({ node }: LiveLeaf): boolean {
  return node.window !== undefined || node.type === 'eventTime' || node.type === 'sequence';
}

/** The state at `now` of two disjoint histories taken together. */
export function mergeLeaf(
  leaf: LiveLeaf,
  a: LeafState | undefined,
  b: LeafState | undefined,
  now: number,
): LeafState | undefined {
  return leaf.form === 'count'
    ? mergeCounts(leaf.keep, counts(a), counts(b))
    : mergeMarks(leaf, marks(a), marks(b), now);
}

/** How many latest times the stored row of a leaf says that it keeps; of marks none are counted. */
export function keptTimes(leaf: LiveLeaf): number {
  return leaf.form === 'count' ? keepOf(leaf.node) : 0;
}

function counts(state: LeafState | undefined): CountState | undefined {
  return state !== undefined && 'n' in state ? state : undefined;
}

function marks(state: LeafState | undefined): MarkState | undefined {
  return state !== undefined && 'e' in state ? state : undefined;
}
