import { type Calendar, groupKinds, parseDate } from '@kindred/criteria';
import { z } from 'zod';
import { CallFault } from '../../ingest/index.js';
import type { Column } from './columns.js';
import { type Row, shortened } from './row.js';
import { formatParts, notOfType, type ValueFormat, valueAs, valueTypes } from './value-types.js';

const column = z.string().min(1).max(500).describe('A column of the file');
const format = {
  type: z
    .enum(valueTypes)
    .default('text')
    .describe('What its values are made; a row where one does not fit is rejected'),
  ...formatParts,
  separator: z.string().min(1).max(10).optional().describe('Between the values of a list; a semicolon where absent'),
};
const time = z.strictObject({ column, dates: formatParts.dates, nothing: formatParts.nothing });
const path = z.string().min(1).max(200);
const userId = z
  .union([
    z.strictObject({ column }),
    z.strictObject({
      numbered: z
        .string()
        .max(100)
        .describe(
          'Rows get this and their number (of rejected rows that are sent again, that in the first file); for files without an id',
        ),
    }),
  ])
  .describe('Who a row is about');

export const peopleMapping = z.strictObject({
  what: z.literal('people'),
  userId,
  anonymousId: column.optional(),
  firstSeen: time.optional(),
  traits: z
    .array(z.strictObject({ column, trait: path, ...format }))
    .max(1_000)
    .default([]),
  groups: z
    .array(z.strictObject({ column, kind: z.enum(groupKinds), separator: format.separator }))
    .max(20)
    .default([]),
});

export const eventsMapping = z.strictObject({
  what: z.literal('events'),
  userId: userId.optional(),
  anonymousId: column.optional(),
  event: z.union([z.strictObject({ column }), z.strictObject({ name: z.string().min(1).max(200) })]),
  timestamp: time,
  messageId: column.optional(),
  properties: z
    .array(z.strictObject({ column, property: path, ...format }))
    .max(1_000)
    .default([]),
});

export const importMapping = z.discriminatedUnion('what', [peopleMapping, eventsMapping]);
export type ImportMapping = z.output<typeof importMapping>;
export type PeopleMapping = z.output<typeof peopleMapping>;
export type EventsMapping = z.output<typeof eventsMapping>;

/** Columns that a mapping names and the file does not have, with their place in the mapping. */
export function unknownColumns(mapping: ImportMapping, columns: readonly Column[]): { path: string; column: string }[] {
  const known = new Set(columns.map(({ name }) => name));
  return columnsNamed(mapping).filter((named) => !known.has(named.column));
}

function columnsNamed(mapping: ImportMapping): { path: string; column: string }[] {
  const found: { path: string; column: string }[] = [];
  const visit = (value: unknown, place: string): void => {
    if (Array.isArray(value)) for (const [index, each] of value.entries()) visit(each, `${place}.${index}`);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value)) {
        const at = place === '' ? key : `${place}.${key}`;
        const names = key === 'column' || key === 'anonymousId' || key === 'messageId';
        if (names && typeof each === 'string') found.push({ path: at, column: each });
        else visit(each, at);
      }
    }
  };
  visit(mapping, '');
  return found;
}

/**
 * Makes of a row what a line of an import says (see `readPerson` and `eventReader`). Times without an offset are of the
 * site's zone.
 *
 * @throws CallFault with the column, where the row cannot be read or a value is not of its type
 */
export function lineOf(row: Row, mapping: ImportMapping, calendar: Calendar): Readonly<Record<string, unknown>> {
  if (row.fault !== null) throw new CallFault('invalid_row', row.fault, '');
  if (row.unreadable !== undefined) {
    const read = new Set(columnsNamed(mapping).map(({ column }) => column));
    const broken = row.unreadable.find((name) => read.has(name));
    if (broken !== undefined) throw unreadable(row, broken);
  }
  return mapping.what === 'people' ? personOf(row, mapping, calendar) : eventOf(row, mapping, calendar);
}

function unreadable({ values }: Row, name: string): CallFault {
  const shown = shortened(values[name]);
  const message = `${shown} in the column “${name}” has characters (�) that could not be read from the file.`;
  return new CallFault('unreadable_text', message, name);
}

function personOf(row: Row, { userId, anonymousId, firstSeen, traits, groups }: PeopleMapping, calendar: Calendar) {
  const anonymous = anonymousId === undefined ? null : textIn(row, anonymousId);
  const seen = firstSeen === undefined ? null : timeIn(row, firstSeen, calendar);
  return {
    userId: required(idIn(row, userId), 'column' in userId ? userId.column : '', 'which says whom it is about'),
    ...(anonymous === null ? {} : { anonymousIds: [anonymous] }),
    ...(seen === null ? {} : { firstSeen: seen }),
    traits: nested(traits.map(({ column, trait, ...type }) => [trait, typed(row, column, type)])),
    groups: groups.flatMap(({ column, kind, separator }) =>
      textsIn(row, column, separator).map((id) => ({ kind, id })),
    ),
  };
}

function eventOf(row: Row, mapping: EventsMapping, calendar: Calendar) {
  const { userId, anonymousId, event, timestamp, messageId, properties } = mapping;
  const user = userId === undefined ? null : idIn(row, userId);
  const anonymous = anonymousId === undefined ? null : textIn(row, anonymousId);
  const id = messageId === undefined ? null : textIn(row, messageId);
  return {
    type: 'track',
    event: 'name' in event ? event.name : required(textIn(row, event.column), event.column, 'which names the event'),
    timestamp: required(timeIn(row, timestamp, calendar), timestamp.column, 'which says when it happened'),
    ...(user === null ? {} : { userId: user }),
    ...(anonymous === null ? {} : { anonymousId: anonymous }),
    ...(id === null ? {} : { messageId: id }),
    properties: nested(properties.map(({ column, property, ...type }) => [property, typed(row, column, type)])),
  };
}

/** What is missing in a row says nothing of a trait: it neither sets nor takes it away. */
function nested(values: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

function idIn(row: Row, from: z.output<typeof userId>): string | null {
  return 'numbered' in from ? `${from.numbered}${row.original ?? row.number}` : textIn(row, from.column);
}

function required<T>(value: T | null, name: string, why: string): T {
  if (value !== null) return value;
  throw new CallFault('missing_value', `The row has nothing in the column “${name}”, ${why}.`, name);
}

function textIn(row: Row, name: string): string | null {
  const text = typed(row, name, { type: 'text' });
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}

/** Epoch milliseconds; a number is that already. */
function timeIn(row: Row, { column: name, ...format }: EventsMapping['timestamp'], calendar: Calendar): number | null {
  const value = row.values[name];
  if (typeof value === 'number') return value;
  const text = typed(row, name, { type: 'date', ...format });
  return typeof text === 'string' ? parseDate(text, calendar) : null;
}

function textsIn(row: Row, name: string, separator: string | undefined): readonly string[] {
  if (separator === undefined && !Array.isArray(row.values[name])) {
    const text = textIn(row, name);
    return text === null ? [] : [text];
  }
  const list = typed(row, name, { type: 'list', separator });
  return Array.isArray(list) ? list.map(String) : [];
}

function typed(row: Row, name: string, format: ValueFormat): unknown {
  const value = valueAs(row.values[name], format);
  if (value !== notOfType) return value;
  const { type } = format;
  const shown = shortened(row.values[name]);
  throw new CallFault('wrong_type', `${shown} in the column “${name}” is no ${type}.`, name, { value: shown, type });
}
