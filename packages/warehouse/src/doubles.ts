/** Answers of FORMAT RowBinary that hold only doubles and lists of doubles; a tenth of the cost of reading JSON. */
export class DoubleReader {
  private offset = 0;

  constructor(private readonly bytes: Buffer) {}

  get done(): boolean {
    return this.offset >= this.bytes.length;
  }

  double(): number {
    const value = this.bytes.readDoubleLE(this.offset);
    this.offset += 8;
    return value;
  }

  doubles(): number[] {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes.readUInt8(this.offset++);
      length += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    const found: number[] = [];
    for (let i = 0; i < length; i++) found.push(this.double());
    return found;
  }
}
