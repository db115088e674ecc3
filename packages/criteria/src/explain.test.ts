import { describe, expect, it } from 'vitest';
import { all, atLeast, berlin, did, is, noon, not, person } from './cases/case.js';
import { explain } from './explain.js';

const input = {
  subject: person({ customer: true, plan: ['free', 'pro'], home: { latitude: 52.5, longitude: 13.4 } }),
  request: null,
  events: [did('A', noon - 5), did('A', noon - 9)],
  isMember: () => true,
  now: noon,
  calendar: berlin,
};

describe('explanations', () => {
  it('give the values found beside each condition, in its words', () => {
    const criteria = all(
      is('user.customer', 'equals', true),
      not(is('user.plan', 'equals', 'gold')),
      atLeast(3, 'A'),
      is('user.missing', 'known'),
      {
        type: 'property',
        property: 'user.home',
        operator: 'near',
        value: { latitude: 52.5, longitude: 13.4, kilometers: 5 },
      },
      is('request.browser', 'equals', 'Chrome'),
    );
    const { matches, of = [] } = explain(criteria, input);
    expect(matches).toBe(false);
    expect(of.map((part) => [part.matches, part.found])).toEqual([
      [true, true],
      [true, null],
      [false, { count: 2, lastTime: noon - 5 }],
      [false, null],
      [true, [52.5, 13.4]],
      [null, null],
    ]);
    expect(of[0]?.sentence).toBe('People whose customer is yes');
    expect(of[1]?.of?.[0]?.found).toEqual(['free', 'pro']);
  });
});
