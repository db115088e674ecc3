import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import published from '../../schema.json?raw';
import { accountCases, criteriaCases } from '../cases.js';
import type { Criteria } from '../criteria.js';
import { generateWorld } from '../generate.js';
import { parseCriteria } from '../parse/criteria.js';
import { criteriaSchema } from './json-schema.js';

const validate = new Ajv2020({ allErrors: false, strict: false }).compile(criteriaSchema);

describe('the JSON Schema of criteria', () => {
  it('is published as it is', () => {
    const current: unknown = JSON.parse(JSON.stringify(criteriaSchema));
    expect(JSON.parse(published), 'run node packages/criteria/scripts/write-schema.mjs').toEqual(current);
  });

  it('accepts everything that the parser accepts', () => {
    const check = (criteria: Criteria) => {
      const valid = validate(criteria);
      expect(valid, JSON.stringify([criteria, validate.errors])).toBe(true);
    };
    for (const { criteria } of criteriaCases) if (parseCriteria(criteria).ok) check(criteria);
    for (const { criteria } of accountCases) check(criteria);
    // The end of a line is a character like any other in the name of a property.
    for (const property of ['user.\nfoo', 'account.\n', 'request.cookies.\na'])
      check({ type: 'property', property, operator: 'known' });
    check({
      type: 'sequence',
      steps: [
        { event: 'A', where: { type: 'property', property: 'properties.\nx', operator: 'known' } },
        { event: 'B' },
      ],
      same: 'context.\nx',
    });
    for (let seed = 0; seed < 100; seed++)
      generateWorld(seed, { accounts: 2, visitors: 0 }).accountCriteria.forEach(check);
    for (let seed = 0; seed < 300; seed++) {
      generateWorld(seed, { requests: true, segments: ['s'], visitors: 0, count: 3 }).criteria.forEach(check);
    }
  });

  it.each([
    ['nothing', {}],
    ['an empty group', { type: 'all', of: [] }],
    ['an unknown key', { type: 'segment', segment: 's', extra: 1 }],
    [
      'an event inside where',
      { type: 'event', event: 'A', count: { atLeast: 1 }, where: { type: 'segment', segment: 's' } },
    ],
    ['an operator without its value', { type: 'property', property: 'user.x', operator: 'equals' }],
    ['a value for known', { type: 'property', property: 'user.x', operator: 'known', value: 1 }],
    ['a property of no scope', { type: 'property', property: 'x', operator: 'known' }],
    ['two counts', { type: 'event', event: 'A', count: { atLeast: 1, atMost: 2 } }],
  ])('refuses %s, as the parser does', (_name, criteria) => {
    expect(parseCriteria(criteria).ok).toBe(false);
    expect(validate(criteria)).toBe(false);
  });
});
