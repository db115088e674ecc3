import type { EventCount } from '../criteria.js';

/** `lastOrder.total_price` as “last order total price”; words in capitals stay. */
export function wordsOf(path: string): string {
  return path
    .replace(/[._\s-]+/g, ' ')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})(?=\p{Ll})/gu, (_whole, before: string, capital: string) => {
      return `${before} ${capital.toLowerCase()}`;
    })
    .trim();
}

/** Parts with a space between them, without the empty ones. */
export function spaced(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

/** “a, b and c”. */
export function enumerated(parts: readonly (string | number)[], and: string): string {
  return [parts.slice(0, -1).join(', '), parts.slice(-1).join('')].filter((part) => part !== '').join(` ${and} `);
}

/** Forms of a noun by the plural categories of its language. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** Writes a number with the form of a noun that goes with it. */
export function counter(language: string, number: (value: number) => string) {
  const rules = new Intl.PluralRules(language);
  return (amount: number, forms: Forms) => `${number(amount)} ${forms[rules.select(amount)] ?? forms.other}`;
}

/** All digits of a number in the way of a language, without groups of thousands. */
export function numberWriter(language: string): (value: number) => string {
  const format = new Intl.NumberFormat(language, { useGrouping: 'min2', maximumSignificantDigits: 21 });
  return (value) => (Math.abs(value) >= 1e21 ? String(value) : format.format(value));
}

/** A count that says the same without a negation; null where there is none. */
export function oppositeOf(count: EventCount, not: boolean): EventCount | null {
  if ('atLeast' in count) return not ? { atMost: count.atLeast - 1 } : count;
  if ('atMost' in count) return not ? { atLeast: count.atMost + 1 } : count;
  return not ? null : count;
}

/** A date or date-time of ISO 8601 with its day in the way of a language, and its time and offset as they are. */
export function dateWriter(language: string): (text: string) => string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  return (text) => {
    const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
    if (Number.isNaN(day)) return text;
    const time = text.slice(11).replace(/Z$/, ' UTC');
    return spaced(format.format(day), time);
  };
}
