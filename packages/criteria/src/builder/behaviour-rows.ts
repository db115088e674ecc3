import {
  all,
  any,
  atLeastOf,
  context,
  did,
  group,
  knownUser,
  none,
  not,
  people,
  segment,
  sequence,
  shareOfPeople,
  trait,
  where,
} from './builder.js';
import type { BuilderRow } from './property-rows.js';

const free = { type: 'property', property: 'user.plan', operator: 'equals', value: 'free' };
const staff = { type: 'segment', segment: 'staff' };
const sku = { type: 'property', property: 'properties.sku', operator: 'equals', value: 'a' };
const depth = { type: 'property', property: 'context.depth', operator: 'known' };
const once = { type: 'event', event: 'A', count: { atLeast: 1 } };
const days = (amount: number) => ({ amount, unit: 'days' });

const combinations: readonly BuilderRow[] = [
  [all(trait('plan').equals('free'), segment('staff')), { type: 'all', of: [free, staff] }],
  [any(trait('plan').equals('free'), segment('staff')), { type: 'any', of: [free, staff] }],
  [atLeastOf(1, trait('plan').equals('free'), segment('staff')), { type: 'atLeast', count: 1, of: [free, staff] }],
  [none(trait('plan').equals('free'), segment('staff')), { type: 'not', of: { type: 'any', of: [free, staff] } }],
  [not(all(segment('staff'))), { type: 'not', of: { type: 'all', of: [staff] } }],
];

const events: readonly BuilderRow[] = [
  [did('A'), once],
  [did('A', where('sku').equals('a')), { ...once, where: sku }],
  [
    did('A', where('sku').equals('a'), context('depth').isKnown()),
    { ...once, where: { type: 'all', of: [sku, depth] } },
  ],
  [
    did('A', any(where('sku').equals('a'), not(context('depth').isKnown()))),
    { ...once, where: { type: 'any', of: [sku, { type: 'not', of: depth }] } },
  ],
  [
    did('A', atLeastOf(1, where('sku').equals('a'), context('depth').isKnown())),
    { ...once, where: { type: 'atLeast', count: 1, of: [sku, depth] } },
  ],
  [did('A').atLeast(2), { ...once, count: { atLeast: 2 } }],
  [did('A').atMost(2), { ...once, count: { atMost: 2 } }],
  [did('A').exactly(2), { ...once, count: { exactly: 2 } }],
  [did('A').between(2, 4), { ...once, count: { between: [2, 4] } }],
  [did('A').never(), { ...once, count: { atMost: 0 } }],
  [did('A').onDistinctDays(), { ...once, of: { distinct: 'days' } }],
  [did('A').atLeast(2).inDistinctSessions(), { ...once, count: { atLeast: 2 }, of: { distinct: 'sessions' } }],
  [
    did('A').withDistinct('sku').atMost(3),
    { ...once, count: { atMost: 3 }, of: { distinct: 'values', property: 'properties.sku' } },
  ],
  [did('A').withDistinct(context('depth')), { ...once, of: { distinct: 'values', property: 'context.depth' } }],
  [
    did('A').inThis('week').atLeast(2).onDistinctDays(),
    { ...once, count: { atLeast: 2 }, of: { distinct: 'days' }, window: { calendar: 'week' } },
  ],
];

