import type { StateStore, StoredPast } from '../contract.js';
import type { Reader } from './reader.js';

export function createPastReads(reader: Reader): Pick<StateStore, 'pasts' | 'pastDues'> {
  const pasts = reader.prepare<Pick<StoredPast, 'number' | 'body'>>('SELECT number, body FROM pasts WHERE profile = ?');
  const any = reader.prepare<{ found: number }>('SELECT 1 AS found FROM pasts LIMIT 1');
  const dues = reader.prepare<{ dues: string }>('SELECT dues FROM past_dues WHERE hour >= ? AND hour <= ?');

  return {
    async pasts(profiles) {
      if (profiles.length === 0 || any.get() === undefined) return [];
      return profiles.flatMap((profile) => pasts.all(profile).map(({ number, body }) => ({ profile, number, body })));
    },
    async pastDues(from, to) {
      const found: { id: number; dueAt: number }[] = [];
      for (const row of dues.all(from, to)) {
        const flat: number[] = JSON.parse(row.dues);
        for (let at = 0; at + 1 < flat.length; at += 2) found.push({ id: flat[at] ?? 0, dueAt: flat[at + 1] ?? 0 });
      }
      return found;
    },
  };
}
