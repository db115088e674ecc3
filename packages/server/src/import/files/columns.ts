import type { Row } from './row.js';
import { notOfType, type ValueFormat, type ValueType, valueAs } from './value-types.js';

/** What a column looks like in the first rows of a file. */
export interface Column {
  readonly name: string;
  readonly suggested: ValueFormat;
  /** Up to five different values, as they are. */
  readonly samples: readonly unknown[];
  /** Rows without a value, of those looked at. */
  readonly missing: number;
  /** Different values of those looked at; null where there are more than a thousand. */
  readonly distinct: number | null;
}

/** Rows that are looked at to tell what a column holds. */
export const rowsLookedAt = 10_000;
const distinctKept = 1_000;

/** In the order in which they are tried; what fits every value is suggested. 0 and 1 are numbers before they are truths. */
const candidates: readonly ValueFormat[] = [
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
  private readonly values = new Map<string, unknown>();
  private readonly fitting = new Set(candidates);
  private count = 0;
  private lists = 0;
  private nested = 0;

  take(value: unknown): void {
    this.count += 1;
    if (Array.isArray(value)) this.lists += 1;
    else if (typeof value === 'object') this.nested += 1;
    for (const candidate of this.fitting) if (valueAs(value, candidate) === notOfType) this.fitting.delete(candidate);
    if (this.values.size <= distinctKept) this.values.set(JSON.stringify(value) ?? '', value);
  }

  result(rows: number): Omit<Column, 'name'> {
    return {
      suggested: this.suggested(),
      samples: [...this.values.values()].slice(0, 5),
      missing: rows - this.count,
      distinct: this.values.size > distinctKept ? null : this.values.size,
    };
  }

  private suggested(): ValueFormat {
    const otherwise: ValueType = this.lists > 0 && this.lists === this.count ? 'list' : 'text';
    if (this.count === 0 || otherwise === 'list' || this.nested > 0) return { type: otherwise };
    const [first] = this.fitting;
    // Texts with a leading zero, as postal codes and customer numbers have, are no numbers though they look like it.
    const zeros = [...this.values.values()].some((value) => typeof value === 'string' && /^0\d/.test(value));
    return first === undefined || (first.type === 'number' && zeros) ? { type: otherwise } : first;
  }
}
