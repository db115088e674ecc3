import { z } from 'zod';
import { FormatTrial } from './format-trial.js';
import type { Row } from './row.js';
import { type FoundFormat, foundFormat, type ValueType } from './value-types.js';

/** What a column looks like in the first rows of a file. */
export const column = z.object({
  name: z.string(),
  suggested: foundFormat.describe('What every value looked at can be made'),
  nearly: z
    .object({
      format: foundFormat,
      others: z.array(z.string()).describe('The few texts that cannot be made this'),
    })
    .optional()
    .describe('Of a column of text: what most values looked at can be made'),
  samples: z.array(z.unknown()).describe('Up to five different values, as they are'),
  missing: z.number().describe('Rows without a value, of those looked at'),
  distinct: z.number().nullable().describe('Different values; null for more than a thousand'),
});
export type Column = Readonly<z.output<typeof column>>;

/** Rows that are looked at to tell what a column holds. */
export const rowsLookedAt = 10_000;
const distinctKept = 1_000;
/** Of the values that are no markers, what has to fit for a format to be told of a column of text. */
const nearlyAll = 0.8;
/** Different texts that a column may have besides; with more, it is just text. */
const fewOthers = 5;

/** In the order in which they are tried; what fits every value is suggested. 0 and 1 are numbers before they are truths. */
const candidates: readonly FoundFormat[] = [
  { type: 'number' },
  { type: 'number', decimal: ',' },
  { type: 'boolean' },
  { type: 'date' },
  { type: 'date', dates: 'dmy' },
  { type: 'date', dates: 'mdy' },
];

/** Looks at rows one by one and tells of their columns. */
export class ColumnSurvey {
  private readonly columns = new Map<string, ColumnSeen>();
  private rows = 0;

  take({ values }: Row): void {
    this.rows += 1;
    for (const [name, value] of Object.entries(values)) {
      // A column that is empty at first is one all the same.
      const column = this.columns.get(name) ?? new ColumnSeen();
      this.columns.set(name, column);
      // Blanks say as little of a column as nothing does.
      if (!isMissing(value)) column.take(value);
    }
  }

  result(): readonly Column[] {
    return [...this.columns].map(([name, column]) => ({ name, ...column.result(this.rows) }));
  }
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

class ColumnSeen {
  /** The first different values, and how often each was there. */
  private readonly values = new Map<string, { readonly value: unknown; times: number }>();
  private trials: readonly FormatTrial[] = candidates.map((candidate) => new FormatTrial(candidate));
  private count = 0;
  private lists = 0;
  private nested = 0;

  take(value: unknown): void {
    this.count += 1;
    if (Array.isArray(value)) this.lists += 1;
    else if (typeof value === 'object') this.nested += 1;
    const key = JSON.stringify(value) ?? '';
    const known = this.values.get(key);
    if (known !== undefined) known.times += 1;
    else if (this.values.size <= distinctKept) this.values.set(key, { value, times: 1 });
    else this.try(value, 1);
  }

  /** Trying a value costs more than knowing it again: most columns have few different ones. */
  private try(value: unknown, times: number): void {
    const failed = this.trials.filter((trial) => !trial.take(value, times));
    if (failed.length > 0) this.trials = this.trials.filter((trial) => !failed.includes(trial));
  }

  /** To be asked once, in the end. */
  result(rows: number): Omit<Column, 'name'> {
    const values = [...this.values.values()];
    for (const { value, times } of values) this.try(value, times);
    return {
      ...this.format(),
      samples: values.slice(0, 5).map(({ value }) => value),
      missing: rows - this.count,
      distinct: this.values.size > distinctKept ? null : this.values.size,
    };
  }

  private format(): Pick<Column, 'suggested' | 'nearly'> {
    const otherwise: ValueType = this.lists > 0 && this.lists === this.count ? 'list' : 'text';
    const text = { suggested: { type: otherwise } };
    if (this.count === 0 || otherwise === 'list' || this.nested > 0) return text;
    const tried = this.trials.filter(({ fits }) => fits > 0);
    const first = tried.find(({ others }) => others.size === 0) ?? tried.find(({ strays }) => strays === 0);
    if (first !== undefined) return this.looksLikeIds(first) ? text : { suggested: first.suggestion() };
    const nearly = tried
      .filter((trial) => trial.share >= nearlyAll && trial.others.size <= fewOthers && !this.looksLikeIds(trial))
      .sort((one, other) => other.fits - one.fits)[0];
    return nearly === undefined ? text : { ...text, nearly: { format: nearly.format, others: [...nearly.others] } };
  }

  /** Texts with a leading zero, as postal codes and customer numbers have, are no numbers though they look like it. */
  private looksLikeIds({ format }: FormatTrial): boolean {
    const zeros = () => [...this.values.values()].some(({ value }) => typeof value === 'string' && /^0\d/.test(value));
    return format.type === 'number' && zeros();
  }
}
