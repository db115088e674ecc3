import { describe, expect, it } from 'vitest';
import { languages } from '../properties/index.js';
import { findingPhrases } from './finding-catalogues.js';
import { englishFindings } from './findings-in-english.js';
import { germanFindings } from './findings-in-german.js';
import { spanishFindings } from './findings-in-spanish.js';

/** What a phrase says with names that stand out. */
function saying(phrase: unknown): string {
  if (typeof phrase === 'string') return phrase;
  if (typeof phrase !== 'function') return JSON.stringify(phrase);
  const names = ['AAA', 'BBB', 'CCC', 'DDD'];
  return String(phrase(...names.slice(0, phrase.length)));
}

describe('the phrases of findings', () => {
  const keys = Object.keys(englishFindings);

  it('say something else in every language, and name all that they are given', () => {
    for (const key of keys) {
      const said = languages.map((language) =>
        saying(Object.entries(findingPhrases[language]).find(([name]) => name === key)?.[1]),
      );
      expect(new Set(said).size, key).toBe(languages.length);
      for (const each of said) {
        expect(each, key).not.toMatch(/undefined|null|NaN| {2}|^$/);
        // Numbers are written by their own language, and truth is not written at all.
        const wanted = said[0]?.match(/AAA|BBB|CCC|DDD/g) ?? [];
        expect(new Set(each.match(/AAA|BBB|CCC|DDD/g) ?? []), key).toEqual(new Set(wanted));
      }
    }
  });

  it('tell one finding from another', () => {
    for (const phrases of [englishFindings, spanishFindings, germanFindings]) {
      const said = Object.values(phrases).map(saying);
      expect(new Set(said).size).toBe(said.length);
    }
  });
});
