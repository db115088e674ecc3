import '../patterns.js';
import { describe, expect, it } from 'vitest';
import { is, not } from '../cases/case.js';
import type { Criteria } from '../criteria.js';
import { parseCriteria } from './criteria.js';
import { criteriaLimits } from './faults.js';

/** Milliseconds. Each takes under 50 on a machine of its own; what is quadratic would take many times this on any. */
const longest = 500;

const event = { type: 'event', event: 'Page Viewed', count: { atLeast: 1 } };
const known = is('user.x', 'known');
const many = (count: number, of: unknown): unknown[] => Array.from({ length: count }, () => of);
const group = (count: number, of: (index: number) => unknown) => ({
  type: 'any',
  of: Array.from({ length: count }, (_, index) => of(index)),
});
const oneOf = (count: number, more: object = {}) => ({ ...is('user.x', 'oneOf', numbers(count)), ...more });
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index / 8);
const ideographs = (count: number, around: (character: string) => string): string =>
  Array.from({ length: count }, (_, index) => around(String.fromCodePoint(0x4e00 + index))).join('');

function nested(levels: number): Criteria {
  let criteria: Criteria = known;
  for (let level = 1; level < levels; level++) criteria = not(criteria);
  return criteria;
}

const prototype: unknown = JSON.parse(
  '{"__proto__": {"type": "all"}, "constructor": 1, "of": [{"type": "property", "property": "user.x", "operator": "known"}]}',
);
const inherited: unknown = JSON.parse('{"type": "not", "__proto__": {"of": {"type": "segment", "segment": "a"}}}');
const deepList = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
};
const wide = many(200_000, { type: 'nonsense' });
const keys = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`key${index}`, 1]));
const long = 'x'.repeat(5_000_000);
const cyclic: { type: string; of: unknown } = { type: 'not', of: null };
cyclic.of = cyclic;

/** What somebody who means ill could send, and the first thing that is said of it. */
const table: readonly (readonly [name: string, input: unknown, fault: string])[] = [
  ['10,000 levels of not', nested(10_000), `${'of.'.repeat(31)}of: too_deep`],
  ['a cycle', cyclic, `${'of.'.repeat(31)}of: too_deep`],
  ['10,000 levels of where', { ...event, where: nested(10_000) }, `where${'.of'.repeat(31)}: too_deep`],
  [
    '10,000 lists inside one another',
    { ...is('user.x', 'oneOf'), value: deepList(10_000) },
    'value[0]: value_does_not_fit',
  ],
  ['200,000 wrong conditions', { type: 'all', of: wide }, 'of[0].type: unknown_type'],
  ['groups of wide groups', group(500, () => ({ type: 'any', of: wide })), 'of[0].of[0].type: unknown_type'],
  ['50,000 unknown keys', { type: 'not', of: known, ...keys }, 'key0: unknown_key'],
  ['a text of 5 million characters', is('user.x', 'equals', long), 'value: too_long'],
  ['a property of 5 million characters', is(long, 'known'), 'property: too_long'],
  ['a type of 5 million characters', { type: long }, 'type: too_long'],
  ['an operator of 5 million characters', { ...known, operator: long }, 'operator: too_long'],
  ['an event of 5 million characters', { ...event, event: long }, 'event: too_long'],
  ['a key of 5 million characters', { ...known, [long]: 1 }, `${'x'.repeat(60)}…: unknown_key`],
  ['a list of a million values', oneOf(1_000_000), 'value: too_many_values'],
  ['a list of lists', { ...is('user.x', 'oneOf'), value: many(10_000, [[]]) }, 'value[0]: value_does_not_fit'],
  ['499 lists of 10,000 values', group(499, () => oneOf(10_000)), 'of[5].value: too_many_values'],
  ['499 lists of 10,000 decimals', group(499, () => oneOf(10_000, { as: 'decimal' })), 'of[5].value: too_many_values'],
  [
    '499 lists of 1,000 networks',
    group(499, () => is('user.x', 'inNetwork', Array(1_000).fill('1:2::3/64'))),
    'of[5].value: too_many_values',
  ],
  ['a prototype', prototype, 'type: missing'],
  ['a condition in the prototype', inherited, '__proto__: unknown_key'],
  ['a type that every object has', { type: 'constructor' }, 'type: unknown_type'],
  ['an operator that every object has', { ...known, operator: 'toString' }, 'operator: unknown_operator'],
  ['a scope that every object has', is('constructor.name', 'known'), 'property: unknown_property'],
  ['a field of the request that every object has', is('request.__proto__', 'known'), 'property: unknown_property'],
  [
    'a unit that every object has',
    { ...event, window: { rolling: { amount: 1, unit: 'valueOf' } } },
    'window.rolling.unit: value_does_not_fit',
  ],
  [
    'a function that every object has',
    { type: 'aggregate', event: 'A', function: 'toString', property: 'properties.x', operator: 'known' },
    'function: value_does_not_fit',
  ],
  [
    'an infinite number',
    JSON.parse('{"type":"property","property":"user.x","operator":"atLeast","value":1e400}'),
    'value: value_does_not_fit',
  ],
  ['a number that is none', is('user.x', 'equals', Number.NaN), 'value: value_does_not_fit'],
  ['an enormous count', { ...event, count: { atLeast: 1e308 } }, 'count.atLeast: out_of_range'],
  [
    'an enormous window',
    { ...event, window: { rolling: { amount: 1e308, unit: 'years' } } },
    'window.rolling.amount: out_of_range',
  ],
  [
    'an enormous sum',
    { type: 'aggregate', event: 'A', function: 'sum', property: 'properties.x', operator: 'atLeast', value: 1e308 },
    ': value_does_not_fit',
  ],
  ['an enormous decimal', { ...is('user.x', 'equals', -1e308), as: 'decimal' }, 'value: value_does_not_fit'],
  ['half a surrogate pair in a value', is('user.x', 'equals', 'a\ud800'), 'value: value_does_not_fit'],
  ['half a surrogate pair in a name', { ...event, event: 'A\udfff' }, 'event: value_does_not_fit'],
  ['half a surrogate pair in a property', is('user.\udc00', 'known'), 'property: value_does_not_fit'],
  ['half a surrogate pair in a segment', { type: 'segment', segment: '\ud83d' }, 'segment: value_does_not_fit'],
  ['10,000 steps', { type: 'sequence', steps: many(10_000, { event: 'A' }) }, 'steps: out_of_range'],
  [
    'a pattern that is catastrophic elsewhere, and too long',
    is('user.x', 'matches', '(a*)*'.repeat(100_000)),
    'value: too_long',
  ],
  [
    '499 patterns that are too large',
    group(499, () => is('user.x', 'matches', '[\\w\\W]{999}')),
    'of[0].value: value_does_not_fit',
  ],
  [
    '499 patterns that are nearly too large',
    group(499, (index) => is(`user.x${index}`, 'matches', 'a{999}')),
    'of[11].value: too_many_patterns',
  ],
  [
    '499 classes of either case',
    group(499, () => ({ ...is('user.x', 'matches', '(?i)[\\W]('), exactCase: true })),
    'of[0].value: value_does_not_fit',
  ],
  ['repetitions inside one another', is('user.x', 'matches', '((a{1,30}){1,30}){1,30}'), 'value: value_does_not_fit'],
  ['a huge repetition', is('user.x', 'matches', '(ab){1000}'), 'value: value_does_not_fit'],
  ['a repetition beyond every number', is('user.x', 'matches', 'a{999999}'), 'value: value_does_not_fit'],
  ['groups without an end', is('user.x', 'matches', '('.repeat(1_000)), 'value: value_does_not_fit'],
  ['200 classes of nearly all characters', is('user.x', 'matches', '[\\W]'.repeat(199)), 'value: value_does_not_fit'],
  [
    '200 different classes of that kind',
    is(
      'user.x',
      'matches',
      ideographs(190, (one) => `[\\W${one}]`),
    ),
    'value: value_does_not_fit',
  ],
  ['a look ahead', is('user.x', 'matches', '(?=a)'), 'value: value_does_not_fit'],
  [
    '499 patterns',
    group(499, (index) => is('user.x', 'matches', `${'[ab]'.repeat(240)}${index}`)),
    'of[5].value: too_many_patterns',
  ],
  [
    '499 patterns of ideographs',
    group(499, (index) => is('user.x', 'matches', `${ideographs(180, (one) => `[^${one}]`)}${index}`)),
    'of[6].value: too_many_patterns',
  ],
];

