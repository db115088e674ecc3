import { expect, it } from 'vitest';
import { ResidentCache } from './resident-cache.js';

it('keeps what is unwritten, also while it is being written', () => {
  const cache = new ResidentCache<number, string>(1);
  cache.write(1, 'a');
  cache.keep(2, 'b');
  cache.keep(3, 'c');
  cache.keep(4, 'd');
  expect([cache.get(1), cache.get(2)]).toEqual(['a', undefined]);
  expect(cache.takeUnwritten()).toEqual(['a']);
  cache.keep(5, 'e');
  cache.keep(6, 'f');
  expect(cache.get(1)).toBe('a');
});

it('forgets a row that is deleted while it is being written, and writes it all the same', () => {
  const cache = new ResidentCache<number, string>(10);
  cache.write(1, 'a');
  const taken = cache.takeUnwritten();
  cache.forget(1);
  expect(cache.has(1)).toBe(false);
  expect(taken).toEqual(['a']);
});

it('keeps what is needed, however many others come in, until something else is', () => {
  const cache = new ResidentCache<number, string>(1);
  cache.keep(1, 'a');
  cache.need([
    [1, 'another reading of it'],
    [2, 'b'],
  ]);
  for (const key of [3, 4, 5]) cache.keep(key, 'c');
  expect([cache.get(1), cache.get(2)]).toEqual(['a', 'b']);
  cache.write(2, 'c');
  cache.takeUnwritten();
  cache.written();
  for (const key of [3, 4, 5]) cache.keep(key, 'c');
  expect(cache.get(2)).toBe('c');
  cache.forget(2);
  expect(cache.has(2)).toBe(false);
  cache.need([]);
  expect(cache.has(1)).toBe(false);
});
