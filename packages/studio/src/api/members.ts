import { usePages } from './paging.js';
import type { AccountMember, Member } from './types.js';

/** Orders of people; the first is that in which they are kept. */
export const memberSorts = ['id', '-lastSeen', 'lastSeen', '-firstSeen', 'firstSeen'] as const;
/** Orders of accounts; the first is that in which they are kept. */
export const accountSorts = ['id', 'name', '-name', 'people', '-people', 'since', '-since'] as const;
export type MemberSort = (typeof memberSorts)[number];
type AccountSort = (typeof accountSorts)[number];

interface WithTraits {
  readonly traits?: Readonly<Record<string, unknown>>;
}
export interface ListedMember extends Member, WithTraits {}
export interface ListedAccount extends AccountMember, WithTraits {}

export interface MemberFilter<S extends string = MemberSort> {
  readonly search: string;
  readonly known: string;
  readonly sort: S;
  /** Paths of traits. */
  readonly columns: readonly string[];
}

/** One that comes alone is taken for a list with commas; beside an empty one it is not, whatever its name. */
function whole(columns: readonly string[]): readonly string[] {
  return columns.length === 0 ? columns : ['', ...columns];
}

/** Members as they are looked for, page by page. */
export function useListedMembers(segment: string, { search, known, sort, columns }: MemberFilter, enabled: boolean) {
  return usePages<ListedMember>(['segments', 'members', segment], `/segments/${segment}/members`, {
    query: { search, known, sort: sort === 'id' ? '' : sort, columns: whole(columns) },
    limit: 100,
    enabled,
  });
}

interface AccountFilter extends MemberFilter<AccountSort> {
  /** Accounts with people (`true`), or without (`false`); empty: either. */
  readonly people: string;
}

/** The same of a segment of accounts. */
export function useAccountMembers(segment: string, { search, people, sort, columns }: AccountFilter) {
  return usePages<ListedAccount>(['segments', 'members', segment], `/segments/${segment}/members`, {
    query: { search, people, sort: sort === 'id' ? '' : sort, columns: whole(columns) },
  });
}