describe('hostile definitions', () => {
  it.each(table)('%s: refused quickly, briefly and by name', (_name, input, fault) => {
    // The best of several, because other tests run beside this one.
    let faults: readonly { readonly path: string; readonly code: string }[] = [];
    const took = [1, 2, 3, 4].map(() => {
      const before = Date.now();
      const result = parseCriteria(input);
      faults = result.ok ? [] : result.faults;
      return Date.now() - before;
    });
    const [first] = faults;
    expect(`${first?.path}: ${first?.code}`).toBe(fault);
    expect(Math.min(...took)).toBeLessThan(longest);
    expect(faults.length).toBeLessThanOrEqual(201);
    expect(JSON.stringify(faults).length).toBeLessThan(150_000);
  });

  it.each<[string, unknown]>([
    ['patterns that are catastrophic elsewhere', group(100, () => is('user.x', 'matches', '^(a+)+$|(a|a)*b|(.*)*x'))],
    ['a text with NUL', is('user.x', 'equals', 'a\u0000b')],
    [
      'segments and values named like parts of every object',
      group(2, () => ({ type: 'segment', segment: '__proto__' })),
    ],
    ['paths named like parts of every object', group(2, () => is('user.constructor.prototype', 'equals', '__proto__'))],
    ['the least and the largest number', is('user.x', 'between', [-Number.MAX_VALUE, Number.MAX_VALUE])],
    ['minus zero', is('user.x', 'equals', -0)],
    ['as many values as are allowed', group(5, () => oneOf(criteriaLimits.values, { as: 'decimal' }))],
    ['as many conditions as are allowed', group(criteriaLimits.nodes - 1, () => known)],
  ])('%s: read quickly', (_name, input) => {
    const took = [1, 2, 3, 4].map(() => {
      const before = Date.now();
      expect(parseCriteria(input)).toMatchObject({ ok: true });
      return Date.now() - before;
    });
    expect(Math.min(...took)).toBeLessThan(longest);
  });
});
