import { beforeAll, expect, it } from 'vitest';
import { speak } from '../language/translator.js';
import { dateMeaning } from './date-meaning.js';

beforeAll(() => speak('en', []));

const berlin = { timeZone: 'Europe/Berlin', weekStart: 1 };
const now = Date.parse('2026-11-24T12:40:00Z');

it('tells what relative dates come to now, by the clock of the site', () => {
  const span = { amount: 3, unit: 'days' } as const;
  expect(dateMeaning({ operator: 'inLast', value: span }, berlin, now)).toBe('today: since 21 Nov 2026, 13:40');
  expect(dateMeaning({ operator: 'inLast', value: { ...span, calendar: true } }, berlin, now)).toBe(
    'today: 22 Nov 2026 to 24 Nov 2026',
  );
  expect(dateMeaning({ operator: 'inNext', value: { amount: 1, unit: 'days', calendar: true } }, berlin, now)).toBe(
    'today: 24 Nov 2026',
  );
  expect(dateMeaning({ operator: 'inNext', value: span }, berlin, now)).toBe('today: until 27 Nov 2026, 13:40');
  expect(dateMeaning({ operator: 'moreThanAgo', value: span }, berlin, now)).toBe('today: before 21 Nov 2026, 13:40');
});

it('tells the yearly day without a year', () => {
  expect(dateMeaning({ operator: 'anniversary', value: { days: 7 } }, berlin, now)).toBe(
    'today: 24 November to 1 December',
  );
  expect(dateMeaning({ operator: 'anniversary', value: { days: 0 } }, berlin, now)).toBe(
    'today: 24 November, of any year',
  );
});

it('tells at what instant a date begins to be after another', () => {
  expect(dateMeaning({ operator: 'after', value: '2026-03-01' }, berlin, now)).toBe('after 1 Mar 2026, 00:00');
  expect(dateMeaning({ operator: 'before', value: 'soon' }, berlin, now)).toBeNull();
});
