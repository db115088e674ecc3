import { describe, expect, it } from 'vitest';
import { criteriaCases } from '../cases.js';
import type { Criteria } from '../criteria.js';
import { generateWorld } from '../generate.js';
import { parseCriteria } from '../parse/criteria.js';
import { NotationError, readNotation, writeNotation } from './notation.js';

const again = (criteria: Criteria): unknown => readNotation(writeNotation(criteria)).criteria;

describe('the notation', () => {
  it.each(criteriaCases.map((each) => [each.name, each.criteria] as const))(
    'says %s and reads it again',
    (_, criteria) => {
      expect(again(criteria)).toEqual(JSON.parse(JSON.stringify(criteria)));
    },
  );

  it('loses nothing of generated criteria', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      for (const criteria of generateWorld(seed, { count: 6 }).criteria) {
        expect(again(criteria)).toEqual(JSON.parse(JSON.stringify(criteria)));
      }
    }
  });

  it('is what one writes with the builder', () => {
    const criteria: Criteria = {
      type: 'all',
      of: [
        { type: 'property', property: 'user.plan', operator: 'oneOf', value: ['free', 'trial'] },
        {
          type: 'event',
          event: 'Page Viewed',
          where: { type: 'property', property: 'properties.path', operator: 'startsWith', value: '/pricing' },
          count: { atLeast: 3 },
          window: { rolling: { amount: 7, unit: 'days' } },
        },
        { type: 'not', of: { type: 'any', of: [{ type: 'segment', segment: 'staff' }] } },
      ],
    };
    expect(writeNotation(criteria)).toBe(
      [
        'all(',
        "  trait('plan').oneOf(['free', 'trial']),",
        "  did('Page Viewed', where('path').startsWith('/pricing')).atLeast(3).inLast('7 days'),",
        "  none(segment('staff')),",
        ')',
      ].join('\n'),
    );
  });

  it('keeps quotes, backslashes and line ends of texts', () => {
    for (const value of ["it's", '"quoted"', 'a\\b', 'two\nlines', '\\"', "\\'", 'ß “x”', '']) {
      const criteria: Criteria = { type: 'property', property: 'user.note', operator: 'equals', value };
      expect(again(criteria)).toEqual(criteria);
    }
  });

  it('reads comments and double quotes', () => {
    const { criteria } = readNotation('any( // either\n trait("plan").equals("free"), /* or */ knownUser(),)');
    expect(parseCriteria(criteria)).toMatchObject({ ok: true, criteria: { type: 'any' } });
  });
});

describe('text that is no notation', () => {
  const fault = (text: string) => {
    try {
      readNotation(text);
    } catch (error) {
      if (error instanceof NotationError) return [error.message, text.slice(error.from, error.to)];
      throw error;
    }
    return null;
  };

  it.each([
    ['all(', 'Expected a condition or a value, but the text ends', ''],
    ["trait('plan')", 'This is no condition yet: say what is asked of it', "trait('plan')"],
    ["all(trait('plan'))", 'This is no condition yet: say what is asked of it', 't'],
    ["nobody('x')", 'There is no “nobody”', 'nobody'],
    ["trait('a').equalz(1)", '“equalz” cannot be asked of this', 'equalz'],
    ["did('A').constructor('x')", '“constructor” cannot be asked of this', 'constructor'],
    ["did('A').inLast('soon')", '“soon” is no time such as “7 days”', 'inLast'],
    ["trait('a).isKnown()", 'A text that is not closed', "'"],
    ['all(knownUser()) 5', 'Expected the end of the text, but there is “5”', '5'],
    ['toString()', 'There is no “toString”', 'toString'],
  ])('%s is told with its place', (text, message, place) => {
    expect(fault(text)).toEqual([message, place]);
  });

  it('is refused where it is nested without end', () => {
    expect(fault(`${'not('.repeat(5_000)}knownUser()${')'.repeat(5_000)}`)?.[0]).toBe('This is nested too deeply');
  });

  it('is refused at once where words follow one another without end', () => {
    expect(fault(`trait("a")${'.isKnown()'.repeat(50_000)}`)?.[0]).toBe('This is nested too deeply');
    const inside = `all(${"trait('a')".concat('.isKnown()'.repeat(150), ', ').repeat(3)}`;
    expect(fault(`${inside.repeat(150)}`)).not.toBeNull();
  });

  it('names the place of what the language refuses', () => {
    const text = "all(knownUser(), did('A', where('b').equals(1)).atLeast(0.5))";
    const read = readNotation(text);
    const result = parseCriteria(read.criteria);
    expect(result.ok).toBe(false);
    const [first] = result.ok ? [] : result.faults;
    expect(text.slice(read.placeOf(first?.path ?? '').from)).toMatch(/^atLeast/);
  });
});
