import { beforeAll, expect, it } from 'vitest';
import type { Explanation } from '../api/types.js';
import { speak } from '../language/translator.js';
import { describeFound } from './found.js';

beforeAll(() => speak('en', []));

const node = (type: string, found: unknown, more: Partial<Explanation> = {}): Explanation => ({
  path: '',
  type,
  matches: true,
  sentence: 'People',
  found,
  ...more,
});
const said = (explanation: Explanation) => describeFound(explanation, 'UTC');

it('what was found of events is how often they happened', () => {
  expect(said(node('event', { count: 2, lastTime: null }))).toBe('2 times');
  expect(said(node('event', { count: 0, lastTime: null }))).toBe('never');
});

it('what was found of days, sessions or values is their number', () => {
  expect(said(node('event', 3))).toBe('3');
});

it('what was found of a sequence is how far it came', () => {
  const foundText = '1 of 2 steps: A on 2026-05-20 14:00:00, then no B';
  expect(said(node('sequence', { reached: 1, steps: [] }, { foundText }))).toBe(foundText);
});

it('nothing is found of a group, of any kind', () => {
  for (const type of ['all', 'any', 'atLeast', 'not']) expect(said(node(type, null, { of: [] }))).toBeNull();
});
