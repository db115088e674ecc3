import type { Criteria } from '@kindred/criteria';
import { expect, it, onTestFinished, vi } from 'vitest';
import { EngineBench } from '../../testing/engine-bench.js';

const did = (event: string, atLeast = 1): Criteria => ({ type: 'event', event, count: { atLeast } });
const inside = (segment: string): Criteria => ({ type: 'segment', segment });
const peopleOf = (of: Criteria): Criteria => ({ type: 'people', of, count: { atLeast: 1 } });
const ofFirefox: Criteria = {
  type: 'property',
  property: 'request.browser',
  operator: 'equals',
  value: 'Firefox',
};

async function open(): Promise<EngineBench> {
  const bench = await EngineBench.open();
  onTestFinished(() => bench.close());
  return bench;
}

it('counts no events for segments that could not even be begun with', async () => {
  const bench = await open();
  const status = (segment: string) => bench.engine.status(bench.site.id, segment);
  const asked = async (): Promise<number> => {
    const before = bench.engine.statistics().leavesAsked;
    await bench.send(bench.track({ userId: 'ada' }, 'Seen'));
    return bench.engine.statistics().leavesAsked - before;
  };
  await bench.segment('people', did('Bought'));
  await bench.segment('accounts', peopleOf(inside('people')), { subject: 'account' });
  await bench.segment('both', { type: 'all', of: [inside('people'), did('Seen')] });
  expect(await asked()).toBe(1);
  // What accounts refer to cannot read the request.
  await bench.segment('people', ofFirefox, { version: 2, kind: 'requestTime' });
  await bench.engine.recompute(bench.site.id);
  await bench.engine.idle();
  for (const id of ['people', 'accounts', 'both']) expect(status(id).state).toBe('failed');
  // Another count has all that is registered be shown to events.
  const counts = bench.holdCounts();
  await bench.define('other', did('Left'));
  await counts.begun;
  expect(await asked()).toBe(1);
  counts.release();
  await bench.engine.idle();
});

it('puts segments into force of which one that came with them cannot be', async () => {
  const bench = await open();
  await bench.send(bench.track({ userId: 'ada' }, 'Bought'));
  await bench.segment('people', did('Bought'));
  await bench.segment('accounts', peopleOf(inside('people')), { subject: 'account' });
  await Promise.all([
    ...['one', 'two', 'three'].map((id, times) => bench.define(id, did('Bought', times + 1))),
    bench.define('people', ofFirefox, { version: 2, kind: 'requestTime' }),
  ]);
  await bench.engine.idle();
  const status = (segment: string) => bench.engine.status(bench.site.id, segment);
  expect(status('accounts')).toMatchObject({ state: 'failed', error: expect.stringContaining('present request') });
  expect(['one', 'two', 'three'].map(status)).toMatchObject([1, 0, 0].map((size) => ({ state: 'ready', size })));
});

it('puts segments into force of which one was asked of the warehouse in vain', async () => {
  const bench = await open();
  const status = (segment: string) => bench.engine.status(bench.site.id, segment);
  await bench.send(bench.track({ userId: 'ada' }, 'Bought'), bench.track({ userId: 'ada' }, 'Left'));
  const read = bench.warehouse.leafEvents.bind(bench.warehouse);
  const asked = vi.spyOn(bench.warehouse, 'leafEvents').mockImplementation((site, leaf, ...rest) => {
    if ('event' in leaf && leaf.event === 'Left') throw new TypeError('It cannot be read');
    return read(site, leaf, ...rest);
  });
  onTestFinished(() => asked.mockRestore());
  const once = (event: string): Criteria => ({ type: 'event', event, count: { exactly: 1 } });
  const whole = { one: did('Bought'), two: once('Bought'), three: did('Left'), four: inside('three') };
  const failing = { failing: once('Left'), above: inside('failing') };
  await Promise.all(Object.entries({ ...whole, ...failing }).map(([id, criteria]) => bench.define(id, criteria)));
  await bench.engine.idle();
  for (const id of Object.keys(whole)) expect([id, status(id)]).toMatchObject([id, { state: 'ready', size: 1 }]);
  for (const id of Object.keys(failing))
    expect(status(id)).toMatchObject({ state: 'failed', error: 'It cannot be read' });
  asked.mockRestore();
  await bench.engine.recompute(bench.site.id, Object.keys(failing));
  await bench.engine.idle();
  for (const id of Object.keys(failing)) expect(status(id)).toMatchObject({ state: 'ready', size: 1 });
  expect(await bench.differences()).toEqual([]);
}, 20_000);

it('ends the count of a segment that is cancelled, and of what refers to it, and counts the others of the same run', async () => {
  const bench = await open();
  const status = (segment: string) => bench.engine.status(bench.site.id, segment);
  await bench.send(bench.track({ userId: 'ada' }, 'Bought'));
  await bench.segment('below', did('Bought', 2));
  await bench.segment('edited', inside('below'));
  // What comes while another count is under way is counted together.
  const before = bench.holdCounts();
  await bench.define('before', did('Left'));
  await before.begun;
  const counts = bench.holdCounts();
  await Promise.all([
    bench.define('one', did('Bought')),
    bench.define('two', did('Bought', 3)),
    bench.define('above', inside('two')),
    bench.define('below', did('Bought', 1), { version: 2 }),
  ]);
  before.release();
  await counts.begun;
  expect(await bench.engine.cancelCountOf(bench.site.id, 'two')).toBe(true);
  expect(await bench.engine.cancelCountOf(bench.site.id, 'edited')).toBe(true);
  counts.release();
  await bench.engine.idle();
  for (const id of ['two', 'above', 'edited']) expect([id, status(id).state]).toEqual([id, 'failed']);
  for (const id of ['one', 'below']) expect(status(id)).toMatchObject({ state: 'ready', size: 1 });
  // It shows what it did, until it is counted.
  expect(status('edited').size).toBe(0);
  await bench.engine.recompute(bench.site.id, ['edited']);
  await bench.engine.idle();
  expect(status('edited')).toMatchObject({ state: 'ready', size: 1 });
  expect(bench.errors).toEqual([]);
});
