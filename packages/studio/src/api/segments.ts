import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { countOf } from './insight.js';
import { usePages } from './paging.js';
import { useSite } from './session.js';
import type { Change, Dependents, PossibleEditor, Report, Segment, SegmentInput } from './types.js';

export interface SegmentFilter {
  readonly search: string;
  readonly state: string;
  readonly kind: string;
  readonly sort: string;
}

/** Segments of the site; while one is counting its past the list is asked again each second. */
export function useSegments(filter: SegmentFilter) {
  return usePages<Segment>(['segments', 'list'], '/segments', { query: { ...filter } });
}

/** Every segment by name, for pickers and for names of ids. */
export function useSegmentNames() {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'segments', 'names'],
    queryFn: async ({ signal }) => {
      const all: Segment[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: Segment[]; next: string | null } = await request('/segments', {
          query: { limit: 200, sort: 'name', cursor },
          signal,
        });
        all.push(...page.items);
        cursor = page.next;
      } while (cursor !== null);
      return all;
    },
    staleTime: 15_000,
  });
}

export function useSegment(id: string | null) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'segments', 'one', id],
    queryFn: ({ signal }) => request<Segment>(`/segments/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data?.state === 'backfilling' ? 1_000 : false),
  });
}

/** Reads a segment as it is now; unlike what is shown of it, this fails where that cannot be known. */
export function useReadSegment() {
  const { request } = useSite();
  return (id: string) => request<Segment>(`/segments/${id}`);
}

export function useSegmentChanges(id: string) {
  return usePages<Change>(['segments', 'changes', id], `/segments/${id}/changes`);
}

export function useReport(segment: Segment, days: number, enabled: boolean) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'segments', 'report', segment.id, days, countOf(segment)],
    queryFn: ({ signal }) => request<Report>(`/segments/${segment.id}/report`, { query: { days }, signal }),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** Segments whose criteria name this one. */
export function useDependents(id: string, enabled: boolean) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'segments', 'dependents', id],
    queryFn: ({ signal }) => request<Dependents>(`/segments/${id}/dependents`, { signal }),
    enabled,
  });
}

/** Who can be named as who may change a segment; for administrators. */
export function usePossibleEditors() {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'segment-editors'],
    queryFn: ({ signal }) => request<{ items: readonly PossibleEditor[] }>('/segment-editors', { signal }),
  });
}

/** After a change of one segment the lists and names are read again. */
function useKeepSegment() {
  const client = useQueryClient();
  const { site } = useSite();
  return (segment: Segment) => {
    client.setQueryData([site.id, 'segments', 'one', segment.id], segment);
    void client.invalidateQueries({ queryKey: [site.id, 'segments', 'versions', segment.id] });
    void client.invalidateQueries({ queryKey: [site.id, 'segments', 'list'] });
    void client.invalidateQueries({ queryKey: [site.id, 'segments', 'names'] });
  };
}

export type SegmentAction = 'activate' | 'deactivate' | 'recompute' | 'cancel';

export function useSegmentAction(id: string) {
  const { request } = useSite();
  const keep = useKeepSegment();
  return useMutation({
    mutationFn: (action: SegmentAction) => request<Segment>(`/segments/${id}/${action}`, { method: 'POST', body: {} }),
    onSuccess: keep,
  });
}

/** Creates (`id` null) or replaces a segment; `version` is the one that the edit began from. */
export function useSaveSegment() {
  const { request } = useSite();
  const keep = useKeepSegment();
  return useMutation({
    mutationFn: ({ id, version, input }: { id: string | null; version: number; input: SegmentInput }) =>
      id === null
        ? request<Segment>('/segments', { method: 'POST', body: input })
        : request<Segment>(`/segments/${id}`, { method: 'PUT', body: input, ifMatch: version }),
    onSuccess: keep,
  });
}

/** Makes a segment what an earlier version of it was; `version` is the present one. */
export function useRestoreVersion({ id, version }: Pick<Segment, 'id' | 'version'>) {
  const { request } = useSite();
  const keep = useKeepSegment();
  return useMutation({
    mutationFn: (earlier: number) =>
      request<Segment>(`/segments/${id}/versions/${earlier}/restore`, { method: 'POST', body: {}, ifMatch: version }),
    onSuccess: keep,
  });
}

export function useDeleteSegment() {
  const { request, site } = useSite();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<null>(`/segments/${id}`, { method: 'DELETE' }),
    onSuccess: (_, id) => {
      client.removeQueries({ queryKey: [site.id, 'segments', 'one', id] });
      void client.invalidateQueries({ queryKey: [site.id, 'segments', 'list'] });
      void client.invalidateQueries({ queryKey: [site.id, 'segments', 'names'] });
    },
  });
}
