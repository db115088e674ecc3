import type { CalendarUnit, RollingUnit, RollingWindow, Window } from '../criteria.js';
import { isDateText } from '../dates.js';
import { limitedMilliseconds, neverLonger } from '../duration.js';
import { criteriaLimits, type FaultList } from './faults.js';
import { describe, type Fields, join, listed, readFields, readText, refuseOthers } from './fields.js';
import { readName, readWhole } from './numbers.js';

const rollingUnits: readonly RollingUnit[] = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'];
/** Units that always have the same length. */
export const fixedUnits: readonly RollingUnit[] = ['seconds', 'minutes', 'hours', 'days', 'weeks'];
const calendarUnits: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'year'];
const durationForm = '{"amount": 7, "unit": "days"}';
const kinds = ['rolling', 'calendar', 'past', 'fixed'] as const;
const windowForms =
  '{"rolling": {"amount": 7, "unit": "days"}}, {"calendar": "month"}, {"past": {"from": …, "to": …}} or {"fixed": {"from": "2026-05-01"}}';
const longestWindow = criteriaLimits.rollingDays * 86_400_000;

/** Reads the window of a condition; undefined where there is none, null after a fault. */
export function readWindow(fields: Fields, faults: FaultList): Window | undefined | null {
  if (!fields.has('window')) return undefined;
  const path = join(fields.path, 'window');
  const input = fields.get('window');
  const window = readFields(input, path, windowForms, faults);
  if (window === null) return null;
  const present = kinds.filter((kind) => window.has(kind));
  const [kind] = present;
  refuseOthers(input, path, kind === 'calendar' ? [...kinds, 'ago'] : kinds, faults);
  if (kind === undefined || present.length > 1) {
    faults.add(path, 'value_does_not_fit', `A window is one of ${listed(kinds)}`, windowForms);
    return null;
  }
  switch (kind) {
    case 'rolling': {
      const rolling = readDuration(window, 'rolling', faults);
      return rolling === null ? null : { rolling };
    }
    case 'calendar': {
      const calendar = readName(window, 'calendar', calendarUnits, 'a unit', faults);
      const ago = window.has('ago') ? readWhole(window, 'ago', 0, criteriaLimits.periodsAgo, faults) : 0;
      if (calendar === null || ago === null) return null;
      return ago === 0 ? { calendar } : { calendar, ago };
    }
    case 'past':
      return readPast(window, faults);
    case 'fixed':
      return readFixed(window, faults);
  }
}

/** Reads an amount and a unit of time; null after a fault. */
export function readDuration(
  fields: Fields,
  key: string,
  faults: FaultList,
  units: readonly RollingUnit[] = rollingUnits,
): RollingWindow['rolling'] | null {
  const path = join(fields.path, key);
  if (!fields.has(key)) {
    faults.add(path, 'missing', `“${key}” is missing`, durationForm);
    return null;
  }
  const input = fields.get(key);
  const duration = readFields(input, path, durationForm, faults);
  if (duration === null) return null;
  refuseOthers(input, path, ['amount', 'unit'], faults);
  const amount = readWhole(duration, 'amount', 1, longestWindow / 1_000, faults);
  const unit = readName(duration, 'unit', units, 'a unit', faults);
  if (amount === null || unit === null) return null;
  if (limitedMilliseconds({ amount, unit }) > longestWindow) {
    const most = `at most ${criteriaLimits.rollingDays} days`;
    faults.add(join(path, 'amount'), 'out_of_range', `${amount} ${unit} are too long a time`, most);
    return null;
  }
  return { amount, unit };
}

function readPast(window: Fields, faults: FaultList): Window | null {
  const path = join(window.path, 'past');
  const input = window.get('past');
  const past = readFields(input, path, `{"from": ${durationForm}, "to": ${durationForm}}`, faults);
  if (past === null) return null;
  refuseOthers(input, path, ['from', 'to'], faults);
  const from = readDuration(past, 'from', faults);
  const to = readDuration(past, 'to', faults);
  if (from === null || to === null) return null;
  if (neverLonger(from, to)) {
    faults.add(path, 'out_of_range', 'Nothing lies between these', '“from” longer ago than “to”');
    return null;
  }
  return { past: { from, to } };
}

function readFixed(window: Fields, faults: FaultList): Window | null {
  const path = join(window.path, 'fixed');
  const input = window.get('fixed');
  const fixed = readFields(input, path, '{"from": "2026-05-01", "to": "2026-05-31"}', faults);
  if (fixed === null) return null;
  refuseOthers(input, path, ['from', 'to'], faults);
  if (!fixed.has('from') && !fixed.has('to')) {
    faults.add(path, 'value_does_not_fit', 'The window has no end at all', '“from”, “to” or both');
    return null;
  }
  const from = readDate(fixed, 'from', faults);
  const to = readDate(fixed, 'to', faults);
  if (from === null || to === null) return null;
  return { fixed: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) } };
}

function readDate(fields: Fields, key: string, faults: FaultList): string | undefined | null {
  if (!fields.has(key)) return undefined;
  const expected = 'a date such as 2026-10-25 or a date-time such as 2026-10-25T14:30 or 2026-10-25T14:30:00Z';
  const text = readText(fields, key, expected, faults);
  if (text === null || isDateText(text)) return text;
  faults.add(join(fields.path, key), 'not_a_date', `${describe(text)} is not a date`, expected);
  return null;
}
