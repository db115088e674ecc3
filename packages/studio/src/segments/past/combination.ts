import type { Criteria } from '@kindred/criteria';
import type { OverlapRegion } from '../../api/history.js';

/** Whether a bar counts who is in exactly these segments, or in at least these. */
export type OverlapMode = 'only' | 'all';

/** The criteria of the people whom a bar counts. */
export function combinationCriteria(region: OverlapRegion, compared: readonly string[], mode: OverlapMode): Criteria {
  const member = (segment: string): Criteria => ({ type: 'segment', segment });
  const inside = region.segments.map(member);
  const outside = mode === 'all' ? [] : compared.filter((id) => !region.segments.includes(id));
  const parts = [...inside, ...outside.map((id): Criteria => ({ type: 'not', of: member(id) }))];
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { type: 'all', of: parts };
}

/** The bars of a mode, the largest first; those of nobody are left out. */
export function barsOf(regions: readonly OverlapRegion[], mode: OverlapMode): readonly OverlapRegion[] {
  return regions
    .filter((region) => region[mode] > 0)
    .sort((a, b) => b[mode] - a[mode] || a.segments.length - b.segments.length);
}
