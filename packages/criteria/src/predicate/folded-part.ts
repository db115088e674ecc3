import { fold, lowered } from '../fold.js';
import { several } from '../folding-table.js';

/** Pairs of ASCII characters to which a single one beyond ASCII folds, as `ß` does to `ss`. */
const pairs = several.flatMap(([, folding]) => folding.match(/[\0-\x7f]{2}/g) ?? []);

/**
 * As `(text) => fold(text).includes(part)`, prepared for one folded part.
 *
 * Each character of an ASCII part without such a pair comes from a character of its own in the text, so the text is
 * searched from the end of the part, in steps as long as the part where the character that is there does not occur in
 * it (Horspool 1980): a few characters are looked at rather than all. What is passed over would not have matched,
 * whatever it is; where a character beyond ASCII is met, the whole text is folded.
 */
export function containsTest(part: string): (text: string) => boolean {
  const { length } = part;
  if (length < 2 || /[^\0-\x7f]/.test(part) || pairs.some((pair) => part.includes(pair))) {
    return (text) => fold(text).includes(part);
  }
  const final = length - 1;
  const last = part.charCodeAt(final);
  /** By the character where the part would end: how much further is the next place where it can end. */
  const steps = new Int32Array(128).fill(length);
  for (let i = 0; i < final; i++) steps[part.charCodeAt(i)] = final - i;
  for (let code = 65; code <= 90; code++) steps[code] = steps[code + 32] ?? 1;
  return (text) => {
    for (let at = final; at < text.length; ) {
      const code = text.charCodeAt(at);
      if (code >= 128) return fold(text).includes(part);
      if (lowered(code) === last) {
        let i = final - 1;
        let other = 0;
        for (; i >= 0; i--) {
          other = text.charCodeAt(at - final + i);
          if (lowered(other) !== part.charCodeAt(i)) break;
        }
        if (i < 0) return true;
        if (other >= 128) return fold(text).includes(part);
      }
      at += steps[code] ?? 1;
    }
    return false;
  };
}
