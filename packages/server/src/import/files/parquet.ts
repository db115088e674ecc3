import { asyncBufferFromFile, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { InvalidRequestError } from '../../http/errors.js';
import { byPath, type Row } from './row.js';

/** Rows read at once: a chunk of the file is unpacked for each. */
const rowsAtOnce = 10_000;

/**
 * Rows of a Parquet file. Dates and times become ISO 8601 text, whole numbers beyond 2^53 text.
 *
 * @throws InvalidRequestError `invalid_parquet`
 */
export async function* parquetRows(path: string): AsyncGenerator<Row> {
  const file = await asyncBufferFromFile(path);
  const metadata = await metadataOf(path);
  const total = Number(metadata.num_rows);
  for (let start = 0; start < total; start += rowsAtOnce) {
    const rows = await readable(
      parquetReadObjects({ file, metadata, compressors, rowStart: start, rowEnd: Math.min(total, start + rowsAtOnce) }),
    );
    for (const [index, row] of rows.entries()) {
      const values = Object.fromEntries(Object.entries(row).map(([column, value]) => [column, jsonValue(value)]));
      yield { number: start + index + 1, values: byPath(values), fault: null, rest: null };
    }
  }
}

/** The number of rows as the file says it. */
export async function parquetRowCount(path: string): Promise<number> {
  return Number((await metadataOf(path)).num_rows);
}

async function metadataOf(path: string): Promise<FileMetaData> {
  return readable(parquetMetadataAsync(await asyncBufferFromFile(path)));
}

async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidRequestError(`The file cannot be read as Parquet: ${reason}.`, [], 'invalid_parquet');
  }
}

function jsonValue(value: unknown): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(jsonValue);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, jsonValue(inner)]));
  }
  return value ?? null;
}
