import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDateText, parseDate } from './dates.js';
import type { Calendar } from './values.js';

const berlin: Calendar = { timeZone: 'Europe/Berlin', weekStart: 1 };
const apia: Calendar = { timeZone: 'Pacific/Apia', weekStart: 1 };

function read(text: string, calendar: Calendar = berlin): string | null {
  const instant = parseDate(text, calendar);
  return instant === null ? null : new Date(instant).toISOString();
}

describe('dates', () => {
  it.each([
    ['2026-05-20', '2026-05-19T22:00:00.000Z'],
    ['2026-01-20', '2026-01-19T23:00:00.000Z'],
    ['2026-05-20T14:30', '2026-05-20T12:30:00.000Z'],
    ['2026-05-20T14:30:15.5', '2026-05-20T12:30:15.500Z'],
    ['2026-05-20T14:30:15.123456789', '2026-05-20T12:30:15.123Z'],
    ['2026-05-20T14:30:15.0019', '2026-05-20T12:30:15.001Z'],
    ['2026-05-20T14:30Z', '2026-05-20T14:30:00.000Z'],
    ['2026-05-20T14:30:00+05:45', '2026-05-20T08:45:00.000Z'],
    ['2026-05-20T14:30:00-00:00', '2026-05-20T14:30:00.000Z'],
    // The hour that occurs twice is its first; the hour that never does is the end of the gap.
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29T02:30', '2026-03-29T01:00:00.000Z'],
  ])('reads %s as %s in Berlin', (text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it('reads a date that a zone skipped as the next instant', () => {
    expect(read('2011-12-30', apia)).toBe('2011-12-30T10:00:00.000Z');
    expect(read('2011-12-31', apia)).toBe('2011-12-30T10:00:00.000Z');
  });

  it.each([
    '2026-5-20',
    '2026-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-01-00',
    '1899-12-31',
    '2300-01-01',
    '2026-05-20T',
    '2026-05-20T14',
    '2026-05-20T24:00',
    '2026-05-20T14:60',
    '2026-05-20T14:30:60',
    '2026-05-20T14:30:00.',
    '2026-05-20T14:30:00.1234567890',
    '2026-05-20T14:30:00+15:00',
    '2026-05-20T14:30:00+0530',
    '2026-05-20Z',
    '2026-05-20 14:30',
    '2026-05-20t14:30',
    '+002026-05-20',
    '2026-W21-3',
    '2026-05-20\n',
    '２０２６-05-20',
    'tomorrow',
    '',
  ])('does not read %j', (text) => {
    expect(read(text)).toBeNull();
  });

  it('reads what a Date writes', () => {
    const dates = fc.date({ min: new Date('1900-01-02'), max: new Date('2299-12-30'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => {
        expect(read(date.toISOString())).toBe(date.toISOString());
        expect(isDateText(date.toISOString().slice(0, 10))).toBe(true);
      }),
    );
  });
});
