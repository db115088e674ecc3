import { describe, expect, it } from 'vitest';
import '../patterns.js';
import { accountCases, criteriaCases } from '../cases.js';
import type { AggregateFunction, Criteria } from '../criteria.js';
import { groupKinds } from '../criteria.js';
import { generateWorld } from '../generate.js';
import { readNotation, writeNotation } from '../notation/notation.js';
import { operators } from '../operators.js';
import { parseCriteria } from '../parse/criteria.js';
import { requestFields } from '../request.js';

/** The expression of the builder for criteria; null where it has no words for them and they stand in the text as JSON. */
function expressionOf(criteria: Criteria): string | null {
  const text = writeNotation(criteria);
  if (text.includes('criteria(')) return null;
  expect(readNotation(text).criteria).toEqual(JSON.parse(JSON.stringify(criteria)));
  return text;
}

/** Criteria for which the builder has no words. */
function unsaid(of: readonly Criteria[]): readonly string[] {
  return of.filter((criteria) => expressionOf(criteria) === null).map((criteria) => JSON.stringify(criteria));
}

const values: readonly unknown[] = [
  undefined,
  'a',
  '1.2.0',
  'PT1H',
  '2026-01-01',
  '10.0.0.0/8',
  1,
  true,
  ['a', 1, true],
  [1, 2],
  ['1.5', '2.5'],
  ['1.2.0', '2.0.0'],
  ['PT1H', 'P2D'],
  ['2026-01-01', '2026-01-31'],
  ['10.0.0.0/8', '::1'],
  { amount: 7, unit: 'days' },
  { amount: 1, unit: 'minutes' },
  { amount: 2, unit: 'months', calendar: true },
  { days: 0 },
  { days: 7 },
  { latitude: 52.52, longitude: 13.405, kilometers: 25 },
];
const readings = [undefined, 'number', 'decimal', 'version', 'duration', 'date'];

const options = [
  {},
  { exactCase: true },
  { quantifier: 'all' },
  { quantifier: 'all', exactCase: true },
  { of: 'size' },
];

/** Every comparison that can be written down, most of them nonsense that the parser refuses. */
const comparisons = operators.flatMap((operator) =>
  values.flatMap((value) => readings.flatMap((as) => options.map((more) => ({ operator, value, as, ...more })))),
);

/** What the parser accepts of all comparisons at one place, each once and as the parser gives it. */
function accepted(at: (comparison: object) => unknown): readonly Criteria[] {
  const found = new Map<string, Criteria>();
  for (const comparison of comparisons) {
    const result = parseCriteria(at(comparison));
    if (!result.ok) continue;
    const text = JSON.stringify(result.criteria);
    // What is read as something else has no case, so exact case makes no difference there and has no words.
    if (!(text.includes('"exactCase"') && text.includes('"as"'))) found.set(text, result.criteria);
  }
  return [...found.values()];
}

const functions: readonly AggregateFunction[] = [
  'sum',
  'average',
  'minimum',
  'maximum',
  'first',
  'last',
  'mostFrequent',
];
const count = { atLeast: 1 };

const oneOfEachType = Object.values(Object.fromEntries(requestFields.map(({ id, type }) => [type, `request.${id}`])));

function property(name: string): object {
  return { type: 'property', property: name };
}

/** Where a comparison can stand: the node that it is a part of. */
const places: Readonly<Record<string, (comparison: object) => unknown>> = Object.fromEntries([
  ...['user.x', 'profile.userId', 'profile.known', 'organization.ancestorIds', ...oneOfEachType]
    .concat(groupKinds.flatMap((kind) => [`${kind}.id`, `${kind}.x`]))
    .map((name) => [name, (comparison: object) => ({ ...property(name), ...comparison })] as const),
  ...['properties.x', 'context.x'].map((name) => [
    `${name} of an event`,
    (comparison: object) => ({ type: 'event', event: 'A', count, where: { ...property(name), ...comparison } }),
  ]),
  ...functions.map((name) => [
    `the ${name} of a property`,
    (comparison: object) => ({
      type: 'aggregate',
      event: 'A',
      function: name,
      property: 'properties.x',
      ...comparison,
    }),
  ]),
  ...['first', 'last'].map((which) => [
    `the ${which} time of an event`,
    (comparison: object) => ({ type: 'eventTime', event: 'A', which, ...comparison }),
  ]),
]);

describe('the builder has words for all that the parser accepts', () => {
  it.each(Object.entries(places))('every comparison of %s', (_, at) => {
    const found = accepted(at);
    expect(found.length).toBeGreaterThan(1);
    expect(unsaid(found)).toEqual([]);
  });

  it('every operator of the language', () => {
    const found = accepted((comparison) => ({ ...property('user.x'), ...comparison }));
    const said = new Set(found.map((criteria) => 'operator' in criteria && criteria.operator));
    expect(operators.filter((operator) => !said.has(operator))).toEqual([]);
  });

  it('every row of the shared table', () => {
    expect(unsaid([...criteriaCases, ...accountCases].map(({ criteria }) => criteria))).toEqual([]);
  });

  it('all criteria that are generated', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const world = generateWorld(seed, { count: 6, accounts: 2, visitors: 0, requests: true, segments: ['s'] });
      expect(unsaid([...world.criteria, ...world.accountCriteria]), `seed ${seed}`).toEqual([]);
    }
  });
});
