import type { Duplex } from 'node:stream';

/** A message: a small JSON head and a body that is carried as it is. */
export interface Frame {
  readonly head: unknown;
  readonly body: Buffer;
}

const prefixLength = 8;

/** Writes one frame: two lengths (32 bits, little-endian), the head, the body. */
export function writeFrame(stream: Duplex, head: unknown, body: Buffer): void {
  const json = Buffer.from(JSON.stringify(head));
  const prefix = Buffer.allocUnsafe(prefixLength);
  prefix.writeUInt32LE(json.length, 0);
  prefix.writeUInt32LE(body.length, 4);
  stream.cork();
  stream.write(prefix);
  stream.write(json);
  if (body.length > 0) stream.write(body);
  stream.uncork();
}

/** Cuts the stream into frames again; a body is copied once, however many chunks it came in. */
export function readFrames(stream: Duplex, receive: (frame: Frame) => void): void {
  let chunks: Buffer[] = [];
  let held = 0;

  function take(length: number): Buffer {
    const joined = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, held);
    const rest = joined.subarray(length);
    chunks = rest.length > 0 ? [rest] : [];
    held = rest.length;
    return joined.subarray(0, length);
  }

  let expected: { head: number; body: number } | null = null;
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    held += chunk.length;
    for (;;) {
      if (expected === null) {
        if (held < prefixLength) return;
        const prefix = take(prefixLength);
        expected = { head: prefix.readUInt32LE(0), body: prefix.readUInt32LE(4) };
      }
      const { head, body } = expected;
      if (held < head + body) return;
      const whole = take(head + body);
      expected = null;
      receive({ head: JSON.parse(whole.toString('utf8', 0, head)), body: whole.subarray(head) });
    }
  });
}
