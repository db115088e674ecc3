import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Request } from './client.js';
import { usePages } from './paging.js';
import { useSite } from './session.js';
import type {
  Change,
  GroupDetail,
  GroupEvent,
  GroupKind,
  GroupSummary,
  Page,
  ProfileSummary,
  Reason,
} from './types.js';

const path = (kind: GroupKind, id: string) => `/groups/${kind}/${encodeURIComponent(id)}`;

interface GroupFilter {
  readonly search?: string;
  readonly sort?: string;
}

/** Groups of a kind, found and sorted. */
export function useGroups(kind: GroupKind, filter: GroupFilter, enabled = true, limit = 50) {
  return usePages<GroupSummary>(['groups', 'list', kind], `/groups/${kind}`, { query: { ...filter }, limit, enabled });
}

/** Groups right below one, or (empty) those that are below none. */
function groupsBelow(site: string, request: Request, kind: GroupKind, parent: string) {
  return queryOptions({
    queryKey: [site, 'groups', 'below', kind, parent],
    queryFn: async ({ signal }) => {
      const items: GroupSummary[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        // An empty parent is meant, and not left out as other empty values are.
        const query = new URLSearchParams({ parent, sort: 'name', limit: '200', ...(cursor === '' ? {} : { cursor }) });
        const page: Page<GroupSummary> = await request(`/groups/${kind}?${query}`, { signal });
        items.push(...page.items);
        cursor = page.next;
      }
      return items;
    },
    staleTime: 30_000,
  });
}

export function useGroupsBelow(kind: GroupKind, parent: string) {
  const { site, request } = useSite();
  return useQuery(groupsBelow(site.id, request, kind, parent));
}

/** Groups from the top down: those below none, and those right below each of some. */
export function useGroupForest(kind: GroupKind, expanded: readonly string[], enabled: boolean) {
  const { site, request } = useSite();
  const parents = ['', ...expanded];
  return useQueries({
    queries: parents.map((parent) => ({ ...groupsBelow(site.id, request, kind, parent), enabled })),
    combine: (results) => ({
      below: new Map(results.map(({ data }, index) => [parents[index] ?? '', data ?? []])),
      isLoading: results.some(({ isLoading }) => isLoading),
      error: results.find(({ error }) => error !== null)?.error ?? null,
    }),
  });
}

/** What groups are called; one that is not known goes by its id. */
export function useGroupNames(kind: GroupKind, ids: readonly string[]): (id: string) => string {
  const names = useNamesOfGroups(ids.map((id) => [kind, id] as const));
  return (id) => names.get(`${kind}/${id}`) ?? id;
}

/** Names by `kind/id`, of those that have one. The same map until a name comes in or others are asked for. */
export function useNamesOfGroups(groups: readonly (readonly [GroupKind, string])[]): ReadonlyMap<string, string> {
  const { site, request } = useSite();
  const found = useQueries({
    queries: groups.map(([kind, id]) => ({
      queryKey: [site.id, 'groups', 'one', kind, id],
      queryFn: ({ signal }: { signal: AbortSignal }) => request<GroupDetail>(path(kind, id), { signal }),
      retry: false,
      staleTime: 60_000,
    })),
    combine: (results) =>
      results.flatMap(({ data }) => (data?.name == null ? [] : [[`${data.kind}/${data.id}`, data.name] as const])),
  });
  return useMemo(() => new Map(found), [found]);
}

/** Groups of all kinds, by a piece of their id or name. */
export function useGroupSearch(search: string, limit: number, enabled: boolean) {
  return usePages<GroupSummary>(['groups', 'search'], '/groups', { query: { search }, limit, enabled });
}

export function useGroup(kind: GroupKind, id: string, enabled = true) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'groups', 'one', kind, id],
    queryFn: ({ signal }) => request<GroupDetail>(path(kind, id), { signal }),
    enabled,
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
