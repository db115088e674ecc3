import { describe, expect, it } from 'vitest';
import { Relations } from '../analysis/relations.js';
import { canonical } from '../canonical.js';
import { accountCases, criteriaCases } from '../cases.js';
import type { Criteria } from '../criteria.js';
import { generateWorld } from '../generate.js';
import { builtInProperties, languages } from '../properties/index.js';
import { sentence } from './sentence.js';

/** Every definition of the shared table, and some that are made at random. */
const definitions: readonly { readonly criteria: Criteria; readonly subject: 'person' | 'account' }[] = [
  ...criteriaCases.map(({ criteria }) => ({ criteria, subject: 'person' as const })),
  ...accountCases.map(({ criteria }) => ({ criteria, subject: 'account' as const })),
  ...Array.from({ length: 100 }, (_, seed) => generateWorld(seed, { requests: true, segments: ['s'], visitors: 0 }))
    .flatMap(({ criteria }) => criteria)
    .map((criteria) => ({ criteria, subject: 'person' as const })),
];

/** What is spelt in two ways and means one thing by the rules of docs/criteria.md, in one spelling. */
function plain(criteria: Criteria): Criteria {
  if (criteria.type === 'sequence' && typeof criteria.same === 'object') {
    const [first, ...rest] = criteria.same;
    return first !== undefined && rest.every((each) => each === first) ? { ...criteria, same: first } : criteria;
  }
  if (criteria.type === 'property' && criteria.as === 'decimal' && typeof criteria.value === 'number') {
    return { ...criteria, value: String(criteria.value) };
  }
  if (criteria.type !== 'not' || criteria.of.type !== 'people') return criteria;
  const { of } = criteria;
  return of.count !== undefined && 'atLeast' in of.count
    ? { ...of, count: { atMost: of.count.atLeast - 1 } }
    : criteria;
}

/** Quoted texts and names of events and properties are the same in every language. */
function withoutNames(said: string, criteria: Criteria): string {
  const names = JSON.stringify(criteria).match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  let rest = said.replace(/[“„«][^”“»]*[”“»]/g, '…');
  for (const name of names) {
    const text: unknown = JSON.parse(name);
    if (typeof text !== 'string') continue;
    const path = text.slice(text.indexOf('.') + 1).replace(/[._\s-]+/g, ' ');
    for (const part of [
      text,
      path,
      path.replace(/(\p{Ll}|\p{N})(\p{Lu})(?=\p{Ll})/gu, (_all, a, b) => `${a} ${b.toLowerCase()}`),
    ]) {
      if (part !== '')
        rest = rest.replaceAll(
          new RegExp(`(?<![\\p{L}])${part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}])`, 'gu'),
          '…',
        );
    }
  }
  return rest;
}

const foreign = {
  en: /(?<!\p{L})(que|cuyo|cuya|los|deren|die|und|oder|nicht|mit)(?!\p{L})/u,
  es: /(?<!\p{L})(is|are|the|of|and|or|not|with|whose|who|did|in|at|least|most|today|ago|last|deren|die|und|oder|nicht)(?!\p{L})/u,
  de: /(?<!\p{L})(is|are|the|of|and|or|not|with|whose|who|did|at|least|most|today|ago|last|que|cuyo|cuya|los|las)(?!\p{L})/u,
};

describe.each(languages)('sentences in %s', (language) => {
  it('say every definition of the shared table, without gaps and foreign words', () => {
    for (const { criteria, subject } of definitions) {
      const said = sentence(criteria, { language, subject });
      const words = withoutNames(said, criteria);
      expect(words, said).not.toMatch(/undefined|null|NaN|\[object|\( | \)|\(\)/);
      expect(words, said).not.toMatch(foreign[language]);
      expect(said.split('(').length, said).toBe(said.split(')').length);
    }
  });

  it('are the same only where the meaning is', () => {
    const { implies } = new Relations({ isSingle: () => false, budget: { left: 1e6 } });
    const known = new Map<string, Criteria>();
    for (const { criteria, subject } of definitions) {
      const said = sentence(criteria, { language, subject });
      const other = known.get(said) ?? plain(criteria);
      expect(
        implies(plain(criteria), other) && implies(other, plain(criteria)),
        `${said} ${canonical(criteria)} ${canonical(other)}`,
      ).toBe(true);
      known.set(said, plain(criteria));
    }
    expect(known.size).toBeGreaterThan(700);
  });

  it('name each property that Kindred knows in another way, within its scope', () => {
    const said = builtInProperties.map(({ id }) => {
      const property = id.endsWith('.') ? `${id}x` : id;
      return sentence({ type: 'property', property, operator: 'known' }, { language });
    });
    expect(new Set(said).size).toBe(said.length);
  });
});

it('writes large numbers as each language groups them, and those of four digits, which may be years, plain', () => {
  const said = (value: number) =>
    languages.map((language) =>
      sentence({ type: 'property', property: 'user.debt', operator: 'atLeast', value }, { language }),
    );
  for (const [index, large] of ['100,000', '100.000', '100.000'].entries()) {
    expect(said(100_000)[index]).toContain(large);
    expect(said(1985)[index]).toContain('1985');
  }
});
