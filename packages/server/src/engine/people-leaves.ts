import { canonical, InvalidCriteriaError, type PeopleNode } from '@kindred/criteria';
import type { LeafRow, SegmentDefinition } from '@kindred/store';
import type { PeopleLeaf } from './accounts.js';
import type { Core } from './core.js';
import { compileFor, type LeafSource } from './in-force.js';
import { type References, referencesOf } from './meaning.js';
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
  meanings: References,
  stored: { readonly set: number; readonly size: number } | null,
  resident: ReadonlyMap<number, number>,
  { calendar, leafFor }: Pick<LeafSource, 'calendar' | 'leafFor'>,
): PeopleLeaf {
  const set = stored?.set ?? core.nextNumber++;
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
  const references = referencesOf(of, meanings);
  const audience = compileFor(state, definition, references, resident, { calendar, leafFor, setOf });
  const [phase, size] = stored === null ? (['collecting', 0] as const) : (['filling', stored.size] as const);
  return {
    set,
    key: canonical(of),
    of,
    version: { definition, set, audience, references, calendar, phase, size },
    counts: new Map(),
    state: stored === null ? 'backfilling' : 'ready',
  };
}

/** It is stored among the leaves, with the number of its set. */
export function peopleLeafRow(site: number, { set, key, of, version, state }: PeopleLeaf): LeafRow {
  const references = [...version.references.values()];
  const definition = JSON.stringify({ type: 'people', of, references, countedBy: version.calendar });
  return { id: set, site, key, definition, keep: 0, state };
}
