import { createReadStream } from 'node:fs';
import { isObject } from '../../ingest/json.js';
import { linesOf } from '../lines.js';
import { lineBytes } from '../rows.js';
import { byPath, type Row } from './row.js';

/** Rows of a file with one JSON object a line; its members are the columns, those of objects in it by their path. */
export async function* ndjsonRows(path: string): AsyncGenerator<Row> {
  for await (const { number, text } of linesOf(createReadStream(path), lineBytes)) {
    yield text === null
      ? { number, values: {}, fault: `A line may have at most ${lineBytes / 1024} KB.` }
      : { number, ...read(text) };
  }
}

function read(text: string): Pick<Row, 'values' | 'fault'> {
  try {
    const values: unknown = JSON.parse(text);
    return isObject(values)
      ? { values: byPath(values), fault: null }
      : { values: {}, fault: 'The line is no JSON object.' };
  } catch {
    return { values: {}, fault: 'The line is not valid JSON.' };
  }
}
