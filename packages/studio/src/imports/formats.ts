import type { FileColumn, ValueFormat } from '../api/imports.js';
import type { ColumnDraft } from './mapping-draft.js';

/** Rows from which the server tells what a column holds. */
export const rowsLookedAt = 10_000;

/** The ways to read values, as one choice each. */
export const formats = {
  text: { type: 'text' },
  number: { type: 'number' },
  numberComma: { type: 'number', decimal: ',' },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  dateDmy: { type: 'date', dates: 'dmy' },
  dateMdy: { type: 'date', dates: 'mdy' },
  list: { type: 'list' },
} as const satisfies Readonly<Record<string, ValueFormat>>;
export type FormatName = keyof typeof formats;
export const formatNames: readonly FormatName[] = [
  'text',
  'number',
  'numberComma',
  'boolean',
  'date',
  'dateDmy',
  'dateMdy',
  'list',
];

export function nameOfFormat({ type, decimal, dates }: ValueFormat): FormatName {
  if (type === 'number') return decimal === ',' ? 'numberComma' : 'number';
  if (type === 'date') return dates === undefined ? 'date' : dates === 'dmy' ? 'dateDmy' : 'dateMdy';
  return type;
}

/** The draft read in another way. */
export function readAs({ use, name }: ColumnDraft, format: ValueFormat): ColumnDraft {
  return { use, name, ...format };
}

/**
 * The draft read as somebody chose. What counts as no value was found for one way to read the column, so it goes with
 * another.
 */
export function chosenFormat({ suggested, nearly }: FileColumn, draft: ColumnDraft, chosen: FormatName): ColumnDraft {
  const nothing =
    chosen === nameOfFormat(suggested)
      ? suggested.nothing
      : nearly !== undefined && chosen === nameOfFormat(nearly.format)
        ? draft.nothing
        : undefined;
  return readAs(draft, nothing === undefined ? formats[chosen] : { ...formats[chosen], nothing });
}

/** What a column nearly is, while that is not settled: the other texts would have to count as no value. */
export function nearlyOf({ nearly }: FileColumn, draft: ColumnDraft): FileColumn['nearly'] {
  if (nearly === undefined || draft.nothing !== undefined) return undefined;
  return draft.type === 'text' || nameOfFormat(draft) === nameOfFormat(nearly.format) ? nearly : undefined;
}
