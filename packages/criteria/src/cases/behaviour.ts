import { all, any, atLeast, atMost, type CriteriaCase, did, is, noon, not, row, times } from './case.js';

const bought = [
  did('Order Completed', noon - 3_000, { total: 20, products: [{ sku: 'A-1' }, { sku: 'B-2' }] }),
  did('Order Completed', noon - 2_000, { total: 80, coupon: 'SPRING', products: [{ sku: 'C-3' }] }),
  did('Order Completed', noon - 1_000, { total: '80', coupon: '' }, { page: { path: '/checkout' } }),
];
const gold = is('properties.tier', 'equals', 'gold');

/** How often something was done, and conditions about the events that count. */
export const behaviourCases: readonly CriteriaCase[] = [
  row('did it once', atLeast(1, 'Signed Up'), true, { events: times(1, 'Signed Up') }),
  row('never did it', atLeast(1, 'Signed Up'), false),
  row('did something else', atLeast(1, 'Signed Up'), false, { events: times(3, 'Signed Out') }),
  row('event names have exact case', atLeast(1, 'Signed Up'), false, { events: times(3, 'signed up') }),
  row('event names may hold any character', atLeast(1, `Käufe "100 %" it's`), true, {
    events: times(1, `Käufe "100 %" it's`),
  }),
  row('did it just often enough', atLeast(3, 'Signed Up'), true, { events: times(3, 'Signed Up') }),
  row('did it not often enough', atLeast(3, 'Signed Up'), false, { events: times(2, 'Signed Up') }),
  row('did it more often than needed', atLeast(3, 'Signed Up'), true, { events: times(40, 'Signed Up') }),
  row('two events of one instant are two', atLeast(2, 'Signed Up'), true, {
    events: [did('Signed Up', noon), { ...did('Signed Up', noon), id: 'other' }],
  }),
  row('an event at this very instant counts', atLeast(1, 'Signed Up'), true, { events: [did('Signed Up', noon)] }),
  row('an event long ago counts without a window', atLeast(1, 'Signed Up'), true, {
    events: [did('Signed Up', '1999-12-31T23:59:59Z')],
  }),

  row('at most none of what was never done', atMost(0, 'Signed Up'), true),
  row('at most none of what was done', atMost(0, 'Signed Up'), false, { events: times(1, 'Signed Up') }),
  row('at most twice includes never', atMost(2, 'Signed Up'), true),
  row('at most twice includes twice', atMost(2, 'Signed Up'), true, { events: times(2, 'Signed Up') }),
  row('at most twice leaves out thrice', atMost(2, 'Signed Up'), false, { events: times(3, 'Signed Up') }),
  row('not at least once is never', not(atLeast(1, 'Signed Up')), true),
  row('not at most once is twice or more', not(atMost(1, 'Signed Up')), true, { events: times(2, 'Signed Up') }),
  row('not at most once leaves out once', not(atMost(1, 'Signed Up')), false, { events: times(1, 'Signed Up') }),
  row('exactly twice', all(atLeast(2, 'Signed Up'), atMost(2, 'Signed Up')), true, { events: times(2, 'Signed Up') }),
  row('at most none where no event satisfies the condition', atMost(0, 'Upgraded', undefined, gold), true, {
    events: [did('Upgraded', noon, { tier: 'silver' })],
  }),
  row('at most none where one event satisfies the condition', atMost(0, 'Upgraded', undefined, gold), false, {
    events: [did('Upgraded', noon, { tier: 'silver' }), did('Upgraded', noon - 1, { tier: 'Gold' })],
  }),

  row('only events that satisfy the condition count', atLeast(2, 'Upgraded', undefined, gold), false, {
    events: [did('Upgraded', noon, { tier: 'gold' }), did('Upgraded', noon - 1, { tier: 'silver' })],
  }),
  row('several events that satisfy the condition', atLeast(2, 'Upgraded', undefined, gold), true, {
    events: [did('Upgraded', noon, { tier: 'gold' }), did('Upgraded', noon - 1, { tier: 'GOLD' })],
  }),
  row(
    'conditions hold of the same event',
    atLeast(
      1,
      'Order Completed',
      undefined,
      all(is('properties.total', 'lessThan', 50), is('properties.coupon', 'known')),
    ),
    false,
    { events: bought },
  ),
  row(
    'both conditions of one event',
    atLeast(
      1,
      'Order Completed',
      undefined,
      all(is('properties.total', 'atLeast', 80), is('properties.coupon', 'equals', 'spring')),
    ),
    true,
    { events: bought },
  ),
  row(
    'either condition of an event',
    atLeast(
      3,
      'Order Completed',
      undefined,
      any(is('properties.total', 'lessThan', 50), is('properties.coupon', 'known')),
    ),
    true,
    { events: bought },
  ),
  row(
    'a number of an event is no text',
    atLeast(2, 'Order Completed', undefined, is('properties.total', 'atLeast', 80)),
    false,
    { events: bought },
  ),
  row(
    'a negated condition is true of a missing property',
    atLeast(2, 'Order Completed', undefined, not(is('properties.coupon', 'equals', 'spring'))),
    true,
    { events: bought },
  ),
  row(
    'a property that is unknown',
    atLeast(1, 'Order Completed', undefined, not(is('properties.coupon', 'known'))),
    true,
    { events: bought },
  ),
  row(
    'empty text of an event is known',
    atLeast(2, 'Order Completed', undefined, is('properties.coupon', 'known')),
    true,
    { events: bought },
  ),
  row(
    'one of many values of an event',
    atLeast(1, 'Order Completed', undefined, is('properties.products.sku', 'equals', 'b-2')),
    true,
    { events: bought },
  ),
  row(
    'none of many values of an event',
    atLeast(1, 'Order Completed', undefined, is('properties.products.sku', 'equals', 'd-4')),
    false,
    { events: bought },
  ),
  row(
    'no value of an event equals',
    atLeast(2, 'Order Completed', undefined, not(is('properties.products.sku', 'equals', 'c-3'))),
    true,
    { events: bought },
  ),
  row(
    'the context of an event',
    atLeast(1, 'Order Completed', undefined, is('context.page.path', 'startsWith', '/check')),
    true,
    { events: bought },
  ),
  row(
    'the context is not the properties',
    atLeast(1, 'Order Completed', undefined, is('properties.page.path', 'known')),
    false,
    { events: bought },
  ),
  row(
    'a nested condition of an event',
    atLeast(
      1,
      'Order Completed',
      undefined,
      all(
        not(any(is('properties.total', 'lessThan', 50), is('context.page.path', 'known'))),
        is('properties.products.sku', 'endsWith', '3'),
      ),
    ),
    true,
    { events: bought },
  ),
  row('folded text of an event', atLeast(1, 'Searched', undefined, is('properties.query', 'contains', 'GRÖẞE')), true, {
    events: [did('Searched', noon, { query: 'welche größe' })],
  }),
  row('a date of an event', atLeast(1, 'Booked', undefined, is('properties.arrival', 'after', '2026-06-01')), true, {
    events: [did('Booked', noon, { arrival: '2026-06-02' })],
  }),

  row('behaviour and traits together', all(atLeast(1, 'Signed Up'), not(is('user.plan', 'known'))), true, {
    events: times(1, 'Signed Up'),
  }),
  row('two behaviours of different events', all(atLeast(1, 'Signed Up'), atMost(0, 'Order Completed')), true, {
    events: times(1, 'Signed Up'),
  }),
  row('either of two behaviours', any(atLeast(1, 'Signed Up'), atLeast(1, 'Order Completed')), true, {
    events: bought,
  }),
];
