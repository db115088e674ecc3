import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarUnit, Window } from './criteria.js';
import { UnknownTimeZoneError } from './errors.js';
import type { Calendar } from './values.js';
import { windowEnds, windowStart } from './windows.js';
import { isTimeZone, localDate, localHour, zoneOf } from './zone.js';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Cairo',
  'America/Havana',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Tehran',
];
const units: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'year'];

const calendars = fc.record({ timeZone: fc.constantFrom(...zones), weekStart: fc.integer({ min: 1, max: 7 }) });
const instants = fc.integer({ min: Date.parse('1990-01-01T00:00:00Z'), max: Date.parse('2037-12-31T00:00:00Z') });
const windows: fc.Arbitrary<Window> = fc.oneof(
  fc.constantFrom(...units).map((calendar) => ({ calendar })),
  fc
    .record({
      amount: fc.integer({ min: 1, max: 50 }),
      unit: fc.constantFrom('seconds', 'minutes', 'hours', 'days', 'weeks'),
    })
    .map((rolling) => ({ rolling })),
);

function bounds(calendar: CalendarUnit, now: string, zone: Calendar): [string, string] {
  const at = Date.parse(now);
  return [
    new Date(windowStart({ calendar }, at, zone)).toISOString(),
    new Date(windowEnds({ calendar }, at, zone)).toISOString(),
  ];
}

function calendarOf(timeZone: string, weekStart = 1): Calendar {
  return { timeZone, weekStart };
}

/** Local date by the runtime itself, not by way of our offsets. */
function dateByRuntime(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);
}

