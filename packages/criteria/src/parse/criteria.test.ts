import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all, any, atLeast, is, not } from '../cases/case.js';
import type { Criteria } from '../criteria.js';
import { generateWorld } from '../generate.js';
import { parseCriteria } from './criteria.js';
import { criteriaLimits, type Fault } from './faults.js';

function faultsOf(input: unknown, knownSegments?: ReadonlySet<string>): readonly Fault[] {
  const result = parseCriteria(input, knownSegments === undefined ? {} : { knownSegments });
  return result.ok ? [] : result.faults;
}

/** Paths and codes of the faults, in the order reported. */
function briefly(input: unknown): string[] {
  return faultsOf(input).map(({ path, code }) => `${path}: ${code}`);
}

const event = { type: 'event', event: 'Page Viewed', count: { atLeast: 1 } };

describe('parsing criteria', () => {
  it('accepts every kind of node and gives it back without what says nothing', () => {
    const criteria: Criteria = all(
      { ...is('user.plan', 'equals', 'free'), exactCase: true },
      any(is('user.seats', 'between', [1, 5]), not(is('account.id', 'known'))),
      atLeast(3, 'Page Viewed', { rolling: { amount: 7, unit: 'days' } }, not(is('properties.path', 'equals', '/'))),
      { type: 'event', event: 'Signed Up', count: { atMost: 0 }, window: { calendar: 'month' } },
      { type: 'segment', segment: 's-1' },
    );
    expect(parseCriteria(criteria)).toEqual({ ok: true, criteria });
    const spelt = { ...is('user.plan', 'equals', 'free'), exactCase: false };
    expect(parseCriteria(spelt)).toEqual({ ok: true, criteria: is('user.plan', 'equals', 'free') });
  });

  it('reports every fault with its path', () => {
    const input = {
      type: 'all',
      extra: 1,
      of: [
        { type: 'property', property: 'user.plan', operator: 'equal', value: 'free' },
        { type: 'any', of: [] },
        {
          ...event,
          event: 5,
          count: { atLeast: 0 },
          where: { type: 'property', property: 'user.x', operator: 'known' },
        },
        { type: 'not' },
        'nonsense',
        { type: 'group', of: [] },
      ],
    };
    expect(briefly(input)).toEqual([
      'extra: unknown_key',
      'of[0].operator: unknown_operator',
      'of[1].of: empty_group',
      'of[2].event: value_does_not_fit',
      'of[2].where.property: not_allowed_here',
      'of[2].count.atLeast: out_of_range',
      'of[3].of: missing',
      'of[4]: not_an_object',
      'of[5].type: unknown_type',
    ]);
    for (const fault of faultsOf(input)) {
      expect(fault.message).not.toBe('');
      expect(fault.expected).not.toBe('');
    }
  });

  it.each(['notEquals', 'isNot', 'doesNotContain', 'not_in', 'ne', 'NIN'])(
    'tells who asks for %s how it is said here',
    (operator) => {
      const [fault] = faultsOf({ ...is('user.x', 'equals', 1), operator });
      expect(fault).toMatchObject({
        code: 'unknown_operator',
        expected: expect.stringContaining('“not” around a condition'),
      });
    },
  );

  it.each<[string, unknown, string[]]>([
    ['null', null, [': not_an_object']],
    ['a list', [], [': not_an_object']],
    ['text', 'user.plan = free', [': not_an_object']],
    ['an empty object', {}, ['type: missing']],
    ['an empty group', { type: 'all', of: [] }, ['of: empty_group']],
    ['a group without parts', { type: 'any' }, ['of: missing']],
    ['a group with one part outside a list', { type: 'any', of: event }, ['of: not_a_list']],
    ['not of a list', { type: 'not', of: [event] }, ['of: not_an_object']],
    ['no value', is('user.x', 'equals'), ['value: missing']],
    ['null as a value', { ...is('user.x', 'equals'), value: null }, ['value: value_does_not_fit']],
    ['an object as a value', { ...is('user.x', 'equals'), value: {} }, ['value: value_does_not_fit']],
    ['a list for equals', is('user.x', 'equals', ['a']), ['value: value_does_not_fit']],
    ['not a number', is('user.x', 'equals', Number.NaN), ['value: value_does_not_fit']],
    ['an infinite number', is('user.x', 'atLeast', Number.POSITIVE_INFINITY), ['value: value_does_not_fit']],
    ['text for a number', is('user.x', 'atLeast', '10'), ['value: value_does_not_fit']],
    ['a number for a text', is('user.x', 'contains', 10), ['value: value_does_not_fit']],
    ['empty text to contain', is('user.x', 'contains', ''), ['value: value_does_not_fit']],
    ['a value for known', is('user.x', 'known', true), ['value: value_does_not_fit']],
    ['one of no list', is('user.x', 'oneOf', 'a'), ['value: not_a_list']],
    ['one of an empty list', is('user.x', 'oneOf', []), ['value: value_does_not_fit']],
    [
      'one of a list with a wrong item',
      { ...is('user.x', 'oneOf'), value: ['a', null] },
      ['value[1]: value_does_not_fit'],
    ],
    ['a text as a number', { ...is('profile.userId', 'equals', 'a'), as: 'number' }, ['as: not_allowed_here']],
    ['yes or no as a decimal', { ...is('profile.known', 'equals', true), as: 'decimal' }, ['as: not_allowed_here']],
    ['a date as a version', { ...is('request.localDate', 'equals', '1.0.0'), as: 'version' }, ['as: not_allowed_here']],
    ['between one number', is('user.x', 'between', [1]), ['value: value_does_not_fit']],
    ['between three numbers', is('user.x', 'between', [1, 2, 3]), ['value: value_does_not_fit']],
    ['between texts', is('user.x', 'between', ['1', '2']), ['value: value_does_not_fit']],
    ['an event with a blank name', { type: 'event', event: ' ', count: { atLeast: 1 } }, ['event: value_does_not_fit']],
    [
      'an event with NUL in its name',
      { type: 'event', event: 'A\0', count: { atLeast: 1 } },
      ['event: value_does_not_fit'],
    ],
    ['between the wrong way round', is('user.x', 'between', [2, 1]), ['value: out_of_range']],
    [
      'between two instants the wrong way round',
      { ...is('user.x', 'between', ['2026-05-01T09:00:00-05:00', '2026-05-01T10:00:00+05:00']), as: 'date' },
      ['value: out_of_range'],
    ],
    [
      'between a time and a day before it',
      { ...is('user.x', 'between', ['2026-05-02T00:00', '2026-05-01']), as: 'date' },
      ['value: out_of_range'],
    ],
    ['before no date', is('user.x', 'before', '20.05.2026'), ['value: not_a_date']],
    ['after a day that does not exist', is('user.x', 'after', '2026-02-30'), ['value: not_a_date']],
    ['half a surrogate pair', is('user.x', 'equals', '\ud800'), ['value: value_does_not_fit']],
    ['too long a text', is('user.x', 'equals', 'x'.repeat(1_001)), ['value: too_long']],
    [
      'exact case of a number',
      { ...is('user.x', 'equals', 1), exactCase: true },
      ['exactCase: exact_case_does_not_fit'],
    ],
    ['exact case as text', { ...is('user.x', 'equals', 'a'), exactCase: 'yes' }, ['exactCase: value_does_not_fit']],
    ['a property without a scope', is('plan', 'known'), ['property: unknown_property']],
    ['a property of an unknown scope', is('cookie.plan', 'known'), ['property: unknown_property']],
    ['a property without a path', is('user.', 'known'), ['property: unknown_property']],
    ['a property of an event outside where', is('properties.path', 'known'), ['property: not_allowed_here']],
    ['a context outside where', is('context.page.path', 'known'), ['property: not_allowed_here']],
    ['an unknown field of a profile', is('profile.email', 'known'), ['property: unknown_property']],
    ['an unknown field of the request', is('request.weather', 'known'), ['property: unknown_property']],
    ['a cookie without a name', is('request.cookies.', 'known'), ['property: unknown_property']],
    [
      'an operator that does not fit the field',
      is('request.localHour', 'contains', '1'),
      ['operator: operator_does_not_fit'],
    ],
    ['a value that does not fit the field', is('request.localHour', 'equals', '9'), ['value: value_does_not_fit']],
    ['text for being known', is('profile.known', 'equals', 'yes'), ['value: value_does_not_fit']],
    ['a number for an id', is('account.id', 'equals', 7), ['value: value_does_not_fit']],
    ['an event in where', { ...event, where: event }, ['where.type: not_allowed_here']],
    ['a segment in where', { ...event, where: { type: 'segment', segment: 's' } }, ['where.type: not_allowed_here']],
    ['an empty group in where', { ...event, where: { type: 'all', of: [] } }, ['where.of: empty_group']],
    ['null as where', { ...event, where: null }, ['where: not_an_object']],
    ['no count', { ...event, count: undefined, window: undefined, more: undefined }, ['count: missing']],
    ['null as a count', { ...event, count: null }, ['count: not_an_object']],
    ['an empty count', { ...event, count: {} }, ['count: value_does_not_fit']],
    ['both counts', { ...event, count: { atLeast: 1, atMost: 2 } }, ['count: value_does_not_fit']],
    ['a count of zero at least', { ...event, count: { atLeast: 0 } }, ['count.atLeast: out_of_range']],
    ['a negative count', { ...event, count: { atMost: -1 } }, ['count.atMost: out_of_range']],
    ['a count in parts', { ...event, count: { atLeast: 1.5 } }, ['count.atLeast: value_does_not_fit']],
    ['a huge count', { ...event, count: { atLeast: 1_000_001 } }, ['count.atLeast: out_of_range']],
    ['a count as text', { ...event, count: { atLeast: '1' } }, ['count.atLeast: value_does_not_fit']],
    ['an unknown unit', { ...event, window: { calendar: 'decade' } }, ['window.calendar: value_does_not_fit']],
    [
      'a unit that nobody knows',
      { ...event, window: { rolling: { amount: 1, unit: 'fortnights' } } },
      ['window.rolling.unit: value_does_not_fit'],
    ],
    [
      'a window of nothing',
      { ...event, window: { rolling: { amount: 0, unit: 'days' } } },
      ['window.rolling.amount: out_of_range'],
    ],
    [
      'a window beyond ten years',
      { ...event, window: { rolling: { amount: 3_661, unit: 'days' } } },
      ['window.rolling.amount: out_of_range'],
    ],
    [
      'a window beyond ten years in months',
      { ...event, window: { rolling: { amount: 121, unit: 'months' } } },
      ['window.rolling.amount: out_of_range'],
    ],
    [
      'a past window that ends before it begins on every day',
      { ...event, window: { past: { from: { amount: 27, unit: 'days' }, to: { amount: 2, unit: 'months' } } } },
      ['window.past: out_of_range'],
    ],
    [
      'a past window of nothing',
      { ...event, window: { past: { from: { amount: 12, unit: 'months' }, to: { amount: 1, unit: 'years' } } } },
      ['window.past: out_of_range'],
    ],
    [
      'both windows',
      { ...event, window: { rolling: { amount: 1, unit: 'days' }, calendar: 'day' } },
      ['window: value_does_not_fit'],
    ],
    ['an empty window', { ...event, window: {} }, ['window: value_does_not_fit']],
    ['a segment without an id', { type: 'segment' }, ['segment: missing']],
    ['an empty id', { type: 'segment', segment: '' }, ['segment: value_does_not_fit']],
  ])('refuses %s', (_name, input, faults) => {
    expect(briefly(input)).toEqual(faults);
  });

  it('names the fields of a request where one is unknown', () => {
    const [fault] = faultsOf(is('request.weather', 'known'));
    expect(fault?.expected).toContain('request.browser');
    expect(fault?.expected).toContain('request.cookies.<name>');
  });

  it('refuses segments that the site does not have', () => {
    const criteria = any({ type: 'segment', segment: 'a' }, { type: 'segment', segment: 'b' });
    expect(faultsOf(criteria, new Set(['a', 'b']))).toEqual([]);
    expect(faultsOf(criteria, new Set(['a']))).toMatchObject([{ path: 'of[1].segment', code: 'unknown_segment' }]);
  });

  it('accepts values at the limits', () => {
    const list = Array.from({ length: criteriaLimits.values }, (_, index) => index);
    expect(briefly(is('user.x', 'oneOf', list))).toEqual([]);
    expect(briefly(is('user.x', 'oneOf', [...list, -1]))).toEqual(['value: too_many_values']);
    expect(briefly(is('user.x', 'equals', 'x'.repeat(1_000)))).toEqual([]);
    expect(briefly({ ...event, window: { rolling: { amount: 3_660, unit: 'days' } } })).toEqual([]);
    const parts = Array.from({ length: criteriaLimits.nodes - 1 }, () => is('user.x', 'known'));
    expect(briefly(all(...parts))).toEqual([]);
    expect(briefly(all(...parts, is('user.x', 'known')))).toEqual([`of[${parts.length}]: too_many_conditions`]);
    expect(briefly(nested(criteriaLimits.depth))).toEqual([]);
    expect(faultsOf(nested(criteriaLimits.depth + 1))).toMatchObject([{ code: 'too_deep' }]);
  });
});

