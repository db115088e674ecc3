import { readsRequest, referencedSegments } from '@kindred/criteria';
import {
  type AudienceDefinition,
  type CompiledAudience,
  type CountLeaf,
  compileAudience,
  countLeaf,
  keepOf,
} from '@kindred/live';
import type { LeafRow, SegmentDefinition } from '@kindred/store';
import type { Core } from './core.js';
import type { RegisteredLeaf, SiteState, Version } from './site-state.js';

/** Resolves the people named in a segment to the profiles that they are part of now. */
export async function residents(core: Core, ids: Iterable<number>): Promise<ReadonlyMap<number, number>> {
  const wanted = [...new Set(ids)];
  const found = new Map<number, number>();
  if (wanted.length === 0) return found;
  for (const row of await core.store.identitiesById(wanted)) found.set(row.id, row.profile);
  return found;
}

/** Everyone named in a segment and in those it refers to. */
export function namedIn(state: SiteState, definition: SegmentDefinition, seen: Set<string> = new Set()): number[] {
  if (seen.has(definition.id)) return [];
  seen.add(definition.id);
  const names = [...definition.includes, ...definition.excludes];
  for (const id of referencedSegments(definition.criteria)) {
    const target = state.definitions.get(id);
    if (target !== undefined) names.push(...namedIn(state, target, seen));
  }
  return names;
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
  leafFor: (key: string, node: CountLeaf['node']) => CountLeaf,
): CompiledAudience {
  const resolve = (id: string): AudienceDefinition | undefined => state.definitions.get(id);
  return compileAudience(definition, state.calendar, leafFor, resolve, (id) => resident.get(id) ?? id);
}

export function registerLeaf(core: Core, state: SiteState, key: string, node: CountLeaf['node']): RegisteredLeaf {
  const id = core.nextIdentity++;
  const leaf: RegisteredLeaf = { id, key, leaf: countLeaf(id, key, node, state.calendar), state: 'backfilling' };
  state.leaves.set(id, leaf);
  return leaf;
}

export function leafRow(site: number, leaf: RegisteredLeaf): LeafRow {
  return {
    id: leaf.id,
    site,
    key: leaf.key,
    definition: JSON.stringify(leaf.leaf.node),
    keep: keepOf(leaf.leaf.node),
    state: leaf.state,
  };
}

/** Leaves that no version uses any more. */
export function unusedLeaves(state: SiteState): number[] {
  const used = new Set<number>();
  for (const version of state.versions) for (const leaf of version.audience.countLeaves) used.add(leaf.id);
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
    return countLeaf(0, key, node, state.calendar);
  });
  return complete ? { definition: shown, set, audience, phase: 'shown', size } : null;
}
