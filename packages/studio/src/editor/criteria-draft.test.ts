import type { Criteria } from '@kindred/criteria';
import { describe, expect, it } from 'vitest';
import { criteriaOf, draftOf, nodeAt } from './criteria-draft.js';
import { newEvent, newGroup, newProperty } from './draft.js';

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
});
