import { type ODataFaultCode, ODataStop } from './fault.js';

/** Limits of one filter text. Nested filters in quotes count with the text around them. */
export const odataLimits = {
  /** Characters of the text. */
  length: 131_072,
  /** Brackets, negations and conditions inside one another. */
  depth: 100,
} as const;

/** A text under the reader's eye: its characters, and where each of them stood in what was given. */
export class Source {
  at = 0;

  private constructor(
    readonly text: string,
    private readonly positions: Int32Array | null,
    private readonly rawLength: number,
  ) {}

  /** The text of a filter by itself. */
  static plain(text: string): Source {
    return new Source(text, null, text.length);
  }

  /** The text as it stands in an address, where `%27` is a quote; a percent sign by itself stays one. */
  static percentEncoded(raw: string): Source {
    if (!raw.includes('%')) return Source.plain(raw);
    const positions = new Int32Array(raw.length + 1);
    const parts: string[] = [];
    let length = 0;
    let copied = 0;
    for (let at = 0; at < raw.length; ) {
      const escaped = decodedAt(raw, at);
      if (escaped === null) {
        positions[length++] = at++;
        continue;
      }
      // Characters of several bytes stand where their first byte stands.
      for (let each = 0; each < escaped.character.length; each++) positions[length++] = at;
      parts.push(raw.slice(copied, at), escaped.character);
      at = escaped.end;
      copied = at;
    }
    parts.push(raw.slice(copied));
    return new Source(parts.join(''), positions, raw.length);
  }

  position(at: number): number {
    if (at >= this.text.length) return this.rawLength;
    return this.positions?.[at] ?? at;
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  /** The present character; empty at the end. */
  peek(): string {
    return this.text[this.at] ?? '';
  }

  skipSpace(): boolean {
    const before = this.at;
    while (isSpace(this.text.charCodeAt(this.at))) this.at += 1;
    return this.at > before;
  }

  /** Takes what a sticky expression matches here; null, and nothing taken, where it does not. */
  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const [match] = pattern.exec(this.text) ?? [];
    if (match === undefined) return null;
    this.at += match.length;
    return match;
  }

  expect(character: string): void {
    if (this.peek() !== character) this.fail(`“${character}” was expected`);
    this.at += 1;
  }

  fail(expected: string, at = this.at, code: ODataFaultCode = 'syntax'): never {
    const found =
      at >= this.text.length
        ? 'the text ends'
        : `“${String.fromCodePoint(this.text.codePointAt(at) ?? 0)}” stands there`;
    const message = code === 'syntax' ? `${expected}, but ${found}` : expected;
    throw new ODataStop({ code, position: this.position(at), message });
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}

const sizes = [
  { bytes: 1, first: 0x00, most: 0x7f, least: 0 },
  { bytes: 2, first: 0xc0, most: 0x1f, least: 0x80 },
  { bytes: 3, first: 0xe0, most: 0x0f, least: 0x800 },
  { bytes: 4, first: 0xf0, most: 0x07, least: 0x10000 },
] as const;

/**
 * The character that `%c3%a9` stands for; null where none is escaped. UTF-8 is read here because the
 * engine’s own reader throws, which costs a hundred times as much for a text made of nothing but mistakes.
 */
function decodedAt(raw: string, at: number): { readonly character: string; readonly end: number } | null {
  const lead = byteAt(raw, at);
  if (lead < 0) return null;
  const size = sizes.find(({ first, most }) => lead >= first && lead <= first + most);
  if (size === undefined) return null;
  let code = lead - size.first;
  for (let index = 1; index < size.bytes; index++) {
    const byte = byteAt(raw, at + 3 * index);
    if (byte < 0x80 || byte > 0xbf) return null;
    code = code * 0x40 + byte - 0x80;
  }
  if (code < size.least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  return { character: String.fromCodePoint(code), end: at + 3 * size.bytes };
}

/** The byte that `%41` stands for; −1 where there is none. */
function byteAt(raw: string, at: number): number {
  if (raw.charCodeAt(at) !== 0x25) return -1;
  const byte = hexAt(raw, at + 1) * 16 + hexAt(raw, at + 2);
  return byte < 0 ? -1 : byte;
}

/** The value of a hexadecimal digit, else a number that leaves every sum with it negative. */
function hexAt(raw: string, at: number): number {
  const code = raw.charCodeAt(at);
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = (code | 0x20) - 0x61;
  return letter >= 0 && letter < 6 ? letter + 10 : -1_000;
}
