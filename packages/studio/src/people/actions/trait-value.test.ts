import { expect, test } from 'vitest';
import { typedValue, writtenOf } from './trait-value.js';

test.each([['pro'], [''], [12.5], [-0.25], [true], [false], [['a', 'b']]])('%j is edited as what it is', (value) => {
  const { type, text } = writtenOf(value);
  expect(typedValue(type, text)).toEqual(value);
});

test('what is no value of its type is none', () => {
  expect([
    typedValue('number', ''),
    typedValue('number', 'x'),
    typedValue('number', '1e999'),
    typedValue('list', ' \n '),
  ]).toEqual([undefined, undefined, undefined, undefined]);
});
