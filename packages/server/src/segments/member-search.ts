import type { SegmentDefinition, Site } from '@kindred/store';
import type { ProfileSort, Warehouse } from '@kindred/warehouse';
import type { Engine, ProfileView } from '../engine/contract.js';
import { type PeopleSearch, searchPeople } from './people-search.js';
import type { Previews } from './previews.js';
import { peopleOf } from './report.js';

export interface MemberSearch extends PeopleSearch {
  readonly sort: ProfileSort;
}

export interface FoundMember {
  readonly person: ProfileView;
  readonly since: number;
}

export interface MemberSearchParts {
  readonly engine: Engine;
  readonly warehouse: Warehouse;
  readonly previews: Previews;
}

/**
 * Members by a piece of their ids or name, known users or guests alone, in the order asked for: found in the warehouse,
 * and told only where they are in the segment at this moment. `next` is where the next page begins.
 */
export async function searchMembers(
  { engine, warehouse, previews }: MemberSearchParts,
  site: Site,
  segment: SegmentDefinition,
  { search, known, sort, after, limit }: MemberSearch,
): Promise<{ readonly members: readonly FoundMember[]; readonly next: MemberSearch['after'] | null }> {
  const { found, next } = await searchPeople(
    { engine, warehouse, previews },
    site.id,
    { search, known, after, limit },
    async () => ({ sort, members: await previews.question(site, peopleOf(segment)) }),
  );
  const views = await engine.profiles(
    site.id,
    found.map(({ id }) => id),
  );
  const byId = new Map(views.map((view) => [view.id, view]));
  const members = found.flatMap(({ id }): FoundMember[] => {
    const person = byId.get(id);
    const membership = person?.memberships.find((each) => each.segment === segment.id);
    return person === undefined || membership === undefined ? [] : [{ person, since: membership.since }];
  });
  return { members, next };
}
