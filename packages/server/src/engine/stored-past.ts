import { type LeafState, type LiveLeaf, leafDue, mergeLeaf, type Profile } from '@kindred/live';
import type { StoredPast } from '@kindred/store';
import type { SiteState } from './site-state.js';

/** What a leaf keeps of a profile's past, and the instant at which it was counted: its windows had not ended by then. */
interface CountedState {
  readonly a: number;
  readonly s: LeafState;
}

export function encodePast(state: LeafState, at: number): string {
  // Numbers and no more: a third of the cost of `JSON.stringify`, a million times.
  if ('n' in state) return `{"a":${at},"s":{"n":${state.n},"t":[${state.t.join()}]}}`;
  const counted: CountedState = { a: at, s: state };
  return JSON.stringify(counted);
}

/**
 * Makes what was counted of a profile's past part of it, with the instant at which time alone changes it first: that may
 * have passed by now, and comes then before whatever comes next. What belongs to leaves and sets that are no more is left.
 */
export function mergePast(
  state: SiteState,
  profile: Profile,
  { number, sequence, body }: StoredPast,
  now: number,
): void {
  profile.pasts = Math.max(profile.pasts, sequence);
  const leaf = state.index.leavesById.get(number);
  if (leaf === undefined) {
    // Who came into the set by an event since was not left to the count.
    if (state.index.heldSets.has(number) && !profile.memberships.has(number)) {
      profile.memberships.set(number, JSON.parse(body));
    }
    return;
  }
  const counted: CountedState = JSON.parse(body);
  const merged = mergeLeaf(leaf, profile.leaves.get(number), counted.s, now);
  if (merged === undefined) return;
  profile.leaves.set(number, merged);
  const due = leafDue(leaf, merged, counted.a);
  if (due < (profile.dueAt ?? Number.POSITIVE_INFINITY)) profile.dueAt = due;
}

/** What was counted of one leaf and profile, all parts together, and the instant at which the first was counted. */
interface Together {
  readonly profile: number;
  readonly leaf: LiveLeaf;
  readonly past: LeafState;
  readonly at: number;
}

/** Merges the parts of the pasts of some leaves. */
export function togetherOf(leaves: ReadonlyMap<number, LiveLeaf>, pasts: readonly StoredPast[]): Together[] {
  const found = new Map<number, Map<number, Together>>();
  for (const { profile, number, body } of pasts) {
    const leaf = leaves.get(number);
    if (leaf === undefined) continue;
    const ofLeaf = found.get(number) ?? new Map<number, Together>();
    found.set(number, ofLeaf);
    const before = ofLeaf.get(profile);
    const counted: CountedState = JSON.parse(body);
    const past = mergeLeaf(leaf, before?.past, counted.s, counted.a);
    if (past !== undefined) ofLeaf.set(profile, { profile, leaf, past, at: before?.at ?? counted.a });
  }
  return [...found.values()].flatMap((ofLeaf) => [...ofLeaf.values()]);
}
