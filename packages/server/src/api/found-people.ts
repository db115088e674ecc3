import { z } from 'zod';
import type { Engine } from '../engine/contract.js';
import { toCursor } from '../http/cursor.js';
import type { FoundPeople } from '../segments/people-search.js';
import { type ProfileSummary, summaries } from './profile-views.js';

/** Where a page of people begins, in a cursor. */
export const personPlace = z.object({ at: z.number(), id: z.number().int() });

/** A page of people that were found, as the API shows it; whoever was erased meanwhile is left out. */
export async function presentFound(
  engine: Engine,
  site: number,
  { found, next }: FoundPeople,
): Promise<{ readonly items: readonly ProfileSummary[]; readonly next: string | null }> {
  const people = await summaries(
    engine,
    site,
    found.map(({ id }) => id),
  );
  return {
    items: found.flatMap(({ id }) => people.get(id) ?? []),
    next: next === null ? null : toCursor({ at: next.at, id: next.id }),
  };
}
