/** Rows of one column that are read before others get their turn: some 2 ms. */
const rowsAtOnce = 250_000;

/** Rows of bytes turned into columns of bits, so that two conditions of everybody are compared 32 people at a time. */
export class BitColumns {
  private columns: Uint32Array[];
  private rows = 0;

  /**
   * @param width bytes of a row
   * @param expected rows, about
   */
  constructor(
    private readonly width: number,
    expected: number,
  ) {
    this.columns = Array.from({ length: width * 8 }, () => new Uint32Array(Math.ceil(expected / 32) + 1));
  }

  get people(): number {
    return this.rows;
  }

  async take(bytes: Buffer): Promise<void> {
    const added = bytes.length / this.width;
    const before = this.rows;
    this.rows += added;
    const words = Math.ceil(this.rows / 32);
    this.columns = this.columns.map((column) => (column.length >= words ? column : grown(column, words)));
    for (let byte = 0; byte < this.width; byte += 1) {
      for (let from = 0; from < added; from += rowsAtOnce) {
        this.takeByte(bytes, byte, from, Math.min(added, from + rowsAtOnce), before);
        await new Promise(setImmediate);
      }
    }
  }

  /** The bits of one column, or of its opposite, of all rows. */
  set(column: number, inverted: boolean): Uint32Array {
    const words = Math.ceil(this.rows / 32);
    const bits = (this.columns[column] ?? new Uint32Array(words)).subarray(0, words);
    if (!inverted) return bits;
    const opposite = bits.map((word) => ~word);
    const over = this.rows % 32;
    if (over !== 0) opposite[words - 1] = (opposite[words - 1] ?? 0) & (2 ** over - 1);
    return opposite;
  }

  private takeByte(bytes: Buffer, byte: number, from: number, to: number, before: number): void {
    const columns = this.columns.slice(byte * 8, byte * 8 + 8);
    for (let row = from; row < to; row += 1) {
      let bits = bytes[row * this.width + byte] ?? 0;
      const person = before + row;
      while (bits !== 0) {
        const column = columns[31 - Math.clz32(bits & -bits)];
        bits &= bits - 1;
        if (column !== undefined) column[person >>> 5] = (column[person >>> 5] ?? 0) | (1 << (person & 31));
      }
    }
  }
}

function grown(column: Uint32Array, words: number): Uint32Array {
  const longer = new Uint32Array(words);
  longer.set(column);
  return longer;
}
