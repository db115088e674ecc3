import type { Operator } from '@kindred/criteria';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PropertyType } from '../api/types.js';
import { speak } from '../language/translator.js';
import { carryValue } from './comparison-draft.js';
import { type OperatorQuestion, operatorChoices } from './operators.js';

beforeAll(() => speak('en', []));

const question = (type: PropertyType, more: Partial<OperatorQuestion> = {}): OperatorQuestion => ({
  property: 'user.x',
  type,
  usual: null,
  of: 'values',
  insideEvent: false,
  present: { operator: 'equals' satisfies Operator, negated: false },
  ...more,
});
const usual = (type: PropertyType, more?: Partial<OperatorQuestion>) => operatorChoices(question(type, more)).usual;
const others = (type: PropertyType, more?: Partial<OperatorQuestion>) =>
  operatorChoices(question(type, more)).others.map(({ operator }) => operator);

describe('operators of a property', () => {
  it('spell a negation as people say it', () => {
    const labels = usual('text').map((choice) => choice.label);
    expect(labels).toContain('is not');
    expect(labels).toContain('does not contain');
    expect(labels).toContain('is unknown');
  });
  it('speak of lists as lists', () => {
    expect(usual('textList').map((choice) => choice.label)).toContain('does not include');
  });
  it('offer dates from the nearest on, and the yearly day', () => {
    const offered = usual('date').map(({ operator }) => operator);
    for (const each of ['on', 'between', 'inLast', 'inNext', 'moreThanAgo', 'anniversary']) {
      expect(offered).toContain(each);
    }
  });
  it('offer everything else for values of another type than was seen, but not of what is fixed', () => {
    expect(others('text')).toEqual(expect.arrayContaining(['inLast', 'atLeast', 'inNetwork', 'near']));
    expect(others('ip', { property: 'request.ip' })).toEqual([]);
  });
  it('ask nothing of an event that changes with time alone', () => {
    const inside = { property: 'properties.x', insideEvent: true };
    const offered = [...usual('date', inside).map(({ operator }) => operator), ...others('date', inside)];
    expect(offered).toContain('before');
    expect(offered).not.toContain('inLast');
    expect(offered).not.toContain('anniversary');
  });
  it('compare how many values there are with numbers only', () => {
    const sized = { of: 'size', present: { operator: 'atLeast', negated: false } } as const;
    expect(usual('number', sized).map(({ operator }) => operator)).not.toContain('contains');
    expect(others('number', sized)).toEqual([]);
  });
  it('always offer what is chosen already', () => {
    const present = { operator: 'atLeast', negated: true } as const;
    const { usual: first, others: rest } = operatorChoices(question('boolean', { usual: ['equals'], present }));
    expect([...first, ...rest].map((choice) => choice.id)).toContain('!atLeast');
  });
});

describe('a value carried over to another operator', () => {
  it('becomes a list and one of its own again', () => {
    expect(carryValue('gold', 'oneOf')).toEqual(['gold']);
    expect(carryValue(['gold', 'blue'], 'equals')).toBe('gold');
  });
  it('becomes the lower end of a pair', () => {
    expect(carryValue(18, 'between')).toEqual([18, null]);
    expect(carryValue([18, null], 'oneOf')).toEqual([18]);
  });
  it('is dropped where none is asked for', () => {
    expect(carryValue('gold', 'known')).toBeNull();
  });
  it('is kept only where it is of the kind that is asked for', () => {
    expect(carryValue('gold', 'before')).toBeNull();
    expect(carryValue('2026-03-01', 'after')).toBe('2026-03-01');
    expect(carryValue('2026-03-01', 'between', 'date')).toEqual(['2026-03-01', null]);
    expect(carryValue('gold', 'atLeast')).toBeNull();
    expect(carryValue('1.5.0', 'atLeast', 'version')).toBe('1.5.0');
  });
  it('begins as a span, a number of days or a place', () => {
    expect(carryValue('gold', 'inLast')).toEqual({ amount: 30, unit: 'days', calendar: false });
    expect(carryValue(null, 'anniversary')).toEqual({ days: 7 });
    expect(carryValue(null, 'near')).toMatchObject({ latitude: null, longitude: null });
  });
});
