import { describe, expect, it } from 'vitest';
import { asksForDate, carryValue, operatorChoices } from './operators.js';

describe('operators of a property', () => {
  it('spell a negation as people say it', () => {
    const labels = operatorChoices('text', null, { operator: 'equals', negated: false }).map((choice) => choice.label);
    expect(labels).toContain('is not');
    expect(labels).toContain('does not contain');
    expect(labels).toContain('is unknown');
  });
  it('speak of lists as lists', () => {
    const labels = operatorChoices('textList', null, { operator: 'equals', negated: false }).map(
      (choice) => choice.label,
    );
    expect(labels).toContain('does not include');
  });
  it('ask for a date where text is compared as one', () => {
    const labels = operatorChoices('text', ['before', 'after', 'equals'], { operator: 'before', negated: false });
    expect(labels.map((choice) => choice.label)).toEqual(['is before', 'is after', 'is', 'is not']);
    expect([asksForDate('before', 'text'), asksForDate('equals', 'text')]).toEqual([true, false]);
  });
  it('always offer what is chosen already', () => {
    const choices = operatorChoices('boolean', ['equals'], { operator: 'atLeast', negated: true });
    expect(choices.map((choice) => choice.id)).toContain('!atLeast');
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
});
