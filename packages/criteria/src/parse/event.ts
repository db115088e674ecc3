import { rollingMilliseconds } from '../canonical.js';
import type { CalendarUnit, Criteria, EventNode, RollingUnit, Window } from '../criteria.js';
import { criteriaLimits, type FaultList } from './faults.js';
import { describe, type Fields, join, listed, readFields, readText, refuseOthers } from './fields.js';

const keys = ['type', 'event', 'where', 'count', 'window'];
const rollingUnits: readonly RollingUnit[] = ['seconds', 'minutes', 'hours', 'days', 'weeks'];
const calendarUnits: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'year'];
const countForms = '{"atLeast": 1} or {"atMost": 0}';
const windowForms = '{"rolling": {"amount": 7, "unit": "days"}} or {"calendar": "month"}';
const longestWindow = criteriaLimits.rollingDays * 86_400_000;

/** Reads a condition about behaviour; null after any fault. `parseWhere` reads the tree inside `where`. */
export function parseEvent(
  input: unknown,
  fields: Fields,
  parseWhere: (input: unknown, path: string) => Criteria | null,
  faults: FaultList,
): EventNode | null {
  refuseOthers(input, fields.path, keys, faults);
  const event = readText(fields, 'event', 'the name of an event, for example Page Viewed', faults);
  const where = fields.has('where') ? parseWhere(fields.get('where'), join(fields.path, 'where')) : undefined;
  const count = readCount(fields, faults);
  const window = fields.has('window') ? readWindow(fields, faults) : undefined;
  if (event === null || where === null || count === null || window === null) return null;
  return {
    type: 'event',
    event,
    ...(where === undefined ? {} : { where }),
    count,
    ...(window === undefined ? {} : { window }),
  };
}

function readCount(fields: Fields, faults: FaultList): EventNode['count'] | null {
  const path = join(fields.path, 'count');
  if (!fields.has('count')) {
    faults.add(path, 'missing', '“count” is missing', countForms);
    return null;
  }
  const input = fields.get('count');
  const count = readFields(input, path, countForms, faults);
  if (count === null) return null;
  refuseOthers(input, path, ['atLeast', 'atMost'], faults);
  if (count.has('atLeast') === count.has('atMost')) {
    faults.add(path, 'value_does_not_fit', 'A count has either “atLeast” or “atMost”', countForms);
    return null;
  }
  if (count.has('atLeast')) {
    const atLeast = readWhole(count, 'atLeast', 1, criteriaLimits.count, faults);
    return atLeast === null ? null : { atLeast };
  }
  const atMost = readWhole(count, 'atMost', 0, criteriaLimits.count, faults);
  return atMost === null ? null : { atMost };
}

function readWindow(fields: Fields, faults: FaultList): Window | null {
  const path = join(fields.path, 'window');
  const input = fields.get('window');
  const window = readFields(input, path, windowForms, faults);
  if (window === null) return null;
  refuseOthers(input, path, ['rolling', 'calendar'], faults);
  if (window.has('rolling') === window.has('calendar')) {
    faults.add(path, 'value_does_not_fit', 'A window is either “rolling” or “calendar”', windowForms);
    return null;
  }
  if (window.has('calendar')) {
    const calendar = readUnit(window, 'calendar', calendarUnits, faults);
    return calendar === null ? null : { calendar };
  }
  const rollingInput = window.get('rolling');
  const rolling = readFields(rollingInput, join(path, 'rolling'), '{"amount": 7, "unit": "days"}', faults);
  if (rolling === null) return null;
  refuseOthers(rollingInput, rolling.path, ['amount', 'unit'], faults);
  const amount = readWhole(rolling, 'amount', 1, longestWindow / 1_000, faults);
  const unit = readUnit(rolling, 'unit', rollingUnits, faults);
  if (amount === null || unit === null) return null;
  if (rollingMilliseconds({ amount, unit }) > longestWindow) {
    const most = `at most ${criteriaLimits.rollingDays} days`;
    faults.add(join(rolling.path, 'amount'), 'out_of_range', `${amount} ${unit} are too long a window`, most);
    return null;
  }
  return { rolling: { amount, unit } };
}

function readWhole(fields: Fields, key: string, least: number, most: number, faults: FaultList): number | null {
  const path = join(fields.path, key);
  const expected = `a whole number from ${least} to ${most}`;
  if (!fields.has(key)) {
    faults.add(path, 'missing', `“${key}” is missing`, expected);
    return null;
  }
  const value = fields.get(key);
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    faults.add(path, 'value_does_not_fit', `${describe(value)} is not a whole number`, expected);
    return null;
  }
  if (value < least || value > most) {
    faults.add(path, 'out_of_range', `${value} is out of range`, expected);
    return null;
  }
  return value;
}

function readUnit<U extends string>(fields: Fields, key: string, units: readonly U[], faults: FaultList): U | null {
  const name = readText(fields, key, listed(units), faults);
  if (name === null) return null;
  const unit = units.find((each) => each === name);
  if (unit !== undefined) return unit;
  faults.add(join(fields.path, key), 'value_does_not_fit', `${describe(name)} is not a unit`, listed(units));
  return null;
}
