import type { Analytics } from '@kindred/warehouse';
import type { Engine } from '../engine/contract.js';
import type { Previews } from './previews.js';

/** Anonymous ids that a search looks at: more begin alike only where hardly anything of them was given. */
export const anonymousIdsSearched = 1_000;

type Options = Parameters<Analytics['searchProfiles']>[2];

/** What people are found by, and where a page begins. */
export interface PeopleSearch extends Pick<Options, 'limit'> {
  /** A piece of an id, e-mail or name, or the beginning of an anonymous id; empty: everybody. */
  readonly search: string;
  /** Absent: known users and guests. */
  readonly known?: boolean | undefined;
  readonly after?: Options['after'] | undefined;
}

export interface PeopleSearchParts {
  readonly engine: Pick<Engine, 'profilesByAnonymousId'>;
  readonly warehouse: { readonly analytics: Pick<Analytics, 'searchProfiles'> };
  readonly previews: Pick<Previews, 'settle'>;
}

export interface FoundPeople {
  readonly found: Awaited<ReturnType<Analytics['searchProfiles']>>;
  /** Where the next page begins; null on the last. */
  readonly next: FoundPeople['found'][number] | null;
}

/**
 * A page of the people of a site, everything that has happened so far included.
 *
 * @param among whom to look among, and in which order; once what has happened is in the warehouse
 */
export async function searchPeople(
  { engine, warehouse, previews }: PeopleSearchParts,
  site: number,
  { search, known, after, limit }: PeopleSearch,
  among: () => Promise<Omit<Options, keyof PeopleSearch | 'also'>> = async () => ({}),
): Promise<FoundPeople> {
  await previews.settle();
  const found = await warehouse.analytics.searchProfiles(site, search, {
    ...(await among()),
    limit,
    also: search === '' ? [] : await engine.profilesByAnonymousId(site, search, anonymousIdsSearched),
    ...(known === undefined ? {} : { known }),
    ...(after === undefined ? {} : { after }),
  });
  const last = found.at(-1);
  return { found, next: found.length < limit || last === undefined ? null : last };
}
