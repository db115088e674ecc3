import type { Criteria } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineBench } from '../../testing/engine-bench.js';
import type { MembershipEvent } from '../contract.js';

const minute = 60_000;
const hour = 60 * minute;
const orders = (atLeast: number): Criteria => ({ type: 'event', event: 'Order', count: { atLeast } });
const inside = (segment: string): Criteria => ({ type: 'segment', segment });
const plan = (value: string): Criteria => ({ type: 'property', property: 'user.plan', operator: 'equals', value });
const hourly: Partial<SegmentDefinition> = {
  kind: 'batch',
  schedule: { every: { amount: 1, unit: 'hours' } },
};

let bench: EngineBench;
let changes: MembershipEvent[];
beforeEach(async () => {
  bench = await EngineBench.open();
  listen();
});
afterEach(async () => {
  expect(bench.errors).toEqual([]);
  await bench.close();
});

function listen(): void {
  changes = [];
  bench.engine.onChange((change) => changes.push(change));
}
const told = (): string[] =>
  changes.map(({ segment, userId, account, kind, cause }) => `${account ?? userId} ${kind} ${segment} by ${cause}`);
const order = (userId: string) => bench.send(bench.track({ userId }, 'Order'));
const status = (segment: string) => bench.engine.status(bench.site.id, segment);
const pass = async (time: number): Promise<void> => {
  bench.now += time;
  await bench.engine.sweep();
  await bench.engine.idle();
};

