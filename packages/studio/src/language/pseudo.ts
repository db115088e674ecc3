import type { Catalogue } from './catalogue.js';
import { type English, messages as english } from './messages/en.js';

/** Every message in brackets and a third longer, with its arguments as they are. */
function stretch<T extends object>(texts: T): Catalogue<T>;
function stretch(texts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? `⟦${value} ${'·'.repeat(Math.ceil(value.length / 3))}⟧`
        : typeof value === 'object' && value !== null
          ? stretch(value)
          : value,
    ]),
  );
}

export const messages: Catalogue<English> = stretch(english);
