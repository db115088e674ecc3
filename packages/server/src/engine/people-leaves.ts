import { canonical, InvalidCriteriaError, type PeopleNode } from '@kindred/criteria';
import type { LeafRow, SegmentDefinition } from '@kindred/store';
import type { PeopleLeaf } from './accounts.js';
import type { Core } from './core.js';
import { compileFor, type LeafSource } from './in-force.js';
import type { SiteState } from './site-state.js';

/**
 * The set of the people who satisfy a condition about people of accounts, kept as that of a segment is.
 *
 * @param set its number; a new one where it is null
 */
export function peopleLeaf(
  core: Core,
  state: SiteState,
  { of }: Pick<PeopleNode, 'of'>,
  stored: { readonly set: number; readonly size: number } | null,
  resident: ReadonlyMap<number, number>,
  leafFor: LeafSource['leafFor'],
): PeopleLeaf {
  const set = stored?.set ?? core.nextIdentity++;
  const definition: SegmentDefinition = {
    id: `people:${set}`,
    site: state.site.id,
    key: `people:${set}`,
    subject: 'person',
    name: {},
    description: {},
    criteria: of,
    includeGuests: true,
    includes: [],
    excludes: [],
    public: false,
    active: true,
    kind: 'live',
    version: 1,
    createdAt: 0,
    updatedAt: 0,
    updatedBy: '',
  };
  const setOf = (): number => {
    throw new InvalidCriteriaError('What is asked of people of accounts cannot refer to a segment of accounts');
  };
  const audience = compileFor(state, definition, resident, { leafFor, setOf });
  return {
    set,
    key: canonical(of),
    of,
    version: { definition, set, audience, phase: stored === null ? 'collecting' : 'filling', size: stored?.size ?? 0 },
    counts: new Map(),
    state: stored === null ? 'backfilling' : 'ready',
  };
}

/** It is stored among the leaves, with the number of its set. */
export function peopleLeafRow(site: number, { set, key, of, state }: PeopleLeaf): LeafRow {
  return { id: set, site, key, definition: JSON.stringify({ type: 'people', of }), keep: 0, state };
}
