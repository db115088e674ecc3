import type { Criteria } from '@kindred/criteria';
import { mostMarks } from '@kindred/live';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';

/** More different values than `n`, of all time. */
const different = (atLeast: number): Criteria => ({
  type: 'event',
  event: 'Seen',
  count: { atLeast },
  of: { distinct: 'values', property: 'properties.x' },
});
const spent = (atLeast: number): Criteria => ({
  type: 'aggregate',
  event: 'Seen',
  function: 'sum',
  property: 'properties.total',
  operator: 'atLeast',
  value: atLeast,
  window: { rolling: { amount: 7, unit: 'days' } },
});
const { floor } = Math;
const robot = { userId: 'robot' };
const most = mostMarks + 500;

describe('somebody with more events than are kept of a condition', () => {
  let bench: EngineBench;
  let sent = 0;

  beforeAll(async () => {
    bench = await EngineBench.open();
    await see(most);
    await bench.segment('values', different(mostMarks + 400));
    await bench.segment('more-values', different(most + 1));
    await bench.segment('spent', spent(most + 1));
  }, 60_000);

  afterAll(async () => {
    expect(bench.errors).toEqual([]);
    await bench.close();
  });

  async function see(count: number, who = robot): Promise<void> {
    for (let left = count; left > 0; left -= 500) {
      const calls = Array.from({ length: Math.min(500, left) }, () =>
        bench.track(who, 'Seen', { x: `v${sent++}`, total: 1 }, bench.now - floor(sent / 10)),
      );
      await bench.send(...calls);
    }
  }

  const segments = () => bench.segmentsOf(robot);
  const differences = () => bench.differences();
  const approximate = (segment: string) => bench.engine.status(bench.site.id, segment).approximate;

  it('is decided by the warehouse', async () => {
    expect(await segments()).toEqual(['values']);
    expect(await differences()).toEqual([]);
  });

  it('is asked about again after the next event', async () => {
    await see(1);
    await bench.engine.idle();
    expect(await segments()).toEqual(['more-values', 'spent', 'values']);
    expect(await differences()).toEqual([]);
    expect(['values', 'more-values', 'spent'].map(approximate)).toEqual([1, 1, 1]);
  });

  it('is asked about together with another', async () => {
    const another = { userId: 'another-robot' };
    await see(most, another);
    await bench.engine.idle();
    const statements = vi.spyOn(bench.warehouse, 'matching');
    await bench.send(
      ...[robot, another].map((who) => bench.track(who, 'Seen', { x: `v${sent++}`, total: 1 }, bench.now)),
    );
    await bench.engine.idle();
    expect(statements).toHaveBeenCalledTimes(3);
    statements.mockRestore();
    expect(await bench.segmentsOf(another)).toEqual(['more-values', 'spent', 'values']);
    expect(await differences()).toEqual([]);
    expect(approximate('values')).toBe(2);
  }, 60_000);

  it('is still right after a restart', async () => {
    await bench.restart();
    await see(1);
    await bench.engine.idle();
    expect(await segments()).toEqual(['more-values', 'spent', 'values']);
    expect(['values', 'more-values', 'spent'].map(approximate)).toEqual([1, 1, 1]);
  });

  it('is counted so for a new segment', async () => {
    await bench.segment('later', different(most + 3));
    await bench.segment('never', different(most + 4));
    expect(await segments()).toEqual(['later', 'more-values', 'spent', 'values']);
  });

  it('neither leaves nor comes again while an event that is of no matter is erased', async () => {
    const viewed = bench.track(robot, 'Viewed');
    await bench.send(viewed);
    await bench.segment('viewed', { type: 'event', event: 'Viewed', count: { atLeast: 1 } });
    const told: string[] = [];
    const stop = bench.engine.onChange(({ kind, segment }) => told.push(`${kind} ${segment}`));
    await bench.engine.eraseEvent(bench.site.id, viewed.messageId, 'test');
    await bench.engine.idle();
    stop();
    expect(told).toEqual(['exited viewed']);
    expect(await segments()).toEqual(['later', 'more-values', 'spent', 'values']);
    expect(await differences()).toEqual([]);
  });

  it('leaves as time passes, once it has been asked about again', async () => {
    bench.now += 7 * 86_400_000;
    await bench.engine.sweep();
    await bench.engine.idle();
    expect(await segments()).toEqual(['later', 'more-values', 'values']);
    expect(await differences()).toEqual([]);
  });

  it('is also who does few things of very many values', async () => {
    const sequence: Criteria = {
      type: 'sequence',
      steps: [{ event: 'Listed' }, { event: 'Bought', absent: true }],
      same: 'properties.sku',
      within: { amount: 1, unit: 'days' },
    };
    await bench.segment('left', sequence);
    const sku = Array.from({ length: 4_000 }, (_, index) => index);
    for (let count = 0; count < 6; count++) await bench.send(bench.track({ userId: 'lister' }, 'Listed', { sku }));
    await bench.engine.idle();
    expect(approximate('left')).toBe(1);
    bench.now += 86_400_000;
    await bench.engine.sweep();
    await bench.engine.idle();
    expect(await bench.segmentsOf({ userId: 'lister' })).toEqual(['left']);
    expect(await differences()).toEqual([]);
  });
});
