import { expect, it } from 'vitest';
import { newGroup, newProperty } from './draft.js';
import { exclusionOf, withExclusion } from './exclusion.js';

const property = (name: string) => newProperty(`user.${name}`, 'equals', name);

it('the last "none of" of an outermost "all of" stands apart', () => {
  const none = newGroup([property('b')], 'none');
  expect(exclusionOf(newGroup([property('a'), none]))).toBe(none);
  expect(exclusionOf(newGroup([none, property('a')]))).toBeNull();
  expect(exclusionOf(newGroup([property('a'), none], 'any'))).toBeNull();
});

it('an exclusion is added once, and around an outermost "any of" an "all of" is put', () => {
  const any = newGroup([property('a'), property('b')], 'any');
  const { root, exclusion } = withExclusion(any);
  expect([root.id, root.mode, root.of.length]).toEqual([any.id, 'all', 2]);
  expect(root.of[0]).toMatchObject({ mode: 'any', of: any.of });
  expect(exclusionOf(root)).toBe(exclusion);
  expect(withExclusion(root)).toEqual({ root, exclusion });
});
