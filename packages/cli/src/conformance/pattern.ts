/**
 * Whether a pattern is none in the source's own eyes: it asks for what takes backtracking (looking around,
 * references back), or it cannot be read at all. What is left over and Kindred's parser refuses is unsupported.
 */
export function isForeignPattern(pattern: string): boolean {
  return /\(\?<?[=!]|\\[1-9]/.test(pattern) || !isReadable(pattern);
}

/** By the rules of JavaScript, once what only RE2 has (flags inside, named classes) is put aside. */
export function isReadable(pattern: string): boolean {
  try {
    new RegExp(pattern.replaceAll(/\(\?[a-z]+\)/g, '').replaceAll(/\[:\^?[a-z]+:\]/g, 'a'));
    return true;
  } catch {
    return false;
  }
}
