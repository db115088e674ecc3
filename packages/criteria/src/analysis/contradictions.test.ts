import { describe, expect, it } from 'vitest';
import { all, atLeast, atMost, is, not } from '../cases/case.js';
import type { Criteria, Operand, Operator } from '../criteria.js';
import { analyze } from './analyze.js';

const days = (amount: number) => ({ rolling: { amount, unit: 'days' } }) as const;
const fixed = (from: string, to: string) => ({ fixed: { from, to } });
const lastWeek = { amount: 7, unit: 'days' } as const;
const version = (property: string, operator: Operator, value: Operand): Criteria => ({
  ...is(property, operator, value),
  as: 'version',
});
const lastTime = (event: string, operator: Operator, value: Operand): Criteria => ({
  type: 'eventTime',
  event,
  which: 'last',
  operator,
  value,
});

describe('contradictions', () => {
  it.each<[string, Criteria, string[]]>([
    [
      'two versions that no single value lies between',
      all(version('request.osVersion', 'lessThan', '10.0.0'), version('request.osVersion', 'atLeast', '12.0.0')),
      [': matches_nobody', 'of[1]: contradiction', 'of[0]: request_time', 'of[1]: request_time'],
    ],
    [
      'the same of a version that could be a list',
      all(version('user.app', 'oneOf', ['1.0.0', '2.0.0-beta']), version('user.app', 'atLeast', '2.0.0')),
      ['of[1]: contradiction_of_single_value'],
    ],
    [
      'dates that no single value lies between',
      all(is('user.renewed', 'before', '2020-01-01'), is('user.renewed', 'after', '2021-01-01')),
      ['of[1]: contradiction_of_single_value'],
    ],
    [
      'the last days and long ago',
      all(is('user.renewed', 'inLast', lastWeek), is('user.renewed', 'moreThanAgo', { amount: 1, unit: 'weeks' })),
      ['of[1]: contradiction_of_single_value'],
    ],
    [
      'a month that the last year holds',
      all(
        is('user.renewed', 'inLast', { amount: 1, unit: 'months' }),
        is('user.renewed', 'inLast', { amount: 1, unit: 'years' }),
      ),
      ['of[1]: implied'],
    ],
    [
      'two times of one last event',
      all(lastTime('A', 'before', '2020-01-01'), lastTime('A', 'after', '2021-01-01')),
      [': matches_nobody', 'of[1]: contradiction'],
    ],
    [
      'the time of what was never done',
      all(atMost(0, 'A'), lastTime('A', 'inLast', lastWeek)),
      [': matches_nobody', 'of[1]: contradiction'],
    ],
    [
      'the time of what was not done in a longer window',
      all(atMost(0, 'A', days(30)), lastTime('A', 'inLast', lastWeek)),
      [': matches_nobody', 'of[1]: contradiction'],
    ],
    [
      'nothing about the time of what was not done lately',
      all(atMost(0, 'A', days(3)), lastTime('A', 'inLast', lastWeek)),
      [],
    ],
    [
      'the steps of what was never done',
      all({ type: 'sequence', steps: [{ event: 'B' }, { event: 'A' }], window: days(7) }, atMost(0, 'A')),
      [': matches_nobody', 'of[1]: contradiction'],
    ],
    ['that what was done has a time', all(atLeast(1, 'A'), lastTime('A', 'before', '2020-01-01')), ['of[0]: implied']],
    [
      'guests with a user id',
      all(is('profile.known', 'equals', false), is('profile.userId', 'oneOf', ['a', 'b'])),
      [': matches_nobody', 'of[1]: contradiction'],
    ],
    [
      'known users without a user id',
      all(not(is('profile.userId', 'known')), is('profile.known', 'equals', true)),
      [': matches_nobody', 'of[1]: contradiction'],
    ],
    [
      'that who has a user id is known',
      all(is('profile.userId', 'startsWith', 'x'), is('profile.known', 'equals', true)),
      ['of[1]: implied'],
    ],
    [
      'a window the wrong way round',
      atLeast(1, 'A', fixed('2026-05-11', '2026-05-10')),
      [': matches_nobody', ': never_true'],
    ],
    [
      'the same of what may be never',
      atMost(3, 'A', fixed('2026-05-11', '2026-05-10')),
      [': matches_everyone', ': always_true'],
    ],
    [
      'a window without a moment',
      atLeast(1, 'A', fixed('2026-05-10T10:00', '2026-05-10T10:00')),
      [': matches_nobody', ': never_true'],
    ],
    ['nothing about a window of one day', atLeast(1, 'A', fixed('2026-05-10T10:00', '2026-05-10')), []],
    [
      'nothing about ends whose order depends on the zone',
      atLeast(1, 'A', fixed('2026-05-10T10:00Z', '2026-05-10T09:00')),
      [],
    ],
  ])('reports %s', (_name, criteria, expected) => {
    expect(analyze(criteria).map(({ code, path }) => `${path}: ${code}`)).toEqual(expected);
  });

  it('says of a window the wrong way round what is wrong with it', () => {
    const [, finding] = analyze(atLeast(1, 'A', fixed('2026-05-11', '2026-05-10')));
    expect(finding?.message).toBe(
      'who did A from 2026-05-11 to 2026-05-10 is true of nobody: its window ends before it begins, so nothing lies in it',
    );
  });
});
