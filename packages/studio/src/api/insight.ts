import type { Criteria, Scalar } from '@kindred/criteria';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { usePages } from './paging.js';
import { useSite } from './session.js';
import type { Preview, Segment } from './types.js';

/** What people are told apart by: a property, or how often they did something in the last days. */
export type Aspect = { readonly property: string } | { readonly event: string; readonly days: number };

export interface ComparedPeople {
  readonly segment: number;
  readonly everyone: number;
}

export interface Lift {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export type RowMeaning =
  | { readonly kind: 'value'; readonly value: Scalar }
  | { readonly kind: 'range'; readonly from: number | null; readonly to: number | null }
  | { readonly kind: 'times'; readonly from: number; readonly to: number | null }
  | { readonly kind: 'ago'; readonly from: number | null; readonly to: number | null }
  | { readonly kind: 'other' }
  | { readonly kind: 'missing' };

export interface DistributionRow extends ComparedPeople {
  readonly is: RowMeaning;
  readonly criteria: Criteria;
  readonly lift: Lift | null;
}

export interface Distribution {
  readonly of: Aspect;
  readonly shown: 'values' | 'ranges' | 'dates' | 'times';
  readonly rows: readonly DistributionRow[];
}

export interface Distributions {
  readonly asOf: string;
  readonly people: ComparedPeople;
  readonly items: readonly Distribution[];
}

/** What changes whenever the members of a segment were counted anew: figures of before then say nothing of them. */
export function countOf({ state, version, lastRun }: Pick<Segment, 'state' | 'version' | 'lastRun'>): string {
  return `${version} ${state} ${lastRun?.at ?? ''}`;
}

/** How a segment's people differ from everyone in up to ten aspects. */
export function useDistributions(segment: Segment, of: readonly Aspect[], enabled: boolean) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'segments', 'distributions', segment.id, of, countOf(segment)],
    queryFn: ({ signal }) =>
      request<Distributions>(`/segments/${segment.id}/distributions`, { method: 'POST', body: { of }, signal }),
    enabled: enabled && of.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** How many accounts a segment of accounts has, of all, and how many people belong to them, of everyone. */
export function useAccountTotals({ id, size }: Pick<Segment, 'id' | 'size'>) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'segments', 'account-totals', id, size],
    queryFn: async ({ signal }) => {
      const count = async (subject: Segment['subject']): Promise<ComparedPeople> => {
        const body = { subject, criteria: { type: 'segment', segment: id } };
        const { certain, everyone } = await request<Preview>('/preview', { method: 'POST', body, signal });
        return { segment: certain.total, everyone: everyone.total };
      };
      const [accounts, people] = await Promise.all([count('account'), count('person')]);
      return { accounts, people };
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

export interface SegmentVersion {
  readonly version: number;
  readonly at: string;
  readonly by: string;
  /** The earlier version that it brought back; null: none. */
  readonly restored: number | null;
  readonly changes: readonly {
    readonly what:
      | 'created'
      | 'activated'
      | 'deactivated'
      | 'key'
      | 'name'
      | 'description'
      | 'criteria'
      | 'includeGuests'
      | 'includes'
      | 'excludes'
      | 'public'
      | 'kind'
      | 'schedule'
      | 'roles'
      | 'editors';
    readonly details: readonly string[];
    readonly added: number;
    readonly removed: number;
  }[];
  readonly sentence: string;
}

/** Who changed what of a segment, and when; the newest first. */
export function useSegmentVersions(segment: string) {
  return usePages<SegmentVersion>(['segments', 'versions', segment], `/segments/${segment}/versions`, { limit: 30 });
}
