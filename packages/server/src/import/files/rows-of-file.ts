import { csvRows } from './csv.js';
import { ndjsonRows } from './ndjson.js';
import { parquetRows } from './parquet.js';
import type { FileFormat, Row, TextEncoding } from './row.js';

/** The rows of a kept file, one after another. */
export function rowsOfFile(path: string, format: FileFormat, encoding: TextEncoding): AsyncGenerator<Row> {
  switch (format) {
    case 'csv':
      return csvRows(path, encoding);
    case 'ndjson':
      return ndjsonRows(path);
    case 'parquet':
      return parquetRows(path);
  }
}
