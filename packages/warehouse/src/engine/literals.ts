import { WarehouseError } from '../errors.js';
import type { ParameterValue, Statement } from '../statement.js';

/**
 * Binds parameters as literals of their declared type.
 *
 * The embedded engine keeps bound parameters in one place for the whole process, so its driver lets only one statement
 * with parameters run at a time, on whatever connection: a preview waited for the report before it, and so did the
 * statement that was to end that report. A ClickHouse server needs none of this and gets parameters as parameters.
 *
 * Only our own text stands in a statement (see `sql`), so every `{p0:String}` in it is a placeholder.
 */
export function withLiterals({ text, parameters }: Statement): string {
  return text.replace(/\{(p\d+):([A-Za-z0-9]+(?:\([A-Za-z0-9]+\))?)\}/g, (_, name: string, type: string) => {
    const value = parameters[name];
    if (value === undefined) throw unfit(type);
    return literal(type, value);
  });
}

function literal(type: string, value: ParameterValue): string {
  switch (type) {
    case 'String':
      return quoted(value);
    case 'Bool':
      if (typeof value !== 'boolean') throw unfit(type);
      return String(value);
    case 'UInt32':
    case 'UInt64':
    case 'Int64':
      return `CAST(${integer(value)}, '${type}')`;
    case 'Array(String)':
      return `CAST([${list(value).map(quoted).join(',')}], '${type}')`;
    case 'Array(Int64)':
    case 'Array(UInt64)':
      return `CAST([${list(value).map(integer).join(',')}], '${type}')`;
    default:
      throw unfit(type);
  }
}

function list(value: ParameterValue): readonly (string | number)[] {
  if (typeof value === 'object') return value;
  throw unfit('Array');
}

function integer(value: ParameterValue): string {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw unfit('integer');
  return String(value);
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\0': '\\0',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A backslash and an apostrophe are all that could end the text; the others are for readers. */
function quoted(value: ParameterValue): string {
  if (typeof value !== 'string') throw unfit('String');
  return `'${value.replace(/[\\'\0\b\f\n\r\t]/g, (character) => escapes[character] ?? character)}'`;
}

function unfit(type: string): WarehouseError {
  return new WarehouseError('statement_failed', `A parameter is no ${type}`, false);
}
