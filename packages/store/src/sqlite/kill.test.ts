import { expect, test } from 'vitest';
import { linesBeforeKill } from '../testing/killed-child.js';
import { openForTest, temporaryDirectory } from '../testing/temporary-directory.js';

const ROUNDS = 6;

test('kill -9 amid appends loses no acknowledged batch, and leaves no gap and no lock', {
  timeout: 60_000,
}, async () => {
  const directory = temporaryDirectory();
  let last = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const lines = await linesBeforeKill('appending.child.js', [directory, `r${round}`], 20 + round * 37);
    const acknowledged: { position: number; messageIds: string[] }[] = lines.map((line) => JSON.parse(line));
    expect(acknowledged.length).toBeGreaterThan(5);

    const store = await openForTest(directory);
    const stored = await store.log.read(last, 1_000_000);
    expect(stored.map(({ position }) => position)).toEqual(stored.map((_, index) => last + index + 1));
    const bodies = new Map(stored.map(({ position, body }) => [position, JSON.parse(body).messageIds]));
    for (const { position, messageIds } of acknowledged) expect(bodies.get(position)).toEqual(messageIds);

    const messageIds = [...bodies.values()].flat();
    const again = await store.log.append({ site: 1, receivedAt: Date.now(), messageIds, body: '[]' });
    expect(again.duplicates).toHaveLength(messageIds.length);
    last = again.position;
    await store.close();
  }
});

test('kill -9 amid flushes leaves the state at exactly one position', { timeout: 60_000 }, async () => {
  const directory = temporaryDirectory();
  for (let round = 0; round < ROUNDS; round++) {
    const lines = await linesBeforeKill('flushing.child.js', [directory], 15 + round * 23);
    const acknowledged = Number(lines.at(-1));

    const store = await openForTest(directory);
    const { state } = store;
    const { position } = await state.checkpoint();
    expect(position).toBeGreaterThanOrEqual(acknowledged);
    expect(position).toBeLessThanOrEqual(acknowledged + 1);
    const profiles = await state.profilesAfter(1, 0, 1_000);
    expect(profiles).toHaveLength(300);
    expect(new Set(profiles.map(({ body }) => body.split(' ')[0]))).toEqual(new Set([String(position)]));
    expect(await state.identities(1, [`user ${position}`, `user ${position + 1}`], [])).toHaveLength(1);
    expect(await state.countMembers([1])).toEqual(new Map([[1, position]]));
    expect(await state.members(1, 0, 100_000)).toHaveLength(position);
    expect((await state.changes(1, {}, null, 1)).rows[0]?.id).toBe(`c${position}`);
    expect((await state.outbox(0, 100_000)).map(({ body }) => Number(Buffer.from(body)))).toEqual(
      Array.from({ length: position }, (_, n) => n + 1),
    );
    await store.close();
  }
});
