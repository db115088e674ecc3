import { parseDate } from '@kindred/criteria';
import { describe, expect, it } from 'vitest';
import { localBound } from './local-bound.js';

const minute = 60_000;

describe('local time before an instant', () => {
  it.each([
    ['UTC', '2026-05-20T12:00:00Z'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['Europe/Berlin', '2026-10-25T01:30:00Z'],
    ['America/New_York', '2026-11-01T06:00:00Z'],
    ['Asia/Kathmandu', '2026-01-01T00:00:00Z'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z'],
    ['Africa/Cairo', '2026-04-23T22:00:00Z'],
  ])('is one comparison, in %s at %s', (timeZone, at) => {
    const calendar = { timeZone, weekStart: 1 };
    const instant = Date.parse(at);
    for (const around of [instant - 1, instant, instant + 1, instant + 30 * minute]) {
      const bound = localBound(around, calendar);
      for (let local = around - 2_000 * minute; local <= around + 2_000 * minute; local += 7.5 * minute) {
        const read = parseDate(new Date(local).toISOString().slice(0, -1), calendar) ?? Number.NaN;
        expect(local < bound).toBe(read < around);
      }
    }
  });

  it('holds at both ends of the years that are read', () => {
    const calendar = { timeZone: 'UTC', weekStart: 1 };
    expect(localBound(Date.UTC(1900, 0, 1), calendar)).toBe(Date.UTC(1900, 0, 1));
    expect(localBound(Date.UTC(2299, 11, 31), calendar)).toBe(Date.UTC(2299, 11, 31));
  });
});
