import type { Cohort, KnownPeriod } from '@kindred/warehouse';

export interface RetainedCohort {
  readonly start: number;
  readonly end: number;
  readonly size: number;
  /** At the end of the bucket itself, of the next one, and so on; null where that is to come or was not kept. */
  readonly inside: readonly (number | null)[];
  readonly stayed: readonly (number | null)[];
}

export type Retention = readonly RetainedCohort[];

/** Every cohort of the range, those nobody entered in included. */
export function retentionOf(
  periods: readonly KnownPeriod[],
  bounds: readonly number[],
  cohorts: number,
  later: number,
  now: number,
  found: readonly Cohort[],
): Retention {
  const byBucket = new Map(found.map((cohort) => [cohort.bucket, cohort]));
  return bounds.slice(0, cohorts).map((start, bucket) => {
    const cohort = byBucket.get(bucket);
    const only = (counts: readonly number[] | undefined): (number | null)[] =>
      Array.from({ length: later + 1 }, (_, step) => {
        const end = bounds[bucket + step + 1] ?? Number.POSITIVE_INFINITY;
        const kept = periods.some(({ since, until }) => since < end && (until === null || end <= until));
        return end - 1 > now || !kept ? null : (counts?.[step] ?? 0);
      });
    return {
      start,
      end: bounds[bucket + 1] ?? start,
      size: cohort?.size ?? 0,
      inside: only(cohort?.inside),
      stayed: only(cohort?.stayed),
    };
  });
}
