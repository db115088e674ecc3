import type { Criteria } from '@kindred/criteria';
import { beforeAll, describe, expect, it } from 'vitest';
import { speak } from '../language/translator.js';
import { newProperty } from './draft.js';
import { nodeOf } from './opened-draft.js';
import { criteriaOfNode, readText, textOf } from './written.js';

beforeAll(() => speak('en', []));

const visitor = { of: 'visitor', editing: null } as const;
const past: Criteria = {
  type: 'not',
  of: {
    type: 'event',
    event: 'E',
    count: { atLeast: 2 },
    window: { past: { from: { amount: 2, unit: 'weeks' }, to: { amount: 8, unit: 'days' } } },
  },
};

describe('a condition as text', () => {
  it('is kept whole where it has no fields', () => {
    const node = nodeOf(past);
    expect(node).toMatchObject({ kind: 'written', negated: true });
    expect(criteriaOfNode(node)).toEqual(past);
    expect(readText(textOf(past), visitor, 'person').criteria).toEqual(past);
  });
  it('is there only once nothing is missing', () => {
    expect(criteriaOfNode(newProperty('user.plan', 'equals', null))).toBeNull();
  });
  it('is refused with the place of the fault', () => {
    const { criteria, fault } = readText('{"type":"all","of":[{"type":"nothing"}]}', visitor, 'person');
    expect(criteria).toBeNull();
    expect(fault).toContain('of[0]');
    expect(readText('{', visitor, 'person').fault).toContain('not JSON');
  });
  it('about an event names the event’s own properties only', () => {
    const scope = { of: 'event', event: 'E' } as const;
    const text = (property: string) => JSON.stringify({ type: 'property', property, operator: 'known' });
    expect(readText(text('properties.total'), scope, 'person').fault).toBeNull();
    expect(readText(text('user.plan'), scope, 'person').criteria).toBeNull();
  });
  it('counts people in segments of accounts only', () => {
    const text = JSON.stringify({
      type: 'people',
      of: { type: 'property', property: 'user.a', operator: 'known' },
      count: { atLeast: 3 },
    });
    expect(readText(text, visitor, 'account').fault).toBeNull();
    expect(readText(text, visitor, 'person').criteria).toBeNull();
  });
});
