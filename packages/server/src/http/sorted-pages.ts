import { z } from 'zod';

/** Where a page of a sorted list ended: by what it is sorted, and the id. */
export const sortedPlace = z.object({ key: z.union([z.string(), z.number()]), id: z.string() });
export type SortedPlace = z.output<typeof sortedPlace>;

/** Negative where the first comes first, going up. */
export function comparePlaces(one: SortedPlace, other: SortedPlace): number {
  if (one.key !== other.key) return one.key < other.key ? -1 : 1;
  return one.id === other.id ? 0 : one.id < other.id ? -1 : 1;
}
