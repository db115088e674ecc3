import { expect, test } from 'vitest';
import type { SuggestionAsked } from '../../api/suggestions.js';
import { addressOf, askedBy, draftOf } from './asked.js';

test('a search comes back from its address', () => {
  const searches: SuggestionAsked[] = [
    { outcome: { event: 'Account Opened', days: 30 }, days: 90, conditions: 2, without: [] },
    {
      outcome: { event: 'Ä & b', days: 7 },
      days: 14,
      conditions: 3,
      minimumSize: 50,
      without: ['user.plan', 'event:Card Sent'],
    },
    {
      outcome: {
        event: 'Account Opened',
        days: 30,
        where: { type: 'property', property: 'properties.number', operator: 'equals', value: '7' },
      },
      days: 90,
      conditions: 2,
      without: [],
    },
    { outcome: { segment: 'seg_1' }, days: 90, conditions: 1, without: [] },
  ];
  for (const asked of searches) {
    expect(askedBy(draftOf(new URLSearchParams(addressOf(asked).toString())))).toEqual(asked);
  }
});

test('nothing is asked for before there is an outcome, or while a number is missing', () => {
  const draft = draftOf(new URLSearchParams());
  expect(askedBy(draft)).toBeNull();
  expect(askedBy({ ...draft, event: 'Account Opened', outcomeDays: null })).toBeNull();
  expect(askedBy({ ...draft, event: 'Account Opened', days: null })).toBeNull();
  expect(askedBy({ ...draft, event: 'Account Opened', property: 'properties.product' })).toBeNull();
  expect(askedBy({ ...draft, by: 'segment', event: 'Account Opened' })).toBeNull();
});

test('numbers in an address that no search may have are not asked for', () => {
  const { outcomeDays, conditions, minimumSize } = draftOf(new URLSearchParams('event=x&in=0&conditions=9&least=1'));
  expect([outcomeDays, conditions, minimumSize]).toEqual([30, 2, null]);
});
