import { describe, expect, test } from 'vitest';
import { type Choice, fits, meantBy, settled } from './choice.js';

const choice = (value: string, count: number | null = null, label = value): Choice => ({
  value,
  label,
  detail: null,
  count,
});

describe('the choices of a picker', () => {
  test('keep their places when new answers come, take the new counts, and are followed by what is new', () => {
    const shown = [choice('b', 5), choice('a', 4)];
    expect(settled(shown, [choice('c', 9), choice('a', 7)])).toEqual([choice('b', 5), choice('a', 7), choice('c', 9)]);
    expect(settled(shown, [])).toEqual(shown);
  });

  test('are found by pieces of name and value, in either case', () => {
    expect(fits(choice('DE', 3, 'Deutschland'), 'deutsch')).toBe(true);
    expect(fits(choice('DE', 3, 'Deutschland'), ' de ')).toBe(true);
    expect(fits(choice('DE', 3, 'Deutschland'), 'frank')).toBe(false);
  });

  test('are meant by their value first, then by their name; any other text means itself', () => {
    const choices = [choice('x', null, 'DE'), choice('DE', null, 'Germany')];
    expect(meantBy('de', choices)).toBe('DE');
    expect(meantBy('germany ', choices)).toBe('DE');
    expect(meantBy('Atlantis', choices)).toBe('Atlantis');
  });
});
