import { isNoValue } from './no-value.js';
import { type FoundFormat, nothingLength, nothingTexts, notOfType, valueAs } from './value-types.js';

/** How far the values of a column are of one format. */
export class FormatTrial {
  /** Values that are of it. */
  fits = 0;
  /** Values that are not, without those that are known to stand for no value. */
  strays = 0;
  /** The different texts that are not of it. */
  readonly others = new Set<string>();

  constructor(readonly format: FoundFormat) {}

  /**
   * Takes a value that was there so many times. False where the format is out of the question: too much is not of it for a mapping to name it all.
   */
  take(value: unknown, times: number): boolean {
    if (valueAs(value, this.format) !== notOfType) {
      this.fits += times;
      return true;
    }
    const text = typeof value === 'string' ? value.trim() : null;
    if (text === null || text.length > nothingLength) return false;
    if (!isNoValue(text)) this.strays += times;
    this.others.add(text);
    return this.others.size <= nothingTexts;
  }

  /** What fits, of all values but those that are known to stand for none. */
  get share(): number {
    return this.fits / (this.fits + this.strays);
  }

  /** The format, with what of the values seen stands for none. */
  suggestion(): FoundFormat {
    return this.others.size === 0 ? this.format : { ...this.format, nothing: [...this.others] };
  }
}
