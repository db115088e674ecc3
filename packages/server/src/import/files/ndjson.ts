import { createReadStream } from 'node:fs';
import { isObject } from '../../ingest/json.js';
import { linesOf } from '../lines.js';
import { lineBytes } from '../rows.js';
import { byPath, type Row } from './row.js';

/** Of a line that cannot be read, in characters: what a cell of a spreadsheet can hold. */
const textKept = 32_000;

/** Rows of a file with one JSON object a line; its members are the columns, those of objects in it by their path. */
export async function* ndjsonRows(path: string): AsyncGenerator<Row> {
  for await (const { number, text } of linesOf(createReadStream(path), lineBytes)) {
    yield text === null
      ? { number, values: {}, fault: `A line may have at most ${lineBytes / 1024} KB.`, rest: null }
      : { number, ...read(text) };
  }
}

function read(text: string): Omit<Row, 'number'> {
  try {
    const values: unknown = JSON.parse(text);
    return isObject(values)
      ? { values: byPath(values), fault: null, rest: null }
      : { values: {}, fault: 'The line is no JSON object.', rest: cut(text) };
  } catch {
    return { values: {}, fault: 'The line is not valid JSON.', rest: cut(text) };
  }
}

function cut(text: string): string {
  return text.length > textKept ? `${text.slice(0, textKept)}…` : text;
}
