import { expect, test } from 'vitest';
import { barsOf, combinationCriteria } from './combination.js';

const regions = [
  { segments: ['a', 'b'], only: 3, all: 3 },
  { segments: ['a'], only: 5, all: 8 },
  { segments: ['b'], only: 0, all: 3 },
];

test('exactly these leaves out the others, at least these asks nothing of them', () => {
  const region = { segments: ['a'], only: 5, all: 8 };
  expect(combinationCriteria(region, ['a', 'b'], 'only')).toEqual({
    type: 'all',
    of: [
      { type: 'segment', segment: 'a' },
      { type: 'not', of: { type: 'segment', segment: 'b' } },
    ],
  });
  expect(combinationCriteria(region, ['a', 'b'], 'all')).toEqual({ type: 'segment', segment: 'a' });
});

test('bars come the largest first, without those of nobody', () => {
  expect(barsOf(regions, 'only').map(({ only }) => only)).toEqual([5, 3]);
  expect(barsOf(regions, 'all').map(({ all }) => all)).toEqual([8, 3, 3]);
});
