import type { Criteria, SegmentSubject } from '@kindred/criteria';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSite } from '../api/session.js';
import type { Finding } from '../api/types.js';
import { stillSaid } from './still-said.js';

interface Analysis {
  readonly findings: readonly Finding[];
}

const pause = 400;
const none: readonly Finding[] = [];

/**
 * What is probably not meant in criteria that are being edited. Until the analysis of just these is there, what was said
 * of the conditions that have not changed stays: 500 pieces of advice that come and go with each letter cost more than it.
 */
export function useFindings(criteria: Criteria | null, id: string | null, subject: SegmentSubject): readonly Finding[] {
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
