import { isDateText } from '@kindred/criteria';
import { z } from 'zod';

export const valueTypes = ['text', 'number', 'boolean', 'date', 'list'] as const;
export type ValueType = (typeof valueTypes)[number];

/** Different texts that a format can be told to stand for no value. */
export const nothingTexts = 20;
/** The longest of these texts. */
export const nothingLength = 100;

/** The parts of a format as the API has them. */
export const formatParts = {
  decimal: z.enum(['.', ',']).optional(),
  dates: z.enum(['dmy', 'mdy']).optional().describe('Of dates that are not ISO 8601'),
  nothing: z
    .array(z.string().min(1).max(nothingLength))
    .max(nothingTexts)
    .optional()
    .describe('Texts that stand for no value'),
};

const { decimal, dates, nothing } = formatParts;
/** A format as it is found in a file: lists are what they are there already. */
export const foundFormat = z.object({ type: z.enum(valueTypes), decimal, dates, nothing });
export type FoundFormat = z.output<typeof foundFormat>;

export interface ValueFormat {
  readonly type: ValueType;
  /** The sign before the fraction of a number written as text. Default: a point. */
  readonly decimal?: '.' | ',' | undefined;
  /** The order of day, month and year in dates that are not ISO 8601. Default: ISO 8601 alone. */
  readonly dates?: 'dmy' | 'mdy' | undefined;
  /** What parts the values of a list. Default: a semicolon. */
  readonly separator?: string | undefined;
  /** Texts that stand for no value, without blanks around them. */
  readonly nothing?: readonly string[] | undefined;
}

/** A value that is not of the type that its column is said to have. */
export const notOfType = Symbol('not of type');

/**
 * Makes a value what its column is said to be: nothing is guessed row by row. Values that are of the type already, as
 * those of NDJSON and Parquet may be, stay as they are. Missing stays missing.
 */
export function valueAs(value: unknown, format: ValueFormat): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' && format.nothing?.includes(value.trim())) return null;
  // Blanks are no number, date or truth that was got wrong: there is none.
  if (format.type !== 'text' && format.type !== 'list' && typeof value === 'string' && value.trim() === '') return null;
  switch (format.type) {
    case 'text':
      return typeof value === 'object' ? notOfType : String(value);
    case 'number':
      return typeof value === 'number'
        ? value
        : typeof value === 'string'
          ? numberIn(value, format.decimal)
          : notOfType;
    case 'boolean':
      return booleanOf(value);
    case 'date':
      return typeof value === 'string' ? dateIn(value.trim(), format.dates) : notOfType;
    case 'list':
      if (Array.isArray(value)) return value;
      return typeof value === 'string' ? listIn(value, format.separator) : notOfType;
  }
}

const plain = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const grouped = { '.': /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/, ',': /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/ } as const;

function numberIn(text: string, decimal: '.' | ',' = '.'): number | typeof notOfType {
  const trimmed = text.trim();
  const ungrouped = grouped[decimal].test(trimmed) ? trimmed.replaceAll(decimal === '.' ? ',' : '.', '') : trimmed;
  const written = decimal === ',' ? (ungrouped.includes('.') ? '' : ungrouped.replace(',', '.')) : ungrouped;
  const number = plain.test(written) ? Number(written) : Number.NaN;
  return Number.isFinite(number) ? number : notOfType;
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'y', '1', 'sí', 'si', 'ja'].map((text) => [text, true] as const),
  ...['false', 'no', 'n', '0', 'nein'].map((text) => [text, false] as const),
]);

function booleanOf(value: unknown): boolean | typeof notOfType {
  if (typeof value === 'boolean') return value;
  if (value === 0 || value === 1) return value === 1;
  return typeof value === 'string' ? (truths.get(value.trim().toLowerCase()) ?? notOfType) : notOfType;
}

const written = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?$/;

/** ISO 8601 as it is; day, month and year put in that order. */
function dateIn(text: string, order: 'dmy' | 'mdy' | undefined): string | typeof notOfType {
  const iso = text.replace(/^(\d{4}-\d{2}-\d{2}) (\d)/, '$1T$2');
  if (isDateText(iso)) return iso;
  const parts = order === undefined ? null : written.exec(text);
  if (parts === null) return notOfType;
  const [, one = '', two = '', year = '', time] = parts;
  const [day, month] = order === 'dmy' ? [one, two] : [two, one];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${time === undefined ? '' : `T${time.padStart(5, '0')}`}`;
  return isDateText(date) ? date : notOfType;
}

function listIn(text: string, separator = ';'): string[] {
  return text
    .split(separator)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
