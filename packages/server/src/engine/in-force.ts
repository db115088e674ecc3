import {
  type Calendar,
  type Criteria,
  canonical,
  type PeopleNode,
  type PropertyNode,
  readsRequest,
} from '@kindred/criteria';
import {
  type AudienceDefinition,
  type CompiledAccountAudience,
  type CompiledAudience,
  compileAccountAudience,
  compileAudience,
  keptTimes,
  type LiveLeaf,
  liveLeaf,
} from '@kindred/live';
import type { LeafRow, SegmentDefinition, StateStore } from '@kindred/store';
import type { Audience } from '@kindred/warehouse';
import type { AccountVersion } from './accounts.js';
import { isBatch } from './batch/batch-state.js';
import type { Core } from './core.js';
import type { Unused } from './dropping.js';
import type { RegisteredLeaf } from './leaf-registry.js';
import { type References, referencesOf } from './meaning.js';
import type { SiteState, Version } from './site-state.js';

/** Resolves the people named in a segment to the profiles that they are part of now. */
export async function residents(
  core: { readonly store: Pick<StateStore, 'identitiesById'> },
  ids: Iterable<number>,
): Promise<ReadonlyMap<number, number>> {
  const wanted = [...new Set(ids)];
  const found = new Map<number, number>();
  if (wanted.length === 0) return found;
  for (const row of await core.store.identitiesById(wanted)) found.set(row.id, row.profile);
  return found;
}

/** Everyone named in an audience and in the segments it refers to. */
export function namedIn(references: References, audience: Audience): number[] {
  return [...audience.includes, ...audience.excludes, ...namedInCriteria(references, audience.criteria)];
}

/** The same of criteria alone. */
export function namedInCriteria(references: References, criteria: Criteria): number[] {
  return [...referencesOf(criteria, references).values()].flatMap(({ includes, excludes }) => [
    ...includes,
    ...excludes,
  ]);
}

/** Audiences with the people named as who they are now. */
export interface PresentAudiences {
  of(audience: Audience): Audience;
  /** That of a referenced segment. */
  segment(id: string): Audience | undefined;
}

/** Reads who the people named in these audiences, and in the segments they refer to, have become. */
export async function presentAudiences(
  core: {
    readonly store: Pick<StateStore, 'identitiesById'>;
    /** Since when the log tells the members of a segment; see `KeptMembers`. */
    readonly keptSince: (segment: string) => number | null;
  },
  references: References,
  audiences: readonly Audience[],
): Promise<PresentAudiences> {
  const resident = await residents(
    core,
    audiences.flatMap((audience) => namedIn(references, audience)),
  );
  const resolve = (ids: readonly number[]): number[] => ids.map((id) => resident.get(id) ?? id);
  const of = ({ subject, criteria, includeGuests, includes, excludes }: Audience): Audience => ({
    ...(subject === undefined ? {} : { subject }),
    criteria,
    includeGuests,
    includes: resolve(includes),
    excludes: resolve(excludes),
  });
  return {
    of,
    segment: (id) => {
      const target = references.get(id);
      if (target === undefined) return undefined;
      return isBatch(target) ? { ...of(target), kept: { segment: id, since: core.keptSince(id) } } : of(target);
    },
  };
}

/** Active segments that refer to `segment`, at any depth. */
export function dependents(state: SiteState, segment: string): string[] {
  const found = new Set<string>([segment]);
  // A set is gone through in the order of coming, what is added on the way included.
  for (const id of found) for (const other of state.definitions.referringTo(id)) found.add(other);
  found.delete(segment);
  return [...found].filter((id) => state.definitions.get(id)?.active === true);
}

export function isRequestTime(references: References, definition: SegmentDefinition): boolean {
  return readsRequest(definition.criteria, (id) => references.get(id)?.criteria);
}

/** How the conditions of a definition that have state get it. */
export interface LeafSource {
  /** By which they are read. */
  readonly calendar: Calendar;
  /** Gives the leaf of a key, registering it where it is new. */
  readonly leafFor: (key: string, node: LiveLeaf['node']) => LiveLeaf;
  /** The same of conditions about people of accounts: gives the set of these people. */
  readonly setOf: (node: PeopleNode) => number;
}

/** Compiles a definition of a segment of people against the site's leaves. */
export function compileFor(
  state: SiteState,
  definition: SegmentDefinition,
  references: References,
  resident: ReadonlyMap<number, number>,
  { calendar, leafFor, setOf }: LeafSource,
): CompiledAudience {
  const resolve = (id: string) => heldReference(state, references, id);
  const residentOf = (id: number) => resident.get(id) ?? id;
  const { accounts } = state;
  const requestLeaf = (key: string, node: PropertyNode) => state.requestLeaves.of(key, node, calendar);
  return compileAudience(held(state, definition), calendar, leafFor, resolve, residentOf, requestLeaf, {
    compile: (target) => compileAccountAudience(target, calendar, setOf, resolve),
    sight: (account, now) => accounts.sight(account, now),
  });
}

