import type { Criteria } from '@kindred/criteria';
import { expect, it, onTestFinished } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';

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
