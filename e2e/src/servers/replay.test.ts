import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { replayDay } from '../replay.js';
import { seeded } from '../seeded.js';

const dataDir = mkdtempSync(join(tmpdir(), 'kindred-replay-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('an hour of the bank told as enters and exits is that of SQL at each minute', {
  timeout: 5 * 60_000,
}, async () => {
  const seed = Date.now() % 1e9;
  const result = await replayDay({
    dataDir,
    minutes: 60,
    segments: 60,
    others: 2,
    people: 500,
    events: 30_000,
    random: seeded(seed),
  });
  expect(result.changes, `seed ${seed}`).toBeGreaterThan(20);
  expect(result, `seed ${seed}`).toMatchObject({ minutes: 60, segments: 60, differences: 0 });
});
