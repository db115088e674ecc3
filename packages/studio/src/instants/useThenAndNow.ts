import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSite } from '../api/session.js';
import type { AccountSummary, Audience, Difference, HeadCount, Page, ProfileSummary } from '../api/types.js';
import type { Earlier } from './moment.js';

type AsNow = 'identities' | 'traits' | 'groups' | 'names' | 'runs';

/** How many matched at an instant and match now, and who differs. */
export interface ThenAndNow {
  readonly at: string;
  readonly now: Difference;
  readonly earlier: Difference;
  readonly onlyNow: Difference;
  readonly onlyEarlier: Difference;
  readonly everyone: { readonly now: HeadCount; readonly earlier: HeadCount };
  readonly asNow: readonly AsNow[];
  readonly eventsSince: string | null;
  readonly exact: boolean;
  readonly asOf: string;
  readonly complete: boolean;
}

/** What is compared with an earlier instant. */
export interface Compared {
  /** Null: nothing to ask now; the answer before stays. */
  readonly audience: Audience | null;
  /** Id of the saved segment, of whose people some may be gone; null for a new one. */
  readonly against: string | null;
  /** Null: nothing to compare with yet. */
  readonly earlier: Earlier | null;
}

const bodyOf = ({ audience, against, earlier }: Compared) => ({
  ...audience,
  ...(against === null ? {} : { against }),
  earlier,
});

/**
 * Compares an audience with an earlier instant. What is asked no more is ended at the server too; the answer before stays
 * until a newer one is there.
 *
 * @param round tells one asking from the next of the same
 */
export function useThenAndNow(compared: Compared, round: string) {
  const { site, request } = useSite();
  return useQuery({
    queryKey: [site.id, 'preview', 'then-and-now', compared, round],
    queryFn: ({ signal }) =>
      request<ThenAndNow>('/preview/then-and-now', { method: 'POST', body: bodyOf(compared), signal }),
    enabled: compared.audience !== null && compared.earlier !== null,
    placeholderData: (previous) => previous,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Who matches now and did not then, or the reverse: people or accounts as its members are, page by page. */
export function useOneInstant(compared: Compared, who: 'onlyNow' | 'onlyEarlier', round: string) {
  const { site, request } = useSite();
  const result = useInfiniteQuery({
    queryKey: [site.id, 'preview', 'one-instant', compared, who, round],
    queryFn: ({ pageParam, signal }) =>
      request<Page<ProfileSummary | AccountSummary>>('/preview/then-and-now/members', {
        method: 'POST',
        body: { ...bodyOf(compared), who, limit: 12, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: compared.audience !== null && compared.earlier !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data } = result;
  return { ...result, items: useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]) };
}
