import type { CalendarUnit, EventMatch, RollingUnit, SequenceNode, SequenceStep, Window } from '../criteria.js';
import type { CriteriaEvent } from '../values.js';
import { atLeast, type CriteriaCase, did, is, noon, not, row } from './case.js';

const minute = 60_000;

/** Events a minute apart up to a minute before now; `A:x` has the property `sku` with the value x. */
function life(text: string): CriteriaEvent[] {
  const parts = text.split(' ').filter((part) => part !== '');
  return parts.map((part, index) => {
    const [name = '', sku] = part.split(':');
    return did(name, noon - (parts.length - index) * minute, sku === undefined ? {} : { sku: sku.split(',') });
  });
}

const step = (event: string, rest: Partial<SequenceStep> = {}): SequenceStep => ({ event, ...rest });
const sequence = (steps: readonly SequenceStep[], rest: Partial<SequenceNode> = {}): SequenceNode => ({
  type: 'sequence',
  steps,
  ...rest,
});
const within = (amount: number, unit: RollingUnit = 'minutes') => ({ within: { amount, unit } });
const without = (...events: string[]): Partial<SequenceStep> => ({
  without: events.map((event): EventMatch => ({ event })),
});
const same = { same: 'properties.sku' };
const ab = [step('A'), step('B')];
const abc = [step('A'), step('B'), step('C')];
const aNotB = [step('A'), step('B', { absent: true })];
const aNoXb = [step('A'), step('B', without('X'))];

type Line = readonly [history: string, SequenceNode, boolean];

const lines: readonly Line[] = [
  ['', sequence(ab), false],
  ['A', sequence(ab), false],
  ['B', sequence(ab), false],
  ['A B', sequence(ab), true],
  ['B A', sequence(ab), false],
  ['B A B', sequence(ab), true],
  ['A Y Y B', sequence(ab), true],
  ['A B', sequence(abc), false],
  ['A B C', sequence(abc), true],
  ['A C B', sequence(abc), false],
  ['A C B C', sequence(abc), true],
  ['A', sequence([step('A'), step('A')]), false],
  ['A A', sequence([step('A'), step('A')]), true],
  ['A A', sequence([step('A'), step('A'), step('A')]), false],
  ['A B', sequence(ab, within(1)), true],
  ['A Y B', sequence(ab, within(1)), false],
  ['A Y A B', sequence(ab, within(1)), true],
  ['A B Y C', sequence(abc, within(2)), false],
  ['A A B C', sequence(abc, within(2)), true],
  ['A X B', sequence(aNoXb), false],
  ['A X A B', sequence(aNoXb), true],
  ['X A B X', sequence(aNoXb), true],
  ['A X B A B', sequence(aNoXb), true],
  ['A B X C', sequence([step('A'), step('B'), step('C', without('X'))]), false],
  ['A X B C', sequence([step('A'), step('B'), step('C', without('X'))]), true],
  ['A B X B C', sequence([step('A'), step('B'), step('C', without('X'))]), true],
  ['A Y B', sequence([step('A'), step('B', without('X', 'Y'))]), false],
  ['A B B', sequence([step('A'), step('B', without('B'))]), true],
  ['A A', sequence([step('A'), step('A', without('A'))]), true],
  ['A:x B:x', sequence(ab, same), true],
  ['A:x B:y', sequence(ab, same), false],
  ['A:x B:X', sequence(ab, same), true],
  ['A:x A:y B:x', sequence(ab, same), true],
  ['A B', sequence(ab, same), false],
  ['A:x B', sequence(ab, same), false],
  ['A:x,y B:y,z', sequence(ab, same), true],
  ['A:x,y B:z', sequence(ab, same), false],
  ['A:x B:x C:y', sequence(abc, same), false],
  ['A:x B:y C:y A:y B:x C:x', sequence(abc, same), true],
  ['A:x Y A:y B:x', sequence(ab, { ...same, ...within(2) }), false],
  ['A:x Y A:y B:y', sequence(ab, { ...same, ...within(2) }), true],
  ['A:x X:x B:x', sequence(aNoXb, same), false],
  ['A:x X:X B:x', sequence(aNoXb, same), false],
  ['A:x X:y B:x', sequence(aNoXb, same), true],
  ['A:x X:y,x B:x', sequence(aNoXb, same), false],
  ['A:x X B:x', sequence(aNoXb, same), true],
  ['A:x X:y B:x', sequence(aNoXb), false],
  ['A:x A:y X:x B:x,y', sequence(aNoXb, same), true],
  ['A:x,y X:x B:x,y', sequence(aNoXb, same), true],
  ['A:x,y X:x X:y B:x,y', sequence(aNoXb, same), false],
  ['A:x X:y B:x', sequence(aNoXb, { same: ['properties.sku', 'properties.sku'] }), true],
  ['A:x X:x B:x', sequence(aNoXb, { same: ['properties.sku', 'context.sku'] }), false],
  ['A:x B:x X:x C:x', sequence([step('A'), step('B', without('X')), step('C')], same), true],
  ['A:x B:x X:x C:x', sequence([step('A'), step('B'), step('C', without('X'))], same), false],
  [
    'A:x X:y B:x Y Y',
    sequence([step('A'), step('B', without('X')), step('C', { absent: true })], { ...same, ...within(2) }),
    true,
  ],
  [
    'A:x X:x B:x Y Y',
    sequence([step('A'), step('B', without('X')), step('C', { absent: true })], { ...same, ...within(2) }),
    false,
  ],
  ['A:x A:y B:y', sequence(aNotB, { ...same, ...within(1) }), true],
  ['A:x', sequence(ab, { same: ['properties.sku', 'context.sku'] }), false],
  ['A', sequence(aNotB, within(1)), true],
  ['A', sequence(aNotB, within(2)), false],
  ['A B', sequence(aNotB, within(1)), false],
  ['A Y B', sequence(aNotB, within(1)), true],
  ['A Y B', sequence(aNotB, within(2)), false],
  ['B A', sequence(aNotB, within(1)), true],
  ['A B A', sequence(aNotB, within(1)), true],
  ['', sequence(aNotB, within(1)), false],
  ['A:x B:y', sequence(aNotB, { ...same, ...within(2) }), true],
  ['A:x B:x', sequence(aNotB, { ...same, ...within(2) }), false],
  ['A:x B', sequence(aNotB, { ...same, ...within(2) }), true],
  ['A B', sequence([step('A'), step('B'), step('C', { absent: true })], within(1)), true],
  ['A B C', sequence([step('A'), step('B'), step('C', { absent: true })], within(1)), false],
  ['A Y B', sequence([step('A'), step('B'), step('C', { absent: true })], within(1)), false],
  ['A Y Y B', sequence(ab, { window: { rolling: { amount: 2, unit: 'minutes' } } }), false],
  ['A B', sequence(ab, { window: { rolling: { amount: 3, unit: 'minutes' } } }), true],
];

