import type { Criteria, PropertyBag, PropertyNode, Subject } from '@kindred/criteria';
import { randomFrom } from './random.js';

const texts = ['country', 'plan', 'city', 'language', 'industry', 'device'] as const;
const longTexts = ['email', 'jobTitle', 'landingPage'] as const;
const numbers = ['age', 'visits', 'orders', 'spent', 'score', 'days'] as const;
const syllables = ['ka', 'ro', 'mi', 'ten', 'sol', 'ber', 'an', 'du', 'lix', 'pra', 'vo', 'ste'] as const;

/** So many conditions, 30 % of them about a beginning, an end or a part of a text. */
function vocabulary(count: number, random: () => number): PropertyNode[] {
  const pick = <T>(from: readonly T[], otherwise: T): T => from[Math.floor(random() * from.length)] ?? otherwise;
  const word = (length: number) => Array.from({ length }, () => pick(syllables, 'ka')).join('');
  return Array.from({ length: count }, () => {
    const kind = random();
    if (kind < 0.3) {
      const property = `user.${pick(longTexts, 'email')}`;
      const operator = pick(['contains', 'startsWith', 'endsWith'] as const, 'contains');
      return { type: 'property', property, operator, value: word(operator === 'contains' ? 2 : 1) };
    }
    if (kind < 0.65) {
      const property = `user.${pick(texts, 'country')}`;
      const value = () => `value ${Math.floor(random() * 20)}`;
      if (random() < 0.5) return { type: 'property', property, operator: 'equals', value: value() };
      return { type: 'property', property, operator: 'oneOf', value: [value(), value(), value(), value()] };
    }
    const property = `user.${pick(numbers, 'age')}`;
    const operator = pick(['greaterThan', 'atLeast', 'lessThan', 'atMost'] as const, 'atLeast');
    return { type: 'property', property, operator, value: Math.floor(random() * 100) };
  });
}

/** Segments three levels deep: groups of two or three groups of two or three conditions, some of them negated. */
export function randomSegments(count: number, conditions = 400): Criteria[] {
  const random = randomFrom(11);
  const words = vocabulary(conditions, random);
  const make = (depth: number): Criteria => {
    if (depth === 1) {
      const leaf = words[Math.floor(random() * words.length)];
      if (leaf !== undefined) return random() < 0.15 ? { type: 'not', of: leaf } : leaf;
    }
    const type = random() < 0.5 ? 'all' : 'any';
    return { type, of: Array.from({ length: random() < 0.5 ? 2 : 3 }, () => make(depth - 1)) };
  };
  return Array.from({ length: count }, () => make(3));
}

/** People for them; a fifth of the texts is written in capitals, a twentieth of all values is missing. */
export function segmentPeople(count: number): Subject[] {
  const random = randomFrom(12);
  const syllable = () => syllables[Math.floor(random() * syllables.length)] ?? 'ka';
  return Array.from({ length: count }, (_, index) => {
    const traits: Record<string, PropertyBag[string]> = {};
    for (const path of texts) {
      const text = `value ${Math.floor(random() * 25)}`;
      traits[path] = random() < 0.2 ? text.toUpperCase() : text;
    }
    for (const path of longTexts) {
      const text = Array.from({ length: 6 }, syllable).join('');
      traits[path] = random() < 0.2 ? text.toUpperCase() : text;
    }
    for (const path of numbers) traits[path] = Math.floor(random() * 100);
    for (const path of Object.keys(traits)) if (random() < 0.05) delete traits[path];
    const stored: Record<string, PropertyBag[string]> = JSON.parse(JSON.stringify(traits));
    return { userId: `user-${index}`, traits: stored, groups: {} };
  });
}
