import {
  type AggregateNode,
  type Criteria,
  type EventNode,
  type EventTimeNode,
  everyone,
  type PropertyNode,
  type Window,
} from '@kindred/criteria';
import { beforeAll, describe, expect, it } from 'vitest';
import { speak } from '../language/translator.js';
import { criteriaOf, nodeAt } from './criteria-draft.js';
import { newBucket, newEvent, newGroup, newPeople, newProperty } from './draft.js';
import { draftOf } from './opened-draft.js';
import { newSequence } from './sequence-draft.js';

beforeAll(() => speak('en', []));

const plan: Criteria = { type: 'property', property: 'user.plan', operator: 'equals', value: 'gold' };
const age: Criteria = { type: 'property', property: 'user.age', operator: 'between', value: [18, 25] };
const bought: Criteria = {
  type: 'event',
  event: 'Order Completed',
  where: {
    type: 'any',
    of: [
      { type: 'property', property: 'properties.total', operator: 'atLeast', value: 50 },
      { type: 'not', of: { type: 'property', property: 'properties.coupon', operator: 'known' } },
    ],
  },
  count: { atMost: 2 },
  window: { rolling: { amount: 30, unit: 'days' } },
};

const once: EventNode = { type: 'event', event: 'E', count: { atLeast: 1 } };
const spent: AggregateNode = {
  type: 'aggregate',
  event: 'E',
  function: 'sum',
  property: 'properties.total',
  operator: 'known',
};
const lastTime: EventTimeNode = { type: 'eventTime', event: 'E', which: 'last', operator: 'on', value: '2026-01-01' };
const all = (criteria: Criteria): Criteria => ({ type: 'all', of: [criteria] });

const windows: readonly Window[] = [
  { calendar: 'month', ago: 2 },
  { past: { from: { amount: 14, unit: 'days' }, to: { amount: 8, unit: 'days' } } },
  { past: { from: { amount: 2, unit: 'weeks' }, to: { amount: 8, unit: 'days' } } },
  { fixed: { from: '2026-01-01' } },
  { fixed: { from: '2026-01-01T10:00:00Z', to: '2026-02-01' } },
  { rolling: { amount: 3, unit: 'months' } },
];

const on = (property: string, rest: Omit<PropertyNode, 'type' | 'property'>): Criteria =>
  all({ type: 'property', property, ...rest });
const cart: Criteria = {
  type: 'sequence',
  steps: [
    { event: 'Product Added', where: { type: 'all', of: [{ ...plan, property: 'properties.size' }] } },
    {
      event: 'Checkout Started',
      without: [{ event: 'Product Removed' }, { event: 'Page Viewed', where: all(helpPages()) }],
    },
    { event: 'Order Completed', absent: true },
  ],
  within: { amount: 2, unit: 'days' },
  same: 'properties.product_id',
  window: { rolling: { amount: 30, unit: 'days' } },
};

function helpPages(): Criteria {
  return { type: 'property', property: 'context.page.path', operator: 'startsWith', value: '/help' };
}

const comparisons: readonly Criteria[] = [
  on('user.born', { operator: 'on', value: '1990-02-28' }),
  on('user.born', { operator: 'before', value: '2026-01-01T10:30:00+02:00' }),
  on('user.born', { operator: 'between', value: ['2026-01-01', '2026-02-01'], as: 'date' }),
  on('user.trialEnds', { operator: 'inNext', value: { amount: 3, unit: 'days', calendar: true } }),
  on('user.seen', { operator: 'inLast', value: { amount: 90, unit: 'minutes' } }),
  on('user.seen', { operator: 'moreThanAgo', value: { amount: 2, unit: 'months' } }),
  on('user.seen', { operator: 'moreThanAhead', value: { amount: 2, unit: 'years' } }),
  on('user.born', { operator: 'anniversary', value: { days: 0 } }),
  on('user.balance', { operator: 'atLeast', value: '19.99', as: 'decimal' }),
  on('user.balance', { operator: 'equals', value: 20, as: 'decimal' }),
  on('user.app', { operator: 'between', value: ['1.0.0', '2.0.0-beta.1'], as: 'version' }),
  on('user.watched', { operator: 'oneOf', value: ['PT1H', 'P1D'], as: 'duration' }),
  on('user.tags', { operator: 'startsWith', value: 'vip', quantifier: 'all', exactCase: true }),
  on('user.tags', { operator: 'atLeast', value: 3, of: 'size' }),
  on('user.tags', { operator: 'oneOf', value: [0, 2], of: 'size' }),
  on('user.sku', { operator: 'matches', value: '^B[0-9]+$' }),
  on('user.mixed', { operator: 'oneOf', value: [1, 'one', true] }),
  on('request.ip', { operator: 'inNetwork', value: '10.0.0.0/8' }),
  on('request.ip', { operator: 'inNetwork', value: ['10.0.0.0/8', '::1'] }),
  on('user.home', { operator: 'near', value: { latitude: 52.5, longitude: -13.4, kilometers: 0.5 } }),
];

