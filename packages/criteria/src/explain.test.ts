import { describe, expect, it } from 'vitest';
import { all, atLeast, berlin, did, is, noon, not, person } from './cases/case.js';
import type { Criteria } from './criteria.js';
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

  it('says how many numbers were too large for a sum', () => {
    const sum = (property: string): Criteria => {
      return { type: 'aggregate', event: 'Bought', function: 'sum', property, operator: 'atLeast', value: 5 };
    };
    const events = [did('Bought', noon, { total: [1e18, 3] }), did('Bought', noon, { total: -1e300 })];
    const bought = { ...input, events };
    expect(explain(sum('properties.total'), bought)).toMatchObject({ matches: false, found: 3, leftOut: 2 });
    expect(explain(sum('properties.other'), bought)).not.toHaveProperty('leftOut');
  });
});
