import type { Criteria } from '@kindred/criteria';
import { beforeAll, expect, test } from 'vitest';
import type { Finding, Preview } from '../api/types.js';
import { speak } from '../language/translator.js';
import { findingsOfCounts, withShares } from './findings-of-counts.js';

beforeAll(() => speak('en', ['en']));

const did = (event: string): Criteria => ({ type: 'event', event, count: { atLeast: 1 } });
const not = (of: Criteria): Criteria => ({ type: 'not', of });
const everyone = { known: 20_000, guests: 48, total: 20_048 };

/** An answer in which these nodes are satisfied by so many. */
function answer(counts: Readonly<Record<string, number>>, all = everyone): Preview {
  const nodes = Object.entries(counts).map(([path, count]) => ({ path, certain: count, possible: count, left: null }));
  const total = { known: 0, guests: 0, total: counts[''] ?? 0 };
  const time = { asOf: '2026-05-01T00:00:00Z', complete: true, tookMs: 3 };
  return { nodes, certain: total, possible: total, everyone: all, exact: true, ...time };
}

function said(criteria: Criteria, counts: Readonly<Record<string, number>>, all = everyone): readonly string[] {
  return findingsOfCounts(answer(counts, all), criteria, 'person', () => true).map(
    ({ path, message }) => `${path}: ${message}`,
  );
}

test('a condition that everyone meets is pointed out, by what it does in its group', () => {
  const two = (type: 'all' | 'any'): Criteria => ({ type, of: [did('Page Viewed'), did('Signed In')] });
  const counts = { 'of[0]': 20_048, 'of[1]': 7 };
  expect(said(two('any'), { ...counts, '': 20_048 })).toEqual([
    'of[0]: All 20,048 people satisfy this: by itself it lets everyone into the group.',
  ]);
  expect(said(two('all'), { ...counts, '': 7 })).toEqual([
    'of[0]: All 20,048 people satisfy this: it leaves nobody out.',
  ]);
  expect(said(not(two('any')), { '': 0, 'of.of[0]': 20_048, 'of.of[1]': 7 })).toEqual([
    'of.of[0]: All 20,048 people satisfy this: it leaves everyone out.',
  ]);
  const some: Criteria = { type: 'atLeast', count: 2, of: [did('a'), did('b'), did('c')] };
  expect(said(some, { '': 9, 'of[0]': 20_048, 'of[1]': 3, 'of[2]': 8 })).toEqual([
    'of[0]: All 20,048 people satisfy this: it tells nobody from anybody.',
  ]);
});

test('the whole is pointed out where everyone is let in by its parts together, and nothing where anybody is missing', () => {
  const either: Criteria = { type: 'any', of: [did('a'), not(did('a'))] };
  expect(said(either, { '': 20_048, 'of[0]': 48, 'of[1]': 20_000 })).toEqual([
    ': All 20,048 people are let in: the segment tells nobody from anybody.',
  ]);
  expect(said(either, { '': 20_047, 'of[0]': 20_047, 'of[1]': 0 })).toEqual([]);
  expect(said(did('a'), { '': 1 }, { known: 1, guests: 0, total: 1 })).toEqual([]);
});

test('a negative that lets people in by itself is told with the share that it lets in', () => {
  const finding: Finding = { code: 'negative_in_any', severity: 'warning', path: 'of[0]', message: 'nearly everyone' };
  const told = (counts: Readonly<Record<string, number>> | null) =>
    withShares([finding], counts === null ? null : answer(counts), 'person', () => true).map(({ message }) => message);
  const [share] = told({ 'of[0]': 13_031 });
  expect(share).toContain('lets 65% of everyone in');
  expect(told({ 'of[0]': 20_048 })).toEqual([]);
  for (const message of told(null)) expect(message).not.toMatch(/nearly|%/);
  const other: Finding = { ...finding, code: 'absorbed' };
  expect(withShares([other], answer({ 'of[0]': 1 }), 'person', () => true)).toEqual([other]);
});

test('of what was changed since it was counted nothing is told', () => {
  const either: Criteria = { type: 'any', of: [did('a'), did('b')] };
  const counted = answer({ '': 20_048, 'of[0]': 20_048, 'of[1]': 20_048 });
  const told = findingsOfCounts(counted, either, 'person', (path) => path === 'of[1]');
  expect(told.map(({ path }) => path)).toEqual(['of[1]']);
  const finding: Finding = { code: 'negative_in_any', severity: 'warning', path: 'of[0]', message: 'nearly everyone' };
  const [worded] = withShares([finding], answer({ 'of[0]': 13_031 }), 'person', () => false);
  expect(worded?.message).not.toMatch(/%/);
});
