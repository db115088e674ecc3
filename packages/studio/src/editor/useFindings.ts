import type { Criteria, SegmentSubject } from '@kindred/criteria';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSite } from '../api/session.js';
import type { Finding } from '../api/types.js';
import { criteriaPath } from './criteria-draft.js';
import { findingsOfCounts, withShares } from './findings-of-counts.js';
import { isStill, stillSaid } from './still-said.js';
import type { LiveAnswer } from './usePreview.js';

interface Analysis {
  readonly findings: readonly Finding[];
}

const pause = 400;
const none: readonly Finding[] = [];

const isOfEveryone = ({ code }: Finding) => code === 'always_true' || code === 'matches_everyone';

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
    const counted = audience?.criteria ?? null;
    const isNow = JSON.stringify(counted) === JSON.stringify(criteria);
    const isCounted = (path: string) => isNow || (counted !== null && isStill(path, counted, criteria));
    const worded = withShares(analysed, answer, subject, isCounted);
    const met = answer === null ? none : findingsOfCounts(answer, criteria, subject, isCounted);
    // What is true of everyone by its words alone is said once.
    const always = new Set(analysed.filter(isOfEveryone).map(({ path }) => criteriaPath(path)));
    return [...worded, ...met.filter(({ path }) => !always.has(path))];
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
