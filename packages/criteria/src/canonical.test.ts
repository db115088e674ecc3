import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import './patterns.js';
import { canonical, canonicalForm, criteriaHash, leafKey } from './canonical.js';
import { all, any, atLeast, atMost, is, not } from './cases/case.js';
import { accountCases, criteriaCases } from './cases.js';
import type { Criteria, Leaf, SequenceNode, TimeSpan } from './criteria.js';
import { evaluate } from './evaluate.js';
import { generateWorld, type Random, randomFrom } from './generate.js';
import { leavesOf, referencedSegments } from './leaves.js';
import { parseCriteria } from './parse/criteria.js';

const a = is('user.a', 'equals', 1);
const b = is('user.b', 'equals', 2);

const [x, y, z] = [is('properties.x', 'known'), is('properties.y', 'known'), is('properties.z', 'known')];
const isFrom = (value: string | string[]): Leaf => is('request.ip', 'inNetwork', value);
const last = (operator: 'oneOf' | 'equals', value: string | string[]): Leaf => ({
  ...is('properties.x', operator, value),
  type: 'aggregate',
  event: 'E',
  function: 'last',
});
const firstIn = (value: TimeSpan): Leaf => ({
  type: 'eventTime',
  event: 'E',
  which: 'first',
  operator: 'inLast',
  value,
});
const then = (where?: Criteria): SequenceNode => ({
  type: 'sequence',
  steps: [{ event: 'A', ...(where === undefined ? {} : { where }) }, { event: 'B' }],
});
const without = (...events: string[]): Leaf => ({
  type: 'sequence',
  steps: [{ event: 'A' }, { event: 'B', without: events.map((event) => ({ event })) }],
});
const someOf = (count: number, ...of: Criteria[]): Criteria => ({ type: 'atLeast', count, of });

