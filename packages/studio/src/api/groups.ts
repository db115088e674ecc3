import { useQuery } from '@tanstack/react-query';
import { usePages } from './paging.js';
import { useSite } from './session.js';
import type { Change, GroupDetail, GroupEvent, GroupKind, GroupSummary, ProfileSummary, Reason } from './types.js';

const path = (kind: GroupKind, id: string) => `/groups/${kind}/${encodeURIComponent(id)}`;

interface GroupFilter {
  readonly search?: string;
  readonly sort?: string;
}

/** Groups of a kind, found and sorted. */
export function useGroups(kind: GroupKind, filter: GroupFilter) {
  return usePages<GroupSummary>(['groups', 'list', kind], `/groups/${kind}`, { query: { ...filter } });
}

/** Groups right below one, or (empty) those that are below none. */
export function useGroupsBelow(kind: GroupKind, parent: string, enabled = true) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'groups', 'below', kind, parent],
    // An empty parent is meant, and not left out as other empty values are.
    queryFn: async ({ signal }) => {
      const items: GroupSummary[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const query = new URLSearchParams({ parent, sort: 'name', limit: '200', ...(cursor === '' ? {} : { cursor }) });
        const page: { items: readonly GroupSummary[]; next: string | null } = await request(
          `/groups/${kind}?${query}`,
          { signal },
        );
        items.push(...page.items);
        cursor = page.next;
      }
      return items;
    },
    enabled,
    staleTime: 30_000,
  });
}

/** Groups of all kinds, by a piece of their id or name. */
export function useGroupSearch(search: string, limit: number, enabled: boolean) {
  return usePages<GroupSummary>(['groups', 'search'], '/groups', { query: { search }, limit, enabled });
}

export function useGroup(kind: GroupKind, id: string) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'groups', 'one', kind, id],
    queryFn: ({ signal }) => request<GroupDetail>(path(kind, id), { signal }),
  });
}

interface PeopleFilter {
  readonly search: string;
  readonly known: string;
  readonly within: boolean;
}

export function useGroupPeople(kind: GroupKind, id: string, filter: PeopleFilter) {
  return usePages<ProfileSummary>(['groups', 'people', kind, id], `${path(kind, id)}/people`, { query: { ...filter } });
}

export function useGroupEvents(kind: GroupKind, id: string, within: boolean) {
  return usePages<GroupEvent>(['groups', 'events', kind, id], `${path(kind, id)}/events`, { query: { within } });
}

/** Every active segment of accounts with the verdict for this one, condition by condition. */
export function useAccountReasons(id: string) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'groups', 'reasons', id],
    queryFn: ({ signal }) => request<{ items: readonly Reason[] }>(`${path('account', id)}/reasons`, { signal }),
  });
}

export function useAccountChanges(id: string) {
  return usePages<Change>(['groups', 'changes', id], `${path('account', id)}/changes`);
}
