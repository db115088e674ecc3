import { expect, it } from 'vitest';
import { placeAt, placeOfDrop } from './drop-place.js';

const row = { top: 100, height: 100 };

it('between two conditions means beside them, onto one means into a group with it', () => {
  expect([105, 150, 195].map((y) => placeAt(row, y, false))).toEqual(['before', 'onto', 'after']);
});
it('onto the head of a group means into it', () => {
  expect([105, 150, 195].map((y) => placeAt(row, y, true))).toEqual(['before', 'into', 'into']);
});
it('what is no place is none', () => {
  expect(placeOfDrop({ over: 'n1', place: 'beside' })).toBeNull();
  expect(placeOfDrop({})).toBeNull();
});
