/** One row of a file that was brought in, before anybody has said what its columns mean. */
export interface Row {
  /** From 1, without the head. */
  readonly number: number;
  /** By column; null where the row has nothing. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Why the row cannot be read, where it cannot. */
  readonly fault: string | null;
}

export type FileFormat = 'csv' | 'ndjson' | 'parquet';
export type TextEncoding = 'utf-8' | 'windows-1252';
