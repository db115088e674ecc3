import type { SegmentSubject, SentenceOptions } from '@kindred/criteria';
import { useMemo } from 'react';
import { useSegmentNames } from '../api/segments.js';
import { localName } from '../shell/format.js';
import { writtenLanguage } from './written-language.js';

/** How criteria are said here: in the language of the studio, other segments by their names. */
export function useWording(subject: SegmentSubject): SentenceOptions {
  const { data } = useSegmentNames();
  return useMemo(() => {
    const names = new Map(data?.map((segment) => [segment.id, localName(segment.name)]));
    return { language: writtenLanguage(), subject, segmentName: (id) => names.get(id) };
  }, [data, subject]);
}