describe('canonical text', () => {
  it.each<[string, Leaf, Leaf]>([
    ['keys in another order', a, { value: 1, operator: 'equals', property: 'user.a', type: 'property' }],
    ['exact case false', is('user.a', 'equals', 'x'), { ...is('user.a', 'equals', 'x'), exactCase: false }],
    ['exact case of a number', a, { ...a, exactCase: true }],
    ['the order of a list', is('user.a', 'oneOf', ['x', 'y']), is('user.a', 'oneOf', ['y', 'x', 'y'])],
    ['a list of one', is('user.a', 'oneOf', ['x']), is('user.a', 'equals', 'x')],
    [
      'units of a window',
      atLeast(1, 'E', { rolling: { amount: 1, unit: 'days' } }),
      atLeast(1, 'E', { rolling: { amount: 24, unit: 'hours' } }),
    ],
    [
      'the order of conditions of an event',
      atLeast(1, 'E', undefined, all(is('properties.a', 'known'), is('properties.b', 'known'))),
      atLeast(1, 'E', undefined, all(is('properties.b', 'known'), is('properties.a', 'known'))),
    ],
    ['two words for never', { ...atMost(0, 'E') }, { ...atMost(0, 'E'), count: { exactly: 0 } }],
    ['two words for a range', { ...atMost(2, 'E') }, { ...atMost(0, 'E'), count: { between: [0, 2] } }],
    [
      'units of a past window',
      atLeast(1, 'E', { past: { from: { amount: 14, unit: 'days' }, to: { amount: 168, unit: 'hours' } } }),
      atLeast(1, 'E', { past: { from: { amount: 2, unit: 'weeks' }, to: { amount: 1, unit: 'weeks' } } }),
    ],
    [
      'months of a window and years',
      atLeast(1, 'E', { rolling: { amount: 24, unit: 'months' } }),
      atLeast(1, 'E', { rolling: { amount: 2, unit: 'years' } }),
    ],
    ['no periods ago', atLeast(1, 'E', { calendar: 'day', ago: 0 }), atLeast(1, 'E', { calendar: 'day' })],
    [
      'units of a span',
      is('user.d', 'inLast', { amount: 24, unit: 'hours' }),
      is('user.d', 'inLast', { amount: 1, unit: 'days' }),
    ],
    [
      'the present week being the last and the next',
      is('user.d', 'inNext', { amount: 1, unit: 'weeks', calendar: true }),
      is('user.d', 'inLast', { amount: 1, unit: 'weeks', calendar: true }),
    ],
    ['the order of networks', isFrom(['10.0.0.0/8', '1.1.1.1']), isFrom(['1.1.1.1', '10.0.0.0/8', '1.1.1.1'])],
    ['a list of one network', isFrom(['10.0.0.0/8']), isFrom('10.0.0.0/8')],
    ['the order of a list that a last value is on', last('oneOf', ['a', 'b']), last('oneOf', ['b', 'a'])],
    ['a list of one that a last value is on', last('oneOf', ['a']), last('equals', 'a')],
    [
      'units in which a first time is said',
      firstIn({ amount: 48, unit: 'hours' }),
      firstIn({ amount: 2, unit: 'days' }),
    ],
    [
      'units of a sequence',
      { ...then(), within: { amount: 24, unit: 'hours' }, window: { rolling: { amount: 14, unit: 'days' } } },
      { ...then(), within: { amount: 1, unit: 'days' }, window: { rolling: { amount: 2, unit: 'weeks' } } },
    ],
    ['the order of conditions of a step', then(someOf(2, x, y, z)), then(someOf(2, z, x, y))],
    ['one of several conditions of a step', then(someOf(1, x, y)), then(any(y, x))],
    [
      'one property for each step',
      { ...then(), same: ['properties.a', 'properties.a'] },
      { ...then(), same: 'properties.a' },
    ],
    ['the order of what must not come between', without('C', 'D', 'C'), without('D', 'C')],
    ['minus zero', is('user.a', 'equals', 0), is('user.a', 'equals', -0)],
  ])('is one in spite of %s', (_name, one, other) => {
    expect(leafKey(one)).toBe(leafKey(other));
  });

  it.each<[string, Criteria, Criteria]>([
    ['values', a, is('user.a', 'equals', 2)],
    ['types of values', a, is('user.a', 'equals', '1')],
    ['case', is('user.a', 'equals', 'x'), is('user.a', 'equals', 'X')],
    ['exact case', is('user.a', 'equals', 'x'), { ...is('user.a', 'equals', 'x'), exactCase: true }],
    ['the ends of a range', is('user.a', 'between', [1, 2]), is('user.a', 'oneOf', [1, 2])],
    ['counts', atLeast(1, 'E'), atMost(1, 'E')],
    ['windows', atLeast(1, 'E'), atLeast(1, 'E', { calendar: 'day' })],
    [
      'a calendar week and seven calendar days',
      is('user.d', 'inLast', { amount: 1, unit: 'weeks', calendar: true }),
      is('user.d', 'inLast', { amount: 7, unit: 'days', calendar: true }),
    ],
    [
      'two calendar weeks before and two behind',
      is('user.d', 'inNext', { amount: 2, unit: 'weeks', calendar: true }),
      is('user.d', 'inLast', { amount: 2, unit: 'weeks', calendar: true }),
    ],
    ['the steps of a sequence', then(), { ...then(), steps: [{ event: 'B' }, { event: 'A' }] }],
    [
      'two properties of two steps',
      { ...then(), same: ['properties.a', 'properties.b'] },
      { ...then(), same: ['properties.b', 'properties.a'] },
    ],
    ['groups', all(a, b), any(a, b)],
    ['negation', a, not(a)],
    ['quotes', is('user.a', 'equals', '","'), is('user.a","', 'equals', '')],
  ])('tells apart %s', (_name, one, other) => {
    expect(canonical(one)).not.toBe(canonical(other));
    expect(criteriaHash(one)).not.toBe(criteriaHash(other));
  });

  it('is one for groups in another order, repeated, of one part or negated twice', () => {
    expect(canonical(all(a, b))).toBe(canonical(all(b, a, b)));
    expect(canonical(any(a))).toBe(canonical(a));
    expect(canonical(not(not(a)))).toBe(canonical(a));
    expect(canonical(all(a, all(b, any(a))))).toBe(canonical(all(a, b)));
  });

  it('is one for groups and negations that open only once what is inside them is in its form', () => {
    expect(canonical(all(a, any(all(b, a))))).toBe(canonical(all(a, b)));
    expect(canonical(not(any(not(all(a, b)))))).toBe(canonical(all(b, a)));
    expect(canonicalForm(all(b, any(not(not(all(a, b))))))).toEqual(all(a, b));
  });

  it('takes some of several for any where one is enough, for all where none may fail, and in any order', () => {
    const some = (count: number, ...of: Criteria[]): Criteria => ({ type: 'atLeast', count, of });
    const c = is('user.c', 'known');
    expect(canonicalForm(some(1, a, b))).toEqual(canonicalForm(any(b, a)));
    expect(canonicalForm(some(2, a, b))).toEqual(canonicalForm(all(b, a)));
    expect(canonical(some(2, a, b, c))).toBe(canonical(some(2, c, b, a)));
    expect(canonical(some(2, a, a, b))).not.toBe(canonical(some(2, a, b, c)));
  });

  it('forgets no member of a node that it does not know', () => {
    const other: Leaf = Object.assign({ ...a }, { quantifier: 'all' });
    expect(leafKey(other)).not.toBe(leafKey(a));
    expect(leafKey(Object.assign({ ...a }, { quantifier: 'any' }))).toBe(leafKey(a));
  });

  it('has a tree of the same meaning, whose own form is itself, for every tree', () => {
    for (let seed = 0; seed < 500; seed++) {
      const world = generateWorld(seed, { count: 3, segments: ['s'], requests: true });
      for (const criteria of world.criteria) {
        const form = canonicalForm(criteria);
        expect(canonicalForm(form)).toEqual(form);
        expect(canonical(form)).toBe(canonical(criteria));
        expect(parseCriteria(form)).toEqual({ ok: true, criteria: form });
        for (const visitor of world.visitors) {
          const input = { ...world, ...visitor, isMember: () => true };
          expect(evaluate(form, input)).toBe(evaluate(criteria, input));
        }
      }
    }
  });

  it('is accepted for whatever is accepted, in the shared table too', () => {
    const tables = [
      { rows: criteriaCases, subject: 'person' },
      { rows: accountCases, subject: 'account' },
    ] as const;
    for (const { rows, subject } of tables) {
      for (const { criteria } of rows) {
        const parsed = parseCriteria(criteria, { subject });
        if (!parsed.ok) continue;
        const form = canonicalForm(parsed.criteria);
        expect(parseCriteria(form, { subject })).toEqual({ ok: true, criteria: form });
        expect(canonical(form)).toBe(canonical(parsed.criteria));
      }
    }
  });

  it('has one hash however parts are ordered, repeated, wrapped or negated twice', () => {
    for (let seed = 0; seed < 300; seed++) {
      const random = randomFrom(seed);
      const [criteria] = generateWorld(seed, { visitors: 0 }).criteria;
      if (criteria === undefined) throw new RangeError('A world has criteria');
      expect(criteriaHash(respelt(criteria, random))).toBe(criteriaHash(criteria));
    }
  });

  it('never joins criteria of different meaning', () => {
    const seen = new Map<string, Criteria>();
    for (let seed = 0; seed < 600; seed++) {
      const world = generateWorld(seed % 50, { count: 4, segments: ['s'] });
      const others = generateWorld(seed, { visitors: 0, count: 2, depth: 2 }).criteria;
      for (const criteria of [...world.criteria, ...others]) {
        const key = criteriaHash(criteria);
        const known = seen.get(key);
        if (known === undefined) seen.set(key, criteria);
        else {
          for (const visitor of world.visitors) {
            const input = { ...world, ...visitor, isMember: () => true };
            expect(evaluate(criteria, input)).toBe(evaluate(known, input));
          }
          expect(canonical(known)).toBe(canonical(criteria));
        }
      }
    }
  });

  it('hashes to 20 letters and digits, far apart for texts that are near', () => {
    const hashes = new Set<string>();
    for (let index = 0; index < 20_000; index++) {
      const text = criteriaHash({ type: 'segment', segment: `s${index}` });
      expect(/^[0-9a-z]{20}$/.test(text)).toBe(true);
      hashes.add(text.slice(0, 10));
      hashes.add(text.slice(10));
    }
    expect(hashes.size).toBe(40_000);
  });

  it('stays the same from one version to the next, because it is stored', () => {
    expect(criteriaHash(a)).toBe('8adzgbmq4qeyo9hpqbyw');
    expect(criteriaHash(all(a, b))).toBe('ejn3w32i6ciooehr56a6');
  });
});

