import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldedStartsWith, foldsTo } from './fold.js';

/** Characters whose folding is not their lower case, by a rule rather than by a list. */
const differing: readonly (readonly [string, string])[] = [
  ['ς', 'σ'],
  ['ſ', 's'],
  ['ß', 'ss'],
  ['ẞ', 'ss'],
  ['\u0149', '\u02bcn'],
  ['\u01f0', 'j\u030c'],
  ['\u0390', '\u03b9\u0308\u0301'],
  ['\ufb03', 'ffi'],
  ['\u1e96', 'h\u0331'],
  ['\u00b5', '\u03bc'],
  ['\u0345', '\u03b9'],
  ['\u1fb3', '\u03b1\u03b9'],
  ['\u03d0', '\u03b2'],
  ['\u1e9b', '\u1e61'],
];

describe('folding', () => {
  it('leaves lower-case ASCII as it is', () => {
    const text = 'the plan is “free”'.replace(/[“”]/g, '"');
    expect(fold(text)).toBe(text);
  });

  it.each(differing)('folds %s to %s, unlike toLowerCase', (from, to) => {
    expect(fold(from)).toBe(to);
    expect(from.toLowerCase()).not.toBe(to);
  });

  it.each([
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευσ'],
    ['Ὀδυσσεύς', 'ὀδυσσεύσ'],
    ['STRASSE', 'strasse'],
    ['İstanbul', 'i\u0307stanbul'],
    ['ılık', 'ılık'],
    ['I', 'i'],
    ['ÀÉÎÕÜ Æ Ø Þ', 'àéîõü æ ø þ'],
    ['𐐀𐐁', '𐐨𐐩'],
    ['ABC\u{1F600}ΔEF', 'abc\u{1F600}δef'],
    ['', ''],
  ])('folds %s to %s', (from, to) => {
    expect(fold(from)).toBe(to);
  });

  it('does not make a final sigma of a capital one, as toLowerCase does', () => {
    expect('ΑΣ'.toLowerCase()).toBe('ας');
    expect(fold('ΑΣ')).toBe('ασ');
  });

  it('keeps halves of surrogate pairs', () => {
    expect(fold('A\ud800B')).toBe('a\ud800b');
    expect(fold('\udc00')).toBe('\udc00');
  });

  it('treats every character as its capital and its small form', () => {
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      // The dotless i and the capital with a dot belong to Turkish pairs that full folding leaves out.
      if (code === 0x131 || code === 0x130) continue;
      const character = String.fromCodePoint(code);
      const folded = fold(character);
      if (fold(folded) !== folded) expect.fail(`U+${code.toString(16)} folds further`);
      if (fold(character.toUpperCase()) !== folded) expect.fail(`the capital of U+${code.toString(16)} differs`);
      if (fold(character.toLowerCase()) !== folded) expect.fail(`the small form of U+${code.toString(16)} differs`);
    }
  });

  it('agrees with case-insensitive regular expressions wherever one character folds to one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), (character) => {
        fc.pre(Array.from(character).length === 1 && !/[\\^$.*+?()[\]{}|/-]/.test(character));
        const folded = fold(character);
        fc.pre(Array.from(folded).length === 1);
        expect(new RegExp(`^${character}$`, 'iu').test(folded)).toBe(true);
      }),
    );
  });

  it('folds text as it folds its characters, and only once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(text)).toBe(Array.from(text, fold).join(''));
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('compares without folding as it would with it', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'A', 'b', 's', 'S', 'ß', 'ſ', 'ς', 'Σ', 'k', '\u212a'),
      maxLength: 6,
    });
    fc.assert(
      fc.property(letters, letters, (text, other) => {
        const folded = fold(other);
        expect(foldsTo(text, folded)).toBe(fold(text) === folded);
        expect(foldedStartsWith(text, folded)).toBe(fold(text).startsWith(folded));
        expect(foldsTo(other, folded)).toBe(true);
        expect(foldedStartsWith(other + text, folded)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
