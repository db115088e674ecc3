import type { Calendar, Criteria } from '@kindred/criteria';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';

const today = (event: string): Criteria => ({
  type: 'event',
  event,
  count: { atLeast: 1 },
  window: { calendar: 'day' },
});
const tokyo: Calendar = { timeZone: 'Asia/Tokyo', weekStart: 1 };
const hour = 3_600_000;

describe('a site whose time zone changes', () => {
  let bench: EngineBench;
  /** In Tokyo, nine hours ahead, the day goes on for three hours more, and began at three in the afternoon of UTC. */
  const noon = Date.UTC(2026, 2, 10, 12);
  const people = (atLeast: number): Criteria => ({ type: 'people', of: today('Visited'), count: { atLeast } });

  const move = async (calendar: Calendar) => {
    bench.site = await bench.store.definitions.sites.update(bench.site.id, calendar);
    await bench.engine.setSite(bench.site);
  };
  const status = (segment: string) => bench.engine.status(bench.site.id, segment);

  beforeEach(async () => {
    bench = await EngineBench.open('UTC', noon);
    await bench.segment('today', today('Visited'));
    await bench.segment('inside', { type: 'segment', segment: 'today' });
    await bench.segment('accounts', people(1), { subject: 'account' });
    await bench.send(
      bench.track({ userId: 'both' }, 'Visited', {}, noon - hour),
      bench.track({ userId: 'tokyo' }, 'Visited', {}, noon - 20 * hour),
      bench.event({ type: 'group', userId: 'tokyo', group: { kind: 'account', id: 'acme' } }),
    );
    expect(status('today').size).toBe(1);
  });
  afterEach(async () => {
    expect(bench.errors).toEqual([]);
    await bench.close();
  });

  it('has its segments counted by the new one at the next start, if the server stops at once', async () => {
    await move(tokyo);
    await bench.restart();
    expect(status('today').state).toBe('backfilling');
    await bench.engine.idle();
    for (const id of ['today', 'inside']) expect([id, status(id)]).toMatchObject([id, { state: 'ready', size: 2 }]);
    expect(status('accounts')).toMatchObject({ state: 'ready', size: 1 });
    expect(await bench.differences()).toEqual([]);
    await bench.restart();
    expect(status('today')).toMatchObject({ state: 'ready', size: 2 });
    // The day of Tokyo ends at three in the afternoon of UTC.
    bench.now += 3 * hour;
    await bench.engine.sweep();
    expect(status('today').size).toBe(0);
    expect(await bench.differences()).toEqual([]);
  });

  it('shows members by the old one, and does not say that they are ready, while they are counted', async () => {
    await move(tokyo);
    await bench.restart();
    await bench.engine.cancelCountOf(bench.site.id, 'today');
    await bench.engine.idle();
    expect(status('today')).toMatchObject({ state: 'failed', size: 1 });
    expect(await bench.differences()).toEqual([]);
    // Of the same condition, which is counted by two calendars from now on.
    await bench.segment('later', { type: 'all', of: [today('Visited')] });
    expect(status('later')).toMatchObject({ state: 'ready', size: 2 });
    await bench.restart();
    expect(status('today')).toMatchObject({ state: 'failed', size: 1 });
    expect(status('later')).toMatchObject({ state: 'ready', size: 2 });
    bench.now += 3 * hour;
    await bench.engine.sweep();
    expect([status('today').size, status('later').size]).toEqual([1, 0]);
    expect(await bench.differences()).toEqual([]);
  });

  it('goes by each calendar where two are in force, with dates and with what a request decides', async () => {
    const dated: Criteria = {
      type: 'property',
      property: 'user.date',
      operator: 'inLast',
      value: { amount: 1, unit: 'days', calendar: true },
    };
    const asked = (of: Criteria): Criteria => ({
      type: 'all',
      of: [{ type: 'property', property: 'request.browser', operator: 'known' }, of],
    });
    for (const id of ['old', 'new']) {
      await bench.segment(id, dated);
      await bench.segment(`asked-${id}`, asked(dated));
      await bench.segment(`visited-${id}`, asked(today('Visited')));
    }
    const counts = bench.holdCounts();
    await move(tokyo);
    await counts.begun;
    for (const id of ['old', 'asked-old', 'visited-old']) await bench.engine.cancelCountOf(bench.site.id, id);
    counts.release();
    await bench.engine.idle();
    const request = async () => {
      const { segments } = await bench.engine.decide(bench.site.id, { userId: 'tokyo' }, { browser: 'Firefox' });
      return segments.filter((id) => id.includes('-')).sort();
    };
    expect(await request()).toEqual(['visited-new']);
    const exits: string[] = [];
    bench.engine.onChange(({ segment, kind, at }) => {
      if (kind === 'exited') exits.push(`${segment} ${new Date(at).toISOString()}`);
    });
    const date = new Date(bench.now).toISOString();
    await bench.send(bench.event({ type: 'identify', userId: 'tokyo', traits: { date } }));
    expect(await request()).toEqual(['asked-new', 'asked-old', 'visited-new']);
    for (let hours = 0; hours < 14; hours++) {
      bench.now += hour;
      const memberships = await bench.segmentsOf({ userId: 'tokyo' });
      const decided = await request();
      for (const id of ['old', 'new']) expect(decided.includes(`asked-${id}`)).toBe(memberships.includes(id));
      await bench.engine.sweep();
      expect(await bench.segmentsOf({ userId: 'tokyo' })).toEqual(memberships);
    }
    expect(exits.filter((line) => /^(old|new) /.test(line))).toEqual([
      'new 2026-03-10T15:00:00.000Z',
      'old 2026-03-11T00:00:00.000Z',
    ]);
    expect(await bench.differences()).toEqual([]);
  });

  it.each([false, true])('has what runs daily run by it, if the server stops at once: %s', async (stops) => {
    const nextRun = (segment: string) => new Date(status(segment).batch?.nextRun ?? 0).toISOString();
    await bench.segment('daily', today('Visited'), { kind: 'batch', schedule: { daily: '06:30' } });
    await bench.segment('often', today('Visited'), {
      kind: 'batch',
      schedule: { every: { amount: 5, unit: 'hours' } },
    });
    expect([nextRun('daily'), nextRun('often')]).toEqual(['2026-03-11T06:30:00.000Z', '2026-03-10T17:00:00.000Z']);
    await move(tokyo);
    if (stops) await bench.restart();
    await bench.engine.idle();
    expect([nextRun('daily'), nextRun('often')]).toEqual(['2026-03-10T21:30:00.000Z', '2026-03-10T17:00:00.000Z']);
    expect(status('daily')).toMatchObject({ state: 'ready', size: 2 });
    expect(await bench.differences()).toEqual([]);
  });

  it('counts nothing anew of what was stored before the calendar was', async () => {
    await bench.restart((path) => {
      const db = new DatabaseSync(`${path}/state/state.sqlite`);
      db.exec("UPDATE segment_runtimes SET shown = json_remove(shown, '$.calendar')");
      db.exec("UPDATE leaves SET definition = json_remove(definition, '$.countedBy')");
      db.close();
    });
    expect(status('today')).toMatchObject({ state: 'ready', size: 1 });
    expect(status('accounts')).toMatchObject({ state: 'ready', size: 0 });
    await move(tokyo);
    await bench.restart();
    await bench.engine.idle();
    expect(status('today')).toMatchObject({ state: 'ready', size: 2 });
    expect(status('accounts')).toMatchObject({ state: 'ready', size: 1 });
  });

  it('has a count that was cancelled before it taken up, over a restart too', async () => {
    const counts = bench.holdCounts();
    await bench.define('today', { type: 'event', event: 'Visited', count: { atLeast: 2 } }, { version: 2 });
    await counts.begun;
    expect(await bench.engine.cancelCountOf(bench.site.id, 'today')).toBe(true);
    counts.release();
    await bench.engine.idle();
    expect(status('today').state).toBe('failed');
    await move(tokyo);
    await bench.restart();
    await bench.engine.idle();
    expect(status('today')).toMatchObject({ state: 'ready', size: 0 });
  });
});
