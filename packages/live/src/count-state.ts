import {
  type Calendar,
  compileWhere,
  type EventNode,
  InvalidCriteriaError,
  type PropertyBag,
  windowEnds,
} from '@kindred/criteria';

/**
 * What a counting leaf keeps of one profile: how many matching events there ever were, and the times (ms, ascending)
 * of the latest `keep` of them.
 *
 * Exact because windows end now: "at least k in the window" holds exactly if the k-th latest event still counts,
 * and a late event only ever displaces an older one.
 */
export interface CountState {
  n: number;
  t: number[];
}

/** An event leaf made ready to run. */
export interface CountLeaf {
  readonly form: 'count';
  /** Registered id; profile rows refer to it. */
  readonly id: number;
  readonly key: string;
  readonly node: EventNode;
  /** The count from which "at least" holds (for "at most m": m + 1, whose opposite it is). */
  readonly threshold: number;
  readonly negated: boolean;
  readonly keep: number;
  readonly matches: (event: { properties: PropertyBag; context: PropertyBag }) => boolean;
  readonly ends: (time: number) => number;
}

export function thresholdOf(node: EventNode): { threshold: number; negated: boolean } {
  if ('atLeast' in node.count) return { threshold: node.count.atLeast, negated: false };
  if ('atMost' in node.count) return { threshold: node.count.atMost + 1, negated: true };
  throw new InvalidCriteriaError('Only “at least” and “at most” are kept as counts');
}

/** How many latest times a leaf must keep; one at least, so that "last time" can be told. */
export function keepOf(node: EventNode): number {
  return node.window === undefined ? 1 : thresholdOf(node).threshold;
}

export function countLeaf(id: number, key: string, node: EventNode, calendar: Calendar): CountLeaf {
  const { threshold, negated } = thresholdOf(node);
  const { window } = node;
  return {
    form: 'count',
    id,
    key,
    node,
    threshold,
    negated,
    keep: keepOf(node),
    matches: compileWhere(node.where, calendar),
    ends: window === undefined ? () => Number.POSITIVE_INFINITY : (time) => windowEnds(window, time, calendar),
  };
}

/** Adds one event; O(keep) for a late one, O(1) in order. */
export function recordEvent(leaf: CountLeaf, state: CountState | undefined, time: number): CountState {
  if (state === undefined) return { n: 1, t: [time] };
  state.n++;
  const times = state.t;
  let at = times.length;
  while (at > 0 && (times[at - 1] ?? 0) > time) at--;
  const isFull = times.length >= leaf.keep;
  if (isFull && at === 0) return state;
  if (times.length > few) {
    times.splice(at, 0, time);
    if (isFull) times.shift();
  } else if (isFull) {
    for (let i = 1; i < at; i++) times[i - 1] = times[i] ?? time;
    times[at - 1] = time;
  } else {
    state.t = withOneMore(times, at, time);
  }
  return state;
}

/** Up to this length lists have no room to grow: there are a few for each visitor, and making room makes it for 17. */
const few = 16;

function withOneMore(times: readonly number[], at: number, time: number): number[] {
  return at === times.length ? times.concat([time]) : times.slice(0, at).concat([time], times.slice(at));
}

/** The state of two disjoint histories taken together. */
export function mergeCounts(
  keep: number,
  a: CountState | undefined,
  b: CountState | undefined,
): CountState | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  const t = [...a.t, ...b.t].sort((x, y) => x - y);
  return { n: a.n + b.n, t: t.slice(Math.max(0, t.length - keep)) };
}

/** Does the leaf hold at `now`? */
export function countHolds(leaf: CountLeaf, state: CountState | undefined, now: number): boolean {
  return reached(leaf, state, now) !== leaf.negated;
}

function reached(leaf: CountLeaf, state: CountState | undefined, now: number): boolean {
  if (state === undefined || state.n < leaf.threshold) return false;
  if (leaf.node.window === undefined) return true;
  const decisive = state.t[state.t.length - leaf.threshold];
  return decisive !== undefined && now < leaf.ends(decisive);
}

/** The next instant after `now` at which time alone changes the leaf; Infinity: none. */
export function countDue(leaf: CountLeaf, state: CountState, now: number): number {
  if (leaf.node.window === undefined || state.n < leaf.threshold) return Number.POSITIVE_INFINITY;
  const decisive = state.t[state.t.length - leaf.threshold];
  if (decisive === undefined) return Number.POSITIVE_INFINITY;
  const end = leaf.ends(decisive);
  return end > now ? end : Number.POSITIVE_INFINITY;
}
