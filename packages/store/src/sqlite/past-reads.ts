import type { StateStore, StoredPast } from '../contract.js';
import { blockOf, bodyIn } from './past-blocks.js';
import type { Reader } from './reader.js';

type BlockRow = Pick<StoredPast, 'number' | 'sequence' | 'body'>;

export function createPastReads(reader: Reader): Pick<StateStore, 'pasts' | 'pastDues'> {
  const blocks = reader.prepare<BlockRow>(
    'SELECT sequence, number, body FROM past_blocks WHERE block = ? AND sequence > ? ORDER BY sequence',
  );
  const any = reader.prepare<{ found: number }>('SELECT 1 AS found FROM past_blocks LIMIT 1');
  const dues = reader.prepare<{ dues: string }>('SELECT dues FROM past_dues WHERE hour >= ? AND hour <= ?');

  return {
    async pasts(asked) {
      if (asked.length === 0 || any.get() === undefined) return [];
      const neighbours = new Map<number, { profile: number; after: number }[]>();
      for (const one of asked) {
        const block = blockOf(one.profile);
        const others = neighbours.get(block);
        if (others === undefined) neighbours.set(block, [one]);
        else others.push(one);
      }
      const found: StoredPast[] = [];
      for (const [block, profiles] of neighbours) {
        const oldest = Math.min(...profiles.map(({ after }) => after));
        for (const { sequence, number, body: whole } of blocks.all(block, oldest)) {
          for (const { profile, after } of profiles) {
            const body = sequence > after ? bodyIn(whole, profile) : null;
            if (body !== null) found.push({ profile, number, sequence, body });
          }
        }
      }
      return found;
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
