import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSite } from './session.js';
import type { AccountMember, Member, SegmentReference } from './types.js';

/** Up to when an answer about the past is whole. */
interface Current {
  readonly asOf: string;
  readonly complete: boolean;
}

export interface GrowthBucket {
  readonly start: string;
  readonly end: string;
  readonly size: number | null;
  readonly entered: number;
  readonly exited: number;
  readonly causes: Readonly<Record<string, { readonly entered: number; readonly exited: number }>>;
}

export interface Growth extends Current {
  readonly buckets: readonly GrowthBucket[];
}

export type BucketUnit = 'hour' | 'day' | 'week' | 'month';

/** The size of a segment over time, with enters and exits by cause; from so many days before now. */
export function useGrowth(id: string, from: string, by: BucketUnit, enabled: boolean) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'segments', 'growth', id, from, by],
    queryFn: ({ signal }) => request<Growth>(`/segments/${id}/history/growth`, { query: { from, by }, signal }),
    enabled,
    staleTime: 60_000,
  });
}

export interface PastMembers extends Current {
  readonly at: string;
  readonly known: boolean;
  readonly size: number | null;
  readonly items: readonly (Member | AccountMember)[];
  readonly next: string | null;
}

/** Who was in a segment at a moment, page by page. */
export function usePastMembers(id: string, at: string, enabled = true) {
  const { site, request } = useSite();
  const result = useInfiniteQuery({
    queryKey: [site.id, 'segments', 'past', id, at],
    queryFn: ({ pageParam, signal }) =>
      request<PastMembers>(`/segments/${id}/history/members`, { query: { at, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled,
    staleTime: 60_000,
  });
  const items = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data]);
  return { ...result, items };
}

/** How many were in a segment at a moment; null where its members were not kept then. */
export function usePastSize(id: string, at: string, enabled: boolean) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'segments', 'past', 'size', id, at],
    queryFn: ({ signal }) =>
      request<PastMembers>(`/segments/${id}/history/members`, { query: { at, limit: 1 }, signal }),
    enabled,
    staleTime: 60_000,
  });
}

interface FlowSide {
  readonly members: number;
  readonly segments: readonly { readonly segment: SegmentReference; readonly members: number }[];
  readonly none: number;
}

export interface Flow extends Current {
  readonly left: FlowSide;
  readonly entered: FlowSide;
}

/** Where those who left are now, and where those who entered came from, since a day. */
export function useFlow(id: string, from: string, enabled: boolean) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'segments', 'flow', id, from],
    queryFn: ({ signal }) => request<Flow>(`/segments/${id}/history/flow`, { query: { from }, signal }),
    enabled,
    staleTime: 60_000,
  });
}

export interface OverlapRegion {
  readonly segments: readonly string[];
  readonly only: number;
  readonly all: number;
}

export interface Overlap extends Current {
  readonly segments: readonly { readonly segment: SegmentReference; readonly size: number }[];
  readonly regions: readonly OverlapRegion[];
}

/** How many are in every combination of segments. */
export function useOverlap(ids: readonly string[], enabled: boolean) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'segments', 'overlap', ids],
    queryFn: ({ signal }) => request<Overlap>('/segments/overlap', { query: { segments: ids.join(',') }, signal }),
    enabled: enabled && ids.length > 1,
    staleTime: 60_000,
  });
}
