import type { Site } from '@kindred/store';
import type { Audience, Estimate, HeadCount } from '@kindred/warehouse';
import type { Engine } from '../engine/contract.js';
import { toCursor } from '../http/cursor.js';
import { type AccountSummary, summarizeAccount } from './account-views.js';
import { type ProfileSummary, summaries } from './profile-views.js';

export function totals({ certain, possible }: Estimate) {
  return { certain: withTotal(certain), possible: withTotal(possible) };
}

export function withTotal({ known, guests }: HeadCount) {
  return { known, guests, total: known + guests };
}

/** A page of people, or of accounts by their numbers, as far as they are still there. */
export async function presentFound(
  engine: Engine,
  site: Site,
  subject: Audience['subject'],
  ids: readonly number[],
  limit: number,
): Promise<{ items: (ProfileSummary | AccountSummary)[]; next: string | null }> {
  const last = ids.at(-1);
  const next = ids.length < limit || last === undefined ? null : toCursor(last);
  if (subject === 'account') {
    const found = engine.accountIds(site.id, ids);
    const items = ids.flatMap((number) => {
      const id = found.get(number);
      return id === undefined ? [] : [summarizeAccount(engine, site.id, id)];
    });
    return { items, next };
  }
  const people = await summaries(engine, site.id, ids);
  return { items: ids.flatMap((id) => people.get(id) ?? []), next };
}
