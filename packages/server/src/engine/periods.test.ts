import type { Criteria } from '@kindred/criteria';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';

const minute = 60_000;
const visited: Criteria = { type: 'event', event: 'Visited', count: { atLeast: 1 } };
const onChrome: Criteria = { type: 'property', property: 'request.browser', operator: 'equals', value: 'Chrome' };

describe('the periods in which members are kept', () => {
  let bench: EngineBench;
  const periods = async () => (await bench.engine.periods(bench.site.id, ['visitors'])).get('visitors') ?? [];
  /** Members by the log at an instant of the period that began at `since`. */
  const sizeAt = async (since: number, at: number) => {
    await bench.engine.settle(5_000);
    return bench.warehouse.history.size(bench.site.id, { segment: 'visitors', since, at });
  };
  const visit = (userId: string) => bench.send(bench.track({ userId }, 'Visited'));

  beforeEach(async () => {
    bench = await EngineBench.open();
  });
  afterEach(async () => {
    expect(bench.errors).toEqual([]);
    await bench.close();
  });

  it('begin with those who are in, and end when the segment is put out of force', async () => {
    await visit('ana');
    const start = bench.now;
    const segment = await bench.segment('visitors', visited);
    bench.now += minute;
    await visit('ben');
    bench.now += minute;
    await bench.segment('visitors', visited, { ...segment, version: 2, active: false });
    expect(await periods()).toEqual([{ since: start, until: bench.now }]);
    expect([await sizeAt(start, start), await sizeAt(start, bench.now)]).toEqual([1, 2]);
    await bench.segment('visitors', visited, { ...segment, version: 3 });
    const [, second] = await periods();
    expect(second).toMatchObject({ until: null });
    // Also at one and the same instant of the clock, the second begins after the first has ended.
    expect(second?.since).toBeGreaterThan(start + 2 * minute);
    expect(await sizeAt(second?.since ?? 0, second?.since ?? 0)).toBe(2);
  });

  it('go on over an edit, and end when a segment comes to be decided per request', async () => {
    const start = bench.now;
    const segment = await bench.segment('visitors', visited);
    const twice: Criteria = { ...visited, count: { atLeast: 2 } };
    bench.now += minute;
    await bench.segment('visitors', twice, { ...segment, version: 2, criteria: twice });
    expect(await periods()).toEqual([{ since: start, until: null }]);
    bench.now += minute;
    await bench.segment('visitors', onChrome, { ...segment, version: 3, criteria: onChrome, kind: 'requestTime' });
    expect(await periods()).toEqual([{ since: start, until: bench.now }]);
  });

  it('go on over a restart', async () => {
    await bench.segment('visitors', visited);
    const before = await periods();
    await bench.restart();
    expect(await periods()).toEqual(before);
  });

  it('end at the restart after a process that ended while putting a segment out of force', async () => {
    const segment = await bench.segment('visitors', visited);
    const [open] = await periods();
    bench.now += minute;
    await visit('ana');
    await bench.store.definitions.segments.update({ ...segment, version: 2, active: false }, 1);
    await bench.restart();
    expect(await periods()).toEqual([{ since: open?.since, until: open === undefined ? 0 : open.since + minute }]);
  });

  it('begin at the first start with members of before there were periods', async () => {
    await visit('ana');
    await bench.segment('visitors', visited);
    bench.now += minute;
    await visit('ben');
    const [runtime] = await bench.store.definitions.segments.runtimes();
    if (runtime === undefined) throw new TypeError('The segment is not in force');
    await bench.store.definitions.segments.saveRuntimes([{ ...runtime, shownSince: null }]);
    bench.now += minute;
    await bench.restart();
    const [period] = await periods();
    expect(period).toEqual({ since: bench.now - minute, until: null });
    await visit('cem');
    expect([await sizeAt(period?.since ?? 0, period?.since ?? 0), await sizeAt(period?.since ?? 0, bench.now)]).toEqual(
      [2, 3],
    );
    await bench.restart();
    expect(await periods()).toEqual([period]);
    expect(await sizeAt(period?.since ?? 0, bench.now)).toBe(3);
  });

  it('are kept of accounts as of people', async () => {
    await bench.engine.putGroup(bench.site.id, 'account', 'acme', { traits: { plan: 'gold' } });
    const gold: Criteria = { type: 'property', property: 'account.plan', operator: 'equals', value: 'gold' };
    const start = bench.now;
    await bench.segment('visitors', gold, { subject: 'account' });
    bench.now += minute;
    await bench.engine.putGroup(bench.site.id, 'account', 'bolt', { traits: { plan: 'gold' } });
    bench.now += minute;
    await bench.engine.putGroup(bench.site.id, 'account', 'acme', { traits: { plan: 'free' } });
    const sizes = [start, start + minute, bench.now].map((at) => sizeAt(start, at));
    expect(await Promise.all(sizes)).toEqual([1, 2, 1]);
    const { history } = bench.warehouse;
    const members = await history.members(bench.site.id, { segment: 'visitors', since: start, at: bench.now }, 0, 9);
    const ids = bench.engine.accountIds(
      bench.site.id,
      members.map(({ profile }) => profile),
    );
    expect([...ids.values()]).toEqual(['bolt']);
  });
});
