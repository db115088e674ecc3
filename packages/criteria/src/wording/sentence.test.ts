import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all, any, atLeast, atMost, is, not } from '../cases/case.js';
import type { Criteria } from '../criteria.js';
import { everyone } from '../everyone.js';
import { generateWorld } from '../generate.js';
import { sentence } from './sentence.js';

const free = is('user.plan', 'equals', 'free');
const pro = is('user.plan', 'equals', 'pro');
const week = { rolling: { amount: 7, unit: 'days' } } as const;

const sequenceOf = (same: string | readonly string[]): Criteria => ({
  type: 'sequence',
  steps: [{ event: 'A' }, { event: 'B' }],
  same,
});

describe('sentences', () => {
  it.each<[string, Criteria]>([
    [
      'People whose plan is “free” and who did Page Viewed (where path starts with “/pricing”) at least 3 times in the last 7 days',
      all(free, atLeast(3, 'Page Viewed', week, is('properties.path', 'startsWith', '/pricing'))),
    ],
    ['People whose plan is not “free”', not(free)],
    ['People whose plan is “Free” (in exactly this case)', { ...is('user.plan', 'equals', 'Free'), exactCase: true }],
    ['People whose last order total price is at least 5.5', is('user.lastOrder.total_price', 'atLeast', 5.5)],
    ['People whose plan is one of “a”, “b” or “c”', is('user.plan', 'oneOf', ['a', 'b', 'c'])],
    ['People whose plan is not any of 1 or 2', not(is('user.plan', 'oneOf', [1, 2]))],
    ['People whose x is one of 1, 2, 3, 4, 5 and 2 more', is('user.x', 'oneOf', [1, 2, 3, 4, 5, 6, 7])],
    ['People whose customer is yes', is('user.customer', 'equals', true)],
    ['People whose customer is not no', not(is('user.customer', 'equals', false))],
    ['People whose wait is less than 1 hour 30 minutes', { ...is('user.wait', 'lessThan', 'PT1H30M'), as: 'duration' }],
    ['People whose plan is known', is('user.plan', 'known')],
    ['People whose plan is unknown', not(is('user.plan', 'known'))],
    ['People whose plan is empty text', is('user.plan', 'equals', '')],
    ['People whose email does not end with “.com”', not(is('user.email', 'endsWith', '.com'))],
    ['People whose age is between 18 and 30', is('user.age', 'between', [18, 30])],
    ['People whose birthday is before 2000-01-01', is('user.birthday', 'before', '2000-01-01')],
    ['People whose account’s industry contains “bank”', is('account.industry', 'contains', 'bank')],
    ['People whose user group id is “staff”', is('userGroup.id', 'equals', 'staff')],
    ['People whose organization’s ancestor id is “head”', is('organization.ancestorIds', 'equals', 'head')],
    ['People who are known users', is('profile.known', 'equals', true)],
    ['People who are guests', not(is('profile.known', 'equals', true))],
    ['People whose user id is known', is('profile.userId', 'known')],
    ['People whose UTM source is “news”', is('request.utm.source', 'equals', 'news')],
    ['People whose cookie “seen” is known', is('request.cookies.seen', 'known')],
    ['People who are not signed in', not(is('request.signedIn', 'equals', true))],
    ['People who are in “Prospects”', { type: 'segment', segment: 'prospects' }],
    ['People who are not in “s-2”', not({ type: 'segment', segment: 's-2' })],
    ['People who did Signed Up', atLeast(1, 'Signed Up')],
    ['People who never did Signed Up', not(atLeast(1, 'Signed Up'))],
    ['People who never did Signed Up today', atMost(0, 'Signed Up', { calendar: 'day' })],
    ['People who did Signed Up at most 2 times this month', not(atLeast(3, 'Signed Up', { calendar: 'month' }))],
    ['People who did Signed Up in the last hour', atLeast(1, 'Signed Up', { rolling: { amount: 1, unit: 'hours' } })],
    ['People who did Signed Up at least 2 times', not(atMost(1, 'Signed Up'))],
    ['People who did Signed Up at most once', atMost(1, 'Signed Up')],
    [
      'People who did Bought (where total is at least 5 and (page path of the context is “/a” or coupon is unknown))',
      atLeast(
        1,
        'Bought',
        undefined,
        all(
          is('properties.total', 'atLeast', 5),
          any(is('context.page.path', 'equals', '/a'), not(is('properties.coupon', 'known'))),
        ),
      ),
    ],
    [
      'People who did Bought (where not (a is 1 or b is 2))',
      atLeast(1, 'Bought', undefined, not(any(is('properties.a', 'equals', 1), is('properties.b', 'equals', 2)))),
    ],
    ['People who did A, then B, with the same sku', sequenceOf('properties.sku')],
    [
      'People who did A, then B, with the same value of sku (step 1) and topic (step 2)',
      sequenceOf(['properties.sku', 'properties.topic']),
    ],
    ['People whose plan is “free” and (whose plan is “pro” or who did A)', all(free, any(pro, atLeast(1, 'A')))],
    ['People whose plan is “free” or (whose plan is “pro” and who did A)', any(free, all(pro, atLeast(1, 'A')))],
    [
      'People whose plan is “free” and not (whose plan is “pro” or who did A)',
      all(free, not(any(pro, atLeast(1, 'A')))),
    ],
    ['Everyone except people whose plan is “free” or whose plan is “pro”', not(any(free, pro))],
    ['People whose plan is “free”', all(any(not(not(free))))],
  ])('%s', (expected, criteria) => {
    expect(sentence(criteria, { segmentName: (id) => (id === 'prospects' ? 'Prospects' : undefined) })).toBe(expected);
  });

  it('has a sentence for whatever can be said, with brackets that close', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        for (const criteria of generateWorld(seed, { requests: true, segments: ['s'], visitors: 0 }).criteria) {
          const said = sentence(criteria);
          expect(said).toMatch(/^(People|Everyone except people) (who|whose|for whom|not|\()/);
          expect(said.split('(').length).toBe(said.split(')').length);
          expect(said).not.toMatch(/ {2}|undefined|\[object/);
        }
      }),
    );
  });
});

