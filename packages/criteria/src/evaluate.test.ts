import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all, any, atLeast, atMost, berlin, did, is, memberOf, noon, not, person } from './cases/case.js';
import type { Criteria, Leaf } from './criteria.js';
import { InvalidCriteriaError } from './errors.js';
import { type EvaluationInput, evaluate, evaluateKleene, isRequestLeaf } from './evaluate.js';
import { explain } from './explain.js';
import { generateWorld } from './generate.js';
import { leavesOf } from './leaves.js';
import { compileTree, compileTreeKleene } from './tree.js';

const input: EvaluationInput = {
  subject: person({ plan: 'free' }),
  request: null,
  events: [],
  isMember: () => false,
  now: noon,
  calendar: berlin,
};
const free = is('user.plan', 'equals', 'free');
const pro = is('user.plan', 'equals', 'pro');
const chrome = is('request.browser', 'equals', 'chrome');

describe('evaluation', () => {
  it('does not count events after now', () => {
    const events = [did('Visited', noon + 1)];
    expect(evaluate(atLeast(1, 'Visited'), { ...input, events })).toBe(false);
    expect(evaluate(atMost(0, 'Visited', { calendar: 'day' }), { ...input, events })).toBe(true);
  });

  it('refuses groups without conditions and operands that do not fit', () => {
    expect(() => evaluate({ type: 'all', of: [] }, input)).toThrow(InvalidCriteriaError);
    expect(() => evaluateKleene({ type: 'any', of: [] }, input)).toThrow(InvalidCriteriaError);
    for (const wrong of [
      is('user.x', 'atLeast', '1'),
      is('user.x', 'before', 'now'),
      is('user.x', 'equals'),
      is('user.x', 'contains', 1),
      is('user.x', 'between', [1]),
      is('properties.x', 'known'),
      is('x', 'known'),
      atLeast(1, 'E', undefined, free),
    ]) {
      expect(() => evaluate(wrong, input)).toThrow(InvalidCriteriaError);
    }
  });

  it('asks for no more conditions than decide', () => {
    const asked: string[] = [];
    const ask = (criteria: Criteria) =>
      compileTree<null>(criteria, (leaf) => () => {
        asked.push(leaf.type);
        return leaf.type === 'property';
      })(null);
    expect(ask(any(free, atLeast(1, 'E')))).toBe(true);
    expect(ask(all(atLeast(1, 'E'), free, free))).toBe(false);
    expect(asked).toEqual(['property', 'event']);
  });
});

describe('three-valued evaluation', () => {
  it.each<[string, Criteria, boolean | null]>([
    ['a condition about the request is unknown', chrome, null],
    ['so is its negation', not(chrome), null],
    ['all with a false condition is false', all(chrome, pro), false],
    ['all with true conditions is unknown', all(free, chrome), null],
    ['any with a true condition is true', any(chrome, free), true],
    ['any with false conditions is unknown', any(pro, chrome), null],
    ['nested groups decide where they can', any(all(chrome, pro), free), true],
    ['what does not read the request is known', not(pro), true],
  ])('%s', (_name, criteria, expected) => {
    expect(evaluateKleene(criteria, input)).toBe(expected);
    expect(explain(criteria, input).matches).toBe(expected);
  });

  it('takes unknown memberships as unknown', () => {
    const member: Criteria = { type: 'segment', segment: 's' };
    expect(evaluateKleene(member, { ...input, isMember: () => null })).toBeNull();
    expect(evaluate(member, { ...input, isMember: () => null })).toBe(false);
  });

  it('agrees with two-valued evaluation wherever a request is there', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const world = generateWorld(seed, { requests: true, segments: ['s'] });
        for (const [index, visitor] of world.visitors.entries()) {
          const known = { ...world, ...visitor, isMember: () => index % 2 === 0 };
          for (const criteria of world.criteria) {
            const result = evaluate(criteria, known);
            expect(evaluateKleene(criteria, known)).toBe(result);
            expect(explain(criteria, known).matches).toBe(result);
            expect(evaluate(not(criteria), known)).toBe(!result);
            const without = evaluateKleene(criteria, { ...known, request: null });
            if (without !== null) expect(without).toBe(result);
            else expect(leavesOf(criteria).some(isRequestLeaf)).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is Kleene’s logic: unknown exactly where the unknown conditions can still decide', () => {
    const leaf = (name: string): Leaf => ({ type: 'segment', segment: name });
    const trees = fc.letrec<{ tree: Criteria }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('t', 'f', 'u').map(leaf),
        tie('tree').map((of) => not(of)),
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((of) => all(...of)),
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((of) => any(...of)),
      ),
    })).tree;
    fc.assert(
      fc.property(trees, (tree) => {
        const read = (unknown: boolean | null) => (each: Leaf) => () =>
          each.type === 'segment' && each.segment === 'u' ? unknown : each.type === 'segment' && each.segment === 't';
        const result = compileTreeKleene<null>(tree, read(null))(null);
        const yes = compileTreeKleene<null>(tree, read(true))(null);
        const no = compileTreeKleene<null>(tree, read(false))(null);
        if (result !== null) expect([yes, no]).toEqual([result, result]);
        else if (!JSON.stringify(tree).includes('"u"')) expect.fail('nothing was unknown');
      }),
    );
  });
});

describe('explanations', () => {
  it('tell each condition with what was found', () => {
    const criteria = all(
      free,
      not(is('account.tags', 'equals', 'eu')),
      any(atLeast(2, 'Visited', { calendar: 'day' }), chrome, { type: 'segment', segment: 's' }),
      is('user.toString', 'known'),
    );
    const accounts = memberOf(
      'account',
      { id: 'a', traits: { tags: ['vip', 'eu'] } },
      { id: 'b', traits: { tags: 'x' } },
    );
    const subject = person({ plan: 'Free' }, accounts);
    const events = [did('Visited', noon - 5), did('Visited', noon - 9), did('Visited', noon - 90_000_000)];
    const explained = explain(criteria, { ...input, subject, events }, { segmentName: () => 'VIPs' });
    expect(explained).toMatchObject({
      path: '',
      type: 'all',
      matches: false,
      found: null,
      of: [
        { path: 'of[0]', matches: true, found: 'Free', sentence: 'People whose plan is “free”' },
        {
          path: 'of[1]',
          type: 'not',
          matches: false,
          of: [{ path: 'of[1].of', matches: true, found: ['vip', 'eu', 'x'] }],
        },
        {
          path: 'of[2]',
          matches: true,
          of: [
            { path: 'of[2].of[0]', matches: true, found: { count: 2, lastTime: noon - 5 } },
            { path: 'of[2].of[1]', matches: null, found: null },
            { path: 'of[2].of[2]', matches: false, found: false, sentence: 'People who are in “VIPs”' },
          ],
        },
        { path: 'of[3]', matches: false, found: null },
      ],
    });
  });
});
