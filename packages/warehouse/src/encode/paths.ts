/**
 * Property paths as names of JSON sub-columns. A name is `<kind>_<path>`; in the path, ASCII letters and digits stand for
 * themselves and every other byte of its UTF-8 form is `_` and two hex digits. So no text from outside is ever an
 * identifier, and a dot is no nesting.
 */
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Paths come from few event types, so the same ones are asked for again and again; bounded against made-up names. */
const known = new Map<string, string>();
const knownLimit = 20_000;

export function encodePath(path: string): string {
  const found = known.get(path);
  if (found !== undefined) return found;
  let encoded = '';
  for (const byte of encoder.encode(path)) {
    const plain = (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
    encoded += plain ? String.fromCharCode(byte) : `_${byte.toString(16).padStart(2, '0')}`;
  }
  if (known.size >= knownLimit) known.clear();
  known.set(path, encoded);
  return encoded;
}

export function decodePath(encoded: string): string {
  const bytes: number[] = [];
  for (let i = 0; i < encoded.length; i++) {
    if (encoded[i] === '_') {
      bytes.push(Number.parseInt(encoded.slice(i + 1, i + 3), 16));
      i += 2;
    } else bytes.push(encoded.charCodeAt(i));
  }
  return decoder.decode(Uint8Array.from(bytes));
}
