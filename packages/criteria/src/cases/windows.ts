import type { CalendarUnit, RollingUnit, Window } from '../criteria.js';
import type { Calendar } from '../values.js';
import { atLeast, atMost, berlin, type CriteriaCase, did, is, noon, not, row } from './case.js';

const newYork: Calendar = { timeZone: 'America/New_York', weekStart: 7 };
const kathmandu: Calendar = { timeZone: 'Asia/Kathmandu', weekStart: 1 };
const apia: Calendar = { timeZone: 'Pacific/Apia', weekStart: 1 };
const cairo: Calendar = { timeZone: 'Africa/Cairo', weekStart: 6 };
const havana: Calendar = { timeZone: 'America/Havana', weekStart: 1 };

/** Whether one event lies in a window ending now. */
function inWindow(
  name: string,
  window: Window,
  time: number | string,
  expected: boolean,
  now: number | string = noon,
  calendar: Calendar = berlin,
): CriteriaCase {
  const at = typeof now === 'number' ? now : Date.parse(now);
  return row(name, atLeast(1, 'Visited', window), expected, { events: [did('Visited', time)], now: at, calendar });
}

function rolling(amount: number, unit: RollingUnit): Window {
  return { rolling: { amount, unit } };
}

function calendar(unit: CalendarUnit): Window {
  return { calendar: unit };
}

const week = 7 * 86_400_000;

