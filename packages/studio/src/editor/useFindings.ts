import type { Criteria, SegmentSubject } from '@kindred/criteria';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useSite } from '../api/session.js';
import type { Finding } from '../api/types.js';

const pause = 400;
const none: readonly Finding[] = [];

/** What is probably not meant in criteria that are being edited; nothing until the analysis of just these is there. */
export function useFindings(criteria: Criteria | null, id: string | null, subject: SegmentSubject): readonly Finding[] {
  const { site, request } = useSite();
  const text = criteria === null ? '' : JSON.stringify(criteria);
  const [asked] = useDebouncedValue(text, pause);
  const { data } = useQuery({
    queryKey: [site.id, 'analyze', id, subject, asked],
    queryFn: ({ signal }) =>
      request<{ readonly findings: readonly Finding[] }>('/criteria/analyze', {
        method: 'POST',
        body: { criteria: JSON.parse(asked), subject, ...(id === null ? {} : { id }) },
        signal,
      }),
    enabled: asked !== '' && asked === text,
    staleTime: 30_000,
    retry: false,
  });
  return asked === text ? (data?.findings ?? none) : none;
}
