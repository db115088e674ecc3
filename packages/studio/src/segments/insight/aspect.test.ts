import { expect, test } from 'vitest';
import { aspectCode, aspectOf, isComparable, isPersonal } from './aspect.js';

test('an aspect comes back from its code', () => {
  for (const aspect of [{ property: 'user.plan' }, { event: 'Page: Viewed', days: 30 }]) {
    expect(aspectOf(aspectCode(aspect))).toEqual(aspect);
  }
});

test('people are compared by what is stored of them and their groups', () => {
  const seen = { requestTime: false, seen: true };
  expect(isComparable({ id: 'user.plan', ...seen })).toBe(true);
  expect(isComparable({ id: 'account.industry', ...seen })).toBe(true);
  expect(isComparable({ id: 'profile.known', ...seen, seen: false })).toBe(true);
  expect(isComparable({ id: 'request.browser', ...seen, requestTime: true })).toBe(false);
  expect(isComparable({ id: 'user.plan', ...seen, seen: false })).toBe(false);
});

test('accounts are compared by what is stored of them alone', () => {
  const seen = { requestTime: false, seen: true };
  expect(isComparable({ id: 'account.industry', ...seen }, 'account')).toBe(true);
  for (const id of ['user.plan', 'organization.size', 'profile.known']) {
    expect(isComparable({ id, ...seen }, 'account')).toBe(false);
  }
});

test('what is of one person each is not what people are broken down by at first', () => {
  expect(['user.email', 'user.firstName', 'user.phone'].every(isPersonal)).toBe(true);
  expect(['user.plan', 'user.city', 'account.industry'].some(isPersonal)).toBe(false);
});