/** Windows at their edges, in several zones and around changes of the clock. */
export const windowCases: readonly CriteriaCase[] = [
  inWindow('a rolling window takes in now', rolling(10, 'minutes'), noon, true),
  inWindow('a rolling window takes in its first millisecond', rolling(10, 'minutes'), noon - 599_999, true),
  inWindow('a rolling window leaves out exactly its length ago', rolling(10, 'minutes'), noon - 600_000, false),
  ...[
    [
      'on 31 May a month reaches',
      rolling(1, 'months'),
      '2026-05-01T00:00:00',
      '+02:00',
      '2026-05-31T18:00:00+02:00',
    ] as const,
    [
      'on 29 February a year reaches',
      rolling(1, 'years'),
      '2023-03-01T00:00:00',
      '+01:00',
      '2024-02-29T18:00:00+01:00',
    ] as const,
  ].flatMap(([name, window, first, offset, now]) => [
    inWindow(`${name} what came after the first instant of the next month`, window, `${first}.001${offset}`, true, now),
    inWindow(`${name} no further`, window, `${first}${offset}`, false, now),
  ]),
  inWindow('a window of one second', rolling(1, 'seconds'), noon - 999, true),
  inWindow('a window of one second has passed', rolling(1, 'seconds'), noon - 1_000, false),
  inWindow('a window of hours', rolling(2, 'hours'), noon - 7_199_999, true),
  inWindow('a window of hours has passed', rolling(2, 'hours'), noon - 7_200_000, false),
  inWindow('a window of weeks', rolling(1, 'weeks'), noon - week + 1, true),
  inWindow('a window of weeks has passed', rolling(1, 'weeks'), noon - week, false),
  inWindow(
    'a rolling day has 24 hours where the clock goes forward',
    rolling(1, 'days'),
    '2026-03-28T11:00:00Z',
    false,
    '2026-03-29T11:00:00Z',
  ),
  inWindow(
    'a rolling day where the clock goes forward',
    rolling(1, 'days'),
    '2026-03-28T11:00:00.001Z',
    true,
    '2026-03-29T11:00:00Z',
  ),
  row('at most none in a window forgets what is older', atMost(0, 'Visited', rolling(10, 'minutes')), true, {
    events: [did('Visited', noon - 600_000)],
  }),
  row('at most none in a window knows what is not', atMost(0, 'Visited', rolling(10, 'minutes')), false, {
    events: [did('Visited', noon - 599_999)],
  }),
  row('at most once in a window of two events, one passed', atMost(1, 'Visited', rolling(1, 'hours')), true, {
    events: [did('Visited', noon - 3_600_000), did('Visited', noon - 1)],
  }),
  row('at least twice in a window of two events, one passed', atLeast(2, 'Visited', rolling(1, 'hours')), false, {
    events: [did('Visited', noon - 3_600_000), did('Visited', noon - 1)],
  }),
  row(
    'only events of the window and the condition count',
    atLeast(1, 'Visited', rolling(1, 'hours'), is('properties.path', 'equals', '/a')),
    false,
    {
      events: [did('Visited', noon - 3_600_000, { path: '/a' }), did('Visited', noon - 1, { path: '/b' })],
    },
  ),
  row('not in a window', not(atLeast(1, 'Visited', rolling(1, 'days'))), true, {
    events: [did('Visited', noon - 86_400_000)],
  }),

  inWindow('today begins at midnight of the site', calendar('day'), '2026-05-19T22:00:00Z', true),
  inWindow('yesterday is not today', calendar('day'), '2026-05-19T21:59:59.999Z', false),
  inWindow('now is today', calendar('day'), noon, true),
  inWindow('this week begins on Monday', calendar('week'), '2026-05-17T22:00:00Z', true),
  inWindow('last Sunday is not this week', calendar('week'), '2026-05-17T21:59:59.999Z', false),
  inWindow('a week may begin on Sunday', calendar('week'), '2026-05-17T04:00:00Z', true, noon, newYork),
  inWindow('last Saturday is not this week', calendar('week'), '2026-05-17T03:59:59.999Z', false, noon, newYork),
  inWindow(
    'on the first day of a week',
    calendar('week'),
    '2026-05-17T03:59:59.999Z',
    false,
    '2026-05-17T04:00:00Z',
    newYork,
  ),
  inWindow(
    'on the last day of a week',
    calendar('week'),
    '2026-05-17T04:00:00Z',
    true,
    '2026-05-24T03:59:59.999Z',
    newYork,
  ),
  inWindow('this month begins on its first', calendar('month'), '2026-04-30T22:00:00Z', true),
  inWindow('last month is not this month', calendar('month'), '2026-04-30T21:59:59.999Z', false),
  inWindow(
    'February of a leap year has 29 days',
    calendar('month'),
    '2024-02-01T00:00:00+01:00',
    true,
    '2024-02-29T23:59:59+01:00',
  ),
  inWindow(
    'March begins after 29 February',
    calendar('month'),
    '2024-02-29T23:59:59+01:00',
    false,
    '2024-03-01T00:00:00+01:00',
  ),
  inWindow('this quarter begins in April', calendar('quarter'), '2026-03-31T22:00:00Z', true),
  inWindow('March is not this quarter', calendar('quarter'), '2026-03-31T21:59:59.999Z', false),
  inWindow('this year begins in winter time', calendar('year'), '2025-12-31T23:00:00Z', true),
  inWindow('last year is not this year', calendar('year'), '2025-12-31T22:59:59.999Z', false),
  row('at most none today forgets yesterday', atMost(0, 'Visited', calendar('day')), true, {
    events: [did('Visited', '2026-05-19T21:59:59.999Z')],
  }),

  inWindow('a day of 23 hours begins', calendar('day'), '2026-03-28T23:00:00Z', true, '2026-03-29T21:59:59Z'),
  inWindow('a day of 23 hours has ended', calendar('day'), '2026-03-29T21:59:59Z', false, '2026-03-29T22:00:00Z'),
  inWindow('a day of 25 hours begins', calendar('day'), '2026-10-24T22:00:00Z', true, '2026-10-25T22:59:59.999Z'),
  inWindow('a day of 25 hours has ended', calendar('day'), '2026-10-25T22:59:59.999Z', false, '2026-10-25T23:00:00Z'),
  inWindow('before a day of 25 hours', calendar('day'), '2026-10-24T21:59:59.999Z', false, '2026-10-25T22:59:59.999Z'),
  inWindow(
    'New York goes forward in March',
    calendar('day'),
    '2026-03-08T05:00:00Z',
    true,
    '2026-03-09T03:59:59Z',
    newYork,
  ),
  inWindow(
    'New York after it went forward',
    calendar('day'),
    '2026-03-09T03:59:59Z',
    false,
    '2026-03-09T04:00:00Z',
    newYork,
  ),
  inWindow(
    'New York goes back in November',
    calendar('day'),
    '2026-11-01T04:00:00Z',
    true,
    '2026-11-02T04:59:59Z',
    newYork,
  ),
  inWindow(
    'New York after it went back',
    calendar('day'),
    '2026-11-02T04:59:59Z',
    false,
    '2026-11-02T05:00:00Z',
    newYork,
  ),
  inWindow(
    'a week in which the clock goes back',
    calendar('week'),
    '2026-10-18T22:00:00Z',
    true,
    '2026-10-25T22:59:59Z',
  ),
  inWindow(
    'a month in which the clock goes forward',
    calendar('month'),
    '2026-02-28T23:00:00Z',
    true,
    '2026-03-31T21:59:59Z',
  ),
  inWindow('Kathmandu is a quarter of an hour off', calendar('day'), '2026-05-19T18:15:00Z', true, noon, kathmandu),
  inWindow('Kathmandu yesterday', calendar('day'), '2026-05-19T18:14:59.999Z', false, noon, kathmandu),
  inWindow(
    'Apia skipped a whole day',
    calendar('day'),
    '2011-12-30T09:59:59.999Z',
    false,
    '2011-12-30T10:00:00Z',
    apia,
  ),
  inWindow(
    'Apia before the skipped day',
    calendar('day'),
    '2011-12-29T10:00:00Z',
    true,
    '2011-12-30T09:59:59.999Z',
    apia,
  ),
  inWindow(
    'Apia after the skipped day',
    calendar('day'),
    '2011-12-30T10:00:00Z',
    true,
    '2011-12-31T09:59:59.999Z',
    apia,
  ),
  inWindow(
    'Apia in the year of the skipped day',
    calendar('year'),
    '2011-01-01T10:00:00Z',
    true,
    '2011-12-31T09:59:59.999Z',
    apia,
  ),
  ...(
    [
      ['the day that Apia skipped is empty', { from: '2011-12-30', to: '2011-12-30' }, '2011-12-30T10:00:00Z', false],
      [
        'the day that Apia skipped has no evening',
        { from: '2011-12-30', to: '2011-12-30' },
        '2011-12-30T09:59:59.999Z',
        false,
      ],
      ['up to the day that Apia skipped', { to: '2011-12-30' }, '2011-12-30T09:59:59.999Z', true],
      ['no further than the day that Apia skipped', { to: '2011-12-30' }, '2011-12-30T10:00:00Z', false],
      ['from the day that Apia skipped', { from: '2011-12-30', to: '2011-12-31' }, '2011-12-31T09:59:59.999Z', true],
      [
        'a later day than the day that Apia skipped',
        { from: '2011-12-30', to: '2011-12-31' },
        '2011-12-31T10:00:00Z',
        false,
      ],
    ] as const
  ).map(([name, fixed, time, expected]) => inWindow(name, { fixed }, time, expected, noon, apia)),
  ...(
    [
      ['31 days to a month ago on 15 March are the days between', '2026-02-13T12:00:00Z', '2026-03-15T12:00:00Z', true],
      ['31 days to a month ago on 15 March begin 31 days ago', '2026-02-12T12:00:00Z', '2026-03-15T12:00:00Z', false],
      ['31 days to a month ago on 15 March end a month ago', '2026-02-15T12:00:00.001Z', '2026-03-15T12:00:00Z', false],
      ['31 days to a month ago are nothing on 15 January', '2025-12-15T12:00:00Z', '2026-01-15T12:00:00Z', false],
    ] as const
  ).map(([name, time, now, expected]) =>
    inWindow(
      name,
      { past: { from: { amount: 31, unit: 'days' }, to: { amount: 1, unit: 'months' } } },
      time,
      expected,
      now,
      { timeZone: 'UTC', weekStart: 1 },
    ),
  ),
  inWindow(
    'Cairo has days that begin at one',
    calendar('day'),
    '2026-04-23T22:00:00Z',
    true,
    '2026-04-24T12:00:00Z',
    cairo,
  ),
  inWindow(
    'Cairo before a day that begins at one',
    calendar('day'),
    '2026-04-23T21:59:59.999Z',
    false,
    '2026-04-24T12:00:00Z',
    cairo,
  ),
  inWindow(
    'a day whose midnight comes twice begins at the first',
    calendar('day'),
    '2026-11-01T04:00:00Z',
    true,
    '2026-11-01T12:00:00Z',
    havana,
  ),
  inWindow(
    'the day before a midnight that comes twice',
    calendar('day'),
    '2026-11-01T03:59:59.999Z',
    false,
    '2026-11-01T12:00:00Z',
    havana,
  ),
];
