import { type ODataFaultCode, ODataStop } from './fault.js';

/** Limits of one filter text. Nested filters in quotes count with the text around them. */
export const odataLimits = {
  /** Characters of the text. */
  length: 262_144,
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
    const positions = new Int32Array(raw.length + 1);
    const parts: string[] = [];
    let length = 0;
    for (let at = 0; at < raw.length; ) {
      const run = /^(?:%[0-9a-f]{2})+/i.exec(raw.slice(at, at + 96));
      if (raw[at] !== '%' || run === null) {
        positions[length++] = at;
        parts.push(raw[at] ?? '');
        at += 1;
        continue;
      }
      const decoded = decode(run[0]);
      if (decoded === null) {
        positions[length++] = at;
        parts.push('%');
        at += 1;
        continue;
      }
      // Where several bytes make one character, all of it stands where the first byte stands.
      const single = decoded.length * 3 === run[0].length;
      for (let i = 0; i < decoded.length; i++) positions[length++] = single ? at + 3 * i : at;
      parts.push(decoded);
      at += run[0].length;
    }
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
    while (/[ \t\r\n]/.test(this.peek())) this.at += 1;
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

function decode(run: string): string | null {
  try {
    return decodeURIComponent(run);
  } catch {
    return null;
  }
}
