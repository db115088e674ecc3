import { runs, several } from './generated/folding.js';

const foldings = new Map<number, string>(several);
for (let i = 0; i < runs.length; i += 4) {
  const [first = 0, last = 0, step = 1, distance = 0] = runs.slice(i, i + 4);
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
