import { type GroupKind, groupKinds } from '@kindred/criteria';
import { absorbFacts, mergeLeaf, type Profile } from '@kindred/live';
import type { Core } from './core.js';
import type { SiteState } from './site-state.js';
import type { Version } from './versions.js';

/** What joining is made of; see `Transitions`. */
interface Steps {
  settle(state: SiteState, profile: Profile, now: number): void;
  setMember(state: SiteState, profile: Profile, set: number, since: null, at: number, cause: string): void;
  belongs(state: SiteState, profile: Profile, kind: GroupKind, id: string, member: boolean): void;
  evaluate(state: SiteState, profile: Profile, versions: Iterable<Version>, now: number, cause: string): void;
}

/** Makes a guest's profile part of a user's: as if all had been of one person from the start. */
export function absorb(
  core: Core,
  transitions: Steps,
  state: SiteState,
  profile: Profile,
  absorbed: number,
  now: number,
): void {
  const guest = core.profiles.get(absorbed);
  if (guest === undefined) return;
  core.followed.noteJoin(profile.id, absorbed);
  transitions.settle(state, guest, now);
  for (const set of guest.memberships.keys()) transitions.setMember(state, guest, set, null, now, 'merge');
  for (const [kind, id] of groupsOf(guest)) {
    transitions.belongs(state, guest, kind, id, false);
    if (!profile.groups[kind]?.includes(id)) transitions.belongs(state, profile, kind, id, true);
  }
  absorbFacts(profile, guest);
  profile.firstSeen = Math.min(profile.firstSeen, guest.firstSeen);
  profile.lastSeen = Math.max(profile.lastSeen, guest.lastSeen);
  for (const id of guest.leaves.keys()) {
    const leaf = state.index.leavesById.get(id);
    if (leaf === undefined) continue;
    const merged = mergeLeaf(leaf, profile.leaves.get(id), guest.leaves.get(id), now);
    if (merged !== undefined) profile.leaves.set(id, merged);
  }
  core.forget(absorbed, state.site.id);
  core.unwritten.snapshots.add(profile.id);
  core.touch(profile);
  for (const version of state.versions) version.audience.renamed(absorbed, profile.id);
  transitions.evaluate(state, profile, state.index.kept, now, 'merge');
}

/** Every group that somebody belongs to. */
export function groupsOf({ groups }: Pick<Profile, 'groups'>): (readonly [GroupKind, string])[] {
  return groupKinds.flatMap((kind) => (groups[kind] ?? []).map((id) => [kind, id] as const));
}
