import { CallFault } from '../ingest/index.js';
import { type Line, linesOf } from './lines.js';

/** A line that was not taken. */
export interface RowError {
  /** From 1. */
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly path: string;
  /** Of a value that is not of the type of its column: the value as JSON, shortened. */
  readonly value?: string;
  /** The type that it should have been. */
  readonly type?: string;
}

/** What became of the lines so far; grows while `chunksOf` is being read. */
export interface Tally {
  read: number;
  accepted: number;
  rejected: number;
  /** Good rows that were not taken, as they are there already; null where nobody looked. */
  duplicates: number | null;
  /** The first `errorsKept`. */
  readonly errors: RowError[];
}

export const errorsKept = 100;
export const lineBytes = 256 * 1024;
/** Rows that travel together: enough that a chunk's own cost vanishes, few enough that a slow reader holds little. */
const chunkRows = 1000;

export function newTally(): Tally {
  return { read: 0, accepted: 0, rejected: 0, duplicates: null, errors: [] };
}

/** Says of the rows so far how many of the good ones were there already. */
export function setDuplicates(tally: Tally, duplicates: number): void {
  tally.duplicates = duplicates;
  tally.accepted -= duplicates;
}

/**
 * Reads NDJSON into chunks of rows. Lines are read only as fast as chunks are taken. A bad line is counted in `tally`
 * with its number and reason, and the others go on.
 *
 * @param read makes a row of one parsed line and its text, or throws CallFault
 */
export function chunksOf<T>(
  source: AsyncIterable<Buffer>,
  read: (value: unknown, text: string) => T,
  tally: Tally,
): AsyncGenerator<readonly T[]> {
  return chunksOfRows(linesOf(source, lineBytes), (line) => rowOf(line, read), tally);
}

/** As `chunksOf`, of rows from anywhere. `onRejected` learns of every bad row, also beyond those that the tally keeps. */
export async function* chunksOfRows<R extends { readonly number: number }, T>(
  rows: AsyncIterable<R>,
  read: (row: R) => T,
  tally: Tally,
  onRejected: (error: RowError, row: R) => void = () => {},
): AsyncGenerator<readonly T[]> {
  let chunk: T[] = [];
  for await (const row of rows) {
    tally.read += 1;
    try {
      chunk.push(read(row));
      tally.accepted += 1;
    } catch (error) {
      if (!(error instanceof CallFault)) throw error;
      tally.rejected += 1;
      const told = { line: row.number, code: error.code, message: error.message, path: error.path, ...error.given };
      if (tally.errors.length < errorsKept) tally.errors.push(told);
      onRejected(told, row);
    }
    if (chunk.length === chunkRows) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

function rowOf<T>(line: Line, read: (value: unknown, text: string) => T): T {
  if (line.text === null) {
    throw new CallFault('line_too_long', `A line may have at most ${lineBytes / 1024} KB.`, '');
  }
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    throw new CallFault('invalid_json', 'The line is not valid JSON.', '');
  }
  return read(value, line.text);
}
