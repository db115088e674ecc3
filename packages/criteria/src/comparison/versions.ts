const number = '(0|[1-9][0-9]{0,14})';
const identifier = '(?:0|[1-9][0-9]{0,14}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)';

/**
 * The form of a version by Semantic Versioning 2.0.0, a `v` before it allowed; numbers have at most 15 digits. Its four
 * groups are the three numbers and the pre-release. Every reader uses this text, so it stays within RE2.
 */
export const versionForm = `^v?${number}[.]${number}[.]${number}(?:-(${identifier}(?:[.]${identifier})*))?(?:[+][0-9A-Za-z-]+(?:[.][0-9A-Za-z-]+)*)?$`;

/** What ends the key of a version without pre-release: it comes after every pre-release. */
export const releaseMark = '~';

const form = new RegExp(versionForm);
const digits = /^[0-9]+$/;

/**
 * A text whose order by code units is the precedence of versions, equal for versions of equal precedence; null for text
 * that is no version. Numbers are padded; in a pre-release each part is marked as a number or a word, and what parts
 * them comes before every character that they can hold.
 */
export function versionKey(text: string): string | null {
  const match = form.exec(text);
  if (match === null) return null;
  const [, major = '', minor = '', patch = '', preRelease] = match;
  const parts = preRelease?.split('.').map((part) => (digits.test(part) ? `0${padded(part)}` : `1${part}`));
  return `${padded(major)}${padded(minor)}${padded(patch)}${parts === undefined ? releaseMark : parts.join(' ')}`;
}

function padded(part: string): string {
  return part.padStart(15, '0');
}
