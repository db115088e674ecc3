import type { Scalar } from '../criteria.js';
import { fold } from '../fold.js';
import { type Condition, satisfies } from './condition.js';
import { FoldedTexts } from './folded-text.js';

/** The class of a missing value; no condition holds of it. */
export const missing = 0;
const yes = 1;
const no = 2;
const notANumber = 3;
const otherText = 4;
const firstOwn = 5;

/**
 * The values of one property sorted into classes between which its conditions cannot tell: the operands, the gaps
 * between numbers, and everything else. What holds of a class is found once, of one value of it.
 */
export class ValueClasses {
  /** One value of each class. */
  readonly samples: (Scalar | undefined)[] = [undefined, true, false, Number.NaN, ''];
  private readonly bounds: Float64Array;
  private readonly firstNumber: number;
  private readonly folded: FoldedTexts;
  private readonly firstText: number;
  private readonly texts: number;
  private readonly exact = new Map<string, number>();

  constructor(conditions: readonly Condition[]) {
    const bounds = new Set<number>();
    const texts = new Set<string>();
    const spellings = new Set<string>();
    for (const condition of conditions) {
      if (condition.kind === 'interval') {
        // More than the greatest double is infinity alone: that one bounds it.
        const { low, high } = condition;
        if (low > Number.NEGATIVE_INFINITY) bounds.add(Math.min(low, Number.MAX_VALUE) + 0);
        if (high < Number.POSITIVE_INFINITY) bounds.add(Math.max(high, -Number.MAX_VALUE) + 0);
      } else if ('operands' in condition) {
        for (const operand of condition.operands) {
          if (typeof operand === 'number') bounds.add(operand + 0);
          if (typeof operand !== 'string') continue;
          texts.add(fold(operand));
          if (condition.kind === 'exact') spellings.add(operand);
        }
      }
    }
    this.bounds = Float64Array.from(bounds).sort();
    this.firstNumber = firstOwn;
    this.samples.push(Number.NEGATIVE_INFINITY);
    for (const [index, bound] of this.bounds.entries()) {
      const next = this.bounds[index + 1];
      this.samples.push(bound, next === undefined ? Number.POSITIVE_INFINITY : bound / 2 + next / 2);
    }
    this.firstText = this.samples.length;
    this.texts = texts.size;
    this.folded = new FoldedTexts([...texts]);
    this.samples.push(...texts);
    for (const text of spellings) this.exact.set(text, this.samples.push(text) - 1);
    let other = 'other';
    while (texts.has(other)) other += 'r';
    this.samples[otherText] = other;
  }

  /** The class of a value that is no list; −1 for a list. */
  classOf(value: unknown): number {
    if (typeof value === 'string') {
      if (this.exact.size > 0) {
        const own = this.exact.get(value);
        if (own !== undefined) return own;
      }
      const index = this.folded.indexOf(value);
      return index < 0 ? otherText : this.firstText + index;
    }
    if (typeof value === 'number') return Number.isNaN(value) ? notANumber : this.firstNumber + this.region(value);
    if (typeof value === 'boolean') return value ? yes : no;
    return Array.isArray(value) ? -1 : missing;
  }

  holds(condition: Condition, number: number): boolean {
    const sample = this.samples[number];
    // These classes are of the spellings that no condition asks for exactly.
    const spelt = number >= this.firstText && number < this.firstText + this.texts;
    if (spelt && condition.kind === 'exact') return false;
    return sample !== undefined && satisfies(condition, sample);
  }

  /** 0 below all bounds, 2i + 1 at a bound, 2i + 2 above it and below the next. */
  private region(value: number): number {
    const { bounds } = this;
    let from = 0;
    let to = bounds.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((bounds[middle] ?? 0) <= value) from = middle + 1;
      else to = middle;
    }
    if (from === 0) return 0;
    return bounds[from - 1] === value ? from * 2 - 1 : from * 2;
  }
}
