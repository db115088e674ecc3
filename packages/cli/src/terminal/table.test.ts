import { expect, test } from 'vitest';
import { table } from './table.js';

test('numbers stand to the right, words to the left, and what is missing is a dash', () => {
  const text = table(
    ['key', 'people'],
    [
      ['buyers', 1234],
      ['visitors', null],
    ],
  );
  expect(text.split('\n')).toEqual(['key       people', '────────  ──────', 'buyers     1,234', 'visitors  –']);
});
