import type { Calendar } from '../values.js';
import { type CriteriaCase, is, not, person, row, traitRow } from './case.js';

const utc: Calendar = { timeZone: 'UTC', weekStart: 1 };
const kathmandu: Calendar = { timeZone: 'Asia/Kathmandu', weekStart: 1 };
const apia: Calendar = { timeZone: 'Pacific/Apia', weekStart: 1 };
const newYork: Calendar = { timeZone: 'America/New_York', weekStart: 7 };

/** Dates and date-times as text; the site's zone is Berlin's where no other is given. */
export const dateCases: readonly CriteriaCase[] = [
  traitRow('an earlier date is before', 'before', '2026-05-20', '2026-05-19', true),
  traitRow('the same date is not before', 'before', '2026-05-20', '2026-05-20', false),
  traitRow('a later date is not before', 'before', '2026-05-20', '2026-05-21', false),
  traitRow('a later date is after', 'after', '2026-05-20', '2026-05-21', true),
  traitRow('the same date is not after', 'after', '2026-05-20', '2026-05-20', false),
  traitRow('a later time of the same date is after it', 'after', '2026-05-20', '2026-05-20T00:00:01', true),
  traitRow('midnight of a date is that date', 'after', '2026-05-20', '2026-05-20T00:00', false),
  traitRow('a millisecond counts', 'after', '2026-05-20T10:00', '2026-05-20T10:00:00.001', true),
  traitRow('less than a millisecond does not count', 'after', '2026-05-20T10:00', '2026-05-20T10:00:00.0009', false),
  traitRow('a date is midnight of the site', 'before', '2026-05-20', '2026-05-19T21:59:59.999Z', true),
  traitRow('midnight of the site is not before its date', 'before', '2026-05-20', '2026-05-19T22:00:00Z', false),
  traitRow('midnight of a site at UTC', 'before', '2026-05-20', '2026-05-19T22:00:00Z', true, { calendar: utc }),
  traitRow('a date-time without offset is local', 'before', '2026-05-20T12:00', '2026-05-20T09:59:59Z', true),
  traitRow('a local date-time equals its instant', 'before', '2026-05-20T12:00', '2026-05-20T10:00:00Z', false),
  traitRow('a winter date-time has the winter offset', 'before', '2026-01-20T12:00', '2026-01-20T10:59:59Z', true),
  traitRow('offsets are respected', 'before', '2026-05-20T10:00:00Z', '2026-05-20T15:44:59+05:45', true),
  traitRow('negative offsets are respected', 'after', '2026-05-20T10:00:00Z', '2026-05-20T05:30:00-05:00', true),
  traitRow('offsets of minutes in the site', 'before', '2026-05-20', '2026-05-19T18:14:59Z', true, {
    calendar: kathmandu,
  }),
  traitRow('the exact start of a day of minutes', 'before', '2026-05-20', '2026-05-19T18:15:00Z', false, {
    calendar: kathmandu,
  }),
  traitRow('the day after the clock went forward', 'before', '2026-03-30', '2026-03-29T21:59:59Z', true),
  traitRow('the day on which the clock goes forward', 'before', '2026-03-29', '2026-03-28T22:59:59Z', true),
  traitRow('the evening after the clock went back', 'before', '2026-10-26', '2026-10-25T22:59:59Z', true),
  traitRow('the morning after the clock went back', 'before', '2026-10-26', '2026-10-25T23:00:00Z', false),
  traitRow('an hour that occurs twice is the first', 'after', '2026-10-25T02:30', '2026-10-25T00:30:00.001Z', true),
  traitRow('the first of two equal hours is not after', 'after', '2026-10-25T02:30', '2026-10-25T00:30:00Z', false),
  traitRow('a date after New York went back', 'before', '2026-11-02', '2026-11-02T04:59:59Z', true, {
    calendar: newYork,
  }),
  traitRow('no time is on the day that Apia skipped', 'on', '2011-12-30', '2011-12-30T12:00:00Z', false, {
    calendar: apia,
  }),
  traitRow('a date that Apia skipped is none', 'on', '2011-12-30', '2011-12-30', false, { calendar: apia }),
  traitRow('the day after the skipped one is whole', 'on', '2011-12-31', '2011-12-30T10:00:00Z', true, {
    calendar: apia,
  }),
  ...(
    [
      ['dates up to the skipped day leave out the one after it', '2011-12-30T10:00:00Z', false],
      ['dates up to the skipped day have the one before it', '2011-12-30T09:59:59.999Z', true],
      ['dates up to the skipped day leave out local times after it', '2011-12-31T00:00', false],
    ] as const
  ).map(([name, x, expected]) =>
    row(name, { ...is('user.x', 'between', ['2011-12-01', '2011-12-30']), as: 'date' }, expected, {
      subject: person({ x }),
      calendar: apia,
    }),
  ),
  row(
    'dates between two offsets are in the order of their instants',
    { ...is('user.x', 'between', ['2026-05-01T10:00:00+05:00', '2026-05-01T09:00:00-05:00']), as: 'date' },
    true,
    { subject: person({ x: '2026-05-01T12:00:00Z' }) },
  ),
  traitRow('leap days exist', 'before', '2024-03-01', '2024-02-29', true),
  traitRow('leap days of other years do not', 'before', '2024-03-01', '2023-02-29', false),
  traitRow('years before the epoch compare', 'before', '1970-01-01', '1948-07-01', true),
  traitRow('the day that does not exist is no date', 'before', '2030-01-01', '2026-02-30', false),
  traitRow('month 13 is no date', 'before', '2030-01-01', '2026-13-01', false),
  traitRow('hour 24 is no time', 'before', '2030-01-01', '2026-05-20T24:00', false),
  traitRow('second 60 is no time', 'before', '2030-01-01', '2026-05-20T10:00:60Z', false),
  traitRow('a date in another order is none', 'before', '2030-01-01', '20.05.2026', false),
  traitRow('a date without dashes is none', 'before', '2030-01-01', '20260520', false),
  traitRow('a space is no T', 'before', '2030-01-01', '2026-05-20 10:00', false),
  traitRow('spaces around are no part of a date', 'before', '2030-01-01', ' 2026-05-20', false),
  traitRow('a year and a month are no date', 'before', '2030-01-01', '2026-05', false),
  traitRow('a lower-case z is none', 'before', '2030-01-01', '2026-05-20T10:00:00z', false),
  traitRow('epoch milliseconds are no date', 'before', '2030-01-01', 1_000, false),
  traitRow('empty text is no date', 'before', '2030-01-01', '', false),
  traitRow('a missing value is not before', 'before', '2030-01-01', undefined, false),
  traitRow('a missing value is not after', 'after', '1970-01-01', null, false),
  traitRow('one of many dates is before', 'before', '2026-05-20', ['x', '2026-05-19'], true),
  row('not before is true of a missing value', not(is('user.x', 'before', '2026-05-20')), true),
];
