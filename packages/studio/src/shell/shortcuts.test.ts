import { expect, test } from 'vitest';
import { shortcutOf } from './shortcuts.js';

test('a letter after g leads to a page, and to none by itself', () => {
  expect(shortcutOf('s', 'g')).toEqual({ go: '/segments' });
  expect(shortcutOf('s', null)).toBeNull();
  expect(shortcutOf('x', 'g')).toBeNull();
});

test('? lists the keys, / goes to the search and n makes a segment', () => {
  expect(['?', '/', 'n', 'q'].map((key) => shortcutOf(key, null))).toEqual([
    'list',
    'search',
    { go: '/segments/new' },
    null,
  ]);
});
