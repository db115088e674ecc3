import { expect, test } from 'vitest';
import { earlierOf, localText } from './moment.js';

const now = Date.parse('2026-11-26T20:00:00Z');
const zone = 'America/New_York';

test('a usual moment is asked for by how long ago it is, any other as the site’s clock shows it', () => {
  expect(earlierOf('month', zone, now)).toEqual({ amount: 1, unit: 'months' });
  expect(earlierOf('2026-11-01T09:30', zone, now)).toBe('2026-11-01T09:30');
  expect(earlierOf(null, zone, now)).toBeNull();
});

test('a time that is still being typed, or is still to come at the site, is not asked for', () => {
  expect(['', '0202-11-01T09:30', 'yesterday', '2026-11-26T15:01'].map((each) => earlierOf(each, zone, now))).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(earlierOf('2026-11-26T15:00', zone, now)).toBe('2026-11-26T15:00');
});

test('an instant is written as a field for local times reads it', () => {
  expect(localText(Date.parse('2026-03-01T04:05:06.007Z'), zone)).toBe('2026-02-28T23:05:06.007');
});
