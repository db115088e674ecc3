import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openForTest, temporaryDirectory } from '../testing/temporary-directory.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MIDNIGHT = 20_000 * DAY;

function batch(messageIds: readonly string[], receivedAt = MIDNIGHT, site = 1) {
  return { site, receivedAt, messageIds, body: JSON.stringify(messageIds) };
}

describe('the log', () => {
  test('gives concurrent appends contiguous positions in the order they were made', async () => {
    const { log } = await openForTest(temporaryDirectory());
    const receipts = await Promise.all(Array.from({ length: 300 }, (_, n) => log.append(batch([`m${n}`]))));
    expect(receipts.map(({ position }) => position)).toEqual(Array.from({ length: 300 }, (_, n) => n + 1));
    const stored = await log.read(0, 1_000);
    expect(stored.map(({ body }) => body)).toEqual(Array.from({ length: 300 }, (_, n) => JSON.stringify([`m${n}`])));
  });

  test('shares one commit between concurrent appends', async () => {
    const directory = temporaryDirectory();
    const { log } = await openForTest(directory);
    const written = () => statSync(join(directory, 'log.sqlite-wal')).size;
    await log.append(batch(['warm']));
    const before = written();
    await Promise.all(Array.from({ length: 50 }, (_, n) => log.append(batch([`together${n}`]))));
    const together = written() - before;
    for (let n = 0; n < 50; n++) await log.append(batch([`alone${n}`]));
    const alone = written() - before - together;
    // Every commit writes the pages that it touches once.
    expect(alone).toBeGreaterThan(together * 5);
  });

  test('reads pages after a position', async () => {
    const { log } = await openForTest(temporaryDirectory());
    for (const id of ['a', 'b', 'c']) await log.append(batch([id], MIDNIGHT + 5, 7));
    expect(await log.read(1, 1)).toEqual([
      { position: 2, site: 7, receivedAt: MIDNIGHT + 5, body: '["b"]', duplicates: [] },
    ]);
    expect(await log.read(3, 10)).toEqual([]);
  });

  test('never gives a position twice, after truncation and reopening either', async () => {
    const directory = temporaryDirectory();
    const first = await openForTest(directory);
    await first.log.append(batch(['a']));
    await first.log.append(batch(['b']));
    await first.log.truncate(2);
    expect(await first.log.read(0, 10)).toEqual([]);
    await first.close();
    const second = await openForTest(directory);
    expect((await second.log.append(batch(['c']))).position).toBe(3);
  });
});

describe('message ids', () => {
  test('repeat inside one batch, across batches of one commit, and later', async () => {
    const { log } = await openForTest(temporaryDirectory());
    const [one, two] = await Promise.all([log.append(batch(['a', 'b', 'a'])), log.append(batch(['c', 'b', 'c']))]);
    expect(one.duplicates).toEqual([2]);
    expect(two.duplicates).toEqual([1, 2]);
    expect((await log.append(batch(['d', 'c']))).duplicates).toEqual([1]);
    expect((await log.read(0, 10)).map(({ duplicates }) => duplicates)).toEqual([[2], [1, 2], [1]]);
  });

  test('belong to one site and are compared exactly', async () => {
    const { log } = await openForTest(temporaryDirectory());
    await log.append(batch(['Id', 'é']));
    expect((await log.append(batch(['Id'], MIDNIGHT, 2))).duplicates).toEqual([]);
    expect((await log.append(batch(['id', 'ID', 'Id ', 'e\u0301']))).duplicates).toEqual([]);
  });

  test('are known after reopening and after the batch was truncated', async () => {
    const directory = temporaryDirectory();
    const first = await openForTest(directory);
    const { position } = await first.log.append(batch(['a']));
    await first.log.truncate(position);
    await first.close();
    const second = await openForTest(directory);
    expect((await second.log.append(batch(['a']))).duplicates).toEqual([0]);
  });

  test('are known for 24 hours across midnight, and forgotten a day later', async () => {
    let now = MIDNIGHT + 23 * HOUR;
    const { log } = await openForTest(temporaryDirectory(), () => now);
    const receive = (id: string) => log.append(batch([id], now));
    await receive('late');
    now = MIDNIGHT + DAY;
    expect((await receive('late')).duplicates).toEqual([0]);
    now = MIDNIGHT + DAY + 23 * HOUR;
    expect((await receive('late')).duplicates).toEqual([0]);
    now = MIDNIGHT + 2 * DAY + 1;
    expect((await receive('late')).duplicates).toEqual([]);
    expect((await receive('late')).duplicates).toEqual([0]);
  });

  test('are known when the clock was set back', async () => {
    let now = MIDNIGHT + DAY + HOUR;
    const { log } = await openForTest(temporaryDirectory(), () => now);
    await log.append(batch(['a'], now));
    now = MIDNIGHT + HOUR;
    expect((await log.append(batch(['a'], now))).duplicates).toEqual([0]);
  });

  test('that cannot be stored refuse their own batch and no other', async () => {
    const { log } = await openForTest(temporaryDirectory());
    const [bad, good] = await Promise.allSettled([log.append(batch(['a\0b'])), log.append(batch(['a']))]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'store_protocol' } });
    expect(good).toMatchObject({ status: 'fulfilled', value: { position: 1, duplicates: [] } });
  });
});