describe('windows', () => {
  it('have no bounds where there is none', () => {
    expect(windowStart(undefined, 0, calendarOf('UTC'))).toBe(Number.NEGATIVE_INFINITY);
    expect(windowEnds(undefined, 0, calendarOf('UTC'))).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([
    ['Europe/Berlin', '2026-03-29T12:00:00Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25T12:00:00Z', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['America/New_York', '2026-03-08T12:00:00Z', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
    ['America/New_York', '2026-11-01T12:00:00Z', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ['Asia/Kathmandu', '2026-05-20T12:00:00Z', '2026-05-19T18:15:00.000Z', '2026-05-20T18:15:00.000Z'],
    // Kathmandu moved from 5:30 to 5:45 at the start of 1986, so that year began with 00:15.
    ['Asia/Kathmandu', '1986-01-01T00:00:00Z', '1985-12-31T18:30:00.000Z', '1986-01-01T18:15:00.000Z'],
    ['Pacific/Apia', '2011-12-30T09:00:00Z', '2011-12-29T10:00:00.000Z', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-30T11:00:00Z', '2011-12-30T10:00:00.000Z', '2011-12-31T10:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24T12:00:00Z', '2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z'],
    ['America/Havana', '2026-11-01T12:00:00Z', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    // St. John's went back at 00:01, so the old date showed once more after the new one had begun.
    ['America/St_Johns', '2010-11-07T03:00:00Z', '2010-11-07T02:30:00.000Z', '2010-11-08T03:30:00.000Z'],
  ])('a day in %s at %s', (zone, now, start, end) => {
    expect(bounds('day', now, calendarOf(zone))).toEqual([start, end]);
  });

  it('weeks begin on the day that the site says', () => {
    for (let weekStart = 1; weekStart <= 7; weekStart++) {
      const [start] = bounds('week', '2026-05-20T12:00:00Z', calendarOf('UTC', weekStart));
      expect(new Date(start).getUTCDay()).toBe(weekStart % 7);
      expect(Date.parse('2026-05-20T12:00:00Z') - Date.parse(start)).toBeLessThan(7 * 86_400_000);
    }
  });

  it('months, quarters and years follow the calendar', () => {
    const utc = calendarOf('UTC');
    expect(bounds('month', '2024-02-29T23:59:59Z', utc)).toEqual([
      '2024-02-01T00:00:00.000Z',
      '2024-03-01T00:00:00.000Z',
    ]);
    expect(bounds('month', '2026-12-31T23:59:59Z', utc)).toEqual([
      '2026-12-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ]);
    expect(bounds('quarter', '2026-12-31T23:59:59Z', utc)).toEqual([
      '2026-10-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ]);
    expect(bounds('year', '2026-12-31T23:59:59Z', utc)).toEqual([
      '2026-01-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ]);
  });

  it('start and end say the same of every event', () => {
    fc.assert(
      fc.property(
        calendars,
        windows,
        instants,
        fc.integer({ min: 0, max: 90_000_000 }),
        (calendar, window, now, ago) => {
          const time = now - ago;
          const byStart = windowStart(window, now, calendar) <= time && time <= now;
          const byEnd = time <= now && now < windowEnds(window, time, calendar);
          expect(byStart).toBe(byEnd);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('say the same at their very edges', () => {
    fc.assert(
      fc.property(calendars, windows, instants, (calendar, window, now) => {
        const start = windowStart(window, now, calendar);
        expect(windowEnds(window, start, calendar)).toBeGreaterThan(now);
        expect(windowEnds(window, start - 1, calendar)).toBeLessThanOrEqual(now);
        const end = windowEnds(window, now, calendar);
        expect(windowStart(window, end - 1, calendar)).toBeLessThanOrEqual(now);
        expect(windowStart(window, end, calendar)).toBeGreaterThan(now);
      }),
      { numRuns: 2_000 },
    );
  });

  it('periods follow one another without gap', () => {
    fc.assert(
      fc.property(calendars, fc.constantFrom(...units), instants, (calendar, unit, now) => {
        const end = windowEnds({ calendar: unit }, now, calendar);
        expect(windowStart({ calendar: unit }, end, calendar)).toBe(end);
      }),
      { numRuns: 1_000 },
    );
  });

  it('a day begins at the first instant of its date, by the runtime’s own calendar', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (timeZone, now) => {
        const start = windowStart({ calendar: 'day' }, now, calendarOf(timeZone));
        const date = dateByRuntime(start, timeZone);
        expect(dateByRuntime(start - 1, timeZone) < date).toBe(true);
        expect(localDate(start, timeZone)).toBe(date);
      }),
      { numRuns: 500 },
    );
  });

  it('answers from memory once a period is known', () => {
    const berlin = calendarOf('Europe/Berlin');
    const now = Date.parse('2026-05-20T12:00:00Z');
    windowEnds({ calendar: 'month' }, now, berlin);
    const before = Date.now();
    for (let i = 0; i < 200_000; i++) windowEnds({ calendar: i % 2 ? 'month' : 'day' }, now - i * 10_000, berlin);
    expect(Date.now() - before).toBeLessThan(1_500);
  });
});

describe('time zones', () => {
  it('are known by their IANA names', () => {
    for (const zone of zones) expect(isTimeZone(zone)).toBe(true);
    for (const name of ['', 'Berlin', 'Europe/Nowhere', 'x'.repeat(10_000)]) expect(isTimeZone(name)).toBe(false);
    expect(() => zoneOf('Europe/Nowhere')).toThrow(UnknownTimeZoneError);
  });

  it('have offsets to the minute and change on the millisecond', () => {
    const change = Date.parse('2026-03-29T01:00:00Z');
    expect(zoneOf('Europe/Berlin').offset(change - 1)).toBe(3_600_000);
    expect(zoneOf('Europe/Berlin').offset(change)).toBe(7_200_000);
    expect(zoneOf('Asia/Kathmandu').offset(change)).toBe(20_700_000);
    expect(zoneOf('Australia/Lord_Howe').offset(Date.parse('2026-07-01T00:00:00Z'))).toBe(37_800_000);
  });

  it('tell local date and hour', () => {
    const instant = Date.parse('2026-05-20T23:30:00Z');
    expect([localDate(instant, 'Europe/Berlin'), localHour(instant, 'Europe/Berlin')]).toEqual(['2026-05-21', 1]);
    expect([localDate(instant, 'America/New_York'), localHour(instant, 'America/New_York')]).toEqual([
      '2026-05-20',
      19,
    ]);
  });
});