function nested(levels: number): Criteria {
  let criteria: Criteria = is('user.x', 'known');
  for (let level = 1; level < levels; level++) criteria = not(criteria);
  return criteria;
}

describe('hostile input', () => {
  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 4 }), (input) => {
        expect(parseCriteria(input).ok).toBe(false);
      }),
    );
  });

  it('never throws on definitions with anything in place of one part', () => {
    fc.assert(
      fc.property(fc.nat(), fc.anything({ maxDepth: 2 }), fc.nat(), (seed, anything, where) => {
        const [criteria] = generateWorld(seed, { requests: true }).criteria;
        const text = JSON.stringify(criteria);
        const places = [...text.matchAll(/:(?=["{[\dtf-])/g)].map((match) => match.index);
        const place = places[where % places.length] ?? 0;
        let count = 0;
        const broken: unknown = JSON.parse(text, (_key, value: unknown) => (count++ === place % 7 ? anything : value));
        const result = parseCriteria(broken);
        if (result.ok) expect(parseCriteria(result.criteria)).toEqual(result);
        else expect(result.faults.length).toBeGreaterThan(0);
      }),
    );
  });

  it('accepts its own results unchanged', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        for (const criteria of generateWorld(seed, { requests: true, segments: ['s'], visitors: 0 }).criteria) {
          const result = parseCriteria(criteria);
          expect(result).toMatchObject({ ok: true });
          if (result.ok) expect(parseCriteria(result.criteria)).toEqual(result);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('long times', () => {
  it.each([
    ['ten years in years', { rolling: { amount: 10, unit: 'years' } }],
    ['ten years in months', { rolling: { amount: 120, unit: 'months' } }],
    ['31 days to a month ago', { past: { from: { amount: 31, unit: 'days' }, to: { amount: 1, unit: 'months' } } }],
    ['a month to 30 days ago', { past: { from: { amount: 1, unit: 'months' }, to: { amount: 30, unit: 'days' } } }],
  ])('takes a window of %s', (_name, window) => {
    expect(parseCriteria({ type: 'event', event: 'A', count: { atLeast: 1 }, window })).toMatchObject({ ok: true });
  });

  it('takes a span of a hundred years in months', () => {
    expect(parseCriteria(is('user.x', 'inLast', { amount: 1_200, unit: 'months' }))).toMatchObject({ ok: true });
  });
});

describe('criteria of accounts', () => {
  const segments = { knownSegments: new Set(['p', 'a']), accountSegments: new Set(['a']) };
  const person: Criteria = { type: 'property', property: 'user.plan', operator: 'known' };
  const faultsOf = (criteria: unknown, subject: 'person' | 'account' = 'account') => {
    const result = parseCriteria(criteria, { subject, ...segments });
    return result.ok ? [] : result.faults.map(({ path, code }) => `${path}: ${code}`);
  };

  it('ask about the account, and about people inside “people” only', () => {
    expect(faultsOf({ type: 'people', of: person, count: { atLeast: 3 } })).toEqual([]);
    expect(faultsOf(person)).toEqual(['property: not_allowed_here']);
    expect(faultsOf({ type: 'event', event: 'A', count: { atLeast: 1 } })).toEqual(['type: not_allowed_here']);
    expect(faultsOf({ type: 'bucket', salt: 's', from: 0, to: 1 })).toEqual(['type: not_allowed_here']);
    expect(faultsOf({ type: 'people', of: person, count: { atLeast: 3 } }, 'person')).toEqual([
      'type: not_allowed_here',
    ]);
  });

  it('count people or take a share of them', () => {
    const people = (more: object) => ({ type: 'people', of: person, ...more });
    expect(faultsOf(people({}))).toEqual(['count: missing']);
    expect(faultsOf(people({ count: { atLeast: 1 }, share: { atLeast: 1 } }))).toEqual([': not_allowed_here']);
    expect(faultsOf(people({ share: { atMost: 101 } }))).toEqual(['share.atMost: out_of_range']);
    expect(faultsOf({ type: 'people', count: { atLeast: 1 } })).toEqual(['of: missing']);
  });

  it('read nothing of the present request', () => {
    const of = { type: 'property', property: 'request.browser', operator: 'known' };
    expect(faultsOf({ type: 'people', of, count: { atLeast: 1 } })).toEqual(['of.property: not_allowed_here']);
    expect(faultsOf(of)).toEqual(['property: not_allowed_here']);
  });

  it('refer to segments of accounts, and their people to any', () => {
    const member = (segment: string) => ({ type: 'segment', segment });
    expect(faultsOf(member('a'))).toEqual([]);
    expect(faultsOf(member('p'))).toEqual(['segment: not_allowed_here']);
    expect(faultsOf({ type: 'people', of: member('p'), count: { atLeast: 1 } })).toEqual([]);
    expect(faultsOf(member('a'), 'person')).toEqual([]);
  });
});
