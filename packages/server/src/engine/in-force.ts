import { readsRequest, referencedSegments } from '@kindred/criteria';
import {
  type AudienceDefinition,
  type CompiledAudience,
  compileAudience,
  keptTimes,
  type LiveLeaf,
  liveLeaf,
} from '@kindred/live';
import type { LeafRow, SegmentDefinition, StateStore } from '@kindred/store';
import type { Audience } from '@kindred/warehouse';
import type { Core } from './core.js';
import type { RegisteredLeaf, SiteState, Version } from './site-state.js';

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

/** A site's segments, for following references. */
interface Definitions {
  readonly definitions: ReadonlyMap<string, SegmentDefinition>;
}

/** Everyone named in an audience and in the segments it refers to. */
export function namedIn(state: Definitions, audience: Audience, seen: Set<string> = new Set()): number[] {
  const names = [...audience.includes, ...audience.excludes];
  for (const id of referencedSegments(audience.criteria)) {
    const target = state.definitions.get(id);
    if (target === undefined || seen.has(id)) continue;
    seen.add(id);
    names.push(...namedIn(state, target, seen));
  }
  return names;
}

/** Audiences with the people named as who they are now. */
export interface PresentAudiences {
  of(audience: Audience): Audience;
  /** That of a referenced segment. */
  segment(id: string): Audience | undefined;
}

/** Reads who the people named in these audiences, and in the segments they refer to, have become. */
export async function presentAudiences(
  core: { readonly store: Pick<StateStore, 'identitiesById'> },
  state: Definitions,
  audiences: readonly Audience[],
): Promise<PresentAudiences> {
  const resident = await residents(
    core,
    audiences.flatMap((audience) => namedIn(state, audience)),
  );
  const resolve = (ids: readonly number[]): number[] => ids.map((id) => resident.get(id) ?? id);
  const of = ({ criteria, includeGuests, includes, excludes }: Audience): Audience => ({
    criteria,
    includeGuests,
    includes: resolve(includes),
    excludes: resolve(excludes),
  });
  return {
    of,
    segment: (id) => {
      const target = state.definitions.get(id);
      return target === undefined ? undefined : of(target);
    },
  };
}

/** Active segments that refer to `segment`, at any depth. */
export function dependents(state: SiteState, segment: string): string[] {
  const found = new Set<string>([segment]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const definition of state.definitions.values()) {
      if (referencedSegments(definition.criteria).some((id) => found.has(id))) found.add(definition.id);
    }
  }
  found.delete(segment);
  return [...found].filter((id) => state.definitions.get(id)?.active === true);
}

export function isRequestTime(state: SiteState, definition: SegmentDefinition): boolean {
  return readsRequest(definition.criteria, (id) => state.definitions.get(id)?.criteria);
}

/**
 * Compiles a definition against the site's leaves.
 * @param leafFor gives the leaf of a key, registering it where it is new
 */
export function compileFor(
  state: SiteState,
  definition: SegmentDefinition,
  resident: ReadonlyMap<number, number>,
  leafFor: (key: string, node: LiveLeaf['node']) => LiveLeaf,
): CompiledAudience {
  const resolve = (id: string): AudienceDefinition | undefined => state.definitions.get(id);
  const residentOf = (id: number) => resident.get(id) ?? id;
  return compileAudience(definition, state.calendar, leafFor, resolve, residentOf, state.requestLeaves);
}

export function registerLeaf(core: Core, state: SiteState, key: string, node: LiveLeaf['node']): RegisteredLeaf {
  const id = core.nextIdentity++;
  const leaf: RegisteredLeaf = { id, key, leaf: liveLeaf(id, key, node, state.calendar), state: 'backfilling' };
  state.leaves.set(id, leaf);
  return leaf;
}

export function leafRow(site: number, leaf: RegisteredLeaf): LeafRow {
  return {
    id: leaf.id,
    site,
    key: leaf.key,
    definition: JSON.stringify(leaf.leaf.node),
    keep: keptTimes(leaf.leaf),
    state: leaf.state,
  };
}

/** Leaves that no version uses any more. */
export function unusedLeaves(state: SiteState): number[] {
  const used = new Set<number>();
  for (const version of state.versions) for (const leaf of version.audience.leaves) used.add(leaf.id);
  return [...state.leaves.keys()].filter((id) => !used.has(id));
}

/** A version that shows what was computed in an earlier run of the process. */
export function storedVersion(
  state: SiteState,
  shown: SegmentDefinition,
  set: number | null,
  size: number,
  resident: ReadonlyMap<number, number>,
): Version | null {
  let complete = true;
  const audience = compileFor(state, shown, resident, (key, node) => {
    const ready = state.readyLeaf(key);
    if (ready !== undefined) return ready.leaf;
    complete = false;
    return liveLeaf(0, key, node, state.calendar);
  });
  return complete ? { definition: shown, set, audience, phase: 'shown', size } : null;
}
