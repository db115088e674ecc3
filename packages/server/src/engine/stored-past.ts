import { type LeafState, leafDue, mergeLeaf, type Profile } from '@kindred/live';
import type { StoredPast } from '@kindred/store';
import type { SiteState } from './site-state.js';

/** What a leaf keeps of a profile's past, and the instant at which it was counted: its windows had not ended by then. */
interface CountedState {
  readonly a: number;
  readonly s: LeafState;
}

export function encodePast(state: LeafState, at: number): string {
  const counted: CountedState = { a: at, s: state };
  return JSON.stringify(counted);
}

/**
 * Makes what was counted of a profile's past part of it, with the instant at which time alone changes it first: that may
 * have passed by now, and comes then before whatever comes next. What belongs to leaves and sets that are no more is left.
 */
export function mergePast(state: SiteState, profile: Profile, { number, body }: StoredPast, now: number): void {
  profile.mergedPasts = true;
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