const windows: readonly BuilderRow[] = [
  [did('A').inLast('30 seconds'), { ...once, window: { rolling: { amount: 30, unit: 'seconds' } } }],
  [did('A').inLast('1 minute'), { ...once, window: { rolling: { amount: 1, unit: 'minutes' } } }],
  [did('A').inLast('2 hours'), { ...once, window: { rolling: { amount: 2, unit: 'hours' } } }],
  [did('A').inLast('7 days'), { ...once, window: { rolling: days(7) } }],
  [did('A').inLast('2 weeks'), { ...once, window: { rolling: { amount: 2, unit: 'weeks' } } }],
  [did('A').inLast('1 month'), { ...once, window: { rolling: { amount: 1, unit: 'months' } } }],
  [did('A').inLast('1 year'), { ...once, window: { rolling: { amount: 1, unit: 'years' } } }],
  ...(['day', 'week', 'month', 'quarter', 'year'] as const).flatMap((calendar): BuilderRow[] => [
    [did('A').inThis(calendar), { ...once, window: { calendar } }],
    [did('A').inPrevious(calendar), { ...once, window: { calendar, ago: 1 } }],
    [did('A').inPrevious(calendar, 2), { ...once, window: { calendar, ago: 2 } }],
  ]),
  [did('A').inPast({ from: '14 days', to: '7 days' }), { ...once, window: { past: { from: days(14), to: days(7) } } }],
  [did('A').from('2026-05-01'), { ...once, window: { fixed: { from: '2026-05-01' } } }],
  [did('A').until('2026-05-31'), { ...once, window: { fixed: { to: '2026-05-31' } } }],
  [did('A').from('2026-05-01', '2026-05-31'), { ...once, window: { fixed: { from: '2026-05-01', to: '2026-05-31' } } }],
  [
    did('A').from(new Date('2026-05-01T10:00:00Z')),
    { ...once, window: { fixed: { from: '2026-05-01T10:00:00.000Z' } } },
  ],
];

const window = { rolling: { amount: 1, unit: 'months' } };
const last30 = { rolling: days(30) };
const aggregate = (name: string, operator: string, value?: unknown, more: object = {}) => ({
  type: 'aggregate',
  event: 'A',
  function: name,
  property: 'properties.x',
  operator,
  ...(value === undefined ? {} : { value }),
  ...more,
});

const aggregates: readonly BuilderRow[] = [
  [did('A').sumOf('x').equals(1), aggregate('sum', 'equals', 1)],
  [did('A').sumOf('x').oneOf([1, 2]), aggregate('sum', 'oneOf', [1, 2])],
  [did('A').averageOf('x').greaterThan(1), aggregate('average', 'greaterThan', 1)],
  [did('A').averageOf('x').between(1, 2), aggregate('average', 'between', [1, 2])],
  [did('A').minimumOf('x').atLeast(1), aggregate('minimum', 'atLeast', 1)],
  [did('A').minimumOf('x').isKnown(), aggregate('minimum', 'known')],
  [did('A').maximumOf('x').lessThan(1), aggregate('maximum', 'lessThan', 1)],
  [did('A').maximumOf('x').atMost(1), aggregate('maximum', 'atMost', 1)],
  [did('A').inLast('1 month').sumOf('x').atLeast(100), aggregate('sum', 'atLeast', 100, { window })],
  [did('A', where('sku').equals('a')).sumOf('x').atLeast(1), aggregate('sum', 'atLeast', 1, { where: sku })],
  [did('A').sumOf(context('depth')).atLeast(1), aggregate('sum', 'atLeast', 1, { property: 'context.depth' })],
  [did('A').firstOf('x').equals('a', { exactCase: true }), aggregate('first', 'equals', 'a', { exactCase: true })],
  [did('A').firstOf('x').every().startsWith('a'), aggregate('first', 'startsWith', 'a', { quantifier: 'all' })],
  [did('A').firstOf('x').before('2026-01-01'), aggregate('first', 'before', '2026-01-01')],
  [did('A').lastOf('x').matches('a'), aggregate('last', 'matches', 'a')],
  [did('A').lastOf('x').asVersion().atLeast('1.0.0'), aggregate('last', 'atLeast', '1.0.0', { as: 'version' })],
  [
    did('A').lastOf('x').between('2026-01-01', '2026-02-01'),
    aggregate('last', 'between', ['2026-01-01', '2026-02-01'], { as: 'date' }),
  ],
  [did('A').mostFrequentOf('x').equals('a'), aggregate('mostFrequent', 'equals', 'a')],
  [did('A').mostFrequentOf('x').inNetwork('::/0'), aggregate('mostFrequent', 'inNetwork', '::/0')],
  [
    did('A').mostFrequentOf('x').asDuration().atMost('PT1H'),
    aggregate('mostFrequent', 'atMost', 'PT1H', { as: 'duration' }),
  ],
];

const time = (which: string, operator: string, value: unknown, more: object = {}) => ({
  type: 'eventTime',
  event: 'A',
  which,
  operator,
  value,
  ...more,
});

