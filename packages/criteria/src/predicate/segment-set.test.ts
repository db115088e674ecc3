import '../patterns.js';
import { describe, expect, it } from 'vitest';
import type { Criteria, Leaf } from '../criteria.js';
import { type EvaluationInput, evaluate } from '../evaluate.js';
import { generateWorld } from '../generate.js';
import type { PropertyBag, PropertyValue } from '../values.js';
import { compileMany } from './segment-set.js';
import { compilePredicate } from './single.js';

const byTheRules = (leaf: Leaf) => (input: EvaluationInput) => evaluate(leaf, input);

describe('many criteria at once', () => {
  it('answer as each by itself, of every kind of condition', () => {
    let held = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const world = generateWorld(seed, { count: 40, visitors: 8, requests: seed % 2 === 0, segments: ['a', 'b'] });
      const set = compileMany<EvaluationInput>(world.criteria, byTheRules);
      const single = world.criteria.map((criteria) => compilePredicate<EvaluationInput>(criteria, byTheRules));
      for (const { subject, events } of world.visitors) {
        const input: EvaluationInput = {
          subject,
          events,
          request: world.request,
          isMember: (segment) => segment === 'a',
          now: world.now,
          calendar: world.calendar,
        };
        set.look(input);
        for (const [index, criteria] of world.criteria.entries()) {
          const expected = evaluate(criteria, input);
          if (expected) held += 1;
          const found = { set: set.holds(index), single: single[index]?.(input) };
          expect(found, JSON.stringify({ seed, criteria, traits: subject.traits, request: input.request })).toEqual({
            set: expected,
            single: expected,
          });
        }
        expect(set.matching()).toEqual(world.criteria.flatMap((_, index) => (set.holds(index) ? [index] : [])));
      }
    }
    expect(held).toBeGreaterThan(300);
  });

  it('answer of several conditions on one text as each by itself', () => {
    const about = (operator: 'equals' | 'oneOf' | 'startsWith' | 'endsWith' | 'contains', value: string | string[]) =>
      ({ type: 'property', property: 'user.x', operator, value }) as const;
    const conditions = [
      about('equals', 'Straße'),
      about('oneOf', ['AB', 'ba', 'strasse', '']),
      about('startsWith', 'st'),
      about('endsWith', 'SE'),
      about('contains', 'ass'),
    ];
    const values: (PropertyValue | undefined)[] = [
      undefined,
      '',
      'ab',
      'Ba',
      'STRASSE',
      'straße',
      'STRAẞE',
      'ﬆrasse',
      'x',
      7,
      true,
      [],
      ['x', 'AB'],
    ];
    for (const first of conditions) {
      for (const second of conditions) {
        for (const type of ['all', 'any'] as const) {
          const criteria: Criteria = {
            type,
            of: [first, { type: 'any', of: [second, about('contains', 'b')] }, second],
          };
          const whole: Criteria = { type, of: [first, second] };
          for (const one of [criteria, whole]) {
            const holds = compilePredicate<EvaluationInput>(one, byTheRules);
            for (const x of values) {
              const input = inputOf(x === undefined ? {} : { x });
              expect([one, x, holds(input)]).toEqual([one, x, evaluate(one, input)]);
            }
          }
        }
      }
    }
  });

  it('tell spellings, neighbouring numbers and values of other types apart', () => {
    const is = (
      operator: 'equals' | 'oneOf' | 'greaterThan' | 'lessThan' | 'contains',
      value: string | number | string[],
      exactCase?: true,
    ) => ({ type: 'property', property: 'user.x', operator, value, ...(exactCase ? { exactCase } : {}) }) as const;
    const criteria = [
      is('equals', 'De', true),
      is('equals', 'dE', true),
      is('equals', 'de', true),
      is('equals', 'DE'),
      is('oneOf', ['straße', 'x']),
      is('contains', 'ss'),
      is('greaterThan', 0),
      is('lessThan', 0),
      is('greaterThan', 1),
      is('equals', 1 + Number.EPSILON),
      is('equals', 1),
      { type: 'not', of: is('equals', 0) } as const,
    ];
    const set = compileMany<EvaluationInput>(criteria, byTheRules);
    const values = [
      'DE',
      'De',
      'dE',
      'de',
      'STRASSE',
      'Straſſe',
      '\u00df',
      '',
      0,
      -0,
      1,
      1 + Number.EPSILON,
      Number.MIN_VALUE,
      Number.NaN,
      true,
      ['DE', 1],
      [],
    ];
    for (const value of [...values, undefined]) {
      const traits: PropertyBag = value === undefined ? {} : { x: value };
      const input = inputOf(traits);
      set.look(input);
      const expected = criteria.flatMap((one, index) => (evaluate(one, input) ? [index] : []));
      expect(set.matching(), String(value)).toEqual(expected);
    }
  });

  it('tell numbers apart whose bounds are as far or as near as can be', () => {
    const is = (operator: 'atLeast' | 'atMost' | 'greaterThan' | 'lessThan', value: number) =>
      ({ type: 'property', property: 'user.x', operator, value }) as const;
    const bounds = [1.7e308, Number.MAX_VALUE, Number.MIN_VALUE, 3 * Number.MIN_VALUE, 1].flatMap((each) => [
      each,
      -each,
    ]);
    const values = [0, ...bounds, 2 * Number.MIN_VALUE, -2 * Number.MIN_VALUE, 1e-300, 5, -5, 1.75e308, -1.75e308];
    for (const low of bounds) {
      for (const high of bounds) {
        for (const criteria of [
          [is('atLeast', low), is('atMost', high)],
          [is('greaterThan', low), is('lessThan', high)],
        ]) {
          const set = compileMany<EvaluationInput>(criteria, byTheRules);
          for (const x of values) {
            const input = inputOf({ x });
            set.look(input);
            const expected = criteria.flatMap((one, index) => (evaluate(one, input) ? [index] : []));
            expect([criteria, x, set.matching()]).toEqual([criteria, x, expected]);
          }
        }
      }
    }
  });

  it('know which parts of texts hold together', () => {
    const has = (value: string, property = 'user.x') =>
      ({ type: 'property', property, operator: 'contains', value }) as const;
    const not = (of: Criteria): Criteria => ({ type: 'not', of });
    const is5: Criteria = { type: 'property', property: 'user.n', operator: 'equals', value: 5 };
    const criteria: Criteria[] = [
      not({ type: 'all', of: [has('ab'), has('cd')] }),
      { type: 'any', of: [not(has('ab')), not(has('cd')), not(has('ef', 'user.y'))] },
      { type: 'any', of: [not(has('ab')), not(has('cd')), has('ef', 'user.y'), is5] },
      { type: 'any', of: [not(has('ab')), has('cd')] },
      { type: 'all', of: [has('ab'), not(has('cd')), not(is5)] },
    ];
    const set = compileMany<EvaluationInput>(criteria, byTheRules);
    for (const x of ['', 'ab', 'CD', 'ab-cd', ['ab', 'cd'], ['x']]) {
      for (const y of ['ef', 'fe']) {
        for (const n of [5, 6]) {
          const input = inputOf({ x, y, n });
          set.look(input);
          const expected = criteria.flatMap((one, index) => (evaluate(one, input) ? [index] : []));
          expect(set.matching(), JSON.stringify({ x, y, n })).toEqual(expected);
        }
      }
    }
  });
});

function inputOf(traits: PropertyBag): EvaluationInput {
  return {
    subject: { userId: null, traits, groups: {} },
    request: null,
    events: [],
    isMember: () => false,
    now: 0,
    calendar: { timeZone: 'UTC', weekStart: 1 },
  };
}
