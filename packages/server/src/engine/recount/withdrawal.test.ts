import type { Criteria } from '@kindred/criteria';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineBench } from '../../testing/engine-bench.js';

const did = (event: string, atLeast = 1): Criteria => ({ type: 'event', event, count: { atLeast } });
const inside = (segment: string): Criteria => ({ type: 'segment', segment });

describe('a segment that is put out of force while others are counted', () => {
  let bench: EngineBench;
  const status = (segment: string) => bench.engine.status(bench.site.id, segment);
  const end = (segment: string, criteria: Criteria, version = 2) =>
    bench.define(segment, criteria, { version, active: false });

  beforeEach(async () => {
    bench = await EngineBench.open();
    await bench.send(bench.track({ userId: 'ada' }, 'Bought'), bench.track({ userId: 'bo' }, 'Left'));
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    expect(bench.errors).toEqual([]);
    await bench.close();
  });

  it('waits for none of them, and lets them be', async () => {
    await bench.segment('short', did('Bought'));
    const counts = bench.holdCounts();
    await bench.define('long', did('Left'));
    await counts.begun;
    await end('short', did('Bought'));
    expect(status('short')).toMatchObject({ state: 'inactive', size: null });
    expect(status('long').state).toBe('backfilling');
    await bench.send(bench.track({ userId: 'cy' }, 'Left'));
    counts.release();
    await bench.engine.idle();
    expect(status('long')).toMatchObject({ state: 'ready', size: 2 });
    expect(await bench.differences()).toEqual([]);
  });

  it('is not shown where it was counted with them, also over a restart; what refers to it is', async () => {
    const counts = bench.holdCounts();
    await Promise.all([
      bench.define('long', did('Left')),
      bench.define('ended', did('Bought')),
      bench.define('above', inside('ended')),
    ]);
    await counts.begun;
    await end('ended', did('Bought'));
    expect(status('ended').state).toBe('inactive');
    expect(status('long').state).toBe('backfilling');
    counts.release();
    await bench.engine.idle();
    for (const restarted of [false, true]) {
      if (restarted) await bench.restart();
      expect(status('ended')).toMatchObject({ state: 'inactive', size: null });
      for (const id of ['long', 'above']) expect(status(id)).toMatchObject({ state: 'ready', size: 1 });
    }
    expect(await bench.segmentsOf({ userId: 'ada' })).toEqual(['above']);
    expect(await bench.differences()).toEqual([]);
  });

  it('has what refers to it mean its criteria, also where others saw an earlier definition and are counted meanwhile', async () => {
    await bench.segment('ended', did('Bought'));
    const edit = bench.holdCounts();
    await bench.define('ended', did('Left'), { version: 2 });
    await edit.begun;
    await bench.engine.cancelCountOf(bench.site.id, 'ended');
    edit.release();
    await bench.engine.idle();
    const counts = bench.holdCounts();
    await bench.define('above', { type: 'all', of: [inside('ended'), did('Left')] });
    await counts.begun;
    await end('ended', did('Left'), 3);
    counts.release();
    await bench.engine.idle();
    expect(await bench.segmentsOf({ userId: 'bo' })).toEqual(['above']);
    expect(await bench.differences()).toEqual([]);
  });

  it('ends a count that is of nothing else, and comes back into force', async () => {
    const counts = bench.holdCounts();
    await bench.define('ended', did('Bought'));
    await counts.begun;
    await end('ended', did('Bought'));
    await bench.define('ended', did('Bought'), { version: 3 });
    counts.release();
    await bench.engine.idle();
    expect(status('ended')).toMatchObject({ state: 'ready', size: 1 });
    const jobs = await bench.store.definitions.jobs.list(bench.site.id, 10);
    expect(jobs.map(({ state }) => state).sort()).toEqual(['cancelled', 'done']);
    expect(await bench.differences()).toEqual([]);
  });

  it('stays so where a run of it by a schedule is amid its question', async () => {
    const ask = bench.warehouse.matching.bind(bench.warehouse);
    let goOn = (): void => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const matching = vi.spyOn(bench.warehouse, 'matching').mockImplementation(async function* (...asked) {
      await held;
      yield* ask(...asked);
    });
    const batch = { kind: 'batch', schedule: { daily: '06:30' } } as const;
    await bench.define('batch', did('Bought'), batch);
    await expect.poll(() => matching.mock.calls.length).toBe(1);
    await bench.define('batch', did('Bought'), { ...batch, version: 2, active: false });
    goOn();
    await bench.engine.idle();
    expect(status('batch')).toMatchObject({ state: 'inactive', size: null, batch: null });
    expect(await bench.segmentsOf({ userId: 'ada' })).toEqual([]);
    await bench.restart();
    expect(status('batch')).toMatchObject({ state: 'inactive', size: null });
  });
});
