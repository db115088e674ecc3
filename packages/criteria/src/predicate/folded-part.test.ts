import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../fold.js';
import { containsTest } from './folded-part.js';

/** Letters that fold to themselves, to another, to several, to ASCII from beyond it, and halves of a pair. */
const letters = [
  's',
  'S',
  't',
  'f',
  'i',
  'k',
  'K',
  '.',
  'ſ',
  'ß',
  '\u212a',
  'ﬁ',
  'ﬄ',
  'ﬆ',
  'ŉ',
  'é',
  '𐐀',
  '\ud801',
  '\udc28',
];
const text = (maxLength: number) => fc.array(fc.constantFrom(...letters), { maxLength }).map((all) => all.join(''));

describe('a part of a text', () => {
  it('is found wherever folding shows it', () => {
    fc.assert(
      fc.property(text(20), text(4), (whole, part) => {
        const folded = fold(part);
        expect(containsTest(folded)(whole)).toBe(fold(whole).includes(folded));
      }),
      { numRuns: 5_000 },
    );
  });

  it('is found at every place and in any case', () => {
    const find = containsTest('team');
    for (const whole of [
      'team',
      'TEAM',
      'a tEam',
      'teteam',
      'teatteam.',
      'x'.repeat(50).concat('Team'),
      'jürgen.team',
    ]) {
      expect(find(whole), whole).toBe(true);
    }
    for (const whole of ['', 'tea', 'eam', 'te am', 'jürgen.tea']) expect(find(whole), whole).toBe(false);
  });
});
