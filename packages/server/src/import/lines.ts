/** One line of a body; `text` is null where the line was longer than allowed and thrown away. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string | null;
}

const newline = 0x0a;

/**
 * Splits bytes into lines, holding no more than one piece and one line of at most `limit` bytes. Blank lines are left
 * out, but counted; a byte order mark and carriage returns are taken off.
 */
export async function* linesOf(source: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Line> {
  let number = 0;
  let parts: Buffer[] = [];
  let length = 0;
  const take = (last: Buffer): Line | null => {
    number += 1;
    const total = length + last.length;
    const bytes = total > limit ? null : parts.length === 0 ? last : Buffer.concat([...parts, last]);
    parts = [];
    length = 0;
    if (bytes === null) return { number, text: null };
    const text = bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trim();
    return text === '' ? null : { number, text };
  };
  for await (const piece of source) {
    let start = 0;
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, start)) {
      const line = take(piece.subarray(start, end));
      if (line !== null) yield line;
      start = end + 1;
    }
    const rest = piece.subarray(start);
    length += rest.length;
    // A line that is too long already is only counted to its end.
    if (length <= limit) parts.push(rest);
    else parts = [];
  }
  if (length > 0) {
    const line = take(Buffer.alloc(0));
    if (line !== null) yield line;
  }
}
