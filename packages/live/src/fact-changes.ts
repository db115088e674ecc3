import type { GroupKind, PropertyValue } from '@kindred/criteria';
import { type Facts, type Known, setGroupOf, together } from './facts.js';

/** A trait as it was and as it was left, each with its time (ms); null: there was no value, or it had never been set. */
export type TraitChange = readonly [
  before: PropertyValue | null,
  beforeTime: number | null,
  after: PropertyValue | null,
  afterTime: number,
];
/** A group joined, and whether it had been joined before. */
export type GroupChange = readonly [kind: GroupKind, id: string, before: boolean];

/** What something set of what an identity brought; small enough to be kept for each of millions. */
export interface FactChanges {
  readonly traits: Readonly<Record<string, TraitChange>>;
  readonly groups: readonly GroupChange[];
}

/** A copy of what an identity brought to a profile. */
export function factsOf(profile: Known, identity: number): Facts {
  const part = partOf(profile, identity);
  if (part === undefined) return { traits: {}, traitTimes: {}, groups: {} };
  return { traits: { ...part.traits }, traitTimes: { ...part.traitTimes }, groups: { ...part.groups } };
}

/**
 * What became of what an identity brought.
 *
 * @param paths traits that were set: they count as changed also where they had the same value of the same time
 * @param time at which they were set; what is later had been set later already, and stayed
 */
export function changesOf(
  before: Facts,
  after: Facts,
  paths: readonly string[],
  time: number,
  group: { readonly kind: GroupKind; readonly id: string } | undefined,
): FactChanges {
  const traits: Record<string, TraitChange> = {};
  const set = new Set(paths);
  for (const [path, afterTime] of Object.entries(after.traitTimes)) {
    const [was, is] = [before.traits[path] ?? null, after.traits[path] ?? null];
    const beforeTime = before.traitTimes[path] ?? null;
    const again = afterTime === time && set.has(path);
    if (again || afterTime !== beforeTime || was !== is) traits[path] = [was, beforeTime, is, afterTime];
  }
  const joined = group !== undefined && after.groups[group.kind]?.includes(group.id) === true;
  const belonged = group !== undefined && before.groups[group.kind]?.includes(group.id) === true;
  return { traits, groups: joined ? [[group.kind, group.id, belonged]] : [] };
}

/** Two changes, one after the other, as one. */
export function changesTogether(first: FactChanges, second: FactChanges): FactChanges {
  const traits: Record<string, TraitChange> = { ...first.traits };
  for (const [path, change] of Object.entries(second.traits)) {
    const earlier = first.traits[path];
    traits[path] = earlier === undefined ? change : [earlier[0], earlier[1], change[2], change[3]];
  }
  const isNew = ([kind, id]: GroupChange): boolean => !first.groups.some((one) => one[0] === kind && one[1] === id);
  return { traits, groups: [...first.groups, ...second.groups.filter(isNew)] };
}

/** A part of the changes that stays, with what it began from changed, and what is to be taken back now. */
export interface Withdrawal {
  readonly back: FactChanges;
  /** The later changes, which now begin where those taken back began. */
  readonly later: readonly FactChanges[];
}

/** Takes a change out of a history: what a later one set too is no longer this one's to take back. */
export function withdraw(change: FactChanges, later: readonly FactChanges[]): Withdrawal {
  const back: Record<string, TraitChange> = { ...change.traits };
  let groups = change.groups;
  const rewritten = later.map((next): FactChanges => {
    const traits: Record<string, TraitChange> = { ...next.traits };
    for (const path of Object.keys(next.traits)) {
      const [earlier, following] = [back[path], next.traits[path]];
      if (earlier === undefined || following === undefined) continue;
      traits[path] = [earlier[0], earlier[1], following[2], following[3]];
      delete back[path];
    }
    const nextGroups = next.groups.map((joined): GroupChange => {
      const earlier = groups.find(([kind, id]) => kind === joined[0] && id === joined[1]);
      if (earlier === undefined) return joined;
      groups = groups.filter((one) => one !== earlier);
      return [joined[0], joined[1], earlier[2]];
    });
    return { traits, groups: nextGroups };
  });
  return { back: { traits: back, groups }, later: rewritten };
}

/**
 * Gives what an identity brought back as it was, where it is still what the changes left. Returns whether anything was,
 * and the groups that the person belongs to no more.
 */
export function restoreFacts(
  profile: Known,
  identity: number,
  { traits, groups }: FactChanges,
): { readonly changed: boolean; readonly left: readonly (readonly [GroupKind, string])[] } {
  const part = partOf(profile, identity);
  if (part === undefined) return { changed: false, left: [] };
  const restored: string[] = [];
  for (const [path, [before, beforeTime, after, afterTime]] of Object.entries(traits)) {
    if (part.traitTimes[path] !== afterTime || !same(part.traits[path] ?? null, after)) continue;
    set(part, path, before, beforeTime);
    restored.push(path);
  }
  if (profile.parts !== null) {
    const all = together([...profile.parts]);
    for (const path of restored) set(profile, path, all.traits[path] ?? null, all.traitTimes[path] ?? null);
  }
  const left: (readonly [GroupKind, string])[] = [];
  for (const [kind, id, before] of groups) {
    if (before || part.groups[kind]?.includes(id) !== true) continue;
    const elsewhere = [...(profile.parts?.values() ?? [])].some(
      (other) => other !== part && other.groups[kind]?.includes(id) === true,
    );
    if (elsewhere) {
      part.groups[kind] = part.groups[kind].filter((other) => other !== id);
      continue;
    }
    setGroupOf(profile, identity, kind, id, false);
    left.push([kind, id]);
  }
  return { changed: restored.length > 0 || left.length > 0, left };
}

/** Where what an identity brought stands: the profile itself where all is from this one. */
function partOf(profile: Known, identity: number): Facts | undefined {
  if (profile.parts !== null) return profile.parts.get(identity);
  return profile.origin === identity ? profile : undefined;
}

function set(facts: Facts, path: string, value: PropertyValue | null, time: number | null): void {
  if (value === null) delete facts.traits[path];
  else facts.traits[path] = value;
  if (time === null) delete facts.traitTimes[path];
  else facts.traitTimes[path] = time;
}

function same(one: PropertyValue | null, other: PropertyValue | null): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