const roundTrips: readonly (readonly [string, Criteria])[] = [
  ['all of conditions', { type: 'all', of: [plan, age] }],
  ['not of a condition', { type: 'all', of: [{ type: 'not', of: plan }] }],
  ['none of', { type: 'not', of: { type: 'any', of: [plan, bought] } }],
  ['not all of, nested', { type: 'any', of: [{ type: 'not', of: { type: 'all', of: [plan, age] } }, bought] }],
  ['did not', { type: 'all', of: [{ type: 'not', of: bought }] }],
  [
    'segments',
    {
      type: 'all',
      of: [
        { type: 'segment', segment: 's1' },
        { type: 'not', of: { type: 'segment', segment: 's2' } },
      ],
    },
  ],
  [
    'a calendar window',
    { type: 'all', of: [{ type: 'event', event: 'E', count: { atLeast: 1 }, window: { calendar: 'month' } }] },
  ],
  ...windows.map((window) => [`the window ${JSON.stringify(window)}`, all({ ...once, window })] as const),
  ['an exact count of days', all({ ...once, count: { exactly: 3 }, of: { distinct: 'days' } })],
  ['a count of sessions between two', all({ ...once, count: { between: [2, 4] }, of: { distinct: 'sessions' } })],
  ['different values', all({ ...once, count: { atMost: 4 }, of: { distinct: 'values', property: 'properties.sku' } })],
  ['a sum', all({ ...spent, operator: 'atLeast', value: 100 })],
  ['no sum between two numbers', all({ type: 'not', of: { ...spent, operator: 'between', value: [1, 5] } })],
  ['a sum as exact decimals', all({ ...spent, operator: 'atLeast', value: '1.50', as: 'decimal' })],
  ['the value seen most', all({ ...spent, function: 'mostFrequent', operator: 'equals', value: 'gold' })],
  ['a number seen last', all({ ...spent, function: 'last', operator: 'equals', value: 5 })],
  [
    'the last time more than so long ago',
    all({ ...lastTime, operator: 'moreThanAgo', value: { amount: 30, unit: 'days' } }),
  ],
  [
    'a first time today',
    all({ ...lastTime, which: 'first', operator: 'inLast', value: { amount: 1, unit: 'days', calendar: true } }),
  ],
  ['a last time before a date', all({ ...lastTime, operator: 'before', value: '2026-03-01' })],
  ['at least two of', { type: 'atLeast', count: 2, of: [plan, age, bought] }],
  ['fewer than two of', { type: 'not', of: { type: 'atLeast', count: 2, of: [plan, age] } }],
  [
    'a last time between dates',
    all({ ...lastTime, operator: 'between', value: ['2026-01-01', '2026-02-01'], as: 'date' }),
  ],
  [
    'most frequent versions',
    all({ ...spent, function: 'mostFrequent', operator: 'atMost', value: '2.0', as: 'version' }),
  ],
  ['a sequence', all(cart)],
  [
    'no sequence, linked by a property of each step',
    all({ type: 'not', of: { ...cart, same: ['properties.a', 'properties.b', 'context.c'] } }),
  ],
  ['a sequence without a time', all({ type: 'sequence', steps: [{ event: 'A' }, { event: 'B' }] })],
  ['a share of people', all({ type: 'not', of: { type: 'bucket', salt: 'spring', from: 0, to: 12.5 } })],
  [
    'so many people of an account',
    all({ type: 'people', of: { type: 'any', of: [plan, cart] }, count: { between: [3, 5] } }),
  ],
  [
    'so many people of an account, whoever they are',
    all({ type: 'not', of: { type: 'people', of: everyone, count: { atLeast: 10 } } }),
  ],
  ['a share of an account’s people', all({ type: 'people', of: all(plan), share: { atLeast: 50 } })],
  ...comparisons.map((criteria) => [JSON.stringify(criteria), criteria] as const),
  ['exact case', { type: 'all', of: [{ ...plan, exactCase: true }] }],
];

