import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { InvalidRequestError } from '../../http/errors.js';
import { lineBytes } from '../rows.js';
import { csvField, type Head, sentAgain, unguarded } from './rejected.js';
import { type Row, shortened, type TextEncoding } from './row.js';

const delimiters = [',', ';', '\t', '|'] as const;
/** What decoding puts in place of bytes that are no text; whoever wrote the file may have done so before. */
const undecoded = '\uFFFD';
const headBytes = 64 * 1024;

/**
 * Rows of a CSV file whose first line names the columns. Commas, semicolons, tabs and bars part the fields, whichever
 * the first line has most of. An empty field is no value. A row with another number of fields is a fault of that row.
 * So is text that cannot be decoded, which would otherwise be changed.
 * Rejected rows that are sent again are what they were, but for what has been mended.
 *
 * @throws InvalidRequestError `invalid_csv` where the file cannot be read on
 */
export async function* csvRows(path: string, encoding: TextEncoding): AsyncGenerator<Row> {
  const delimiter = delimiterOf(await firstLine(path, encoding));
  const parser = parse({
    delimiter,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: true,
    maxRecordSize: lineBytes,
  });
  // Errors of the file come out of the iteration over the parser.
  pipeline(decoded(path, encoding), parser, () => {});
  let readRow: ((record: readonly string[], number: number) => Row) | null = null;
  let number = 0;
  try {
    for await (const record of parser as AsyncIterable<readonly string[]>) {
      if (readRow === null) readRow = rowReader(record);
      else {
        number += 1;
        yield readRow(record, number);
      }
    }
  } catch (error) {
    if (!isCsvError(error)) throw error;
    throw new InvalidRequestError(`The file cannot be read after row ${number}: ${error.message}.`, [], 'invalid_csv');
  }
}

/** The text of a file in pieces, without a byte order mark. */
export async function* decoded(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of createReadStream(path)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

async function firstLine(path: string, encoding: TextEncoding): Promise<string> {
  let head = '';
  for await (const piece of decoded(path, encoding)) {
    head += piece;
    if (head.includes('\n') || head.length > headBytes) break;
  }
  return head.split(/\r?\n/, 1)[0] ?? '';
}

function delimiterOf(line: string): string {
  const unquoted = line.replace(/"(?:[^"]|"")*"/g, '');
  const count = (delimiter: string) => unquoted.split(delimiter).length;
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** @throws InvalidRequestError where the columns cannot be told apart */
function rowReader(head: readonly string[]): (record: readonly string[], number: number) => Row {
  const names = head.map((name) => name.trim());
  const again = sentAgain(names.map(unguarded));
  requireNames(again?.names ?? names);
  return again === null
    ? (record, number) => rowOf(record, number, { names, hasRest: false })
    : (record, number) => ({ ...rowOf(record.map(unguarded), number, again), ...originalOf(record) });
}

function requireNames(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (name === '')
      throw new InvalidRequestError(`Column ${index + 1} has no name in the first line.`, [], 'invalid_csv');
    if (name.includes(undecoded)) {
      throw new InvalidRequestError(`The name of column ${index + 1} cannot be read: “${name}”.`, [], 'invalid_csv');
    }
    if (seen.has(name)) throw new InvalidRequestError(`Two columns are called “${name}”.`, [], 'invalid_csv');
    seen.add(name);
  }
}

function rowOf(record: readonly string[], number: number, { names, hasRest }: Head): Row {
  const columns = hasRest ? names.slice(0, -1) : names;
  const values = Object.fromEntries(
    columns.map((column, index) => [column, record[index] === '' ? null : (record[index] ?? null)]),
  );
  const rest = restIn(record.slice(columns.length));
  const fault =
    record.length !== names.length
      ? `The row has ${record.length} fields where the first line has ${names.length}.`
      : rest !== null
        ? `The last column still has ${shortened(rest)}: put it where it belongs, or empty the cell.`
        : null;
  const unreadable = columns.filter((_, index) => record[index]?.includes(undecoded));
  return { number, values, fault, rest, ...(unreadable.length === 0 ? {} : { unreadable }) };
}

/** By its first field, as long as nobody has written over it. */
function originalOf([row = '']: readonly string[]): Pick<Row, 'original'> {
  return /^[1-9]\d{0,14}$/.test(row) ? { original: Number(row) } : {};
}

/** Fields beyond the columns, parted by commas; one alone is as it was. */
function restIn(surplus: readonly string[]): string | null {
  const [first = ''] = surplus;
  const quoted = (field: string) => (/[",\r\n]/.test(field) ? csvField(field) : field);
  return (surplus.length === 1 ? first : surplus.map(quoted).join(',')) || null;
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('CSV_');
}
