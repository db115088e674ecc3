/**
 * The pattern matcher, an entry of its own: importing it makes `matches` work. Apart from the rest so that a page
 * whose segments use no patterns does not carry it.
 */
import { usePatterns } from './comparison/patterns.js';
import { fold } from './fold.js';
import { compileMatcher } from './patterns/match.js';
import { parsePattern } from './patterns/parse.js';

export { compileMatcher } from './patterns/match.js';
export { PatternError, parsePattern } from './patterns/parse.js';
export type { Pattern } from './patterns/pattern.js';
export { printPattern } from './patterns/print.js';

usePatterns((pattern, exact) => {
  const matches = compileMatcher(parsePattern(pattern, exact));
  return exact ? matches : (text) => matches(fold(text));
});
