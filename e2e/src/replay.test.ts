import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { replayDay } from './replay.js';
import { seeded } from './seeded.js';

const dataDir = mkdtempSync(join(tmpdir(), 'kindred-replay-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('hours of the bank told as enters and exits are those of SQL at each minute', {
  timeout: 5 * 60_000,
}, async () => {
  const seed = Date.now() % 1e9;
  const result = await replayDay({
    dataDir,
    minutes: 120,
    segments: 100,
    others: 5,
    people: 1_000,
    events: 60_000,
    random: seeded(seed),
  });
  expect(result.changes, `seed ${seed}`).toBeGreaterThan(50);
  expect(result, `seed ${seed}`).toMatchObject({ minutes: 120, segments: 100, differences: 0 });
});
