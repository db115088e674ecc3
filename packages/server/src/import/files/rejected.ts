import { formula } from '@kindred/warehouse';
import type { RowError } from '../rows.js';
import type { Column } from './columns.js';
import type { ImportMapping } from './mapping.js';
import type { FileFormat, Row } from './row.js';

/** Rows that could not be taken, all of them, as CSV beside the file. */
export const rejectedFile = 'rejected.csv';

/** What such a file says of a row, in front of the row's own columns. */
const said = ['row', 'code', 'column', 'message'] as const;
const restName = 'rest of the row';
const restNames = new RegExp(`^${restName}_*$`);
/** What is put behind the name of a column of ours where the file has one of that name itself. */
const ofRejection = ' (rejected)';

/** What the first line of a CSV file says. */
export interface Head {
  readonly names: readonly string[];
  /** Whether the last column is what was in a row besides its columns. */
  readonly hasRest: boolean;
}

/**
 * The head of a file of rejected rows that somebody has mended and sent again, with our columns told apart from its own
 * of the same name. Null where it is the head of another file.
 */
export function sentAgain(head: readonly string[]): Head | null {
  if (!said.every((name, index) => head[index] === name)) return null;
  const own = new Set(head.slice(said.length));
  return {
    names: head.map((name, index) => (index < said.length && own.has(name) ? `${name}${ofRejection}` : name)),
    hasRest: head.length > said.length && restNames.test(head.at(-1) ?? ''),
  };
}

/** The name of the first file in that of its rejected rows, as the studio calls them and browsers number them. */
export function firstName(name: string): string {
  return name.replace(/-rejected(?: ?\(\d+\))?$/, '');
}

/** Whether columns are those of a file of rejected rows. */
export function isRejection(columns: readonly Column[]): boolean {
  return said.every((name, index) => [name, `${name}${ofRejection}`].includes(columns[index]?.name ?? ''));
}

/** The columns without those that only tell why a row was rejected. */
export function ownColumns(columns: readonly Column[]): readonly Column[] {
  return isRejection(columns) ? columns.slice(said.length) : columns;
}

interface Named {
  readonly name: string;
  readonly columns: readonly Column[];
}

/**
 * The mapping of the run that rejected the rows of a file: that of the newest file which by its name and columns is the
 * one they came from. Of CSV alone, as the values of others are not read in the same way once they are text.
 *
 * @param kept files of the site, newest first
 */
export function rejectingMapping(
  rejected: Named,
  kept: readonly (Named & { readonly format: FileFormat; readonly mapping?: ImportMapping | undefined })[],
): ImportMapping | undefined {
  const first = firstName(bareName(rejected.name));
  const names = namesOf(rejected);
  return kept.find(
    (file) =>
      file.format === 'csv' && file.mapping !== undefined && bareName(file.name) === first && namesOf(file) === names,
  )?.mapping;
}

/** Without what it ends in, such as `.csv`. */
export function bareName(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}

function namesOf({ columns }: Named): string {
  return JSON.stringify(
    ownColumns(columns)
      .map(({ name }) => name)
      .sort(),
  );
}

/** Writes rows as a file of rejected ones has them: why, then all that the row has. */
export class RejectedRows {
  private readonly names: readonly string[];
  private readonly known: ReadonlySet<string>;

  constructor(columns: readonly Column[]) {
    this.names = ownColumns(columns).map(({ name }) => name);
    this.known = new Set(columns.map(({ name }) => name));
  }

  head(): string {
    let rest = restName;
    while (this.names.includes(rest)) rest += '_';
    return `${[...said, ...[...this.names, rest].map(cell)].join(',')}\n`;
  }

  line({ code, path, message }: RowError, row: Row): string {
    const values = this.names.map((name) => cell(textOf(row.values[name])));
    return `${[row.original ?? row.number, code, cell(path), cell(message), ...values, cell(this.restOf(row))].join(',')}\n`;
  }

  /** What the row has besides, and what it has in columns that none of the rows looked at had. */
  private restOf({ values, rest }: Row): string {
    const unknown = Object.entries(values).filter(([name, value]) => !this.known.has(name) && value !== null);
    return rest ?? (unknown.length === 0 ? '' : JSON.stringify(Object.fromEntries(unknown)));
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function cell(text: string): string {
  if (text === '') return '';
  return csvField(formula.test(text) ? `'${text}` : text);
}

/** A text as it was before `cell` guarded it. */
export function unguarded(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
}

export function csvField(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
