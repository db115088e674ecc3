import type { Circle, DaysAhead, Operator, TimeSpan } from '../criteria.js';
import { limitedMilliseconds } from '../duration.js';
import { criteriaLimits, type FaultList } from './faults.js';
import { describe, type Fields, join, listed, readFields, readText, refuseOthers } from './fields.js';

const spanUnits: readonly TimeSpan['unit'][] = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'];
const longestSpan = criteriaLimits.spanYears * 366 * 86_400_000;

/** Reads the operands that are objects; null after a fault. */
export function readObjectOperand(
  operator: Operator,
  value: unknown,
  path: string,
  expected: string,
  faults: FaultList,
): TimeSpan | DaysAhead | Circle | null {
  const fields = readFields(value, path, expected, faults);
  if (fields === null) return null;
  if (operator === 'near') return readCircle(value, fields, faults);
  if (operator === 'anniversary') {
    refuseOthers(value, path, ['days'], faults);
    const days = readNumber(fields, 'days', 0, criteriaLimits.anniversaryDays, true, faults);
    return days === null ? null : { days };
  }
  return readSpan(value, fields, faults);
}

function readSpan(input: unknown, fields: Fields, faults: FaultList): TimeSpan | null {
  refuseOthers(input, fields.path, ['amount', 'unit', 'calendar'], faults);
  const amount = readNumber(fields, 'amount', 1, longestSpan / 60_000, true, faults);
  const name = readText(fields, 'unit', listed(spanUnits), faults);
  const unit = spanUnits.find((each) => each === name);
  if (unit === undefined && name !== null) {
    const message = `${describe(name)} is not a unit`;
    faults.add(join(fields.path, 'unit'), 'value_does_not_fit', message, listed(spanUnits));
  }
  const calendar = fields.get('calendar');
  if (calendar !== undefined && typeof calendar !== 'boolean') {
    const message = `${describe(calendar)} does not fit`;
    faults.add(join(fields.path, 'calendar'), 'value_does_not_fit', message, 'true or false');
    return null;
  }
  if (amount === null || unit === undefined) return null;
  if (limitedMilliseconds({ amount, unit }) > longestSpan) {
    const most = `at most ${criteriaLimits.spanYears} years`;
    faults.add(join(fields.path, 'amount'), 'out_of_range', `${amount} ${unit} are too long`, most);
    return null;
  }
  if (calendar !== true) return { amount, unit };
  if (unit !== 'minutes' && unit !== 'hours') return { amount, unit, calendar };
  const expected = 'days, weeks, months or years with “calendar”';
  faults.add(join(fields.path, 'calendar'), 'not_allowed_here', `A calendar has no whole ${unit}`, expected);
  return null;
}

function readCircle(input: unknown, fields: Fields, faults: FaultList): Circle | null {
  refuseOthers(input, fields.path, ['latitude', 'longitude', 'kilometers'], faults);
  const latitude = readNumber(fields, 'latitude', -90, 90, false, faults);
  const longitude = readNumber(fields, 'longitude', -180, 180, false, faults);
  const kilometers = readNumber(fields, 'kilometers', 0, criteriaLimits.kilometers, false, faults);
  if (latitude === null || longitude === null || kilometers === null) return null;
  return { latitude, longitude, kilometers };
}

function readNumber(
  fields: Fields,
  key: string,
  least: number,
  most: number,
  whole: boolean,
  faults: FaultList,
): number | null {
  const path = join(fields.path, key);
  const expected = `a ${whole ? 'whole ' : ''}number from ${least} to ${most}`;
  const value = fields.get(key);
  if (value === undefined) {
    faults.add(path, 'missing', `“${key}” is missing`, expected);
    return null;
  }
  if (typeof value !== 'number' || !Number.isFinite(value) || (whole && !Number.isInteger(value))) {
    faults.add(path, 'value_does_not_fit', `${describe(value)} does not fit`, expected);
    return null;
  }
  if (value >= least && value <= most) return value;
  faults.add(path, 'out_of_range', `${value} is out of range`, expected);
  return null;
}