/** The same criteria, written by somebody else. */
function respelt(criteria: Criteria, random: Random): Criteria {
  let spelt = criteria;
  if (criteria.type === 'all' || criteria.type === 'any') {
    const parts = criteria.of.map((part) => respelt(part, random));
    const turned = parts.slice(random.below(parts.length)).concat(parts);
    spelt = { type: criteria.type, of: random.chance(50) ? turned : [{ type: criteria.type, of: turned }] };
  } else if (criteria.type === 'not') spelt = not(respelt(criteria.of, random));
  if (random.chance(20)) return all(spelt);
  return random.chance(20) ? not(not(spelt)) : spelt;
}

describe('leaves', () => {
  it('are the distinct conditions of a tree, without those inside where', () => {
    const event = atLeast(1, 'E', undefined, is('properties.x', 'known'));
    const criteria = all(
      a,
      any(b, not(a), event),
      { type: 'segment', segment: 's' },
      not({ type: 'segment', segment: 's' }),
    );
    expect(leavesOf(criteria)).toEqual([a, b, event, { type: 'segment', segment: 's' }]);
    expect(referencedSegments(criteria)).toEqual(['s']);
  });

  it('are found wherever criteria are generated', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        for (const criteria of generateWorld(seed, { visitors: 0 }).criteria) {
          expect(leavesOf(criteria).length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
