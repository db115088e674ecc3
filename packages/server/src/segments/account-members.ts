import { fold, type PropertyBag } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';
import type { Engine } from '../engine/contract.js';
import { comparePlaces, type SortedPlace } from '../http/sorted-pages.js';

/** Members read from the store at once. */
const chunk = 5_000;

export interface AccountMember {
  readonly id: string;
  readonly name: string | null;
  /** How many belong to it. */
  readonly people: number;
  readonly traits: PropertyBag;
  /** Since when it is in (ms). */
  readonly since: number;
}

/** By name, number of people or since when they are in, downwards with a minus; those that are equal by id. */
type AccountSort = `${'' | '-'}${'name' | 'people' | 'since'}`;

interface AccountSearch {
  /** A piece of the id or of the text of any trait. */
  readonly search: string;
  /** Whether anybody belongs to it; absent: either. */
  readonly people?: boolean;
  readonly sort: AccountSort;
  readonly after?: SortedPlace | undefined;
  readonly limit: number;
}

/** Numbers of all accounts that are in a segment of accounts at this moment, with since when (ms). Cost: one pass over them. */
export async function accountsIn(
  engine: Engine,
  { site, id }: Pick<SegmentDefinition, 'site' | 'id'>,
): Promise<ReadonlyMap<number, number>> {
  const found = new Map<number, number>();
  for (let after = 0; ; ) {
    const members = await engine.members(site, id, after, chunk);
    for (const { profile, since } of members) found.set(profile, since);
    const last = members.at(-1);
    if (last === undefined || members.length < chunk) return found;
    after = last.profile;
  }
}

/**
 * Accounts of a segment by a piece of their id or traits, in the order asked for. All of a site's accounts are in memory, so
 * each page costs one pass over the segment's.
 *
 * @param nameOf what an account is called by its traits; null where nothing says
 */
export async function searchAccounts(
  engine: Engine,
  segment: SegmentDefinition,
  { search, people, sort, after, limit }: AccountSearch,
  nameOf: (traits: PropertyBag) => string | null,
): Promise<{ readonly accounts: readonly AccountMember[]; readonly next: SortedPlace | null }> {
  const { site } = segment;
  const wanted = fold(search);
  const members = await accountsIn(engine, segment);
  const ids = engine.accountIds(site, [...members.keys()]);
  const placed = [...members].flatMap(([number, since]) => {
    const id = ids.get(number);
    if (id === undefined) return [];
    const traits = engine.group(site, 'account', id)?.traits ?? {};
    if (wanted !== '' && !textsOf(id, traits).some((text) => fold(text).includes(wanted))) return [];
    const account = { id, name: nameOf(traits), people: engine.account(site, id)?.people ?? 0, traits, since };
    if (people !== undefined && people !== account.people > 0) return [];
    return [{ account, place: { key: sortedBy(account, sort), id } }];
  });
  const direction = sort.startsWith('-') ? -1 : 1;
  const rest = placed
    .filter(({ place }) => after === undefined || direction * comparePlaces(place, after) > 0)
    .sort((one, other) => direction * comparePlaces(one.place, other.place));
  const page = rest.slice(0, limit);
  return {
    accounts: page.map(({ account }) => account),
    next: rest.length > limit ? (page.at(-1)?.place ?? null) : null,
  };
}

function textsOf(id: string, traits: PropertyBag): string[] {
  return [
    id,
    ...Object.values(traits)
      .flat()
      .filter((value) => typeof value === 'string'),
  ];
}

function sortedBy({ id, name, people, since }: AccountMember, sort: AccountSort): string | number {
  if (sort.endsWith('name')) return fold(name ?? id);
  return sort.endsWith('people') ? people : since;
}
