import type { Criteria } from '@kindred/criteria';
import { expect, it, onTestFinished, vi } from 'vitest';
import { EngineBench } from '../../testing/engine-bench.js';

const bought: Criteria = { type: 'event', event: 'Bought', count: { atLeast: 1 } };

async function open(): Promise<EngineBench> {
  // Longer than any test: nothing is written but by what asks for it.
  const bench = await EngineBench.open('Europe/Berlin', undefined, { flushInterval: 600_000 });
  onTestFinished(() => bench.close());
  return bench;
}

it('knows whom a person named has joined just now', async () => {
  const bench = await open();
  const guests = ['in', 'out'].map((anonymousId) => ({ anonymousId }));
  const users = ['ada', 'ben'].map((userId) => ({ userId }));
  await bench.send(...[...guests, ...users].map((who) => bench.track(who, 'Bought')));
  const [included = 0, excluded = 0] = await Promise.all(guests.map((who) => bench.profileOf(who)));
  await bench.engine.settle(10_000);
  await bench.send(...users.map((user, index) => bench.track({ ...user, ...guests[index] }, 'Seen')));
  await bench.segment('nobody', { type: 'event', event: 'Left', count: { atLeast: 1 } }, { includes: [included] });
  await bench.segment('everybody', bought, { excludes: [excluded] });
  expect(await bench.segmentsOf({ userId: 'ada' })).toEqual(['everybody', 'nobody']);
  expect(await bench.segmentsOf({ userId: 'ben' })).toEqual([]);
  expect(await bench.differences()).toEqual([]);
});

it('uses no number that would be given again were the process to end', async () => {
  const bench = await open();
  const { state, definitions } = bench.store;
  const used: { readonly number: number; readonly free: number }[] = [];
  const note = async (numbers: readonly number[]): Promise<void> => {
    const { nextNumber: free } = await state.checkpoint();
    for (const number of numbers) used.push({ number, free });
  };
  const saveLeaves = definitions.leaves.save.bind(definitions.leaves);
  vi.spyOn(definitions.leaves, 'save').mockImplementation(async (rows) => {
    await note(rows.map(({ id }) => id));
    await saveLeaves(rows);
  });
  const set = definitions.settings.set.bind(definitions.settings);
  vi.spyOn(definitions.settings, 'set').mockImplementation(async (key, value) => {
    if (key.startsWith('engine.switches.')) {
      await note((JSON.parse(value) as { readonly number: number }[]).map(({ number }) => number));
    }
    await set(key, value);
  });
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  await bench.send(bench.track({ userId: 'ada' }, 'Bought'));
  await bench.segment('bought', bought);
  expect(used.length).toBeGreaterThanOrEqual(3);
  for (const { number, free } of used) expect(number).toBeLessThan(free);
});
