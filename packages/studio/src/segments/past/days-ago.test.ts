import { expect, test } from 'vitest';
import { daysAgo, rangeOf } from './days-ago.js';

test('a day is that of the site’s time zone', () => {
  const now = Date.parse('2026-03-02T02:00:00Z');
  expect(daysAgo(0, 'UTC', now)).toBe('2026-03-02');
  expect(daysAgo(0, 'America/New_York', now)).toBe('2026-03-01');
  expect(daysAgo(30, 'UTC', now)).toBe('2026-01-31');
});

test('an address that names no range means 30 days', () => {
  expect([rangeOf('90'), rangeOf('7'), rangeOf(null)]).toEqual([90, 30, 30]);
});
