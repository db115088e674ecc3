import { describe, expect, it } from 'vitest';
import { all, atLeast, berlin, did, is, noon, not, person } from './cases/case.js';
import type { Criteria, SequenceNode } from './criteria.js';
import type { EvaluationInput } from './evaluate.js';
import { explain } from './explain.js';
import type { Language } from './properties/index.js';
import type { PropertyValue } from './values.js';

const input = {
  subject: person({ customer: true, plan: ['free', 'pro'], home: { latitude: 52.5, longitude: 13.4 } }),
  request: null,
  events: [did('A', noon - 5), did('A', noon - 9)],
  isMember: () => true,
  now: noon,
  calendar: berlin,
};

describe('explanations', () => {
  it('give the values found beside each condition, in its words', () => {
    const criteria = all(
      is('user.customer', 'equals', true),
      not(is('user.plan', 'equals', 'gold')),
      atLeast(3, 'A'),
      is('user.missing', 'known'),
      {
        type: 'property',
        property: 'user.home',
        operator: 'near',
        value: { latitude: 52.5, longitude: 13.4, kilometers: 5 },
      },
      is('request.browser', 'equals', 'Chrome'),
    );
    const { matches, of = [] } = explain(criteria, input);
    expect(matches).toBe(false);
    expect(of.map((part) => [part.matches, part.found])).toEqual([
      [true, true],
      [true, null],
      [false, { count: 2, lastTime: noon - 5 }],
      [false, null],
      [true, [52.5, 13.4]],
      [null, null],
    ]);
    expect(of[0]?.sentence).toBe('People whose customer is yes');
    expect(of[1]?.of?.[0]?.found).toEqual(['free', 'pro']);
  });

  it('says how many numbers were too large for a sum', () => {
    const sum = (property: string): Criteria => {
      return { type: 'aggregate', event: 'Bought', function: 'sum', property, operator: 'atLeast', value: 5 };
    };
    const events = [did('Bought', noon, { total: [1e18, 3] }), did('Bought', noon, { total: -1e300 })];
    const bought = { ...input, events };
    expect(explain(sum('properties.total'), bought)).toMatchObject({ matches: false, found: 3, leftOut: 2 });
    expect(explain(sum('properties.other'), bought)).not.toHaveProperty('leftOut');
  });
});

