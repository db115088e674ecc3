import { type Criteria, leafKey, type SequenceNode } from '@kindred/criteria';
import { expect, it } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';

const bought: SequenceNode = {
  type: 'sequence',
  steps: [{ event: 'Viewed' }, { event: 'Bought', without: [{ event: 'Left' }, { event: 'Called' }] }],
  within: { amount: 24, unit: 'hours' },
};
const others: Criteria = { type: 'not', of: bought };

it('a condition that is stored under the key of an earlier version is counted anew at the start', async () => {
  const bench = await EngineBench.open();
  const { leaves } = bench.store.definitions;
  await bench.segment('buyers', bought);
  await bench.segment('others', others);
  await bench.send(bench.track({ userId: 'ana' }, 'Viewed'), bench.track({ userId: 'bo' }, 'Viewed'));
  bench.now += 60_000;
  await bench.send(bench.track({ userId: 'ana' }, 'Bought'));
  const rows = await leaves.list();
  expect(rows.map(({ key }) => key)).toEqual([leafKey(bought)]);
  await leaves.save(rows.map((row) => ({ ...row, key: `earlier ${row.key}` })));
  await bench.restart();
  await bench.engine.idle();
  expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['buyers']);
  expect(await bench.segmentsOf({ userId: 'bo' })).toEqual(['others']);
  expect(await bench.differences()).toEqual([]);
  expect((await bench.store.definitions.leaves.list()).map(({ key }) => key)).toEqual([leafKey(bought)]);
  expect(bench.errors).toEqual([]);
  await bench.close();
});
