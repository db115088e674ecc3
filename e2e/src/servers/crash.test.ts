import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { crashRounds } from '../crash-rounds.js';
import { seeded } from '../seeded.js';

const dataDir = mkdtempSync(join(tmpdir(), 'kindred-crash-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('every kind of behavioural state is right after each crash, in live state and in SQL', {
  timeout: 5 * 60_000,
}, async () => {
  const seed = Date.now() % 1e9;
  const rounds = 5;
  const result = await crashRounds({ dataDir, rounds, random: seeded(seed) });
  expect(result, `seed ${seed}`).toEqual({ rounds, lost: 0, doubled: 0, differences: 0 });
});
