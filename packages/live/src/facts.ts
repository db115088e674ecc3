import type { GroupKind, PropertyValue } from '@kindred/criteria';

/** What is known of somebody besides what they did. */
export interface Facts {
  traits: Record<string, PropertyValue>;
  /** When each trait was last set or removed (ms); a later event wins however it comes in. */
  traitTimes: Record<string, number>;
  groups: Partial<Record<GroupKind, string[]>>;
}

/**
 * Which identity the facts of a profile came from. As long as all came from one, its number says so; once there are
 * two, what each brought is kept beside what they make together, so that one can be taken out again as if it had never
 * been joined.
 */
export interface Origins {
  /** The identity that all facts came from; null: there are none yet. */
  origin: number | null;
  /** What each identity brought, once there are two. */
  parts: Map<number, Facts> | null;
}

/** Facts with where they came from. */
export type Known = Facts & Origins;

/** The identity of facts that were there before it was noted where they came from; they stay with the user. */
export const originUnknown = 0;

/** Sets traits that an identity brings. Returns the paths that changed for the person. */
export function setTraitsOf(
  profile: Known,
  identity: number,
  traits: Readonly<Record<string, PropertyValue | null>>,
  time: number,
): string[] {
  if (Object.keys(traits).length === 0) return [];
  const part = partOf(profile, identity);
  if (part !== null) setTraits(part, traits, time);
  return setTraits(profile, traits, time);
}

/** Takes note that an identity brought a group, or that the person has left it, whoever brought it. */
export function setGroupOf(profile: Known, identity: number, kind: GroupKind, id: string, member: boolean): void {
  if (member) {
    const part = partOf(profile, identity);
    if (part !== null) setGroup(part, kind, id, true);
  } else if (profile.parts !== null) {
    for (const part of profile.parts.values()) setGroup(part, kind, id, false);
  }
  setGroup(profile, kind, id, member);
}

/** Takes over everything that `other` knows; counts are merged by the caller's leaves. */
export function absorbFacts(profile: Known, other: Known): void {
  const { origin, parts } = joinedOrigins(profile, other);
  addFacts(profile, other);
  profile.origin = origin;
  profile.parts = parts;
}

/** Parts the facts of a profile: those that some identities brought, and those of all others. */
export function partFacts(
  profile: Known,
  identities: ReadonlySet<number>,
): { readonly theirs: Known; readonly rest: Known } {
  const parts = partsOf(profile);
  const theirs = [...parts].filter(([identity]) => identities.has(identity));
  const rest = [...parts].filter(([identity]) => !identities.has(identity));
  return { theirs: together(theirs), rest: together(rest) };
}

/** Sets traits by time: a value set later wins over one set earlier, whichever comes in first. Returns the paths changed. */
function setTraits(facts: Facts, traits: Readonly<Record<string, PropertyValue | null>>, time: number): string[] {
  const changed: string[] = [];
  for (const path of Object.keys(traits)) {
    const value = traits[path];
    if (value === undefined || changedSince(facts, path, time)) continue;
    facts.traitTimes[path] = time;
    if (value === null) changed.push(...removeTrait(facts, path, time));
    else if (!sameValue(facts.traits[path], value)) {
      facts.traits[path] = value;
      changed.push(path);
    }
  }
  return changed;
}

/** Whether a path, or one above it that is no more, was changed after an instant. */
function changedSince({ traits, traitTimes }: Facts, path: string, time: number): boolean {
  if ((traitTimes[path] ?? Number.NEGATIVE_INFINITY) > time) return true;
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const above = path.slice(0, dot);
    if (traits[above] === undefined && (traitTimes[above] ?? Number.NEGATIVE_INFINITY) > time) return true;
  }
  return false;
}

/** Null for `address` removes `address.city` as well, unless that was set later. */
function removeTrait(facts: Facts, path: string, time: number): string[] {
  const below = `${path}.`;
  const gone = Object.keys(facts.traits).filter(
    (one) => (one === path || one.startsWith(below)) && (facts.traitTimes[one] ?? 0) <= time,
  );
  for (const one of gone) {
    facts.traitTimes[one] = time;
    delete facts.traits[one];
  }
  return gone;
}

function setGroup(facts: Facts, kind: GroupKind, id: string, member: boolean): void {
  const present = facts.groups[kind] ?? [];
  if (present.includes(id) === member) return;
  facts.groups[kind] = member ? [...present, id] : present.filter((other) => other !== id);
}

/** Where what an identity brings has to be noted besides in the profile; null: nowhere, all is from this one. */
function partOf(profile: Known, identity: number): Facts | null {
  if (profile.parts === null) {
    profile.origin ??= identity;
    if (profile.origin === identity) return null;
    profile.parts = partsOf(profile);
  }
  let part = profile.parts.get(identity);
  if (part === undefined) {
    part = { traits: {}, traitTimes: {}, groups: {} };
    profile.parts.set(identity, part);
  }
  return part;
}

/** By identity, whatever form it is kept in. */
function partsOf(profile: Known): Map<number, Facts> {
  if (profile.parts !== null) return profile.parts;
  if (profile.origin === null) return new Map();
  const { traits, traitTimes, groups } = profile;
  return new Map([[profile.origin, { traits: { ...traits }, traitTimes: { ...traitTimes }, groups: { ...groups } }]]);
}

function joinedOrigins(profile: Known, other: Known): Origins {
  if (other.origin === null) return profile;
  if (profile.origin === null) return other;
  const parts = new Map(partsOf(profile));
  for (const [identity, facts] of partsOf(other)) {
    const known = parts.get(identity);
    if (known === undefined) parts.set(identity, facts);
    else addFacts(known, facts);
  }
  return { origin: profile.origin, parts };
}

/** What several identities brought, together, in the order of their times. */
export function together(parts: readonly (readonly [number, Facts])[]): Known {
  const all: Facts = { traits: {}, traitTimes: {}, groups: {} };
  for (const [, facts] of parts) addFacts(all, facts);
  return { ...all, origin: parts[0]?.[0] ?? null, parts: parts.length > 1 ? new Map(parts) : null };
}

function addFacts(to: Facts, from: Facts): void {
  for (const path of Object.keys(from.traitTimes)) {
    setTraits(to, { [path]: from.traits[path] ?? null }, from.traitTimes[path] ?? 0);
  }
  for (const kind of Object.keys(from.groups) as GroupKind[]) {
    to.groups[kind] = [...new Set([...(to.groups[kind] ?? []), ...(from.groups[kind] ?? [])])];
  }
}

function sameValue(a: PropertyValue | undefined, b: PropertyValue): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