describe('sentences about accounts', () => {
  const bought = atLeast(1, 'Order Completed');
  const members: Record<string, 'account' | 'person'> = { big: 'account', staff: 'person' };
  const options = { segmentSubject: (id: string) => members[id] };

  it.each<[string, Criteria]>([
    ['Accounts whose industry is “bank”', is('account.industry', 'equals', 'bank')],
    ['Accounts with at least 3 people who did Order Completed', { type: 'people', of: bought, count: { atLeast: 3 } }],
    ['Accounts with at least 10 people', { type: 'people', of: everyone, count: { atLeast: 10 } }],
    ['Accounts with no people', not({ type: 'people', of: everyone, count: { atLeast: 1 } })],
    ['Accounts with no people who did Order Completed', not({ type: 'people', of: bought, count: { atLeast: 1 } })],
    [
      'Accounts with 2 to 5 people (who did Order Completed or whose account’s industry is “bank”)',
      { type: 'people', of: any(bought, is('account.industry', 'equals', 'bank')), count: { between: [2, 5] } },
    ],
    [
      'Accounts not with exactly 2 people who are in “staff”',
      not({ type: 'people', of: { type: 'segment', segment: 'staff' }, count: { exactly: 2 } }),
    ],
    [
      'Accounts with at least 50 % of their people among those whose plan is “free”',
      { type: 'people', of: free, share: { atLeast: 50 } },
    ],
    [
      'Accounts in “big” and not in “small”',
      all({ type: 'segment', segment: 'big' }, not({ type: 'segment', segment: 'small' })),
    ],
  ])('%s', (said, criteria) => {
    expect(sentence(criteria, { ...options, subject: 'account' })).toBe(said);
  });

  it('tell of people who belong to them', () => {
    expect(sentence({ type: 'segment', segment: 'big' }, options)).toBe('People who belong to an account in “big”');
  });
});
