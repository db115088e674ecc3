import type { Operand, Operator, PropertyNode } from '../criteria.js';
import type { GroupRecord } from '../values.js';
import { type CriteriaCase, is, memberOf, not, person, row } from './case.js';

type Line = readonly [operator: Operator, value: Operand | undefined, x: unknown, expected: boolean];

const every: readonly Line[] = [
  ['equals', 'a', ['a', 'A'], true],
  ['equals', 'a', ['a', 'b'], false],
  ['equals', 'a', ['a', 1], false],
  ['equals', 'a', 'a', true],
  ['equals', 'a', [], false],
  ['equals', 'a', undefined, false],
  ['equals', 1, [1, 1], true],
  ['equals', true, [true, false], false],
  ['oneOf', ['a', 1], ['A', 1], true],
  ['oneOf', ['a', 1], ['a', 2], false],
  ['oneOf', [true, false], [true, false], true],
  ['contains', 'x', ['ax', 'xb'], true],
  ['contains', 'x', ['ax', 'b'], false],
  ['startsWith', 'a', ['ab', 'Ac'], true],
  ['endsWith', 'a', ['ba', 1], false],
  ['matches', '^a', ['ab', 'ac'], true],
  ['atLeast', 3, [3, 4], true],
  ['atLeast', 3, [3, 2], false],
  ['atLeast', 3, [3, 'x'], false],
  ['between', [1, 5], [1, 5], true],
  ['before', '2026-01-01', ['2025-01-01', '2025-06-01T00:00:00Z'], true],
  ['before', '2026-01-01', ['2025-01-01', 'x'], false],
  ['inNetwork', '10.0.0.0/8', ['10.0.0.1', '10.0.0.2'], true],
  ['inNetwork', '10.0.0.0/8', ['10.0.0.1', '11.0.0.2'], false],
  ['known', undefined, ['a'], true],
  ['known', undefined, undefined, false],
];

const sizes: readonly Line[] = [
  ['equals', 2, ['a', 1], true],
  ['equals', 1, 'a', true],
  ['equals', 1, '', true],
  ['equals', 1, false, true],
  ['equals', 0, undefined, true],
  ['equals', 0, null, true],
  ['equals', 0, [], true],
  ['equals', 0, 0, false],
  ['oneOf', [1, 3], ['a', 'b', 'c'], true],
  ['atLeast', 2, ['a'], false],
  ['atLeast', 2, ['a', 'a'], true],
  ['lessThan', 1, undefined, true],
  ['between', [1, 2], ['a', 'b', 'c'], false],
];

const all = (node: PropertyNode): PropertyNode => ({ ...node, quantifier: 'all' });
/** Somebody in an account for each of these plans; undefined for an account without one. */
function inAccounts(...plans: (string | undefined)[]) {
  const accounts = plans.map((plan, i): GroupRecord => ({ id: `a${i}`, traits: plan === undefined ? {} : { plan } }));
  return { subject: person({}, memberOf('account', ...accounts)) };
}

/** All of many values, and how many there are. */
export const quantifierCases: readonly CriteriaCase[] = [
  ...every.map(([operator, value, x, expected]) =>
    row(
      `every value of ${JSON.stringify(x) ?? 'nothing'} ${expected ? 'is' : 'is not'} ${operator} ${JSON.stringify(value) ?? ''}`,
      all(is('user.x', operator, value)),
      expected,
      { subject: person({ x }) },
    ),
  ),
  ...sizes.map(([operator, value, x, expected]) =>
    row(
      `the number of ${JSON.stringify(x) ?? 'no'} values ${expected ? 'is' : 'is not'} ${operator} ${JSON.stringify(value)}`,
      { ...is('user.x', operator, value), of: 'size' },
      expected,
      { subject: person({ x }) },
    ),
  ),
  row('all accounts have the plan', all(is('account.plan', 'equals', 'pro')), true, inAccounts('pro', 'Pro')),
  row('one account has another plan', all(is('account.plan', 'equals', 'pro')), false, inAccounts('pro', 'free')),
  row('one account has no plan', all(is('account.plan', 'equals', 'pro')), false, inAccounts('pro', undefined)),
  row('all of no accounts is false', all(is('account.plan', 'equals', 'pro')), false),
  row('not all of no accounts is true', not(all(is('account.plan', 'equals', 'pro'))), true),
  row('all accounts have ids that begin alike', all(is('account.id', 'startsWith', 'a')), true, inAccounts('x', 'y')),
  row('somebody has two accounts', { ...is('account.id', 'atLeast', 2), of: 'size' }, true, inAccounts('x', 'y')),
  row('somebody has no account', { ...is('account.id', 'equals', 0), of: 'size' }, true),
  row('one account is not two', { ...is('account.id', 'atLeast', 2), of: 'size' }, false, inAccounts('x')),
];
