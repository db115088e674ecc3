import { numberAt, rowsOf } from '../answer.js';
import { propertyColumns } from '../sql/columns.js';
import { settings } from '../sql/settings.js';
import { Fragment, join, render, sql, text, uint32, uint64, whole } from '../statement.js';
import type { Transport } from '../transport.js';
import type { ExportLayout, History, Moment } from './contract.js';
import { formula } from './formula.js';
import { membersAt, never } from './log.js';

const formats: Readonly<Record<ExportLayout['format'], { readonly first: Fragment; readonly next: Fragment }>> = {
  csv: { first: sql`CSVWithNames`, next: sql`CSV` },
  ndjson: { first: sql`JSONEachRow`, next: sql`JSONEachRow` },
  parquet: { first: sql`Parquet`, next: sql`Parquet` },
};

/**
 * The members' present data beside the instant at which each entered; traits as text. A page is all members between two
 * ids, the second of which is asked for first: whatever comes into the log meanwhile pushes nobody out of it.
 */
export async function rows(
  transport: Transport,
  site: number,
  moment: Moment,
  layout: ExportLayout,
  { after, limit, header }: Parameters<History['rows']>[3],
): ReturnType<History['rows']> {
  const members = membersAt(site, [moment]);
  const last = limit === null ? never : await lastOfPage(transport, members, after, limit);
  if (last === null) return null;
  const page = sql`(SELECT profile, since FROM ${members} WHERE profile > ${uint64(after)} AND profile <= ${uint64(last)})`;
  const format = formats[layout.format];
  const bytes = await transport.run(
    render(sql`SELECT ${columnsOf(layout)}
      FROM ${page} AS member LEFT ANY JOIN ${subjects(site, layout, after, last)} AS subject ON member.profile = subject.number
      ORDER BY member.profile ${settings('report')}, ${presentation} FORMAT ${header ? format.first : format.next}`),
    { purpose: 'report' },
  );
  return { bytes, last };
}

/** The last of the first so many members after one; null where there are none. */
async function lastOfPage(
  transport: Transport,
  members: Fragment,
  after: number,
  limit: number,
): Promise<number | null> {
  const statement = sql`SELECT count(), max(profile) FROM (SELECT profile FROM ${members}
    WHERE profile > ${uint64(after)} ORDER BY profile LIMIT ${whole(limit)}) ${settings('report')} FORMAT JSONCompactEachRow`;
  const [row] = rowsOf(await transport.run(render(statement), { purpose: 'report' }));
  return row === undefined || numberAt(row, 0) === 0 ? null : numberAt(row, 1);
}

/** The same columns without a row. */
export async function noRows(transport: Transport, layout: ExportLayout): Promise<Buffer> {
  const nobody = sql`(SELECT toUInt64(0) AS profile, toInt64(0) AS since WHERE 0)`;
  return transport.run(
    render(sql`SELECT ${columnsOf(layout)}
      FROM ${nobody} AS member LEFT ANY JOIN ${subjects(0, layout, 0, 0)} AS subject ON member.profile = subject.number
      ${settings('report')}, ${presentation} FORMAT ${formats[layout.format].first}`),
    { purpose: 'report' },
  );
}

const presentation = sql`date_time_output_format = 'iso', format_csv_null_representation = ''`;

function columnsOf({ subject, format, traits }: ExportLayout): Fragment {
  const own =
    subject === 'person'
      ? [sql`toString(member.profile) AS id`, sql`${guarded(sql`subject.userId`, format)} AS userId`]
      : [sql`${guarded(sql`subject.id`, format)} AS id`, sql`${guarded(sql`subject.parent`, format)} AS parent`];
  const seen =
    subject === 'person' ? [instant('subject.firstSeen', 'firstSeen'), instant('subject.lastSeen', 'lastSeen')] : [];
  const nameOf = (trait: string) => quoted(format === 'csv' ? trait.replace(formula, "'$&") : trait);
  const chosen = traits.map((trait, index) => sql`${new Fragment([`subject.trait_${index}`])} AS ${nameOf(trait)}`);
  return join([...own, instant('member.since', 'since'), ...seen, ...chosen], ', ');
}

/** Present rows of profiles or accounts whose number lies in a range. Keys: (site, id); (site, kind). */
function subjects(site: number, { subject, format, traits }: ExportLayout, after: number, last: number): Fragment {
  const chosen = traits.map((trait, index) => sql`, ${textOf(trait, format)} AS ${new Fragment([`trait_${index}`])}`);
  const columns = new Fragment(chosen.flatMap(({ parts }) => parts));
  if (subject === 'person') {
    return sql`(SELECT id AS number, userId, firstSeen, lastSeen${columns} FROM profiles FINAL
      WHERE site = ${uint32(site)} AND id > ${uint64(after)} AND id <= ${uint64(last)} AND deleted = 0)`;
  }
  return sql`(SELECT number, id, parent${columns} FROM groups FINAL
    WHERE site = ${uint32(site)} AND kind = 'account' AND number > ${uint64(after)} AND number <= ${uint64(last)} AND deleted = 0)`;
}

/** A trait of any type as text, a list as JSON; NULL where it is missing. */
function textOf(trait: string, format: ExportLayout['format']): Fragment {
  const { one, many } = propertyColumns('traits', trait);
  const list = (kind: 'T' | 'F' | 'N' | 'B'): Fragment =>
    sql`if(notEmpty(${many(kind)}), toJSONString(${many(kind)}), NULL)`;
  return sql`coalesce(${guarded(sql`coalesce(${one('t')}, ${one('f')})`, format)}, toString(${one('n')}), multiIf(${one('b')} = true, 'true', ${one('b')} = false, 'false', NULL),
    ${one('J')}, ${list('T')}, ${list('F')}, ${list('N')}, ${list('B')})`;
}

/** A text of CSV, which spreadsheets open, so that it is no formula. Numbers stay as they are. */
function guarded(value: Fragment, format: ExportLayout['format']): Fragment {
  return format === 'csv' ? sql`replaceRegexpOne(${value}, ${text(formula.source)}, ${text("'\\0")})` : value;
}

function instant(column: string, as: string): Fragment {
  return sql`fromUnixTimestamp64Milli(${new Fragment([column])}, 'UTC') AS ${new Fragment([as])}`;
}

/**
 * A trait's name as that of a column, which cannot be bound. All but letters, digits and what nothing can end is written
 * as bytes, so that no name ends its quotes or reads as a parameter.
 */
function quoted(trait: string): Fragment {
  const bytes = (text: string): string =>
    [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  return new Fragment([`\`${trait.replace(/[^\p{L}\p{N}_ .:-]+/gu, bytes)}\``]);
}
