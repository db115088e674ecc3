import { perLocale } from './format.js';

/** What is none: what cannot be read, and what no number can hold to its last digit. */
export type ReadNumber = { readonly number: number } | 'empty' | 'unreadable';

const grouped = perLocale(
  (locale) => new Intl.NumberFormat(locale, { useGrouping: 'always', maximumFractionDigits: 20 }),
);
const ungrouped = perLocale(
  (locale) => new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 20 }),
);
const plain = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 20 });

const separators = perLocale((locale) => {
  const parts = new Intl.NumberFormat(locale, { useGrouping: 'always' }).formatToParts(-1234567.5);
  const of = (type: Intl.NumberFormatPartTypes, usual: string) =>
    parts.find((part) => part.type === type)?.value ?? usual;
  return { group: of('group', ','), decimal: of('decimal', '.') };
});

/** A number as the studio prints it, with all of its digits: "10.000,5" in German. */
export function numberText(value: number): string {
  return grouped().format(value);
}

/** The same without separators between groups of digits, as one edits it. */
export function numberTextEdited(value: number): string {
  return ungrouped().format(value);
}

/**
 * Reads a number as the studio prints it in the reader's language: digits, groups of them apart where that language sets
 * them apart, its decimal sign. What could be another number in another language is not guessed at: "1.5" is none in German.
 */
export function readNumber(text: string): ReadNumber {
  const typed = simplified(text);
  if (typed === '') return 'empty';
  const { group, decimal } = separators();
  const [before = '', fraction, ...more] = typed.replace(/^[+-]/, '').split(simplified(decimal));
  const whole = before.replaceAll(simplified(group), '');
  if (more.length > 0 || !/^\d*$/.test(`${whole}${fraction ?? ''}`) || `${whole}${fraction ?? ''}` === '') {
    return 'unreadable';
  }
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  if (before !== whole && simplified(numberText(Number(digits))) !== before) return 'unreadable';
  const exact = (fraction ?? '').replace(/0+$/, '');
  const written = exact === '' ? digits : `${digits}.${exact}`;
  const number = Number(written);
  if (plain.format(number) !== written) return 'unreadable';
  return { number: typed.startsWith('-') && number !== 0 ? -number : number };
}

/** With the spaces, apostrophes and signs that keyboards have, which Intl does not always write. */
function simplified(text: string): string {
  return text
    .trim()
    .replaceAll(/\s/g, ' ')
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/[−‑–]/g, '-')
    .replaceAll(/[\u200e\u200f\u061c]/g, '');
}
