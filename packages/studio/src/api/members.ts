import { usePages } from './paging.js';
import type { Member } from './types.js';

export const memberSorts = ['id', '-lastSeen', 'lastSeen', '-firstSeen', 'firstSeen'] as const;
export type MemberSort = (typeof memberSorts)[number];

export interface ListedMember extends Member {
  readonly traits?: Readonly<Record<string, unknown>>;
}

export interface MemberFilter {
  readonly search: string;
  readonly known: string;
  readonly sort: MemberSort;
  /** Paths of traits. */
  readonly columns: readonly string[];
}

/** Members as they are looked for, page by page. */
export function useListedMembers(segment: string, { search, known, sort, columns }: MemberFilter, enabled: boolean) {
  return usePages<ListedMember>(['segments', 'members', segment], `/segments/${segment}/members`, {
    query: { search, known, sort: sort === 'id' ? '' : sort, columns: columns.join(',') },
    limit: 100,
    enabled,
  });
}
