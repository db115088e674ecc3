import type { Criteria } from '@kindred/criteria';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';
import type { MembershipEvent } from './contract.js';

const pinged = (atLeast: number): Criteria => ({ type: 'event', event: 'Ping', count: { atLeast } });

let bench: EngineBench;

beforeEach(async () => {
  bench = await EngineBench.open();
});

afterEach(() => bench.close());

const failAtBoom = (): (() => void) =>
  bench.engine.onEvent((_site, _profile, { name }) => {
    if (name === 'Boom') throw new RangeError('Boom');
  });

test('a batch that failed midway is written by nothing, and counts once, under the same numbers, after a restart', async () => {
  await bench.send(bench.track({ userId: 'ada' }, 'Ping'));
  await bench.segment('came', pinged(1));
  await bench.segment('came-twice', pinged(2));
  const told: MembershipEvent[] = [];
  bench.engine.onChange((change) => told.push(change));
  const stop = failAtBoom();
  const batch = [bench.track({ userId: 'bea' }, 'Ping'), bench.track({ userId: 'cem' }, 'Boom')];
  await expect(bench.send(...batch)).rejects.toThrow('Boom');
  stop();
  expect(bench.engine.healthy).toBe(false);
  // Longer than it takes until what is applied is written.
  await new Promise((resolve) => setTimeout(resolve, 100));
  await bench.restart();

  expect(bench.errors).toEqual([new RangeError('Boom')]);
  expect(await bench.segmentsOf({ userId: 'bea' })).toEqual(['came']);
  expect(told.map(({ segment, profile }) => [segment, profile])).toEqual([
    ['came', await bench.profileOf({ userId: 'bea' })],
  ]);
  await bench.send(bench.track({ userId: 'bea' }, 'Ping'));
  expect(await bench.segmentsOf({ userId: 'bea' })).toEqual(['came', 'came-twice']);
  expect(await bench.differences()).toEqual([]);
  const { rows } = await bench.store.state.changes(bench.site.id, {}, null, 10);
  expect(rows.map(({ id }) => id)).toContain(told[0]?.id);
});

test('whom an import made keeps the number after a crash, and so do those who come then', async () => {
  await bench.segment('came', pinged(1));
  const told: MembershipEvent[] = [];
  bench.engine.onChange((change) => told.push(change));
  failAtBoom();
  async function* past() {
    yield [bench.track({ userId: 'ada' }, 'View')];
    const live = ['ada', 'bea', 'bea'].map((userId, at) => bench.track({ userId }, at < 2 ? 'Ping' : 'Boom'));
    await expect(bench.send(...live)).rejects.toThrow('Boom');
  }
  await expect(bench.engine.importEvents(bench.site.id, past(), () => undefined)).rejects.toThrow('Boom');
  await bench.restart();
  const [ada, bea] = [await bench.profileOf({ userId: 'ada' }), await bench.profileOf({ userId: 'bea' })];
  expect(told.map(({ profile }) => profile)).toEqual([ada, bea]);
});

test('who comes while an import makes people keeps the number after a crash', async () => {
  await bench.segment('came', pinged(1));
  const told: MembershipEvent[] = [];
  bench.engine.onChange((change) => told.push(change));
  failAtBoom();
  async function* past() {
    yield Array.from({ length: 40 }, (_, user) => bench.track({ userId: `old-${user}` }, 'Ping'));
    await expect(
      bench.send(bench.track({ userId: 'bea' }, 'Ping'), bench.track({ userId: 'bea' }, 'Boom')),
    ).rejects.toThrow('Boom');
  }
  const importing = bench.engine.importEvents(bench.site.id, past(), () => undefined);
  await expect(importing).rejects.toThrow('Boom');
  await bench.restart();
  expect(told.map(({ profile }) => profile)).toEqual([await bench.profileOf({ userId: 'bea' })]);
});
