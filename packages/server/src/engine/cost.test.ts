import type { Criteria } from '@kindred/criteria';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';

const viewed = (article: string): Criteria => ({
  type: 'event',
  event: 'Article Viewed',
  where: { type: 'property', property: 'properties.article', operator: 'equals', value: article },
  count: { atLeast: 2 },
  window: { rolling: { amount: 7, unit: 'days' } },
});
const livesIn = (city: string): Criteria => ({
  type: 'property',
  property: 'user.city',
  operator: 'equals',
  value: city,
});

describe('the cost of an event', () => {
  let bench: EngineBench;

  beforeEach(async () => {
    bench = await EngineBench.open();
  });

  afterEach(async () => {
    expect(bench.errors).toEqual([]);
    await bench.close();
  });

  /** Conditions and segments asked for one event of somebody who has been seen before. */
  const costOf = async (article: string): Promise<{ leaves: number; segments: number }> => {
    await bench.send(bench.track({ userId: 'ana' }, 'App Opened'));
    const before = bench.engine.statistics();
    await bench.send(bench.track({ userId: 'ana' }, 'Article Viewed', { article }));
    const { leavesAsked, segmentsAsked } = bench.engine.statistics();
    return { leaves: leavesAsked - before.leavesAsked, segments: segmentsAsked - before.segmentsAsked };
  };

  it('is that of the conditions it touches, whatever other segments there are', async () => {
    const segments = (from: number, to: number) =>
      Promise.all(
        Array.from({ length: to - from }, (_, index) =>
          bench.define(`s${from + index}`, viewed(`article-${from + index}`)),
        ),
      );
    await segments(0, 10);
    await bench.engine.idle();
    expect(await costOf('article-3')).toEqual({ leaves: 1, segments: 1 });
    await segments(10, 500);
    await bench.engine.idle();
    expect(await costOf('article-3')).toEqual({ leaves: 1, segments: 1 });
    expect(await costOf('article-of-nobody')).toEqual({ leaves: 0, segments: 0 });
    await bench.segment('one more', viewed('article-3'));
    expect(await costOf('article-3')).toEqual({ leaves: 1, segments: 2 });
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['one more', 's3']);
  });

  it('is nothing for segments that ask about traits it does not change', async () => {
    for (const city of ['Lyon', 'Porto', 'Graz']) await bench.define(city, livesIn(city));
    await bench.segment('readers', viewed('article-1'));
    await bench.send(bench.event({ type: 'identify', userId: 'ana', traits: { city: 'Lyon' } }));
    expect(await costOf('article-1')).toEqual({ leaves: 1, segments: 1 });
    const before = bench.engine.statistics();
    await bench.send(bench.event({ type: 'identify', userId: 'ana', traits: { city: 'Graz' } }));
    expect(bench.engine.statistics().segmentsAsked - before.segmentsAsked).toBe(3);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['Graz']);
  });

  it('is nothing for conditions on dates that are known of somebody, until one comes or another is told', async () => {
    const day = 86_400_000;
    for (let days = 1; days <= 20; days += 1) {
      await bench.define(`in ${days}`, {
        type: 'property',
        property: 'user.renewal',
        operator: 'inNext',
        value: { amount: days, unit: 'days' },
      });
    }
    await bench.engine.idle();
    const renewal = (days: number) => new Date(bench.now + days * day).toISOString();
    const asked = () => bench.engine.statistics().datesAsked;
    const identify = (traits: Record<string, string>) =>
      bench.send(bench.event({ type: 'identify', userId: 'ana', traits }));
    await identify({ renewal: renewal(10.5) });
    expect(await bench.segmentsOf({ userId: 'ana' })).toHaveLength(10);
    const before = asked();
    for (let count = 0; count < 50; count += 1) await bench.send(bench.track({ userId: 'ana' }, 'App Opened'));
    expect(asked()).toBe(before);
    bench.now += day;
    await bench.send(bench.track({ userId: 'ana' }, 'App Opened'));
    expect(await bench.segmentsOf({ userId: 'ana' })).toHaveLength(11);
    await identify({ renewal: renewal(3.5) });
    expect(await bench.segmentsOf({ userId: 'ana' })).toHaveLength(17);
    await bench.send(bench.track({ userId: 'ana' }, 'App Opened'));
    bench.now += 3 * day;
    await bench.send(bench.track({ userId: 'ana' }, 'App Opened'));
    expect(await bench.segmentsOf({ userId: 'ana' })).toHaveLength(20);
    bench.now += day;
    await bench.send(bench.track({ userId: 'ana' }, 'App Opened'));
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual([]);
  });

  it('of a group whose trait changes is that of the segments that read this trait', async () => {
    const reads = (property: string): Criteria => ({ type: 'property', property, operator: 'equals', value: 'x' });
    for (let index = 0; index < 10; index += 1) await bench.define(`plan ${index}`, reads('account.plan'));
    await bench.define('city', reads('account.city'));
    await bench.engine.idle();
    await bench.send(bench.event({ type: 'group', userId: 'ana', group: { kind: 'account', id: 'acme' } }));
    const before = bench.engine.statistics().segmentsAsked;
    await bench.engine.putGroup(bench.site.id, 'account', 'acme', { traits: { city: 'x', 'address.zip': '1' } });
    expect(bench.engine.statistics().segmentsAsked - before).toBe(1);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['city']);
    await bench.engine.putGroup(bench.site.id, 'account', 'acme', { traits: { city: null } });
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual([]);
  });
});
