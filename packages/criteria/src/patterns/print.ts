import type { CharacterSet, Pattern } from './pattern.js';

/** A pattern as RE2 writes it, independent of every flag; for the readers that hand it to an engine. */
export function printPattern(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'set':
      return printSet(pattern.set);
    case 'sequence':
      return `(?:${pattern.of.map(printPattern).join('')})`;
    case 'choice':
      return `(?:${pattern.of.map(printPattern).join('|')})`;
    case 'repeat':
      return `(?:${printPattern(pattern.of)})${printBounds(pattern.least, pattern.most)}`;
    case 'assert':
      return assertions[pattern.at];
  }
}

const assertions = {
  start: '^',
  end: '$',
  lineStart: '(?m:^)',
  lineEnd: '(?m:$)',
  word: '\\b',
  notWord: '\\B',
} as const;

function printBounds(least: number, most: number | null): string {
  if (most === null) return least === 0 ? '*' : least === 1 ? '+' : `{${least},}`;
  return least === 0 && most === 1 ? '?' : least === most ? `{${least}}` : `{${least},${most}}`;
}

/** Everything but letters and digits stands in brackets: what looks ahead for plain text in a pattern then finds none. */
function printSet(set: CharacterSet): string {
  // No text holds half a surrogate pair, so this matches nothing.
  if (set.length === 0) return '[^\\x{0}-\\x{10ffff}]';
  const [[first, last] = [0, 0]] = set;
  if (set.length === 1 && first === last && isPlain(first)) return String.fromCharCode(first);
  return `[${set.map(([low, high]) => (low === high ? hex(low) : `${hex(low)}-${hex(high)}`)).join('')}]`;
}

function isPlain(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function hex(code: number): string {
  return `\\x{${code.toString(16)}}`;
}
