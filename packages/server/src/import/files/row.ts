import { isObject } from '../../ingest/json.js';

/** One row of a file that was brought in, before anybody has said what its columns mean. */
export interface Row {
  /** From 1, without the head. */
  readonly number: number;
  /** The number that a rejected row, which is sent again, had in the first file. Absent: it is not sent again. */
  readonly original?: number;
  /** By column; null where the row has nothing. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Why the row cannot be read, where it cannot. */
  readonly fault: string | null;
  /** Columns with text that could not be decoded. Absent: there is none. */
  readonly unreadable?: readonly string[];
  /** What is in the row besides its columns: fields too many, or a line that cannot be read. */
  readonly rest: string | null;
}

/** Deeper than this, and beyond this length of a path, an object stays one value: no import could name what is in it. */
const deepest = 10;
const longestPath = 500;

/** What is in objects, by its path: `{"traits":{"plan":"gold"}}` has the column `traits.plan`. */
export function byPath(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!Object.values(values).some(isObject)) return values;
  const flat = new Map<string, unknown>();
  const visit = (inner: Readonly<Record<string, unknown>>, prefix: string, depth: number): void => {
    for (const [name, value] of Object.entries(inner)) {
      const path = prefix + name;
      if (isObject(value) && depth < deepest && path.length < longestPath) visit(value, `${path}.`, depth + 1);
      // A column that has the path for its name comes before what is found there.
      else if (depth === 0 || !Object.hasOwn(values, path)) flat.set(path, value);
    }
  };
  visit(values, '', 0);
  return Object.fromEntries(flat);
}

export type FileFormat = 'csv' | 'ndjson' | 'parquet';
export const textEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type TextEncoding = (typeof textEncodings)[number];

/** A value as a message shows it. */
export function shortened(value: unknown): string {
  const shown = JSON.stringify(value) ?? '';
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
}
