import type { AggregateNode, Criteria, EventTimeNode } from '../criteria.js';
import { type CriteriaCase, did, is, noon, not, row } from './case.js';

type Compared = readonly [operator: AggregateNode['operator'], value?: AggregateNode['value']];

function aggregate(
  name: AggregateNode['function'],
  [operator, value]: Compared,
  rest: Partial<AggregateNode> = {},
): AggregateNode {
  const property = 'properties.total';
  const operand = value === undefined ? {} : { value };
  return { type: 'aggregate', event: 'Bought', function: name, property, operator, ...operand, ...rest };
}

/** Events a minute apart, in the order given. */
const totals = (...values: unknown[]) =>
  values.map((total, index) => did('Bought', noon - (values.length - index) * 60_000, { total }));

type Line = readonly [AggregateNode['function'], Compared, boolean, ...unknown[]];

const lines: readonly Line[] = [
  ['sum', ['equals', 0], true],
  ['sum', ['known'], true],
  ['sum', ['atMost', 0], true],
  ['sum', ['greaterThan', 0], false],
  ['sum', ['equals', 0.3], true, 0.1, 0.2],
  ['sum', ['equals', 0], true, 0.1, -0.1],
  ['sum', ['equals', 1], true, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1],
  ['sum', ['equals', 60], true, [10, 20], 30],
  ['sum', ['equals', 10], true, '5', 10, true, null],
  ['sum', ['oneOf', [1, 5]], true, 2, 3],
  ['sum', ['between', [5, 5]], true, 2, 3],
  ['sum', ['lessThan', 5], false, 2, 3],
  ['sum', ['atLeast', 5], true, 2, 3],
  ['sum', ['greaterThan', 5], false, 2, 3],
  ['sum', ['equals', 1_000_000_000_000.5], true, 1e12, 0.5],
  ['sum', ['equals', 1_000_000_000_000.1], false, 1e12, 0.1],
  ['sum', ['equals', 0.000000001], true, 0.000000001],
  ['sum', ['equals', 0], true, 0.0000000004],
  ['sum', ['equals', 5e17], true, 5e17, 1e18],
  ['sum', ['equals', 1], true, 1e300, 1, -1e300],
  ['sum', ['equals', 0], true, 5e-324],
  ['sum', ['lessThan', -5], true, -2, -3.5],
  ['average', ['known'], false],
  ['average', ['atMost', 100], false],
  ['average', ['equals', 2], true, 1, 2, 3],
  ['average', ['equals', 0.1], true, 0.1, 0.1, 0.1],
  ['average', ['greaterThan', 0.333333333], true, 1, 0, 0],
  ['average', ['lessThan', 0.333333334], true, 1, 0, 0],
  ['average', ['known'], false, 'x', null],
  ['average', ['between', [-3, -2]], true, -2, -3],
  ['average', ['oneOf', [7, 2]], true, 2],
  ['average', ['atLeast', 2], true, 1, [2, 3]],
  ['minimum', ['equals', -2], true, 3, -2, 'a'],
  ['minimum', ['known'], false, 'a'],
  ['minimum', ['known'], true, 0],
  ['minimum', ['atLeast', 1], false],
  ['minimum', ['lessThan', 2], true, [5, 1.5], 9],
  ['maximum', ['equals', 9], true, 3, 9, 4],
  ['maximum', ['greaterThan', 8.5], true, [1, 9]],
  ['maximum', ['atMost', 100], false],
  ['maximum', ['equals', -1], true, -1, -5],
  ['first', ['equals', 'a'], true, 'A', 'b'],
  ['first', ['equals', 'b'], true, null, 'b', 'a'],
  ['first', ['known'], false],
  ['first', ['known'], true, 0],
  ['first', ['atLeast', 3], true, [1, 4], 0],
  ['first', ['equals', true], true, true, false],
  ['last', ['equals', 'b'], true, 'a', 'B'],
  ['last', ['equals', 'b'], true, 'a', 'b', null],
  ['last', ['startsWith', 'st'], true, 'x', 'Straße'],
  ['last', ['equals', 'strasse'], true, 'x', 'Straße'],
  ['last', ['oneOf', ['x', 'y']], true, 'a', ['b', 'Y']],
  ['last', ['equals', 10], false, 10, '10'],
  ['last', ['before', '2026-06-01'], true, 'x', '2026-05-30'],
  ['mostFrequent', ['equals', 'a'], true, 'a', 'b', 'A'],
  ['mostFrequent', ['equals', 'b'], true, 'a', 'b'],
  ['mostFrequent', ['equals', 'a'], true, 'b', 'a', 'a', 'b', 'a'],
  ['mostFrequent', ['equals', 'a'], false, 'a', 'a', 'b', 'b'],
  ['mostFrequent', ['equals', 1], true, '1', 1, 1],
  ['mostFrequent', ['equals', true], true, false, true, true],
  ['mostFrequent', ['equals', 'c'], true, ['a', 'c'], ['b', 'c']],
  ['mostFrequent', ['equals', 2], true, [2, 'a']],
  ['mostFrequent', ['known'], false],
  ['mostFrequent', ['known'], false, null],
  ['mostFrequent', ['atLeast', 2], true, 2, 2, 'x'],
];

