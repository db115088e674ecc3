import { runs, several } from './folding-table.js';

const foldings = new Map<number, string>(several);
for (const [first, last, step, distance] of runs) {
  for (let code = first; code <= last; code += step) foldings.set(code, String.fromCodePoint(code + distance));
}

/**
 * The form in which text is compared: Unicode full case folding, character by character, from one table for all
 * readers (`STRASSE` and `straße`, `ΣΟΦΟΣ` and `σοφος`, `ſ` and `s` are equal; `İ` is `i` with a dot above; `ı` stays itself).
 * It does not depend on a locale and does not normalise accents. Folding twice changes nothing more.
 * Linear in the length; ASCII text takes a fast path.
 */
export function fold(text: string): string {
  let capitals = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 128) return foldBeyondAscii(text, i);
    if (code <= 90 && code >= 65) capitals = true;
  }
  return capitals ? text.toLowerCase() : text;
}

/**
 * Whether a text folds to exactly this folded text. As `fold(text) === folded`, but it ends at the first ASCII
 * character that differs and makes no new text, which is what nearly every comparison of an event needs.
 */
export function foldsTo(text: string, folded: string): boolean {
  const agreed = agreement(text, folded);
  // No character folds to nothing, so what is left of either makes them differ.
  if (agreed === text.length || agreed === folded.length) return text.length === folded.length;
  return agreed >= 0 && fold(text) === folded;
}

/** As `fold(text).startsWith(folded)`, with the same shortcuts as `foldsTo`. */
export function foldedStartsWith(text: string, folded: string): boolean {
  const agreed = agreement(text, folded);
  if (agreed === folded.length) return true;
  return agreed >= 0 && agreed < text.length && fold(text).startsWith(folded);
}

/** Of a capital of ASCII the small letter; every other code as it is. */
export function lowered(code: number): number {
  return code <= 90 && code >= 65 ? code + 32 : code;
}

/**
 * How many characters of a text, ASCII from its beginning on, fold to the beginning of a folded text: up to the end of
 * either or the first that is not ASCII; −1 where an ASCII character differs, so that no folding of the rest can help.
 */
function agreement(text: string, folded: string): number {
  const length = Math.min(text.length, folded.length);
  for (let i = 0; i < length; i++) {
    const code = lowered(text.charCodeAt(i));
    if (code >= 128) return i;
    if (code !== folded.charCodeAt(i)) return -1;
  }
  return length;
}

function foldBeyondAscii(text: string, from: number): string {
  let folded = text.slice(0, from).toLowerCase();
  let copied = from;
  let i = from;
  while (i < text.length) {
    const code = text.codePointAt(i) ?? 0;
    const next = code > 0xffff ? i + 2 : i + 1;
    const folding = foldings.get(code);
    if (folding !== undefined) {
      folded += text.slice(copied, i) + folding;
      copied = next;
    }
    i = next;
  }
  return copied === 0 ? text : folded + text.slice(copied);
}
