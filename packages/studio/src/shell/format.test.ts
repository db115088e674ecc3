import { expect, test } from 'vitest';
import { speak } from '../language/translator.js';
import { formatInterval } from './format.js';

test('both ends of an interval are told in as many digits as tell them apart', async () => {
  await speak('en', ['en']);
  expect(formatInterval({ low: 1.23, high: 2.61 })).toEqual({ low: '1.2', high: '2.6' });
  expect(formatInterval({ low: 1.872, high: 1.931 })).toEqual({ low: '1.87', high: '1.93' });
  expect(formatInterval({ low: 1.9001, high: 1.9004 })).toEqual({ low: '1.9', high: '1.9' });
});