const frequent: readonly (readonly [Compared, Partial<AggregateNode>, boolean, ...unknown[]])[] = [
  [['equals', 'a'], { exactCase: true }, true, 'A', 'b', 'a'],
  [['equals', 'A'], { exactCase: true }, false, 'A', 'b', 'a'],
  [['equals', 'Straße'], { exactCase: true }, true, 'STRASSE', 'Straße'],
  [['equals', 'B'], { exactCase: true }, true, ['x', 'b', 'B'], 'B'],
  [['oneOf', ['b', 'A']], { exactCase: true }, false, 'A', 'b', 'a'],
  [['contains', 'traß'], { exactCase: true }, true, 'x', 'Straße', 'STRASSE', 'Straße'],
  [['matches', '^st'], {}, true, 'x', 'Straße', 'Straße'],
  [['matches', '^st'], { exactCase: true }, false, 'x', 'Straße', 'Straße'],
  [['inNetwork', '10.0.0.0/8'], {}, true, '10.1.2.3', '10.1.2.3', '11.0.0.1'],
  [['atLeast', '1.5'], { as: 'decimal' }, true, '1.50', '1.50', '1'],
  [['equals', '1.5'], { as: 'decimal' }, true, 1.5, 1.5, '1'],
  [['lessThan', '2.0.0'], { as: 'version' }, true, '2.0.0-RC.1', '2.0.0-rc.1', '2.0.0'],
  [['atMost', 'PT1H'], { as: 'duration' }, true, 'PT60M', 'PT60M', 'P1D'],
  [['between', ['1', '2']], { as: 'decimal' }, false, '3', '3', '1'],
];
const compared: readonly (readonly ['first' | 'last', Compared, Partial<AggregateNode>, boolean, ...unknown[]])[] = [
  ['first', ['equals', 'Ab'], { exactCase: true }, true, 'Ab', 'ab'],
  ['first', ['equals', 'ab'], { exactCase: true }, false, 'Ab', 'ab'],
  ['last', ['matches', '^A'], { exactCase: true }, false, 'Ab', 'ab'],
  ['last', ['atLeast', '1.10.0'], { as: 'version' }, true, '2.0.0', '1.10.0'],
  ['first', ['equals', '1.5'], { as: 'decimal' }, true, '1.50', '2'],
  ['last', ['between', ['2026-05-01', '2026-05-31']], { as: 'date' }, true, 'x', '2026-05-31T23:00'],
  ['last', ['atMost', 'P1D'], { as: 'duration' }, false, 'PT1H', 'P2D'],
  ['last', ['oneOf', ['a', 'b']], { quantifier: 'all' }, true, 'x', ['a', 'B']],
  ['last', ['oneOf', ['a', 'b']], { quantifier: 'all' }, false, 'x', ['a', 'c']],
  ['last', ['atLeast', 2], { quantifier: 'all' }, false, 5, [1, 4]],
  ['first', ['inNetwork', '::/0'], {}, true, '10.1.2.3'],
];
const latest = { exactCase: true, function: 'last' } as const;
const lastMinutes = { window: { rolling: { amount: 10, unit: 'minutes' } } } as const;

