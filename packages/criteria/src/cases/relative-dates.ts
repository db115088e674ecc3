import type { Operand, Operator, TimeSpan } from '../criteria.js';
import { berlin, type CriteriaCase, is, not, person, row } from './case.js';

type Line = readonly [operator: Operator, value: Operand, x: unknown, expected: boolean, now?: string];

const days = (amount: number, calendar?: true): TimeSpan =>
  calendar === undefined ? { amount, unit: 'days' } : { amount, unit: 'days', calendar };
const span = (amount: number, unit: TimeSpan['unit'], calendar?: true): TimeSpan =>
  calendar === undefined ? { amount, unit } : { amount, unit, calendar };

const newYork = { timeZone: 'America/New_York', weekStart: 7 };
/** Puts its clock forward at 23:00 to midnight. */
const nuuk = { timeZone: 'America/Nuuk', weekStart: 1 };
/** Skipped 30 December 2011. */
const apia = { timeZone: 'Pacific/Apia', weekStart: 1 };
/** Put its clock back at 00:01 to 23:01 of the day before, in 2010 on 7 November at 02:31 UTC. */
const stJohns = { timeZone: 'America/St_Johns', weekStart: 1 };

function lines(all: readonly Line[], calendar = berlin): CriteriaCase[] {
  return all.map(([operator, value, x, expected, now = '2026-05-20T12:00:00Z']) =>
    row(
      `${JSON.stringify(x) ?? 'nothing'} ${expected ? 'is' : 'is not'} ${operator} ${JSON.stringify(value)} at ${now} in ${calendar.timeZone}`,
      is('user.x', operator, value),
      expected,
      { subject: person({ x }), now: Date.parse(now), calendar },
    ),
  );
}