describe('draft and criteria', () => {
  it.each(roundTrips)('keep %s unchanged', (_, criteria) => {
    expect(criteriaOf(draftOf(criteria)).criteria).toEqual(criteria);
  });
  it('opens a single condition as a group of one', () => {
    expect(criteriaOf(draftOf(plan)).criteria).toEqual({ type: 'all', of: [plan] });
  });
  it('reads a double negation as none', () => {
    const criteria: Criteria = { type: 'all', of: [{ type: 'not', of: { type: 'not', of: plan } }] };
    expect(criteriaOf(draftOf(criteria)).criteria).toEqual({ type: 'all', of: [plan] });
  });
  it('says what is unfinished, and where', () => {
    const empty = newGroup([]);
    const text = newProperty('user.plan', 'equals', null);
    const pair = newProperty('user.age', 'between', [18, null]);
    const list = newProperty('user.plan', 'oneOf', []);
    const event = newEvent('');
    const built = criteriaOf(newGroup([empty, text, pair, list, event]));
    expect(built.criteria).toBeNull();
    expect([...built.unfinished.keys()]).toEqual([empty.id, text.id, pair.id, list.id, event.id]);
  });
  it('says what a sequence, a share and a count of people lack', () => {
    const sequence = newSequence('A');
    const [first, second] = sequence.steps;
    const forever =
      first === undefined || second === undefined
        ? sequence
        : { ...newSequence(), steps: [first, { ...second, event: 'B', absent: true }] };
    const people = { ...newPeople(), times: null };
    const { unfinished } = criteriaOf(newGroup([sequence, forever, newBucket(), people]));
    expect(unfinished.get(sequence.id)).toContain('step 2');
    expect(unfinished.get(forever.id)).toContain('within what time');
    expect(unfinished.size).toBe(4);
    expect(unfinished.has(people.id)).toBe(true);
  });
  it('takes empty text and zero as values', () => {
    const root = newGroup([newProperty('user.a', 'equals', ''), newProperty('user.b', 'atLeast', 0)]);
    expect(criteriaOf(root).unfinished.size).toBe(0);
  });
});

describe('faults', () => {
  it('stand at the condition that they are about', () => {
    const value = newProperty('properties.total', 'atLeast', 5);
    const event = { ...newEvent('E'), negated: true, where: newGroup([value]) };
    const inner = newGroup([event], 'none');
    const root = newGroup([newProperty('user.plan', 'equals', 'x'), inner]);
    const { paths } = criteriaOf(root);
    expect(nodeAt(paths, 'criteria.of[1].of.of[0].of.where.of[0].value')).toBe(value.id);
    expect(nodeAt(paths, 'of[1].of.of[0].of.window.rolling')).toBe(event.id);
    expect(nodeAt(paths, 'criteria.of[1].of')).toBe(inner.id);
    expect(nodeAt(paths, 'criteria')).toBe(root.id);
  });
  it('stand inside the steps of a sequence', () => {
    const draft = draftOf({ type: 'all', of: [{ type: 'not', of: cart }] });
    const { paths } = criteriaOf(draft);
    const at = nodeAt(paths, 'of[0].of.steps[1].without[1].where.of[0].value');
    expect(paths.get(at ?? '')).toBe('of[0].of.steps[1].without[1].where.of[0]');
  });
});

describe('the people of an account', () => {
  it('are all counted where nothing is asked of them, but no share of them', () => {
    const people = newPeople();
    expect(criteriaOf(newGroup([people])).criteria).toEqual(
      all({ type: 'people', of: everyone, count: { atLeast: 1 } }),
    );
    const share = criteriaOf(newGroup([{ ...people, measure: 'share' }]));
    expect([share.criteria, [...share.unfinished.keys()]]).toEqual([null, [people.of.id]]);
  });
});