function time(
  which: EventTimeNode['which'],
  operator: EventTimeNode['operator'],
  value: NonNullable<EventTimeNode['value']>,
  rest: Partial<EventTimeNode> = {},
): EventTimeNode {
  return { type: 'eventTime', event: 'Bought', which, operator, value, ...rest };
}

const spring = [did('Bought', '2026-03-01T10:00:00Z'), did('Bought', '2026-05-18T22:30:00Z')];
const timeRow = (name: string, criteria: Criteria, expected: boolean) =>
  row(name, criteria, expected, { events: spring });

/** Sums, averages, extremes, first, last and most frequent values; times of the first and last event. */
export const aggregateCases: readonly CriteriaCase[] = [
  ...lines.map(([name, compared, expected, ...values]) => {
    const [operator, value] = compared;
    const of = values.length === 0 ? 'nothing' : JSON.stringify(values);
    const title = `the ${name} of ${of} ${operator} ${JSON.stringify(value) ?? ''}`.trim();
    return row(title, aggregate(name, compared), expected, { events: totals(...values) });
  }),
  row('a sum in a window', aggregate('sum', ['equals', 3], lastMinutes), true, {
    events: [...totals(1, 2), did('Bought', noon - 600_000, { total: 100 })],
  }),
  row(
    'a sum of some events',
    aggregate('sum', ['equals', 2], { where: is('properties.total', 'greaterThan', 1) }),
    true,
    { events: totals(1, 2) },
  ),
  row('a sum leaves out other events', aggregate('sum', ['equals', 1]), true, {
    events: [...totals(1), did('Returned', noon, { total: 5 })],
  }),
  row('not a sum of at least 1 holds of nothing', not(aggregate('sum', ['atLeast', 1])), true),
  row('not an average of at least 1 holds of nothing', not(aggregate('average', ['atLeast', 1])), true),
  ...frequent.map(([comparison, rest, expected, ...values], index) =>
    row(`most frequent, compared ${index + 1}`, aggregate('mostFrequent', comparison, rest), expected, {
      events: totals(...values),
    }),
  ),
  ...compared.map(([name, comparison, rest, expected, ...values], index) =>
    row(`${name} value, compared ${index + 1}`, aggregate(name, comparison, rest), expected, {
      events: totals(...values),
    }),
  ),
  row('the last in exact case', aggregate('last', ['equals', 'B'], latest), false, { events: totals('b') }),
  row('the last of one instant is of the greater id', aggregate('last', ['equals', 'y']), true, {
    events: [
      { ...did('Bought', noon, { total: 'y' }), id: 'm-2' },
      { ...did('Bought', noon, { total: 'x' }), id: 'm-1' },
    ],
  }),
  row('ids are ordered by code point', aggregate('last', ['equals', 'emoji']), true, {
    events: [
      { ...did('Bought', noon, { total: 'emoji' }), id: '😀' },
      { ...did('Bought', noon, { total: 'private' }), id: '\uf8ff' },
    ],
  }),
  row('the first came late', aggregate('first', ['equals', 'early']), true, {
    events: [did('Bought', noon, { total: 'late' }), did('Bought', noon - 5, { total: 'early' })],
  }),

  timeRow('the first time before a date', time('first', 'before', '2026-04-01'), true),
  timeRow('the last time before a date', time('last', 'before', '2026-04-01'), false),
  timeRow('the last time after a date', time('last', 'after', '2026-05-01'), true),
  timeRow('the last time on a local day', time('last', 'on', '2026-05-19'), true),
  timeRow('the last time not on the day of UTC', time('last', 'on', '2026-05-18'), false),
  timeRow('the last time within 2 days', time('last', 'inLast', { amount: 2, unit: 'days' }), true),
  timeRow('the last time within 1 day', time('last', 'inLast', { amount: 1, unit: 'days' }), false),
  timeRow('the first time more than a month ago', time('first', 'moreThanAgo', { amount: 1, unit: 'months' }), true),
  timeRow('the last time more than a month ago', time('last', 'moreThanAgo', { amount: 1, unit: 'months' }), false),
  timeRow(
    'the first time of a window',
    time('first', 'after', '2026-05-01', { window: { rolling: { amount: 1, unit: 'months' } } }),
    true,
  ),
  row('the time of what never was', time('first', 'before', '2030-01-01'), false),
  row('not the time of what never was', not(time('first', 'before', '2030-01-01')), true),
];
