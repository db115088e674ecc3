import type { Criteria } from '@kindred/criteria';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineBench, wholesale } from '../testing/engine-bench.js';
import type { MembershipEvent } from './contract.js';

const hour = 3_600_000;
const people = Array.from({ length: 30 }, (_, index) => `u${index}`);
const ordered = (atLeast: number, hours: number): Criteria => ({
  type: 'event',
  event: 'Order Completed',
  count: { atLeast },
  window: { rolling: { amount: hours, unit: 'hours' } },
});

describe('a new segment of a site with too many people to look at each', () => {
  let bench: EngineBench;
  let changes: MembershipEvent[];
  const size = (): number | null => bench.engine.status(bench.site.id, 'buyers').size;

  beforeEach(async () => {
    bench = await EngineBench.open('Europe/Berlin', Date.UTC(2026, 2, 10, 12), wholesale);
    changes = [];
    bench.engine.onChange((change) => changes.push(change));
    for (const [index, userId] of people.entries()) {
      const time = bench.now - index * 60_000;
      await bench.send(bench.track({ userId }, 'Order Completed', {}, time));
      if (index % 3 === 0) await bench.send(bench.track({ userId }, 'Order Completed', {}, time - 1));
    }
  });

  afterEach(async () => {
    expect(bench.errors).toEqual([]);
    await bench.close();
  });

  it('has the members that counting the past finds, and tells of each', async () => {
    await bench.segment('buyers', ordered(2, 5));
    expect(size()).toBe(10);
    expect(await bench.segmentsOf({ userId: 'u27' })).toEqual(['buyers']);
    expect(await bench.segmentsOf({ userId: 'u28' })).toEqual([]);
    expect(changes.map(({ kind, cause }) => `${kind} by ${cause}`)).toEqual(
      people.slice(0, 10).map(() => 'entered by backfill'),
    );
    expect(await bench.differences()).toEqual([]);
  });

  it('goes on counting where the past ends', async () => {
    await bench.segment('buyers', ordered(2, 5));
    await bench.send(bench.track({ userId: 'u28' }, 'Order Completed'));
    expect(await bench.segmentsOf({ userId: 'u28' })).toEqual(['buyers']);
    expect(size()).toBe(11);
    expect(await bench.differences()).toEqual([]);
  });

  it.each([2, 30])('lets windows of the past end by themselves, %i hours away, also after a restart', async (hours) => {
    await bench.segment('buyers', ordered(2, hours));
    const start = bench.now;
    expect(size()).toBe(10);
    bench.now = start + (hours - 1) * hour;
    await bench.engine.sweep();
    await bench.restart();
    bench.engine.onChange((change) => changes.push(change));
    changes.length = 0;
    bench.now = start + (hours + 1) * hour;
    await bench.engine.sweep();
    expect(size()).toBe(0);
    expect(changes.filter(({ kind, cause }) => kind === 'exited' && cause === 'time')).toHaveLength(10);
    expect(changes[0]?.at).toBe(start - 27 * 60_000 - 1 + hours * hour);
    expect(await bench.differences()).toEqual([]);
  });

  it('counts the past once of somebody for whom several windows end in one hour', async () => {
    await bench.segment('buyers', ordered(2, 5));
    await bench.segment('recent', ordered(1, 5));
    await bench.segment('often', ordered(3, 30));
    const start = bench.now;
    await bench.restart();
    bench.now = start + 6 * hour;
    await bench.engine.sweep();
    expect(bench.engine.status(bench.site.id, 'often').size).toBe(0);
    expect(await bench.segmentsOf({ userId: 'u0' })).toEqual([]);
    expect(await bench.differences()).toEqual([]);
  });

  it('takes in who came, went and was joined while the past was counted', async () => {
    const activation = bench.segment('buyers', ordered(2, 5));
    for (const userId of ['u1', 'u2', 'u4']) await bench.send(bench.track({ userId }, 'Order Completed'));
    for (const anonymousId of ['g1', 'g2']) await bench.send(bench.track({ anonymousId }, 'Order Completed'));
    await bench.send(bench.track({ anonymousId: 'g1', userId: 'u5' }, 'Page Viewed'));
    await activation;
    expect(await bench.segmentsOf({ userId: 'u5' })).toEqual(['buyers']);
    expect(size()).toBe(14);
    expect(await bench.differences()).toEqual([]);
  });

  it('keeps its last members when the count of an edit is cancelled, until it is counted again', async () => {
    const first = await bench.segment('buyers', ordered(2, 5));
    await bench.define('buyers', ordered(1, 5), { ...first, version: 2, criteria: ordered(1, 5) });
    const underway = async () =>
      (await bench.store.definitions.jobs.list(bench.site.id, 10)).find(({ state }) => state === 'running');
    let job = await underway();
    while (job === undefined) {
      await new Promise((resolve) => setImmediate(resolve));
      job = await underway();
    }
    expect(await bench.engine.cancelCount(bench.site.id + 1, job.id)).toBe(false);
    expect(await bench.engine.cancelCount(bench.site.id, job.id)).toBe(true);
    await bench.engine.idle();
    expect(await bench.store.definitions.jobs.get(bench.site.id, job.id)).toMatchObject({ state: 'cancelled' });
    expect(bench.engine.status(bench.site.id, 'buyers')).toMatchObject({ state: 'failed', size: 10 });
    expect(await bench.engine.cancelCount(bench.site.id, job.id)).toBe(false);
    await bench.engine.recompute(bench.site.id, ['buyers']);
    await bench.engine.idle();
    expect(bench.engine.status(bench.site.id, 'buyers')).toMatchObject({ state: 'ready', size: 30, error: null });
    expect(await bench.differences()).toEqual([]);
  });

  it('tells only of those who came or went when it is edited', async () => {
    const first = await bench.segment('buyers', ordered(2, 5));
    changes.length = 0;
    await bench.segment('buyers', ordered(1, 5), { ...first, version: 2, criteria: ordered(1, 5) });
    expect(size()).toBe(30);
    expect(changes.map(({ kind, cause }) => `${kind} by ${cause}`)).toEqual(
      people.slice(10).map(() => 'entered by edit'),
    );
    expect(await bench.differences()).toEqual([]);
  });

  /** Those who have ordered, but not so much of late. */
  const lapsed = (much: Criteria): Criteria => ({
    type: 'all',
    of: [
      { type: 'event', event: 'Order Completed', count: { atLeast: 1 } },
      { type: 'not', of: much },
    ],
  });

  it('lets windows end of what was counted of somebody in parts', async () => {
    await bench.send(bench.track({ anonymousId: 'g3' }, 'Order Completed', { total: 600 }));
    await bench.send(bench.track({ userId: 'u3', anonymousId: 'g3' }, 'Order Completed', { total: 600 }));
    for (const userId of people.slice(10)) await bench.send(bench.track({ userId }, 'Page Viewed'));
    const spent: Criteria = {
      type: 'aggregate',
      event: 'Order Completed',
      function: 'sum',
      property: 'properties.total',
      operator: 'atLeast',
      value: 1_000,
      window: { rolling: { amount: 5, unit: 'hours' } },
    };
    const start = bench.now;
    await bench.segment('buyers', lapsed(spent));
    expect(size()).toBe(29);
    changes.length = 0;
    bench.now = start + 6 * hour;
    await bench.engine.sweep();
    expect(changes.map(({ kind, cause, at }) => [kind, cause, at])).toEqual([['entered', 'time', start + 5 * hour]]);
    expect(await bench.differences()).toEqual([]);
  });

  it('lets windows end of who did something while the past was counted, and was out of memory by then', async () => {
    const start = bench.now;
    const activation = bench.segment('buyers', lapsed(ordered(2, 5)));
    const counting = async () => (await bench.store.definitions.leaves.list()).length > 0;
    while (!(await counting())) await new Promise((resolve) => setImmediate(resolve));
    bench.now = start + 1_000;
    await bench.send(...people.slice(1, 3).map((userId) => bench.track({ userId }, 'Order Completed')));
    await bench.send(...people.slice(10).map((userId) => bench.track({ userId }, 'Page Viewed')));
    await activation;
    expect(size()).toBe(18);
    changes.length = 0;
    bench.now = start + 6 * hour;
    await bench.engine.sweep();
    expect(size()).toBe(30);
    expect(changes.filter(({ kind, cause }) => kind === 'entered' && cause === 'time')).toHaveLength(12);
    expect(await bench.differences()).toEqual([]);
  });
});
