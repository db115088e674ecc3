import {
  type Behaviour,
  type BehaviourNode,
  type Calendar,
  compareMarks,
  compileBehaviour,
  compileTally,
  type Mark,
  type MarkedEvent,
  marksOf,
  placeAfter,
  type RunningTally,
} from '@kindred/criteria';

/** Marks kept of one leaf and profile, of one short value each; beyond, none are kept and the warehouse is asked. */
export const mostMarks = 10_000;
/** Characters of a value that count as one mark. */
const markedText = 100;
/** An answer of the warehouse is asked for again after so long (ms), also where nothing came. */
export const askedAgain = 300_000;

/** What a leaf that is decided from its events keeps of one profile: their marks, in order. */
export interface MarkState {
  e: Mark[];
  /** There were more marks than are kept: what the warehouse says stands in for them. */
  o?: Overflow;
}

export interface Overflow {
  /** The latest answer, and the instant (ms) that it is of. */
  held: boolean;
  at: number;
  /** Whether something came since that can change it. */
  stale: boolean;
}

/** A behaviour leaf whose answer is computed by the predicate over the marks of its events. */
export interface MarkLeaf {
  readonly form: 'marks';
  /** Registered id; profile rows refer to it. */
  readonly id: number;
  readonly key: string;
  readonly node: BehaviourNode;
  readonly behaviour: Behaviour;
  readonly tally: (() => RunningTally) | null;
}

/** Of fewer marks an answer is sooner had by looking at them all. */
const fewestTallied = 64;
/** What was counted of a state at its last answer. */
const tallies = new WeakMap<MarkState, RunningTally>();
/** How much is kept of states with many marks. */
const weights = new WeakMap<MarkState, number>();

export function markLeaf(id: number, key: string, node: BehaviourNode, calendar: Calendar): MarkLeaf {
  const [behaviour, tally] = [compileBehaviour(node, calendar), compileTally(node, calendar)];
  return { form: 'marks', id, key, node, behaviour, tally };
}

export function markHolds({ behaviour, tally }: MarkLeaf, state: MarkState | undefined, now: number): boolean {
  if (state?.o !== undefined) return state.o.held;
  if (tally === null || state === undefined || state.e.length < fewestTallied) {
    return behaviour.holds(state?.e ?? [], now);
  }
  let running = tallies.get(state);
  if (running === undefined) {
    running = tally();
    tallies.set(state, running);
  }
  return running.holds(state.e, now);
}

/** Adds one event; undefined where it is of no matter to the leaf. O(log n) and a shift for a late one. */
export function recordMark(
  leaf: MarkLeaf,
  state: MarkState | undefined,
  event: MarkedEvent,
  now: number,
): MarkState | undefined {
  const mark = leaf.behaviour.mark(event);
  if (mark === null || leaf.behaviour.expires(mark) <= now) return undefined;
  if (state === undefined) return { e: [mark] };
  if (state.o !== undefined) {
    state.o.stale = true;
    return state;
  }
  const marks = state.e;
  const last = marks.at(-1);
  // Most come last.
  const at = last === undefined || compareMarks(last, mark) <= 0 ? marks.length : placeAfter(mark, marks);
  const tally = tallies.get(state);
  marks.splice(at, 0, mark);
  tally?.inserted(mark, at);
  const passed = prune(leaf, marks, now, tally);
  const before = weights.get(state);
  const weight = before === undefined ? weightOf(marks) : before + weightOf([mark]) - weightOf(passed);
  if (marks.length >= fewestTallied) weights.set(state, weight);
  if (weight > mostMarks && isLimited(leaf)) {
    // All of them are here now, so this answer is right once more.
    state.o = { held: markHolds(leaf, state, now), at: now, stale: true };
    state.e = [];
    tallies.delete(state);
    weights.delete(state);
  }
  return state;
}

/** The state after a whole history, in whatever order: of all its marks, also where they are too many to be kept. */
export function marksAfter(leaf: MarkLeaf, events: readonly MarkedEvent[], now: number): MarkState | undefined {
  const { behaviour } = leaf;
  const marks = marksOf(behaviour, events, Number.POSITIVE_INFINITY).filter((mark) => behaviour.expires(mark) > now);
  prune(leaf, marks, now);
  return marks.length === 0 ? undefined : bounded(leaf, marks, now);
}

/** The state of two disjoint histories taken together. */
export function mergeMarks(
  leaf: MarkLeaf,
  a: MarkState | undefined,
  b: MarkState | undefined,
  now: number,
): MarkState | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const marks = [...a.e, ...b.e].sort(compareMarks);
  prune(leaf, marks, Number.NEGATIVE_INFINITY);
  const overflow = a.o ?? b.o;
  return overflow === undefined ? bounded(leaf, marks, now) : { e: [], o: { ...overflow, stale: true } };
}

/** Keeps all marks of a history, or what they say now where they are too many. */
function bounded(leaf: MarkLeaf, marks: Mark[], now: number): MarkState {
  if (!isTooMuch(marks) || !isLimited(leaf)) return { e: marks };
  return { e: [], o: { held: leaf.behaviour.holds(marks, now), at: now, stale: true } };
}

/** Whether marks are more than are kept of a profile. */
export function isTooMuch(marks: readonly Mark[]): boolean {
  return weightOf(marks) > mostMarks;
}

/** How many marks of one short value would take as much. */
function weightOf(marks: readonly Mark[]): number {
  let weight = 0;
  for (const { v, s } of marks) {
    if (s !== undefined) weight += Math.max(1, weightOfValues(s.flat()));
    else weight += typeof v === 'object' ? Math.max(1, weightOfValues(v)) : weightOfValue(v);
  }
  return weight;
}

function weightOfValues(values: readonly unknown[]): number {
  return values.reduce<number>((sum, value) => sum + weightOfValue(value), 0);
}

function weightOfValue(value: unknown): number {
  return typeof value === 'string' ? 1 + Math.floor(value.length / markedText) : 1;
}

/** Of a count that its latest events decide, marks are few by themselves. */
function isLimited({ behaviour }: MarkLeaf): boolean {
  return !Number.isFinite(behaviour.keep);
}

/** The oldest leave a window first, so what has passed for good stands in front. */
function prune({ behaviour }: MarkLeaf, marks: Mark[], now: number, tally?: RunningTally): readonly Mark[] {
  let passed = Math.max(0, marks.length - behaviour.keep);
  for (let mark = marks[passed]; mark !== undefined && behaviour.expires(mark) <= now; mark = marks[passed]) passed++;
  if (passed === 0) return [];
  tally?.dropping(marks, passed);
  return marks.splice(0, passed);
}