const times: readonly BuilderRow[] = [
  [did('A').firstTime().before('2026-01-01'), time('first', 'before', '2026-01-01')],
  [did('A').firstTime().after('2026-01-01'), time('first', 'after', '2026-01-01')],
  [did('A').firstTime().on('2026-01-01'), time('first', 'on', '2026-01-01')],
  [
    did('A').firstTime().between('2026-01-01', '2026-02-01'),
    time('first', 'between', ['2026-01-01', '2026-02-01'], { as: 'date' }),
  ],
  [did('A').lastTime().inLast('7 days', { calendar: true }), time('last', 'inLast', { ...days(7), calendar: true })],
  [did('A').lastTime().inNext('7 days'), time('last', 'inNext', days(7))],
  [did('A').lastTime().moreThanAgo('7 days'), time('last', 'moreThanAgo', days(7))],
  [did('A').lastTime().moreThanAhead('7 days'), time('last', 'moreThanAhead', days(7))],
  [
    did('A', where('sku').equals('a')).inLast('30 days').lastTime().moreThanAgo('7 days'),
    time('last', 'moreThanAgo', days(7), { where: sku, window: last30 }),
  ],
];

const sequences: readonly BuilderRow[] = [
  [sequence(did('A'), did('B')), { type: 'sequence', steps: [{ event: 'A' }, { event: 'B' }] }],
  [
    sequence(did('A', where('sku').equals('a')), did('B'), did('C')).allWithin('2 days'),
    {
      type: 'sequence',
      steps: [{ event: 'A', where: sku }, { event: 'B' }, { event: 'C' }],
      within: days(2),
    },
  ],
  [
    sequence(did('A'), did('B').without(did('C'), did('D', where('sku').equals('a')))).inThis('month'),
    {
      type: 'sequence',
      steps: [{ event: 'A' }, { event: 'B', without: [{ event: 'C' }, { event: 'D', where: sku }] }],
      window: { calendar: 'month' },
    },
  ],
  [
    sequence(did('A'), did('B').never()).inLast('30 days').withSame('sku').allWithin('30 minutes'),
    {
      type: 'sequence',
      steps: [{ event: 'A' }, { event: 'B', absent: true }],
      within: { amount: 30, unit: 'minutes' },
      same: 'properties.sku',
      window: last30,
    },
  ],
  [
    sequence(did('A'), did('B')).withSame('sku', context('sku')),
    { type: 'sequence', steps: [{ event: 'A' }, { event: 'B' }], same: ['properties.sku', 'context.sku'] },
  ],
];

/** Rows about a person. */
export const behaviourRows: readonly BuilderRow[] = [
  ...combinations,
  ...events,
  ...windows,
  ...aggregates,
  ...times,
  ...sequences,
];

const known = { type: 'property', property: 'profile.known', operator: 'equals', value: true };
const industry = { type: 'property', property: 'account.industry', operator: 'equals', value: 'banking' };

/** Rows about an account. */
export const accountRows: readonly BuilderRow[] = [
  [people(knownUser()), { type: 'people', of: known, count: { atLeast: 1 } }],
  [
    people(knownUser(), did('A')).atLeast(3),
    { type: 'people', of: { type: 'all', of: [known, once] }, count: { atLeast: 3 } },
  ],
  [people(knownUser()).atMost(3), { type: 'people', of: known, count: { atMost: 3 } }],
  [people(knownUser()).exactly(3), { type: 'people', of: known, count: { exactly: 3 } }],
  [people(knownUser()).between(1, 3), { type: 'people', of: known, count: { between: [1, 3] } }],
  [shareOfPeople(knownUser()).atLeast(50), { type: 'people', of: known, share: { atLeast: 50 } }],
  [shareOfPeople(knownUser()).atMost(50), { type: 'people', of: known, share: { atMost: 50 } }],
  [shareOfPeople(knownUser()).exactly(50), { type: 'people', of: known, share: { exactly: 50 } }],
  [shareOfPeople(knownUser()).between(10, 50), { type: 'people', of: known, share: { between: [10, 50] } }],
  [
    all(group('account', 'industry').equals('banking'), people(segment('staff')), segment('large')),
    {
      type: 'all',
      of: [industry, { type: 'people', of: staff, count: { atLeast: 1 } }, { type: 'segment', segment: 'large' }],
    },
  ],
];
