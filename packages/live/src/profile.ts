import type { GroupKind, PropertyValue } from '@kindred/criteria';
import type { LeafState } from './leaf.js';
import { NumberMap } from './number-map.js';

/** What is known of one visitor, as the live path holds it. Mutable: it is the hot state of the engine. */
export interface Profile {
  readonly id: number;
  readonly site: number;
  userId: string | null;
  traits: Record<string, PropertyValue>;
  /** When each trait was last set or removed (ms); a later event wins however it comes in. */
  traitTimes: Record<string, number>;
  groups: Partial<Record<GroupKind, string[]>>;
  /** Leaf state by leaf id. */
  leaves: NumberMap<LeafState>;
  /** Since when (ms), by membership set. */
  memberships: NumberMap<number>;
  firstSeen: number;
  lastSeen: number;
  /** Number of the next enter or exit, so that each has a name that a replay gives it again. */
  changes: number;
  /** How many anonymous ids have joined this user. */
  joins: number;
  /** The latest switch of a segment's set that this profile's enters and exits were told for. */
  switched: number;
  /** Next instant at which time alone may change a membership. */
  dueAt: number | null;
  /** Earliest entry in the queue of due times; not stored. */
  queuedAt: number | null;
}

export function newProfile(id: number, site: number, userId: string | null, now: number, switched: number): Profile {
  return {
    id,
    site,
    userId,
    traits: {},
    traitTimes: {},
    groups: {},
    leaves: NumberMap.empty(),
    memberships: NumberMap.empty(),
    firstSeen: now,
    lastSeen: now,
    changes: 0,
    joins: 0,
    switched,
    dueAt: null,
    queuedAt: null,
  };
}

/** The stored form; keys are short because there is one for each visitor. */
interface StoredProfile {
  u: string | null;
  t: Record<string, PropertyValue>;
  tt: Record<string, number>;
  g: Partial<Record<GroupKind, string[]>>;
  l: Record<number, LeafState>;
  m: Record<number, number>;
  f: number;
  s: number;
  c: number;
  j: number;
  w: number;
}

export function encodeProfile(profile: Profile): string {
  const stored: StoredProfile = {
    u: profile.userId,
    t: profile.traits,
    tt: profile.traitTimes,
    g: profile.groups,
    l: profile.leaves.toJSON(),
    m: profile.memberships.toJSON(),
    f: profile.firstSeen,
    s: profile.lastSeen,
    c: profile.changes,
    j: profile.joins,
    w: profile.switched,
  };
  return JSON.stringify(stored);
}

export function decodeProfile(row: { id: number; site: number; body: string; dueAt: number | null }): Profile {
  const stored = JSON.parse(row.body) as StoredProfile;
  return {
    id: row.id,
    site: row.site,
    userId: stored.u,
    traits: stored.t,
    traitTimes: stored.tt,
    groups: stored.g,
    leaves: NumberMap.from(stored.l),
    memberships: NumberMap.from(stored.m),
    firstSeen: stored.f,
    lastSeen: stored.s,
    changes: stored.c,
    joins: stored.j,
    switched: stored.w,
    dueAt: row.dueAt,
    queuedAt: null,
  };
}

/** Sets traits by time: a value set later wins over one set earlier, whichever comes in first. Returns the paths changed. */
export function setTraits(
  profile: Profile,
  traits: Readonly<Record<string, PropertyValue | null>>,
  time: number,
): string[] {
  const changed: string[] = [];
  for (const path of Object.keys(traits)) {
    const value = traits[path];
    if (value === undefined || (profile.traitTimes[path] ?? Number.NEGATIVE_INFINITY) > time) continue;
    profile.traitTimes[path] = time;
    if (value === null) changed.push(...removeTrait(profile, path, time));
    else if (!sameValue(profile.traits[path], value)) {
      profile.traits[path] = value;
      changed.push(path);
    }
  }
  return changed;
}

/** Null for `address` removes `address.city` as well, unless that was set later. */
function removeTrait(profile: Profile, path: string, time: number): string[] {
  const below = `${path}.`;
  const gone = Object.keys(profile.traits).filter(
    (one) => (one === path || one.startsWith(below)) && (profile.traitTimes[one] ?? 0) <= time,
  );
  for (const one of gone) {
    profile.traitTimes[one] = time;
    delete profile.traits[one];
  }
  return gone;
}

/** Takes over everything that `other` knows; counts are merged by the caller's leaves. */
export function absorbFacts(profile: Profile, other: Profile): void {
  for (const path of Object.keys(other.traitTimes)) {
    setTraits(profile, { [path]: other.traits[path] ?? null }, other.traitTimes[path] ?? 0);
  }
  for (const kind of Object.keys(other.groups) as GroupKind[]) {
    profile.groups[kind] = [...new Set([...(profile.groups[kind] ?? []), ...(other.groups[kind] ?? [])])];
  }
  profile.firstSeen = Math.min(profile.firstSeen, other.firstSeen);
  profile.lastSeen = Math.max(profile.lastSeen, other.lastSeen);
}

function sameValue(a: PropertyValue | undefined, b: PropertyValue): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
