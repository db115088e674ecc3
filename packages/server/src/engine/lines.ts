/** Rows and bytes of one part at most, so that no statement grows beyond what the warehouse takes in one go. */
const rowsAPart = 20_000;
const bytesAPart = 4 * 1024 * 1024;
const firstSize = 64 * 1024;

export interface Part {
  readonly bytes: Uint8Array;
  readonly rows: number;
}

/**
 * Lines of text as UTF-8, outside of the heap of objects: what waits to be written lives for up to a second, and as strings
 * was copied by two collections each.
 */
export class Lines {
  private buffer: Buffer | null = null;
  private used = 0;
  private rows = 0;
  private readonly parts: Part[] = [];

  get empty(): boolean {
    return this.rows === 0 && this.parts.length === 0;
  }

  push(line: string): void {
    // A code unit takes three bytes at most.
    const most = this.used + line.length * 3 + 1;
    let buffer = this.buffer ?? Buffer.allocUnsafeSlow(firstSize);
    if (most > buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(most, buffer.length * 2));
      buffer.copy(larger, 0, 0, this.used);
      buffer = larger;
    }
    this.buffer = buffer;
    this.used += buffer.write(line, this.used);
    buffer[this.used++] = 0x0a;
    this.rows += 1;
    if (this.rows >= rowsAPart || this.used >= bytesAPart) this.cut();
  }

  /** Everything pushed, each part in memory of its own; there is nothing afterwards. */
  take(): readonly Part[] {
    if (this.rows > 0) this.cut();
    return this.parts.splice(0);
  }

  private cut(): void {
    this.parts.push({ bytes: Uint8Array.prototype.slice.call(this.buffer, 0, this.used), rows: this.rows });
    this.used = 0;
    this.rows = 0;
  }
}
