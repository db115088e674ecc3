import type { GroupKind, PropertyValue } from '@kindred/criteria';
import { type Facts, type Origins, originUnknown } from './facts.js';
import type { LeafState } from './leaf.js';
import { NumberMap } from './number-map.js';

/** What is known of one visitor, as the live path holds it. Mutable: it is the hot state of the engine. */
export interface Profile extends Facts, Origins {
  readonly id: number;
  readonly site: number;
  userId: string | null;
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
  /** Sequence up to which what was counted of its past is part of it. */
  pasts: number;
}

export function newProfile(id: number, site: number, userId: string | null, now: number, switched: number): Profile {
  return {
    id,
    site,
    userId,
    traits: {},
    traitTimes: {},
    groups: {},
    origin: null,
    parts: null,
    leaves: NumberMap.empty(),
    memberships: NumberMap.empty(),
    firstSeen: now,
    lastSeen: now,
    changes: 0,
    joins: 0,
    switched,
    dueAt: null,
    queuedAt: null,
    pasts: 0,
  };
}

type StoredFacts = Pick<StoredProfile, 't' | 'tt' | 'g'>;

/** The stored form; keys are short because there is one for each visitor. */
interface StoredProfile {
  u: string | null;
  t: Record<string, PropertyValue>;
  tt: Record<string, number>;
  g: Partial<Record<GroupKind, string[]>>;
  /** Absent where it was not noted yet, or nothing is known. */
  o?: number;
  p?: Record<number, StoredFacts>;
  l: Record<number, LeafState>;
  m: Record<number, number>;
  f: number;
  s: number;
  c: number;
  j: number;
  w: number;
  /** Absent where nothing was. */
  q?: number;
}

export function encodeProfile(profile: Profile): string {
  const stored: StoredProfile = {
    u: profile.userId,
    t: profile.traits,
    tt: profile.traitTimes,
    g: profile.groups,
    ...(profile.origin === null ? {} : { o: profile.origin }),
    ...(profile.parts === null ? {} : { p: encodeParts(profile.parts) }),
    l: profile.leaves.toJSON(),
    m: profile.memberships.toJSON(),
    f: profile.firstSeen,
    s: profile.lastSeen,
    c: profile.changes,
    j: profile.joins,
    w: profile.switched,
    ...(profile.pasts === 0 ? {} : { q: profile.pasts }),
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
    origin: stored.o ?? (isBare(stored) ? null : originUnknown),
    parts: stored.p === undefined ? null : decodeParts(stored.p),
    leaves: NumberMap.from(stored.l),
    memberships: NumberMap.from(stored.m),
    firstSeen: stored.f,
    lastSeen: stored.s,
    changes: stored.c,
    joins: stored.j,
    switched: stored.w,
    dueAt: row.dueAt,
    queuedAt: null,
    pasts: stored.q ?? 0,
  };
}

function encodeParts(parts: ReadonlyMap<number, Facts>): Record<number, StoredFacts> {
  const stored: Record<number, StoredFacts> = {};
  for (const [identity, { traits, traitTimes, groups }] of parts) {
    stored[identity] = { t: traits, tt: traitTimes, g: groups };
  }
  return stored;
}

function decodeParts(stored: Readonly<Record<number, StoredFacts>>): Map<number, Facts> {
  return new Map(
    Object.entries(stored).map(([identity, { t, tt, g }]) => [
      Number(identity),
      { traits: t, traitTimes: tt, groups: g },
    ]),
  );
}

function isBare({ tt, g }: StoredFacts): boolean {
  return Object.keys(tt).length === 0 && Object.keys(g).length === 0;
}
