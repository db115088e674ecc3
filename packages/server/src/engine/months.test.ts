import type { Criteria, Window } from '@kindred/criteria';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';
import type { MembershipEvent } from './contract.js';

const hour = 3_600_000;
const day = 24 * hour;

const visited = (window: Window, atLeast = 1): Criteria => ({
  type: 'event',
  event: 'Visit',
  count: { atLeast },
  window,
});
const windows: Readonly<Record<string, Criteria>> = {
  'this day': visited({ calendar: 'day' }),
  'this week': visited({ calendar: 'week' }),
  'this month': visited({ calendar: 'month' }, 2),
  'this quarter': visited({ calendar: 'quarter' }, 3),
  'this year': visited({ calendar: 'year' }, 5),
  '90 minutes': visited({ rolling: { amount: 90, unit: 'minutes' } }),
  '24 hours': visited({ rolling: { amount: 24, unit: 'hours' } }),
  '1 day': visited({ rolling: { amount: 1, unit: 'days' } }),
  '1 month': visited({ rolling: { amount: 1, unit: 'months' } }),
  'a week ago': visited({ past: { from: { amount: 8, unit: 'days' }, to: { amount: 7, unit: 'days' } } }),
  'came back no more': {
    type: 'sequence',
    steps: [{ event: 'Visit' }, { event: 'Visit', absent: true }],
    within: { amount: 3, unit: 'days' },
  },
  'not for two weeks': { type: 'not', of: visited({ rolling: { amount: 14, unit: 'days' } }) },
};

/** Three sites whose clocks change on other days, one of them on none. */
const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'] as const;

describe.each(zones)('months of a driven clock in %s', (timeZone) => {
  let bench: EngineBench;
  const changes: MembershipEvent[] = [];

  beforeAll(async () => {
    // The end of January of a year whose February is short; both changes of clocks lie ahead.
    bench = await EngineBench.open(timeZone, Date.UTC(2027, 0, 30, 20));
    bench.engine.onChange((change) => changes.push(change));
    await Promise.all(Object.entries(windows).map(([id, criteria]) => bench.segment(id, criteria)));
  });
  afterAll(async () => {
    expect(bench.errors).toEqual([]);
    await bench.close();
  });

  it('end and begin windows at their own instants, as SQL says all along', { timeout: 240_000 }, async () => {
    const end = bench.now + 290 * day;
    let step = 0;
    const differing: string[] = [];
    while (bench.now < end) {
      // Steps of odd lengths, so that they fall before and after midnights, month ends and changes of clocks.
      bench.now += [7 * hour, 17 * hour, 31 * hour, 90 * 60_000, 5 * day + 13][step % 5] ?? hour;
      await bench.engine.sweep();
      const visitor = `v${step % 6}`;
      if (step % 3 !== 2)
        await bench.send(bench.track({ userId: visitor }, 'Visit', {}, bench.now - (step % 4) * hour));
      if (step % 20 === 0) differing.push(...(await bench.differences()));
      step++;
    }
    expect(differing).toEqual([]);
    expect(await bench.differences()).toEqual([]);
    expect(changes.filter(({ cause }) => cause === 'time').length).toBeGreaterThan(200);
  });

  it('tell the instants of calendar windows in the zone of the site', () => {
    const local = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    });
    const ends = (segment: string): string[] =>
      changes
        .filter((change) => change.segment === segment && change.kind === 'exited' && change.cause === 'time')
        .map(({ at }) => local.format(at));
    expect(ends('this day').length).toBeGreaterThan(20);
    for (const at of [...ends('this day'), ...ends('this week'), ...ends('this month')]) expect(at).toContain('00:00');
    expect(ends('this week').every((at) => at.startsWith('Mon'))).toBe(true);
    const months = changes.filter(({ segment, kind }) => segment === 'this month' && kind === 'exited');
    expect(
      months.every(({ at }) => local.formatToParts(at).some(({ type, value }) => type === 'day' && value === '1')),
    ).toBe(true);
  });
});
