import type { SegmentDefinition, Site } from '@kindred/store';
import type { ProfileSort, Warehouse } from '@kindred/warehouse';
import type { Engine, ProfileView } from '../engine/contract.js';
import type { Previews } from './previews.js';
import { peopleOf } from './report.js';

export interface MemberSearch {
  readonly search: string;
  readonly known?: boolean;
  readonly sort: ProfileSort;
  readonly after?: { readonly at: number; readonly id: number };
  readonly limit: number;
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

/** Anonymous ids that begin with the text, of which no more are looked at. */
const anonymousIdsSearched = 1_000;

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
  await previews.settle();
  const found = await warehouse.analytics.searchProfiles(site.id, search, {
    limit,
    sort,
    members: await previews.question(site, peopleOf(segment)),
    also: search === '' ? [] : await engine.profilesByAnonymousId(site.id, search, anonymousIdsSearched),
    ...(known === undefined ? {} : { known }),
    ...(after === undefined ? {} : { after }),
  });
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
  const last = found.at(-1);
  return { members, next: found.length < limit || last === undefined ? null : last };
}