/** The same of a segment of accounts. */
export function compileAccountsFor(
  state: SiteState,
  definition: SegmentDefinition,
  references: References,
  { calendar, setOf }: LeafSource,
): CompiledAccountAudience {
  const resolve = (id: string) => heldReference(state, references, id);
  return compileAccountAudience(held(state, definition), calendar, setOf, resolve);
}

/** What a segment says to others that refer to it: an active batch segment says who is in it since its last run. */
function heldReference(state: SiteState, references: References, id: string): AudienceDefinition | undefined {
  const definition = references.get(id);
  return definition === undefined ? undefined : held(state, definition);
}

function held(state: SiteState, definition: SegmentDefinition): AudienceDefinition {
  const batch = isBatch(definition) ? state.batches.get(definition.id) : undefined;
  return batch === undefined ? definition : { ...definition, heldIn: batch.set };
}

export function registerLeaf(
  core: Core,
  state: SiteState,
  key: string,
  node: LiveLeaf['node'],
  calendar: Calendar,
): RegisteredLeaf {
  const id = core.nextNumber++;
  return state.leaves.add({ id, key, leaf: liveLeaf(id, key, node, calendar), calendar, state: 'backfilling' });
}

export function leafRow(site: number, leaf: RegisteredLeaf): LeafRow {
  return {
    id: leaf.id,
    site,
    key: leaf.key,
    definition: JSON.stringify({ ...leaf.leaf.node, countedBy: leaf.calendar }),
    keep: keptTimes(leaf.leaf),
    state: leaf.state,
  };
}

/** Leaves that no version uses any more. */
function unusedLeaves(state: SiteState): number[] {
  const used = new Set<number>();
  for (const version of state.versions) for (const leaf of version.audience.leaves) used.add(leaf.id);
  return [...state.leaves.ids()].filter((id) => !used.has(id));
}

/** Forgets what no version uses any more; gives the stored leaves, and the sets of people, that are to be deleted. */
export function forgetUnused(state: SiteState): Unused {
  const sets: number[] = [];
  for (const { set, version } of state.accounts.unusedLeaves(state.versions)) {
    state.accounts.leaves.delete(set);
    state.versions.delete(version);
    sets.push(set);
  }
  const leaves = unusedLeaves(state);
  for (const id of leaves) {
    state.leaves.delete(id);
    state.overflowing.delete(id);
  }
  state.reindex();
  return { leaves: [...leaves, ...sets], sets };
}

/** A version that shows what was computed in an earlier run of the process. */
export function storedVersion(
  state: SiteState,
  { definition, references, calendar }: Shown,
  set: number | null,
  size: number,
  resident: ReadonlyMap<number, number>,
): StoredVersion | null {
  let complete = true;
  const source: LeafSource = {
    calendar,
    leafFor: (key, node) => {
      const ready = state.leaves.ready(key, calendar);
      if (ready !== undefined) return ready.leaf;
      complete = false;
      return liveLeaf(0, key, node, calendar);
    },
    setOf: ({ of }) => {
      const stored = state.accounts.storedLeaf(canonical(of), calendar);
      complete &&= stored !== undefined;
      return stored?.set ?? 0;
    },
  };
  const common = { definition, references, calendar, phase: 'shown', size } as const;
  if (definition.subject === 'account') {
    if (set === null) return null;
    const audience = compileAccountsFor(state, definition, references, source);
    return complete ? { subject: 'account', version: { ...common, set, audience } } : null;
  }
  const audience = compileFor(state, definition, references, resident, source);
  return complete ? { subject: 'person', version: { ...common, set, audience } } : null;
}

/** What one segment shows, whole: whatever has become of those that it refers to. */
export interface Shown {
  readonly definition: SegmentDefinition;
  readonly references: ReadonlyMap<string, SegmentDefinition>;
  /** By which its members were found. */
  readonly calendar: Calendar;
}

export function encodeShown({ definition, references, calendar }: Shown): string {
  const stored: StoredShown = { ...definition, calendar };
  return JSON.stringify(references.size === 0 ? stored : { ...stored, references: [...references.values()] });
}

/** A definition with those that it refers to, of which a row from before they were stored says nothing, and its calendar. */
export type StoredShown = SegmentDefinition & {
  readonly references?: readonly SegmentDefinition[];
  readonly calendar: Calendar;
};

/** @param others what segments mean of which the row says nothing */
export function decodeShown(text: string, others: References): Shown {
  const { references = [], calendar, ...definition } = JSON.parse(text) as StoredShown;
  const stored = new Map(references.map((one) => [one.id, one]));
  const known = { get: (id: string) => stored.get(id) ?? others.get(id) };
  return { definition, references: referencesOf(definition.criteria, known), calendar };
}

/** What is stored of one segment, made ready to be shown. */
export type StoredVersion =
  | { readonly subject: 'person'; readonly version: Version }
  | { readonly subject: 'account'; readonly version: AccountVersion };
