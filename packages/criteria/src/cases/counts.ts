import type { Criteria, DistinctOf, EventCount, EventNode } from '../criteria.js';
import { all, any, type CriteriaCase, did, is, noon, not, person, row, times } from './case.js';

const minute = 60_000;
const hour = 3_600_000;

function counted(count: EventCount, of?: DistinctOf, rest: Partial<EventNode> = {}): EventNode {
  return { type: 'event', event: 'Visited', count, ...(of === undefined ? {} : { of }), ...rest };
}

const boundRows = ([0, 1, 2, 3, 4, 5] as const).flatMap((n) => [
  row(`exactly 2 of ${n}`, counted({ exactly: 2 }), n === 2, { events: times(n, 'Visited') }),
  row(`between 2 and 4 of ${n}`, counted({ between: [2, 4] }), n >= 2 && n <= 4, { events: times(n, 'Visited') }),
  row(`exactly none of ${n}`, counted({ exactly: 0 }), n === 0, { events: times(n, 'Visited') }),
  row(`not exactly 2 of ${n}`, not(counted({ exactly: 2 })), n !== 2, { events: times(n, 'Visited') }),
  // The third latest lies exactly where the window begins.
  row(`exactly 2 of ${n} in a window`, counted({ exactly: 2 }, undefined, { window: lastMinutes(3) }), n >= 2, {
    events: times(n, 'Visited'),
  }),
]);

function lastMinutes(amount: number): NonNullable<EventNode['window']> {
  return { rolling: { amount, unit: 'minutes' } };
}

const days: DistinctOf = { distinct: 'days' };
const sessions: DistinctOf = { distinct: 'sessions' };
const skus: DistinctOf = { distinct: 'values', property: 'properties.sku' };
const visits = (...instants: (number | string)[]) => instants.map((time) => did('Visited', time));
const withSku = (...values: unknown[]) => values.map((sku, index) => did('Visited', noon - index * minute, { sku }));