describe('a batch segment', () => {
  it('counts the past when it is activated, and changes at its runs alone', async () => {
    await order('ana');
    await bench.segment('buyers', orders(1), hourly);
    expect(told()).toEqual(['ana entered buyers by backfill']);
    await order('ben');
    await pass(59 * minute);
    expect(await bench.segmentsOf({ userId: 'ben' })).toEqual([]);
    expect(status('buyers')).toMatchObject({ state: 'ready', size: 1 });
    await pass(minute);
    expect(await bench.segmentsOf({ userId: 'ben' })).toEqual(['buyers']);
    expect(told().slice(1)).toEqual(['ben entered buyers by schedule']);
    const { batch } = status('buyers');
    expect(batch?.lastRun).toMatchObject({ at: bench.now, entered: 1, exited: 0 });
    expect(batch?.nextRun).toBe(bench.now + hour);
    expect(await bench.differences()).toEqual([]);
  });

  it('leaves no window open that ends in the milliseconds that its runs take', async () => {
    const recent: Criteria = {
      type: 'event',
      event: 'Order',
      count: { atLeast: 1 },
      window: { rolling: { amount: 1, unit: 'hours' } },
    };
    await bench.segment('recent', recent);
    await bench.segment('buyers', orders(1), hourly);
    await order('ana');
    await pass(hour - 2);
    expect(await bench.segmentsOf({ userId: 'ana' })).toContain('recent');
    for (const _ of [1, 2, 3]) {
      await bench.engine.recompute(bench.site.id, ['buyers']);
      await bench.engine.idle();
    }
    bench.now = bench.engine.now;
    await bench.engine.sweep();
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['buyers']);
    expect(await bench.differences()).toEqual([]);
  });

  it('runs at a local time of day, over a change of clocks', async () => {
    bench.now = Date.parse('2026-03-28T12:00:00Z');
    await bench.segment('buyers', orders(1), { kind: 'batch', schedule: { daily: '06:00' } });
    const next = () => new Date(status('buyers').batch?.nextRun ?? 0).toISOString();
    expect(next()).toBe('2026-03-29T04:00:00.000Z');
    await pass(24 * hour);
    expect(next()).toBe('2026-03-30T04:00:00.000Z');
  });

  it('lets people go whose windows have passed, at the next run', async () => {
    const recently: Criteria = {
      type: 'event',
      event: 'Order',
      count: { atLeast: 1 },
      window: { rolling: { amount: 90, unit: 'minutes' } },
    };
    await order('ana');
    await bench.segment('recent', recently, hourly);
    await pass(hour);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['recent']);
    await pass(hour);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual([]);
    expect(told()).toEqual(['ana entered recent by backfill', 'ana exited recent by schedule']);
    expect(await bench.differences()).toEqual([]);
  });

  it('runs at once where it is asked to by hand, and keeps its times', async () => {
    await bench.segment('buyers', orders(1), hourly);
    const next = status('buyers').batch?.nextRun;
    await order('ana');
    bench.now += minute;
    await bench.engine.recompute(bench.site.id, ['buyers']);
    await bench.engine.idle();
    expect(told()).toEqual(['ana entered buyers by schedule']);
    expect(status('buyers').batch?.nextRun).toBe(next);
  });

  it('keeps its members where a run is cancelled, by its times or by hand, and runs again when next it is due', async () => {
    const cancel = async (): Promise<void> => {
      while (!(await bench.engine.cancelCountOf(bench.site.id, 'buyers'))) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      await bench.engine.idle();
      expect(status('buyers')).toMatchObject({ state: 'failed', size: 1 });
      expect(status('buyers').error).toContain('cancelled');
      expect(told()).toEqual(['ana entered buyers by backfill']);
    };
    await order('ana');
    await bench.segment('buyers', orders(1), hourly);
    expect(await bench.engine.cancelCountOf(bench.site.id, 'buyers')).toBe(false);
    await order('ben');
    bench.now += hour;
    await bench.engine.sweep();
    await cancel();
    await bench.engine.recompute(bench.site.id, ['buyers']);
    await cancel();
    expect(status('buyers').batch?.nextRun).toBe(bench.now + hour);
    await pass(hour);
    expect(told().slice(1)).toEqual(['ben entered buyers by schedule']);
    expect(status('buyers')).toMatchObject({ state: 'ready', size: 2, error: null });
  });

  it('is followed at its runs by live segments that refer to it, and by others at theirs', async () => {
    await bench.segment('buyers', orders(1), hourly);
    await bench.segment('gold-buyers', { type: 'all', of: [inside('buyers'), plan('gold')] });
    await bench.segment('others', { type: 'not', of: inside('buyers') });
    await bench.segment('of-buyers', inside('buyers'), {
      ...hourly,
      schedule: { every: { amount: 3, unit: 'hours' } },
    });
    await bench.send(bench.event({ type: 'identify', userId: 'ana', traits: { plan: 'gold' } }));
    await order('ana');
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['others']);
    expect(await bench.differences()).toEqual([]);
    changes.length = 0;
    await pass(hour);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['buyers', 'gold-buyers']);
    expect(told()).toEqual([
      'ana entered buyers by schedule',
      'ana entered gold-buyers by schedule',
      'ana exited others by schedule',
    ]);
    expect(await bench.differences()).toEqual([]);
    await pass(2 * hour);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['buyers', 'gold-buyers', 'of-buyers']);
    expect(await bench.differences()).toEqual([]);
  });

  it('of accounts is followed by segments of accounts and of their people', async () => {
    const gold: Criteria = { type: 'property', property: 'account.plan', operator: 'equals', value: 'gold' };
    const { site } = bench;
    await bench.send(
      bench.event({ type: 'group', userId: 'ana', group: { kind: 'account', id: 'acme' }, traits: { plan: 'gold' } }),
    );
    await bench.segment('gold', gold, { ...hourly, subject: 'account' });
    await bench.segment('also-gold', inside('gold'), { subject: 'account' });
    await bench.segment('people', inside('gold'));
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['people']);
    await bench.engine.putGroup(site.id, 'account', 'acme', { traits: { plan: 'free' } });
    await bench.engine.putGroup(site.id, 'account', 'zeta', { traits: { plan: 'gold' } });
    expect(await bench.differences()).toEqual([]);
    const of = (id: string) => bench.engine.account(site.id, id)?.memberships.map(({ segment }) => segment);
    expect([of('acme'), of('zeta')]).toEqual([['gold', 'also-gold'], []]);
    changes.length = 0;
    await pass(hour);
    expect([of('acme'), of('zeta')]).toEqual([[], ['gold', 'also-gold']]);
    expect(told()).toEqual([
      'acme exited gold by schedule',
      'acme exited also-gold by schedule',
      'ana exited people by schedule',
      'zeta entered gold by schedule',
      'zeta entered also-gold by schedule',
    ]);
    expect(await bench.differences()).toEqual([]);
  });

  it('becomes live, and a live one batch, telling only of who came or went by it', async () => {
    await order('ana');
    const first = await bench.segment('buyers', orders(1), hourly);
    await bench.segment('above', inside('buyers'));
    await order('ben');
    const live = { ...first, kind: 'live', schedule: null, version: 2 } as const;
    await bench.segment('buyers', orders(1), live);
    expect(told().slice(2)).toEqual(['ben entered buyers by edit', 'ben entered above by edit']);
    await order('eve');
    expect(await bench.segmentsOf({ userId: 'eve' })).toEqual(['above', 'buyers']);
    await bench.segment('buyers', orders(1), { ...first, version: 3 });
    await order('kim');
    expect(await bench.segmentsOf({ userId: 'kim' })).toEqual([]);
    expect(changes).toHaveLength(6);
    expect(status('buyers').size).toBe(3);
    expect(await bench.differences()).toEqual([]);
    await pass(hour);
    expect(await bench.segmentsOf({ userId: 'kim' })).toEqual(['above', 'buyers']);
  });

  it('keeps its members and the time of its next run over a restart; what came due meanwhile is run once', async () => {
    await order('ana');
    await bench.segment('buyers', orders(1), hourly);
    await bench.segment('above', inside('buyers'));
    await order('ben');
    const { batch } = status('buyers');
    await bench.restart();
    listen();
    expect(status('buyers')).toMatchObject({ state: 'ready', size: 1, batch: { nextRun: batch?.nextRun } });
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['above', 'buyers']);
    await bench.restart(() => {
      bench.now += 5 * hour;
    });
    listen();
    await bench.engine.idle();
    expect(told()).toEqual(['ben entered buyers by schedule', 'ben entered above by schedule']);
    expect(status('buyers').batch?.nextRun).toBe(bench.now + hour);
    expect(await bench.differences()).toEqual([]);
  });

  it('names those who changed since its last run instead of calling them wrong', async () => {
    await bench.segment('gold', plan('gold'), hourly);
    await bench.send(bench.event({ type: 'identify', userId: 'ana', traits: { plan: 'gold' } }));
    const ana = await bench.profileOf({ userId: 'ana' });
    const [result] = await bench.engine.verify(bench.site.id);
    expect(result).toMatchObject({ missing: [], extra: [], approximate: [ana] });
    expect(result?.asOf).toBe(status('gold').batch?.lastRun?.at);
  });

  it('is mended by a run', async () => {
    await order('ana');
    await bench.segment('buyers', orders(1), hourly);
    const ana = await bench.profileOf({ userId: 'ana' });
    const [runtime] = await bench.store.definitions.segments.runtimes();
    await bench.store.state.dropSet(runtime?.set ?? 0);
    expect(await bench.differences()).toEqual([`buyers: missing ${ana}; extra `]);
    const { left } = await bench.engine.mend(bench.site.id);
    expect(left).toMatchObject([{ members: 1, missing: [], extra: [] }]);
  });

  it('keeps the part of a person who was recognised, and finds the rest at its next run', async () => {
    await bench.send(bench.track({ anonymousId: 'g1' }, 'Order'));
    await bench.segment('buyers', orders(1), hourly);
    await bench.send(bench.event({ type: 'identify', userId: 'ana', anonymousId: 'g1', traits: {} }));
    await pass(hour);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['buyers']);
    expect(await bench.differences()).toEqual([]);
  });

  it('keeps its last good members where a run fails, says so, and tries again from a minute on', async () => {
    await order('ana');
    await bench.segment('buyers', orders(1), hourly);
    await order('ben');
    const failing = vi.spyOn(bench.warehouse, 'matching').mockImplementation(() => {
      throw new TypeError('The warehouse is gone');
    });
    await pass(hour);
    expect(status('buyers')).toMatchObject({ state: 'failed', error: 'The warehouse is gone', size: 1 });
    expect(status('buyers').batch).toMatchObject({
      failures: 1,
      retryAt: bench.now + minute,
      nextRun: bench.now + hour,
    });
    expect((await bench.store.definitions.jobs.list(bench.site.id, 1))[0]?.state).toBe('failed');
    expect(bench.errors.splice(0)).toHaveLength(3);
    failing.mockRestore();
    await bench.restart();
    expect(status('buyers')).toMatchObject({ state: 'failed', error: 'The warehouse is gone', size: 1 });
    await pass(minute);
    expect(status('buyers')).toMatchObject({ state: 'ready', error: null, size: 2 });
    expect(status('buyers').batch).toMatchObject({ failures: 0, retryAt: null, nextRun: bench.now + 59 * minute });
  }, 20_000);
});
