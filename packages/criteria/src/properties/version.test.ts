import { describe, expect, it } from 'vitest';
import { parseCriteria } from '../parse/criteria.js';
import { wholeVersion } from './version.js';

describe('a version', () => {
  it.each([
    ['17', '17.0.0'],
    ['17.2', '17.2.0'],
    ['v3', '3.0.0'],
    ['120.0.2210.61', '120.0.2210'],
    ['10.04', '10.4.0'],
    ['1.2.3-rc.1', '1.2.3-rc.1'],
    ['Vista', null],
    ['1.', null],
    ['', null],
    ['1.2.x', null],
  ])('written as %s is %s', (text, whole) => {
    expect(wholeVersion(text)).toBe(whole);
  });

  const read = (operator: string, value: unknown, as?: string) =>
    parseCriteria({
      type: 'property',
      property: 'request.browserVersion',
      operator,
      value,
      ...(as === undefined ? {} : { as }),
    });

  it.each([
    ['atLeast', 17, '17.0.0'],
    ['equals', '17.2', '17.2.0'],
    ['oneOf', ['17', 18], ['17.0.0', '18.0.0']],
    ['between', ['9', '10'], ['9.0.0', '10.0.0']],
  ])('is what the browser version is compared as: %s %j', (operator, value, whole) => {
    const criteria = { type: 'property', property: 'request.browserVersion', operator, value: whole, as: 'version' };
    expect(read(operator, value)).toEqual({ ok: true, criteria });
    expect(read(operator, value, 'version')).toEqual({ ok: true, criteria });
    expect(read(operator, whole)).toEqual({ ok: true, criteria });
  });

  it('has text operators too, over its text', () => {
    expect(read('startsWith', '17.')).toMatchObject({ ok: true, criteria: { value: '17.' } });
  });

  it.each([
    ['atLeast', 17.2],
    ['atLeast', 'new'],
    ['equals', true],
    ['between', ['10', '9']],
    ['oneOf', [['17']]],
  ])('is refused where it is none: %s %j', (operator, value) => {
    expect(read(operator, value)).toMatchObject({ ok: false });
  });
});
