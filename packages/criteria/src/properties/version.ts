import { versionKey } from '../comparison/versions.js';

/**
 * A version as Semantic Versioning writes it, in three numbers, of what people and browsers write: 17.2.0 of `17.2`,
 * 120.0.2210 of `120.0.2210.61`, 10.4.0 of `10.04`. Null for text that is no version.
 */
export function wholeVersion(text: string): string | null {
  if (versionKey(text) !== null) return text;
  const numbers = /^v?[0-9]{1,15}(?:\.[0-9]{1,15}){0,9}$/.test(text) ? text.replace('v', '').split('.') : null;
  if (numbers === null) return null;
  return [0, 1, 2].map((index) => String(Number(numbers[index] ?? 0))).join('.');
}
