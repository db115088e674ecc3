import { describe, expect, it } from 'vitest';
import { all, any, atLeast, guest, is, not, person } from './cases/case.js';
import type { Criteria } from './criteria.js';
import { evaluate } from './evaluate.js';
import { findCycle, needsKnownUser, readsRequest } from './reference.js';

function segment(id: string): Criteria {
  return { type: 'segment', segment: id };
}

function lookup(segments: Record<string, Criteria>): (id: string) => Criteria | undefined {
  return (id) => segments[id];
}

const browser = is('request.browser', 'equals', 'Chrome');
const free = is('user.plan', 'equals', 'free');

describe('reading the request', () => {
  it('is found at any depth and through segments', () => {
    expect(readsRequest(free, lookup({}))).toBe(false);
    expect(readsRequest(all(free, not(any(free, browser))), lookup({}))).toBe(true);
    expect(readsRequest(segment('a'), lookup({ a: segment('b'), b: all(free, browser) }))).toBe(true);
    expect(readsRequest(segment('a'), lookup({ a: segment('b'), b: free }))).toBe(false);
    expect(readsRequest(segment('unknown'), lookup({}))).toBe(false);
  });

  it('ends on cycles', () => {
    const cyclic = lookup({ a: segment('b'), b: all(segment('a'), free) });
    expect(readsRequest(segment('a'), cyclic)).toBe(false);
  });
});

describe('cycles', () => {
  it('are told as the way back', () => {
    const segments = lookup({ b: segment('c'), c: any(free, segment('a')), a: free });
    expect(findCycle('a', segment('a'), segments)).toEqual(['a', 'a']);
    expect(findCycle('a', all(free, segment('b')), segments)).toEqual(['a', 'b', 'c', 'a']);
    expect(findCycle('d', segment('b'), segments)).toBeNull();
  });

  it('of other segments do not concern this one, nor does a long chain', () => {
    const other = lookup({ b: segment('c'), c: segment('b') });
    expect(findCycle('a', segment('b'), other)).toBeNull();
    const chain = lookup(
      Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`${index}`, segment(`${index + 1}`)])),
    );
    expect(findCycle('4999', segment('0'), chain)).toHaveLength(5_001);
  });
});

describe('conditions that only known users can satisfy', () => {
  const known = is('profile.known', 'equals', true);
  const isGuest = is('profile.known', 'equals', false);
  const userId = is('profile.userId', 'startsWith', 'u');

  it.each<[boolean, Criteria]>([
    [true, known],
    [true, userId],
    [true, is('profile.userId', 'known')],
    [true, not(isGuest)],
    [true, all(free, known)],
    [true, any(known, userId)],
    [true, any(all(free, known), userId)],
    [true, not(any(free, isGuest))],
    [true, not(not(known))],
    [true, not(all(isGuest, is('profile.known', 'known')))],
    [false, free],
    [false, isGuest],
    [false, not(known)],
    [false, any(free, known)],
    [false, not(all(free, isGuest))],
    [false, not(userId)],
    [false, is('profile.known', 'known')],
    [false, atLeast(1, 'Signed Up')],
    [false, segment('a')],
  ])('%s: %j', (expected, criteria) => {
    expect(needsKnownUser(criteria)).toBe(expected);
    const input = {
      request: null,
      events: [],
      isMember: () => true,
      now: 0,
      calendar: { timeZone: 'UTC', weekStart: 1 },
    };
    if (expected) {
      for (const plan of ['free', 'pro'])
        expect(evaluate(criteria, { ...input, subject: guest({ plan }) })).toBe(false);
    } else {
      const event = { id: 'e', name: 'Signed Up', time: 0, properties: {}, context: {} };
      const ofGuests = ['free', 'pro'].some((plan) =>
        evaluate(criteria, { ...input, events: [event], subject: guest({ plan }) }),
      );
      expect(ofGuests).toBe(true);
    }
    expect(evaluate(known, { ...input, subject: person({}) })).toBe(true);
  });
});
