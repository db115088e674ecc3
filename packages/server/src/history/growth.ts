import type { KnownPeriod, Movement } from '@kindred/warehouse';

export interface Moves {
  readonly entered: number;
  readonly exited: number;
}

export interface GrowthBucket extends Moves {
  readonly start: number;
  /** First instant of the next one. */
  readonly end: number;
  /** Members at the end of it, or now where it has not ended; null where they were not kept. */
  readonly size: number | null;
  readonly causes: Readonly<Record<string, Moves>>;
}

export type Growth = readonly GrowthBucket[];

/**
 * Sizes from movements: a period begins with nobody, and those who were in at its beginning enter by `backfill`.
 *
 * @param bounds first instants of the buckets, and the end of the last one
 * @param until the last instant that movements are known of
 */
export function growthOf(
  periods: readonly KnownPeriod[],
  bounds: readonly number[],
  until: number,
  movements: readonly Movement[],
): Growth {
  const sizes = periods.map(() => 0);
  const add = ({ period, entered, exited }: Movement): void => {
    sizes[period] = (sizes[period] ?? 0) + entered - exited;
  };
  for (const movement of movements) if (movement.bucket < 0) add(movement);
  return bounds.slice(0, -1).map((start, bucket) => {
    const end = bounds[bucket + 1] ?? start;
    const causes: Record<string, { entered: number; exited: number }> = {};
    let [entered, exited] = [0, 0];
    for (const movement of movements) {
      if (movement.bucket !== bucket) continue;
      add(movement);
      entered += movement.entered;
      exited += movement.exited;
      causes[movement.cause] ??= { entered: 0, exited: 0 };
      const moves = causes[movement.cause];
      if (moves === undefined) continue;
      moves.entered += movement.entered;
      moves.exited += movement.exited;
    }
    const last = Math.min(end - 1, until);
    const known = periods.findIndex(({ since, until: ended }) => since <= last && (ended === null || last < ended));
    return { start, end, size: known < 0 || start > until ? null : (sizes[known] ?? 0), entered, exited, causes };
  });
}
