import type { ExportFormat } from '@kindred/store';
import { parquetMetadata } from 'hyparquet';

const quote = 0x22;
const lineBreak = 0x0a;

/** Members in what the warehouse gave for a file: counted there, so that what is said of a file is what is in it. */
export function countRows(format: ExportFormat, bytes: Uint8Array, header: boolean): number {
  if (format === 'parquet') return Number(parquetMetadata(bytes).num_rows);
  let lines = 0;
  let quoted = false;
  for (const byte of bytes) {
    // A quote within a value of CSV is doubled. JSON has no bare line breaks.
    if (byte === quote && format === 'csv') quoted = !quoted;
    else if (byte === lineBreak && !quoted) lines += 1;
  }
  return header && format === 'csv' ? lines - 1 : lines;
}
