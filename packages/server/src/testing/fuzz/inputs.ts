import { generateCriteria, generateSchema, randomFrom } from '@kindred/criteria/generate';
import type { Corpus } from './corpus.js';
import { mutateText } from './mutate-text.js';
import { mutateValue } from './mutate-value.js';

/** One thing to be read. */
export type FuzzInput =
  | { readonly kind: 'criteria'; readonly value: unknown }
  | { readonly kind: 'json'; readonly text: string }
  | { readonly kind: 'odata'; readonly text: string };

/** The input of this number: the same for the same seed, so that whoever watches can name what another thread reads. */
export function inputOf(corpus: Corpus, seed: number, number: number): FuzzInput {
  const random = randomFrom(Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const kind = random.below(100);
  if (kind < 45)
    return { kind: 'odata', text: mutateText(random, random.pick(corpus.filters), random.pick(corpus.filters)) };
  const criteria = random.chance(30) ? generateCriteria(random, generateSchema(random)) : random.pick(corpus.criteria);
  if (kind < 90) return { kind: 'criteria', value: mutateValue(random, criteria, random.pick(corpus.criteria)) };
  return {
    kind: 'json',
    text: mutateText(random, JSON.stringify(criteria), JSON.stringify(random.pick(corpus.criteria))),
  };
}

/** The input as somebody could send it, cut where it is long. */
export function shown(input: FuzzInput): string {
  const text = input.kind === 'criteria' ? textOf(input.value) : JSON.stringify(input.text);
  return `${input.kind} ${text.length > 4_000 ? `${text.slice(0, 4_000)}… (${text.length} characters)` : text}`;
}

function textOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return '(nested too deeply to be written)';
    throw error;
  }
}
