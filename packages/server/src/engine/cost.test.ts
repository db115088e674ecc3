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
});
