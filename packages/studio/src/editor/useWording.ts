import {
  type Criteria,
  leavesOf,
  namedByValues,
  type SegmentSubject,
  type SentenceOptions,
  valueNames,
} from '@kindred/criteria';
import { useMemo } from 'react';
import { useNamesOfGroups } from '../api/groups.js';
import { useSegmentNames } from '../api/segments.js';
import type { GroupKind } from '../api/types.js';
import { localName } from '../shell/format.js';
import { writtenLanguage } from './written-language.js';

/**
 * How criteria are said here: in the language of the studio, with other segments, groups and countries by their names.
 *
 * @param criteria whose groups are named; those of others go by their ids
 */
export function useWording(subject: SegmentSubject, criteria: Criteria | null = null): SentenceOptions {
  const { data } = useSegmentNames();
  const groups = useNamesOfGroups(useMemo(() => (criteria === null ? [] : groupsIn(criteria)), [criteria]));
  return useMemo(() => {
    const names = new Map(data?.map((segment) => [segment.id, localName(segment.name)]));
    const language = writtenLanguage();
    const valueName = valueNames(language, (kind, id) => groups.get(`${kind}/${id}`));
    return { language, subject, segmentName: (id) => names.get(id), valueName };
  }, [data, groups, subject]);
}

/** Groups that conditions name by their ids, each once. */
function groupsIn(criteria: Criteria): readonly (readonly [GroupKind, string])[] {
  const found = new Map<string, readonly [GroupKind, string]>();
  for (const leaf of leavesOf(criteria)) {
    if (leaf.type !== 'property') continue;
    const kind = namedByValues(leaf.property);
    if (kind === null || kind === 'country') continue;
    for (const value of Array.isArray(leaf.value) ? leaf.value : [leaf.value]) {
      if (typeof value === 'string' && value !== '') found.set(`${kind}/${value}`, [kind, value]);
    }
  }
  return [...found.values()];
}