describe('explanations of sequences', () => {
  const minute = 60_000;
  const twoHours = { amount: 2, unit: 'hours' } as const;
  const bought: SequenceNode = {
    type: 'sequence',
    steps: [{ event: 'Added' }, { event: 'Checkout', without: [{ event: 'Removed' }] }, { event: 'Bought' }],
    within: twoHours,
  };
  const left: SequenceNode = {
    type: 'sequence',
    steps: [{ event: 'Added' }, { event: 'Bought', absent: true }],
    within: twoHours,
  };
  const of = (node: SequenceNode, ...events: readonly (readonly [name: string, minutesAgo: number])[]) =>
    explain(node, { ...input, events: events.map(([name, ago]) => did(name, noon - ago * minute)) });
  const told = (node: SequenceNode, language: Language, ...events: readonly (readonly [string, number])[]) => {
    const history = events.map(([name, ago]) => did(name, noon - ago * minute));
    return explain(node, { ...input, events: history }, { language }).foundText;
  };

  it('give the steps with their times, of the chain that ended last', () => {
    expect(of(bought, ['Added', 90], ['Added', 60], ['Checkout', 50], ['Bought', 40])).toMatchObject({
      matches: true,
      found: {
        reached: 3,
        steps: [
          { event: 'Added', time: noon - 60 * minute },
          { event: 'Checkout', time: noon - 50 * minute },
          { event: 'Bought', time: noon - 40 * minute },
        ],
      },
      foundText:
        '3 of 3 steps: Added on 2026-05-20 13:00:00, then Checkout on 2026-05-20 13:10:00, then Bought on 2026-05-20 13:20:00',
    });
  });

  it('say how far the sequence came', () => {
    expect(of(bought, ['Added', 60], ['Checkout', 50])).toMatchObject({
      matches: false,
      found: { reached: 2, steps: [{}, {}, { event: 'Bought', time: null }] },
      foundText: '2 of 3 steps: Added on 2026-05-20 13:00:00, then Checkout on 2026-05-20 13:10:00, then no Bought',
    });
    expect(of(bought, ['Added', 60], ['Removed', 55], ['Checkout', 50])).toMatchObject({
      found: { reached: 1 },
      foundText:
        '1 of 3 steps: Added on 2026-05-20 13:00:00, then no Checkout without Removed in between (there was one on 2026-05-20 13:10:00)',
    });
    expect(of(bought)).toMatchObject({ found: { reached: 0 }, foundText: '0 of 3 steps: no Added' });
  });

  it('tell of what had to stay away whether it did, and from when on that is certain', () => {
    expect(of(left, ['Added', 130])).toMatchObject({
      matches: true,
      found: { reached: 2, steps: [{}, { event: 'Bought', time: null, awayUntil: noon - 10 * minute }] },
      foundText: '2 of 2 steps: Added on 2026-05-20 11:50:00, then no Bought until 2026-05-20 13:50:00',
    });
    expect(of(left, ['Added', 30])).toMatchObject({
      matches: false,
      found: { reached: 1, steps: [{}, { time: null, awayUntil: noon + 90 * minute }] },
      foundText:
        '1 of 2 steps: Added on 2026-05-20 13:30:00, then no Bought so far, certain only on 2026-05-20 15:30:00',
    });
    expect(of(left, ['Added', 130], ['Bought', 100])).toMatchObject({
      matches: false,
      found: { reached: 1, steps: [{}, { time: noon - 100 * minute }] },
      foundText: '1 of 2 steps: Added on 2026-05-20 11:50:00, then Bought all the same on 2026-05-20 12:20:00',
    });
  });

  it('say why an event that happened is none of the steps', () => {
    const [added, then] = [{ event: 'Added' }, { event: 'Bought' }];
    const plain: SequenceNode = { type: 'sequence', steps: [added, then] };
    const sku = (name: string, ago: number, value?: PropertyValue): EvaluationInput['events'][number] => ({
      ...did(name, noon - ago * minute),
      properties: value === undefined ? {} : { sku: value },
    });
    const why = (node: SequenceNode, ...events: EvaluationInput['events']) => explain(node, { ...input, events });
    expect(of(bought, ['Added', 200], ['Checkout', 50]).foundText).toBe(
      '1 of 3 steps: Added on 2026-05-20 10:40:00, then no Checkout in time (there was one on 2026-05-20 13:10:00)',
    );
    expect(of(plain, ['Bought', 50], ['Added', 40])).toMatchObject({
      found: { reached: 1, steps: [{}, { time: null, hindered: { by: 'order', time: noon - 50 * minute } }] },
      foundText: expect.stringMatching(/then no Bought after that \(the last one was on 2026-05-20 13:10:00\)$/),
    });
    const recent = { ...plain, window: { rolling: { amount: 30, unit: 'minutes' } } } as const;
    expect(of(recent, ['Added', 60], ['Bought', 20]).foundText).toBe(
      '0 of 2 steps: no Added in the time asked about (there was one on 2026-05-20 13:00:00)',
    );
    const same: SequenceNode = { ...plain, same: 'properties.sku' };
    expect(why(same, sku('Added', 60, 'x'), sku('Bought', 50, 'y')).foundText).toBe(
      '1 of 2 steps: Added on 2026-05-20 13:00:00, then no Bought with the same value (there was one on 2026-05-20 13:10:00) (the same value: “x”)',
    );
    expect(why(same, sku('Added', 60), sku('Bought', 50, 'y')).foundText).toBe(
      '0 of 2 steps: no Added with a value (there was one on 2026-05-20 13:00:00)',
    );
    expect(why(same, sku('Added', 60, ['x', 'Y']), sku('Bought', 50, 'y'))).toMatchObject({
      matches: true,
      found: { reached: 2, shared: 'Y' },
    });
    // It is the time that keeps the last step away, and not what came between two earlier ones.
    const [old, recentOnes] = [
      [
        ['Added', 200],
        ['Checkout', 190],
      ],
      [
        ['Added', 60],
        ['Removed', 55],
        ['Checkout', 50],
        ['Bought', 40],
      ],
    ] as const;
    expect(of(bought, ...old, ...recentOnes).foundText).toMatch(/then no Bought in time \(there was one on [^)]+\)$/);
    expect(of(plain, ['Added', 50])).toMatchObject({ found: { steps: [{}, { event: 'Bought', time: null }] } });
  });

  it('speak Spanish and German', () => {
    expect(told(bought, 'es', ['Added', 60])).toBe(
      '1 de 3 pasos: Added el 20 may 2026 13:00:00, después ningún Checkout',
    );
    expect(told(bought, 'de', ['Added', 60])).toBe(
      '1 von 3 Schritten: Added am 20.05.2026 13:00:00, dann kein Checkout',
    );
    expect(told(left, 'es', ['Added', 130])).toBe(
      '2 de 2 pasos: Added el 20 may 2026 11:50:00, después ningún Bought hasta el 20 may 2026 13:50:00',
    );
    expect(told(left, 'de', ['Added', 130], ['Bought', 100])).toBe(
      '1 von 2 Schritten: Added am 20.05.2026 11:50:00, dann doch Bought am 20.05.2026 12:20:00',
    );
  });

  it('follow the value that all steps share', () => {
    const same: SequenceNode = { ...bought, same: 'properties.sku' };
    const events = [
      did('Added', noon - 60 * minute, { sku: 'A' }),
      did('Added', noon - 50 * minute, { sku: 'B' }),
      did('Checkout', noon - 40 * minute, { sku: 'A' }),
    ];
    expect(explain(same, { ...input, events }).found).toMatchObject({
      reached: 2,
      steps: [{ time: noon - 60 * minute }, { time: noon - 40 * minute }, { time: null }],
    });
  });
});