/** Dates on days, between days, and relative to the present: noon UTC on 20 May 2026, 14:00 in Berlin. */
export const relativeDateCases: readonly CriteriaCase[] = [
  ...lines([
    ['on', '2026-05-20', '2026-05-20', true],
    ['on', '2026-05-20', '2026-05-20T23:59:59.999', true],
    ['on', '2026-05-20', '2026-05-21', false],
    ['on', '2026-05-20', '2026-05-19T22:00:00Z', true],
    ['on', '2026-05-20', '2026-05-19T21:59:59.999Z', false],
    ['on', '2026-05-20', '2026-05-20T22:00:00Z', false],
    ['on', '2026-05-20T18:00', '2026-05-20', true],
    ['on', '2026-03-29', '2026-03-29T21:59:59Z', true],
    ['on', '2026-10-25', '2026-10-25T22:59:59Z', true],
    ['on', '2026-10-25', '2026-10-25T23:00:00Z', false],
    ['on', '2026-05-20', 20260520, false],
    ['on', '2026-05-20', 'today', false],
    ['on', '2026-05-20', undefined, false],
    ['on', '2026-05-20', ['2026-01-01', '2026-05-20'], true],
    ['inLast', days(1), '2026-05-20', true],
    ['inLast', days(1), '2026-05-19T12:00:00Z', false],
    ['inLast', days(1), '2026-05-19T12:00:00.001Z', true],
    ['inLast', days(1), '2026-05-20T12:00:00Z', true],
    ['inLast', days(1), '2026-05-20T12:00:00.001Z', false],
    ['inLast', days(1), '2026-05-19', false],
    ['inLast', span(10, 'minutes'), '2026-05-20T13:50:01', true],
    ['inLast', span(10, 'minutes'), '2026-05-20T13:50', false],
    ['inLast', span(2, 'hours'), '2026-05-20T10:00:00.001Z', true],
    ['inLast', span(1, 'weeks'), '2026-05-14', true],
    ['inLast', span(1, 'weeks'), '2026-05-13', false],
    ['inLast', span(1, 'months'), '2026-04-20T12:00:00.001Z', true],
    ['inLast', span(1, 'months'), '2026-04-20T12:00:00Z', false],
    ['inLast', span(1, 'years'), '2025-05-21', true],
    ['inLast', span(1, 'years'), '2025-05-20', false],
    ['inLast', span(1, 'months'), '2026-03-01T00:00:00.001', true, '2026-03-31T12:00:00Z'],
    ['inLast', span(1, 'months'), '2026-02-28T10:00:00', false, '2026-03-31T12:00:00Z'],
    ['inLast', span(1, 'years'), '2023-03-01', false, '2024-02-29T12:00:00Z'],
    ['inLast', span(1, 'years'), '2023-03-02', true, '2024-02-29T12:00:00Z'],
    ['inLast', days(7), 'x', false],
    ['inLast', days(7), '', false],
    ['inLast', days(7), 1_779_000_000_000, false],
    ['inLast', days(7), true, false],
    ['inLast', days(7), undefined, false],
    ['inLast', days(7), null, false],
    ['inLast', days(7), [], false],
    ['inLast', days(7), ['2020-01-01', '2026-05-19'], true],
    ['inLast', days(1, true), '2026-05-20', true],
    ['inLast', days(1, true), '2026-05-20T23:59:59', true],
    ['inLast', days(1, true), '2026-05-21', false],
    ['inLast', days(1, true), '2026-05-19T23:59:59', false],
    ['inLast', days(2, true), '2026-05-19', true],
    ['inLast', span(1, 'weeks', true), '2026-05-18', true],
    ['inLast', span(1, 'weeks', true), '2026-05-17T23:59:59', false],
    ['inLast', span(1, 'months', true), '2026-05-01', true],
    ['inLast', span(1, 'months', true), '2026-04-30', false],
    ['inLast', span(2, 'years', true), '2025-01-01', true],
    ['inLast', span(2, 'years', true), '2024-12-31', false],
    ['inNext', days(1), '2026-05-20T12:00:00Z', true],
    ['inNext', days(1), '2026-05-20T11:59:59.999Z', false],
    ['inNext', days(1), '2026-05-21T11:59:59.999Z', true],
    ['inNext', days(1), '2026-05-21T12:00:00Z', false],
    ['inNext', span(1, 'months'), '2026-06-20T11:59:59Z', true],
    ['inNext', span(1, 'months'), '2026-06-20T12:00:00Z', false],
    ['inNext', days(1, true), '2026-05-20', true],
    ['inNext', days(1, true), '2026-05-21', false],
    ['inNext', days(2, true), '2026-05-21', true],
    ['inNext', days(7), undefined, false],
    ['inNext', days(7), ['2020-01-01', '2026-05-21'], true],
    ['moreThanAgo', days(1), '2026-05-19T12:00:00Z', true],
    ['moreThanAgo', days(1), '2026-05-19T12:00:00.001Z', false],
    ['moreThanAgo', days(1, true), '2026-05-19', true],
    ['moreThanAgo', days(1, true), '2026-05-20', false],
    ['moreThanAgo', span(1, 'years'), '1900-01-01', true],
    ['moreThanAgo', days(1), '2030-01-01', false],
    ['moreThanAgo', days(1), undefined, false],
    ['moreThanAgo', span(18, 'years'), '2008-05-20', true],
    ['moreThanAgo', span(18, 'years'), '2008-05-21', false],
    ['moreThanAhead', days(1), '2026-05-21T12:00:00Z', true],
    ['moreThanAhead', days(1), '2026-05-21T11:59:59.999Z', false],
    ['moreThanAhead', days(1, true), '2026-05-21', true],
    ['moreThanAhead', days(1, true), '2026-05-20', false],
    ['moreThanAhead', span(1, 'years'), '2299-12-31', true],
    ['moreThanAhead', days(1), undefined, false],
    ['anniversary', { days: 0 }, '1990-05-20', true],
    ['anniversary', { days: 0 }, '1990-05-21', false],
    ['anniversary', { days: 0 }, '1990-05-19', false],
    ['anniversary', { days: 7 }, '1990-05-27', true],
    ['anniversary', { days: 7 }, '1990-05-28', false],
    ['anniversary', { days: 7 }, '1990-05-19', false],
    ['anniversary', { days: 0 }, '1990-05-19T22:00:00Z', true],
    ['anniversary', { days: 0 }, '1990-05-19T21:59:59Z', false],
    ['anniversary', { days: 7 }, '2031-05-21', true],
    ['anniversary', { days: 5 }, '1990-01-02', true, '2026-12-30T12:00:00Z'],
    ['anniversary', { days: 0 }, '2000-02-29', true, '2026-02-28T12:00:00Z'],
    ['anniversary', { days: 0 }, '2000-02-29', false, '2026-03-01T12:00:00Z'],
    ['anniversary', { days: 0 }, '2000-02-29', false, '2024-02-28T12:00:00Z'],
    ['anniversary', { days: 0 }, '2000-02-29', true, '2024-02-29T12:00:00Z'],
    ['anniversary', { days: 1 }, '2000-02-28', true, '2026-02-27T12:00:00Z'],
    ['anniversary', { days: 364 }, '1990-05-19', true],
    ['anniversary', { days: 7 }, '1990-02-30', false],
    ['anniversary', { days: 7 }, undefined, false],
    ['anniversary', { days: 7 }, 520, false],
    ['anniversary', { days: 7 }, ['1990-01-01', '1990-05-22'], true],
  ]),
  ...lines(
    [
      ['inLast', days(1, true), '2026-11-01T04:00:00Z', true, '2026-11-02T04:59:59Z'],
      ['inLast', days(1, true), '2026-11-01T04:00:00Z', false, '2026-11-02T05:00:00Z'],
      ['inLast', span(1, 'weeks', true), '2026-05-17', true],
      ['on', '2026-03-08', '2026-03-09T03:59:59Z', true],
      ['anniversary', { days: 0 }, '1990-05-20', true, '2026-05-21T03:59:59Z'],
      ['anniversary', { days: 0 }, '1990-05-20', false, '2026-05-21T04:00:00Z'],
    ],
    newYork,
  ),
  ...lines(
    [
      ['anniversary', { days: 0 }, '2024-03-30T22:59:59.999', true, '2026-03-30T12:00:00Z'],
      ['anniversary', { days: 0 }, '2024-03-30T23:30', false, '2026-03-30T12:00:00Z'],
      ['anniversary', { days: 0 }, '2024-03-30T23:30', true, '2026-03-31T12:00:00Z'],
      ['anniversary', { days: 0 }, '2024-03-31', true, '2026-03-31T12:00:00Z'],
      ['anniversary', { days: 0 }, ['2024-03-30T23:30'], true, '2026-03-31T12:00:00Z'],
      ['on', '2024-03-31', '2024-03-30T23:30', true],
    ],
    nuuk,
  ),
  ...lines(
    [
      ['anniversary', { days: 0 }, '2011-12-29T23:59:59.999', true, '2026-12-29T00:00:00Z'],
      ['anniversary', { days: 0 }, '2011-12-30', false, '2026-12-30T00:00:00Z'],
      ['anniversary', { days: 0 }, '2011-12-30T18:00', true, '2026-12-31T00:00:00Z'],
      ['anniversary', { days: 1 }, '2011-12-30', true, '2026-12-30T00:00:00Z'],
      ['anniversary', { days: 0 }, '2012-12-30', true, '2026-12-30T00:00:00Z'],
    ],
    apia,
  ),
  ...lines(
    [
      ['anniversary', { days: 0 }, '2010-11-07T02:29:59Z', true, '2026-11-06T12:00:00Z'],
      ['anniversary', { days: 0 }, '2010-11-07T03:00:00Z', false, '2026-11-06T12:00:00Z'],
      ['anniversary', { days: 0 }, '2010-11-07T03:00:00Z', true, '2026-11-07T12:00:00Z'],
      ['anniversary', { days: 0 }, '2010-11-06T23:30', true, '2026-11-06T12:00:00Z'],
      ['anniversary', { days: 0 }, '2010-11-07', true, '2026-11-07T12:00:00Z'],
      ['on', '2010-11-07', '2010-11-07T03:00:00Z', true],
    ],
    stJohns,
  ),
  row(
    'a date is between two days, the last one whole',
    { ...is('user.x', 'between', ['2026-05-01', '2026-05-20']), as: 'date' },
    true,
    { subject: person({ x: '2026-05-20T23:59:59.999' }) },
  ),
  row(
    'a date is not between two days before the first',
    { ...is('user.x', 'between', ['2026-05-01', '2026-05-20']), as: 'date' },
    false,
    { subject: person({ x: '2026-04-30T21:59:59Z' }) },
  ),
  row(
    'between instants the last one counts',
    { ...is('user.x', 'between', ['2026-05-01T00:00:00Z', '2026-05-20T00:00:00Z']), as: 'date' },
    true,
    { subject: person({ x: '2026-05-20T00:00:00Z' }) },
  ),
  row(
    'between instants nothing after the last one counts',
    { ...is('user.x', 'between', ['2026-05-01T00:00:00Z', '2026-05-20T00:00:00Z']), as: 'date' },
    false,
    { subject: person({ x: '2026-05-20T00:00:00.001Z' }) },
  ),
  row('not in the last days is true of a missing value', not(is('user.x', 'inLast', days(7))), true),
  row('no anniversary is true of a missing value', not(is('user.x', 'anniversary', { days: 7 })), true),
];
