import { describeProperty } from '../properties/index.js';
import { pathOf, scopeOf } from '../property.js';
import { requestFieldOf } from '../request.js';
import type { Noun, Phrasebook } from './phrasebook.js';
import type { Saying } from './saying.js';
import { wordsOf } from './words.js';

/**
 * A property as a sentence names it: as the site calls it, else by its label in the language of the sentence where
 * Kindred knows it, else by the words of its path, “last order total price”.
 */
export function nounOf(property: string, { language, phrases, labels }: Saying): Noun {
  const path = pathOf(property);
  const own = labels?.property(property);
  if (own !== undefined) return { text: own };
  if (language === 'en') return englishNoun(property, path, phrases);
  const known = describeProperty(property);
  if (known === undefined) return { text: wordsOf(path) };
  const { label, noun = label, feminine = false } = known.text[language];
  const named = { text: noun, feminine };
  return known.id.endsWith('.') ? phrases.ofFamily(named, property.slice(known.id.length)) : named;
}

/** English names what was sent by its own words, and only what Kindred itself tells of a visit by a label. */
function englishNoun(property: string, path: string, phrases: Phrasebook): Noun {
  const scope = scopeOf(property);
  if (property === 'profile.userId') return { text: 'user id' };
  if (property === 'organization.ancestorIds') return { text: 'ancestor id' };
  const field = scope === 'request' ? requestFieldOf(path) : null;
  if (field === null) return { text: wordsOf(path) };
  const named = { text: field.noun };
  return field.id.endsWith('.') ? phrases.ofFamily(named, path.slice(field.id.length)) : named;
}

/** A property of an event as a sentence names it: as the site calls it, else by the words of its path. */
export function eventNoun(property: string, event: string, { labels, phrases }: Saying): string {
  const own = labels?.property(property, event);
  if (own !== undefined) return own;
  const words = wordsOf(pathOf(property));
  return scopeOf(property) === 'context' ? phrases.ofContext(words) : words;
}
