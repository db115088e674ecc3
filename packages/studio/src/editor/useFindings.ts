import type { Criteria, SegmentSubject } from '@kindred/criteria';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSite } from '../api/session.js';
import type { Finding } from '../api/types.js';
import { findingsOfCounts, withShares } from './findings-of-counts.js';
import { stillSaid } from './still-said.js';
import type { LiveAnswer } from './usePreview.js';

interface Analysis {
  readonly findings: readonly Finding[];
}

const pause = 400;
const none: readonly Finding[] = [];

interface FindingOptions {
  readonly criteria: Criteria | null;
  /** Id of the segment that is edited; null for a new one. */
  readonly id: string | null;
  readonly subject: SegmentSubject;
  readonly live: LiveAnswer;
}

/** What is probably not meant in criteria that are being edited: by their words, and by how many satisfy each of them. */
export function useFindings({ criteria, id, subject, live }: FindingOptions): readonly Finding[] {
  const analysed = useAnalysis(criteria, id, subject);
  const { answer, audience } = live;
  return useMemo(() => {
    if (criteria === null) return none;
    if (answer === null || audience === null) return withShares(analysed, null, subject);
    const counted = findingsOfCounts(answer, audience.criteria, subject);
    const isNow = JSON.stringify(audience.criteria) === JSON.stringify(criteria);
    // Of what has changed since, the numbers say nothing.
    const still = isNow ? counted : stillSaid(counted, audience.criteria, criteria);
    const known = new Set(isNow ? analysed : stillSaid(analysed, criteria, audience.criteria));
    const worded = analysed.flatMap((each) => withShares([each], known.has(each) ? answer : null, subject));
    return [...worded, ...still];
  }, [analysed, answer, audience, criteria, subject]);
}

/**
 * By their words. Until the analysis of just these is there, what was said of the conditions that have not changed
 * stays: 500 pieces of advice that come and go with each letter cost more than it.
 */
function useAnalysis(criteria: Criteria | null, id: string | null, subject: SegmentSubject): readonly Finding[] {
  const { site, request } = useSite();
  const text = criteria === null ? '' : JSON.stringify(criteria);
  const [asked] = useDebouncedValue(text, pause);
  const { data } = useQuery({
    queryKey: [site.id, 'analyze', id, subject, asked],
    queryFn: async ({ signal }) => {
      const analysed: Criteria = JSON.parse(asked);
      const body = { criteria: analysed, subject, ...(id === null ? {} : { id }) };
      const { findings } = await request<Analysis>('/criteria/analyze', { method: 'POST', body, signal });
      return { findings, analysed, text: asked };
    },
    placeholderData: keepPreviousData,
    enabled: asked !== '' && asked === text,
    staleTime: 30_000,
    retry: false,
  });
  return useMemo(() => {
    if (data === undefined || criteria === null) return none;
    return data.text === text ? data.findings : stillSaid(data.findings, data.analysed, criteria);
  }, [data, criteria, text]);
}
