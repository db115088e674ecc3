import { expect, test } from 'vitest';
import type { VisitorEvent } from '../api/types.js';
import { timelineOf, unknownOf } from './timeline.js';

const event = (messageId: string, second: number): VisitorEvent => ({
  messageId,
  type: 'track',
  name: 'Viewed',
  time: new Date(1_000 * second).toISOString(),
  properties: {},
  context: {},
});
const ids = (events: readonly VisitorEvent[]) => events.map(({ messageId }) => messageId).join('');

const pages = [event('d', 8), event('c', 6), event('b', 6), event('a', 2)];

test('what arrives stands where it belongs, once, the newest first', () => {
  expect(ids(timelineOf(pages, [event('e', 9), event('f', 10)], false))).toBe('fedcba');
  expect(ids(timelineOf(pages, [event('x', 7), event('d', 8), event('x', 7)], false))).toBe('dxcba');
  expect(ids(timelineOf([], [event('a', 1)], false))).toBe('a');
});

test('what is older than the pages read comes with its own page', () => {
  expect(ids(timelineOf(pages, [event('z', 1), event('e', 9)], true))).toBe('edcba');
  expect(ids(timelineOf(pages, [event('z', 1)], false))).toBe('dcbaz');
});

test('pages with nothing new are the same list', () => {
  expect(timelineOf(pages, [event('a', 2)], true)).toBe(pages);
  expect(unknownOf([event('a', 2), event('n', 3)], pages, [event('n', 3)])).toEqual([]);
});
