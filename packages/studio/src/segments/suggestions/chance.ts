import { presentLocale } from '../../language/translator.js';

/** Smaller ones nobody tells apart. */
const smallest = 0.0001;

/** A p-value as people write it: in two digits that count, or only that it is below a bound. */
export function writtenChance(pValue: number): { readonly bound: boolean; readonly p: string } {
  const bound = pValue < smallest;
  const format = new Intl.NumberFormat(presentLocale(), { maximumSignificantDigits: 2 });
  return { bound, p: format.format(bound ? smallest : pValue) };
}
