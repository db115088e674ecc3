import {
  type Behaviour,
  type BehaviourNode,
  type Calendar,
  compareMarks,
  compileBehaviour,
  type Mark,
  type MarkedEvent,
} from '@kindred/criteria';

/** Marks kept of one leaf and profile; beyond, the oldest are forgotten. */
export const mostMarks = 10_000;

/** What a leaf that is decided from its events keeps of one profile: their marks, in order. */
export interface MarkState {
  e: Mark[];
}

/** A behaviour leaf whose answer is computed by the predicate over the marks of its events. */
export interface MarkLeaf {
  readonly form: 'marks';
  /** Registered id; profile rows refer to it. */
  readonly id: number;
  readonly key: string;
  readonly node: BehaviourNode;
  readonly behaviour: Behaviour;
}

export function markLeaf(id: number, key: string, node: BehaviourNode, calendar: Calendar): MarkLeaf {
  return { form: 'marks', id, key, node, behaviour: compileBehaviour(node, calendar) };
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
  const marks = state.e;
  let at = marks.length;
  for (let before = marks[at - 1]; before !== undefined && compareMarks(before, mark) > 0; before = marks[at - 1]) at--;
  marks.splice(at, 0, mark);
  prune(leaf, marks, now);
  return state;
}

/** The state of two disjoint histories taken together. */
export function mergeMarks(leaf: MarkLeaf, a: MarkState | undefined, b: MarkState | undefined): MarkState | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const marks = [...a.e, ...b.e].sort(compareMarks);
  prune(leaf, marks, Number.NEGATIVE_INFINITY);
  return { e: marks };
}

/** The oldest leave a window first, so what has passed for good stands in front. */
function prune({ behaviour }: MarkLeaf, marks: Mark[], now: number): void {
  let passed = Math.max(0, marks.length - Math.min(behaviour.keep, mostMarks));
  for (let mark = marks[passed]; mark !== undefined && behaviour.expires(mark) <= now; mark = marks[passed]) passed++;
  if (passed > 0) marks.splice(0, passed);
}
