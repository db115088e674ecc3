import type { Criteria } from '@kindred/criteria';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';

const orders: Criteria = { type: 'event', event: 'Order', count: { atLeast: 1 } };
const inside = (segment: string): Criteria => ({ type: 'segment', segment });

let bench: EngineBench;
beforeEach(async () => {
  bench = await EngineBench.open();
});
afterEach(async () => {
  expect(bench.errors).toEqual([]);
  await bench.close();
});

const status = (segment: string) => bench.engine.status(bench.site.id, segment);

it('a segment whose reference is gone is disabled, says why, and comes back with it', async () => {
  await bench.segment('other', orders);
  await bench.segment('above', inside('below'));
  expect(status('above')).toMatchObject({ state: 'disabled', error: expect.stringContaining('below'), size: null });
  await bench.send(bench.track({ userId: 'ana' }, 'Order'));
  expect(status('other')).toMatchObject({ state: 'ready', size: 1, lastChange: bench.now });
  await bench.segment('below', orders);
  expect(status('above')).toMatchObject({ state: 'ready', error: null, size: 1 });
  expect(await bench.differences()).toEqual([]);
});

it('a segment that asks for what is not known any more keeps nothing else from starting', async () => {
  const criteria = { type: 'property', property: 'weather.today', operator: 'equals', value: 'rain' } as const;
  await bench.segment('ordered', orders);
  await bench.send(bench.track({ userId: 'ana' }, 'Order'));
  await bench.segment('of-tomorrow', criteria);
  await bench.restart();
  await bench.engine.idle();
  expect(status('of-tomorrow')).toMatchObject({ state: 'disabled', error: expect.stringContaining('property') });
  expect(status('ordered')).toMatchObject({ state: 'ready', size: 1, lastChange: bench.now });
  expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['ordered']);
});