function inWindow(name: string, window: Window, time: string, expected: boolean, now = '2026-05-20T12:00:00Z') {
  return row(name, atLeast(1, 'Visited', window), expected, { events: [did('Visited', time)], now: Date.parse(now) });
}

const past = (from: number, to: number, unit: RollingUnit): Window => ({
  past: { from: { amount: from, unit }, to: { amount: to, unit } },
});
const rolling = (amount: number, unit: RollingUnit): Window => ({ rolling: { amount, unit } });
const before = (calendar: CalendarUnit, ago: number): Window => ({ calendar, ago });
const fixed = (from?: string, to?: string): Window => ({
  fixed: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
});

/** Events one after another, and windows that end before now or roll by months. */
export const sequenceCases: readonly CriteriaCase[] = [
  ...lines.map(([history, criteria, expected], index) => {
    const events = life(history);
    return row(`sequence ${index + 1}: ${history === '' ? 'nothing' : history}`, criteria, expected, { events });
  }),
  row('steps of one instant are in the order of their ids', sequence(ab), true, {
    events: [
      { ...did('B', noon), id: 'm-2' },
      { ...did('A', noon), id: 'm-1' },
    ],
  }),
  row('what must stay away is there at the same instant, behind by its id', sequence(aNotB, within(1)), false, {
    events: [
      { ...did('B', noon - 2 * minute), id: 'm-2' },
      { ...did('A', noon - 2 * minute), id: 'm-1' },
    ],
  }),
  row('what must stay away came before at the same instant, by its id', sequence(aNotB, within(1)), true, {
    events: [
      { ...did('B', noon - 2 * minute), id: 'm-1' },
      { ...did('A', noon - 2 * minute), id: 'm-2' },
    ],
  }),
  row('steps of one instant are not in the other order', sequence(ab), false, {
    events: [
      { ...did('B', noon), id: 'm-1' },
      { ...did('A', noon), id: 'm-2' },
    ],
  }),
  row('a step with a condition', sequence([step('A'), step('B', { where: is('properties.sku', 'known') })]), false, {
    events: life('A B'),
  }),
  row('not a sequence holds of nothing', not(sequence(ab)), true),
  row('what is absent is known at its very instant', sequence(aNotB, within(10)), true, {
    events: [did('A', noon - 10 * minute)],
  }),
  row('what is absent is not known before', sequence(aNotB, within(10)), false, {
    events: [did('A', noon - 10 * minute + 1)],
  }),
  row('it came at the very end', sequence(aNotB, within(10)), false, {
    events: [did('A', noon - 20 * minute), did('B', noon - 10 * minute)],
  }),
  row('it came after the end', sequence(aNotB, within(10)), true, {
    events: [did('A', noon - 20 * minute), did('B', noon - 10 * minute + 1)],
  }),
  row(
    'what came after a fixed window still came',
    sequence(aNotB, { ...within(2, 'days'), window: fixed(undefined, '2026-05-10') }),
    false,
    {
      events: [did('A', '2026-05-10T12:00:00Z'), did('B', '2026-05-11T12:00:00Z')],
    },
  ),

  inWindow('a past window takes in its end', past(14, 7, 'days'), '2026-05-13T12:00:00Z', true),
  inWindow('a past window leaves out what is later', past(14, 7, 'days'), '2026-05-13T12:00:00.001Z', false),
  inWindow('a past window takes in its first millisecond', past(14, 7, 'days'), '2026-05-06T12:00:00.001Z', true),
  inWindow('a past window leaves out its start', past(14, 7, 'days'), '2026-05-06T12:00:00Z', false),
  inWindow('a past window of months', past(2, 1, 'months'), '2026-04-20T12:00:00Z', true),
  inWindow('a past window of months has passed', past(2, 1, 'months'), '2026-03-20T13:00:00Z', false),
  inWindow('a rolling month', rolling(1, 'months'), '2026-04-20T12:00:00.001Z', true),
  inWindow('a rolling month has passed', rolling(1, 'months'), '2026-04-20T12:00:00Z', false),
  inWindow('a rolling month is by the local clock', rolling(2, 'months'), '2026-03-20T12:30:00Z', false),
  inWindow('a rolling month over a change of the clock', rolling(2, 'months'), '2026-03-20T13:00:00.001Z', true),
  inWindow(
    'a month before the 31st begins with this month',
    rolling(1, 'months'),
    '2026-04-30T21:59:59Z',
    false,
    '2026-05-31T12:00:00Z',
  ),
  inWindow('a month before the 31st', rolling(1, 'months'), '2026-04-30T22:00:00.001Z', true, '2026-05-31T12:00:00Z'),
  inWindow('a month before 29 March', rolling(1, 'months'), '2026-02-28T22:00:00Z', false, '2026-03-29T12:00:00Z'),
  inWindow(
    'a month before 29 March of a leap year',
    rolling(1, 'months'),
    '2024-02-29T12:00:00Z',
    true,
    '2024-03-29T10:30:00Z',
  ),
  inWindow('a year before 29 February', rolling(1, 'years'), '2023-02-28T23:00:00.001Z', true, '2024-02-29T12:00:00Z'),
  inWindow(
    'a year before 29 February leaves out February',
    rolling(1, 'years'),
    '2023-02-28T22:59:59Z',
    false,
    '2024-02-29T12:00:00Z',
  ),
  inWindow('yesterday', before('day', 1), '2026-05-19T21:59:59.999Z', true),
  inWindow('yesterday begins at midnight', before('day', 1), '2026-05-18T22:00:00Z', true),
  inWindow('the day before yesterday is not yesterday', before('day', 1), '2026-05-18T21:59:59.999Z', false),
  inWindow('today is not yesterday', before('day', 1), '2026-05-19T22:00:00Z', false),
  inWindow('two days ago', before('day', 2), '2026-05-18T21:59:59.999Z', true),
  inWindow('yesterday had 25 hours', before('day', 1), '2026-10-24T22:00:00Z', true, '2026-10-26T12:00:00Z'),
  inWindow('yesterday had 23 hours', before('day', 1), '2026-03-28T22:59:59Z', false, '2026-03-30T12:00:00Z'),
  inWindow('last week', before('week', 1), '2026-05-11T00:00:00Z', true),
  inWindow('this week is not last week', before('week', 1), '2026-05-18T00:00:00Z', false),
  inWindow('last month', before('month', 1), '2026-04-30T21:59:59Z', true),
  inWindow('last quarter', before('quarter', 1), '2026-03-31T21:59:59Z', true),
  inWindow('last year', before('year', 1), '2025-12-31T22:59:59Z', true),
  inWindow('the year before last is not last year', before('year', 1), '2024-12-31T22:59:59Z', false),
  inWindow(
    'last month was February of a leap year',
    before('month', 1),
    '2024-02-29T22:59:59Z',
    true,
    '2024-03-31T12:00:00Z',
  ),
  inWindow('a fixed window from a date', fixed('2026-05-10'), '2026-05-09T22:00:00Z', true),
  inWindow('before a fixed window', fixed('2026-05-10'), '2026-05-09T21:59:59.999Z', false),
  inWindow(
    'a fixed window to a date takes in the day',
    fixed(undefined, '2026-05-10'),
    '2026-05-10T21:59:59.999Z',
    true,
  ),
  inWindow('after a fixed window to a date', fixed(undefined, '2026-05-10'), '2026-05-10T22:00:00Z', false),
  inWindow('a fixed window from an instant', fixed('2026-05-10T10:00:00Z'), '2026-05-10T10:00:00Z', true),
  inWindow(
    'a fixed window to an instant leaves it out',
    fixed(undefined, '2026-05-10T10:00:00Z'),
    '2026-05-10T10:00:00Z',
    false,
  ),
  inWindow(
    'just before the end of a fixed window',
    fixed(undefined, '2026-05-10T10:00:00Z'),
    '2026-05-10T09:59:59.999Z',
    true,
  ),
  inWindow('a fixed window of one day', fixed('2026-05-10', '2026-05-10'), '2026-05-10T12:00:00Z', true),
  inWindow('a fixed window the wrong way round', fixed('2026-05-11', '2026-05-10'), '2026-05-10T12:00:00Z', false),
];
