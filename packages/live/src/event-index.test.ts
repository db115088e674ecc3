import type { BehaviourNode, Criteria, EventNode, PropertyBag } from '@kindred/criteria';
import { describe, expect, it } from 'vitest';
import { EventIndex } from './event-index.js';
import { liveLeaf } from './leaf.js';

const calendar = { timeZone: 'UTC', weekStart: 1 };

const is = (property: string, value: string | number | boolean, exactCase = false): Criteria => ({
  type: 'property',
  property,
  operator: 'equals',
  value,
  ...(exactCase ? { exactCase } : {}),
});
const bought = (where?: Criteria): EventNode => ({
  type: 'event',
  event: 'Bought',
  ...(where === undefined ? {} : { where }),
  count: { atLeast: 1 },
});

/** Ids, from 1 on in the given order, of the leaves that such an event touches. */
function touched(nodes: readonly BehaviourNode[], properties: PropertyBag, name = 'Bought', context: PropertyBag = {}) {
  const index = new EventIndex(nodes.map((node, at) => liveLeaf(at + 1, String(at), node, calendar)));
  return [...index.touched({ name, properties, context })].map(({ id }) => id).sort((a, b) => a - b);
}

describe('EventIndex', () => {
  it('gives the leaves of the event’s name alone', () => {
    expect(touched([bought(), { ...bought(), event: 'Sold' }], {})).toEqual([1]);
    expect(touched([bought()], {}, 'Seen')).toEqual([]);
  });

  it('leaves out what needs another value, of whatever spelling or type', () => {
    const nodes = [
      bought(is('properties.sku', 'Straße')),
      bought(is('properties.sku', 'STRASSE', true)),
      bought(is('properties.sku', 7)),
      bought(is('properties.sku', '7')),
      bought(is('properties.sku', true)),
      bought(is('properties.sku', 'other')),
      bought(is('context.sku', 'strasse')),
    ];
    expect(touched(nodes, { sku: 'strasse' })).toEqual([1, 2]);
    expect(touched(nodes, { sku: 7 })).toEqual([3]);
    expect(touched(nodes, { sku: '7' })).toEqual([4]);
    expect(touched(nodes, { sku: true })).toEqual([5]);
    expect(touched(nodes, {}, 'Bought', { sku: 'STRASSE' })).toEqual([7]);
    expect(touched(nodes, {})).toEqual([]);
  });

  it('gives a leaf once that several values of a list ask for', () => {
    const either = bought({ type: 'property', property: 'properties.tags', operator: 'oneOf', value: ['a', 'b'] });
    expect(touched([either], { tags: ['a', 'b', 'c'] })).toEqual([1]);
    expect(touched([either], { tags: ['c'] })).toEqual([]);
  });

  it('goes by the most selective part of “all”, by all parts of “any”, and by nothing else', () => {
    const big: Criteria = { type: 'property', property: 'properties.total', operator: 'atLeast', value: 5 };
    const nodes = [
      bought({ type: 'all', of: [big, is('properties.sku', 'a')] }),
      bought({ type: 'any', of: [is('properties.sku', 'a'), is('properties.sku', 'b')] }),
      bought({ type: 'any', of: [is('properties.sku', 'a'), big] }),
      bought({ type: 'any', of: [is('properties.sku', 'a'), is('properties.brand', 'b')] }),
      bought({ type: 'not', of: is('properties.sku', 'a') }),
      bought({ type: 'atLeast', count: 1, of: [is('properties.sku', 'a'), big] }),
      bought({ type: 'property', property: 'properties.sku', operator: 'equals', value: 3, of: 'size' }),
      bought({ type: 'property', property: 'properties.sku', operator: 'equals', value: '1.0', as: 'decimal' }),
    ];
    expect(touched(nodes, { sku: 'b' })).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect(touched(nodes, { sku: 'a' })).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('takes every step of a sequence into account', () => {
    const sequence: BehaviourNode = {
      type: 'sequence',
      steps: [
        { event: 'Bought', where: is('properties.sku', 'a') },
        { event: 'Bought', where: is('properties.sku', 'b'), without: [{ event: 'Sold' }] },
      ],
    };
    expect(touched([sequence], { sku: 'b' })).toEqual([1]);
    expect(touched([sequence], { sku: 'c' })).toEqual([]);
    expect(touched([sequence], { sku: 'c' }, 'Sold')).toEqual([1]);
  });

  it('always gives what counts sessions: every event can be part of one', () => {
    const sessions: BehaviourNode = { ...bought(is('properties.sku', 'a')), of: { distinct: 'sessions' } };
    expect(touched([sessions], {}, 'Seen')).toEqual([1]);
    expect(touched([sessions, bought()], { sku: 'b' })).toEqual([1, 2]);
  });
});