/** On how many days, in how many sessions, with how many values; exactly so often; at least so many conditions. */
export const countCases: readonly CriteriaCase[] = [
  ...boundRows,
  row('no event is on no day', counted({ atMost: 0 }, days), true),
  row('two events of a day are one day', counted({ exactly: 1 }, days), true, { events: visits(noon, noon - hour) }),
  row('two days', counted({ exactly: 2 }, days), true, { events: visits(noon, noon - 24 * hour) }),
  row('local midnight parts two days', counted({ exactly: 2 }, days), true, {
    events: visits('2026-05-19T21:59:59.999Z', '2026-05-19T22:00:00Z'),
  }),
  row('midnight of UTC parts no local days', counted({ exactly: 1 }, days), true, {
    events: visits('2026-05-19T23:59:59Z', '2026-05-20T00:00:00Z'),
  }),
  row('a day of 25 hours is one', counted({ exactly: 1 }, days), true, {
    now: Date.parse('2026-10-25T23:00:00Z'),
    events: visits('2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z'),
  }),
  row('days in a window', counted({ exactly: 1 }, days, { window: { calendar: 'day' } }), true, {
    events: visits(noon, noon - 24 * hour),
  }),
  row('days with the event asked for', counted({ exactly: 1 }, days), true, {
    events: [did('Visited', noon), did('Other', noon - 48 * hour)],
  }),

  row('one session', counted({ exactly: 1 }, sessions), true, { events: visits(noon, noon - 20 * minute) }),
  row('a gap of exactly 30 minutes ends no session', counted({ exactly: 1 }, sessions), true, {
    events: visits(noon, noon - 30 * minute),
  }),
  row('a gap over 30 minutes ends a session', counted({ exactly: 2 }, sessions), true, {
    events: visits(noon, noon - 30 * minute - 1),
  }),
  row('other events keep a session going', counted({ exactly: 1 }, sessions), true, {
    events: [did('Visited', noon), did('Other', noon - 25 * minute), did('Visited', noon - 50 * minute)],
  }),
  row('a session without the event does not count', counted({ exactly: 1 }, sessions), true, {
    events: [did('Visited', noon), did('Other', noon - 5 * hour)],
  }),
  row('midnight ends a session', counted({ exactly: 2 }, sessions), true, {
    events: visits('2026-05-19T21:59:00Z', '2026-05-19T22:01:00Z'),
  }),
  row('no session at all', counted({ exactly: 0 }, sessions), true),
  row('sessions of a window', counted({ exactly: 1 }, sessions, { window: lastMinutes(60) }), true, {
    events: visits(noon, noon - 2 * hour),
  }),
  row('sessions with a condition', counted({ exactly: 1 }, sessions, { where: is('properties.sku', 'known') }), true, {
    events: [did('Visited', noon, { sku: 1 }), did('Visited', noon - 2 * hour)],
  }),
  row('events of one instant are one session', counted({ exactly: 1 }, sessions), true, {
    events: [did('Visited', noon), { ...did('Visited', noon), id: 'other' }],
  }),

  row('different values', counted({ exactly: 2 }, skus), true, { events: withSku('a', 'b', 'a') }),
  row('different values are folded', counted({ exactly: 1 }, skus), true, { events: withSku('Straße', 'STRASSE') }),
  row('text and number are different values', counted({ exactly: 2 }, skus), true, { events: withSku('1', 1) }),
  row('truth values are values', counted({ exactly: 2 }, skus), true, { events: withSku(true, false, true) }),
  row('minus zero and zero are one value', counted({ exactly: 1 }, skus), true, { events: withSku(0, -0) }),
  row('missing is no value', counted({ exactly: 1 }, skus), true, { events: withSku('a', null, []) }),
  row('empty text is a value', counted({ exactly: 2 }, skus), true, { events: withSku('a', '') }),
  row('a list has many values', counted({ exactly: 3 }, skus), true, { events: withSku(['a', 'b'], ['B', 'c']) }),
  row('a list of several types', counted({ exactly: 3 }, skus), true, { events: withSku(['a', 1, true, 'A']) }),
  row('no values', counted({ atLeast: 1 }, skus), false, { events: withSku(null) }),
  row('at most no values includes never', counted({ atMost: 0 }, skus), true),

  ...([1, 2, 3] as const).flatMap((count) =>
    ([0, 1, 2, 3] as const).map((hold) => {
      const of: Criteria[] = ['a', 'b', 'c'].map((name, index) => is(`user.${name}`, 'equals', index < hold));
      const subject = person({ a: true, b: true, c: true });
      return row(`at least ${count} of 3 where ${hold} hold`, { type: 'atLeast', count, of }, hold >= count, {
        subject,
      });
    }),
  ),
  row(
    'at least 2 of behaviour and traits',
    { type: 'atLeast', count: 2, of: [counted({ atLeast: 1 }), is('user.a', 'known'), counted({ exactly: 0 }, days)] },
    true,
    { events: visits(noon), subject: person({ a: 1 }) },
  ),
  row(
    'at least 2 of behaviour alone',
    { type: 'atLeast', count: 2, of: [counted({ atLeast: 1 }), counted({ atLeast: 2 }), counted({ atLeast: 3 })] },
    true,
    { events: times(2, 'Visited') },
  ),
  row(
    'at least 3 of behaviour alone',
    { type: 'atLeast', count: 3, of: [counted({ atLeast: 1 }), counted({ atLeast: 2 }), counted({ atLeast: 3 })] },
    false,
    { events: times(2, 'Visited') },
  ),
  row(
    'at least so many conditions of one event',
    counted({ atLeast: 1 }, undefined, {
      where: {
        type: 'atLeast',
        count: 2,
        of: [is('properties.a', 'known'), is('properties.b', 'known'), is('properties.c', 'known')],
      },
    }),
    true,
    { events: [did('Visited', noon, { a: 1, c: 1 })] },
  ),
  row('everyone is in the whole share', { type: 'bucket', salt: 's', from: 0, to: 100 }, true),
  row('everyone is in one half or the other', any(half(0), half(50)), true),
  row('nobody is in both halves', all(half(0), half(50)), false),
  row('a salt beyond ASCII', any(...['größe 👍', 'größe 👍'].map((salt, index) => half(index * 50, salt))), true),
];

function half(from: number, salt = 's'): Criteria {
  return { type: 'bucket', salt, from, to: from + 50 };
}
