import { fold } from '@kindred/criteria';
import { numberAt, rowsOf, textAt } from '../answer.js';
import { decodePath } from '../encode/paths.js';
import { propertyColumns } from '../sql/columns.js';
import { settings } from '../sql/settings.js';
import { type Fragment, int64, join, render, sql, texts, uint32, uint64, uint64s, whole } from '../statement.js';
import type { Transport } from '../transport.js';
import type { Analytics, ProfileSort } from './contract.js';
import { belongsTo } from './groups.js';
import { restriction } from './restriction.js';

const newestSeen: ProfileSort = { by: 'lastSeen', ascending: false };

/** Looked through however rare they are. */
const always = ['email', 'name', 'firstName', 'lastName'] as const;
/**
 * Text traits that are looked through beside those, the most usual ones of the people looked at. Each costs: of 200,000
 * people with 33 of them a search took about four times as long as one through five.
 */
export const textTraitsSearched = 20;
/** People whose traits are looked at to know which there are, those that came first. */
const peopleSurveyed = 10_000;
/** Words that a search is taken apart into; what follows belongs to the last one. */
const mostWords = 8;

/** The names of text traits on a site, the most usual first. Reads the traits of some people, however many there are. */
async function textTraits(transport: Transport, site: number): Promise<readonly string[]> {
  const statement =
    render(sql`SELECT substring(column, 3) AS path FROM (SELECT arrayJoin(JSONAllPaths(traits)) AS column FROM
      (SELECT traits FROM profiles WHERE site = ${uint32(site)} AND deleted = 0 LIMIT ${whole(peopleSurveyed)}))
    WHERE startsWith(column, 'f') GROUP BY path ORDER BY count() DESC, path LIMIT ${whole(textTraitsSearched)}
    ${settings('interactive')} FORMAT JSONCompactEachRow`);
  const rows = rowsOf(await transport.run(statement, { purpose: 'interactive' }));
  return rows.map((row) => decodePath(textAt(row, 0)));
}

/** All that a person is searched in, as one folded text: each value on a line of its own. */
async function haystack(transport: Transport, site: number): Promise<Fragment> {
  const traits = new Set([...always, ...(await textTraits(transport, site))]);
  const columns = [
    propertyColumns('fields', 'userId').one('f'),
    ...[...traits].map((path) => propertyColumns('traits', path).one('f')),
  ];
  return sql`concatWithSeparator('\n', ${join(
    columns.map((column) => sql`ifNull(${column}, '')`),
    ', ',
  )})`;
}

/** A text as its words; a line break is in none, so that none is found across two values. */
function wordsOf(search: string): readonly string[] {
  const words = fold(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.length <= mostWords ? words : [...words.slice(0, mostWords - 1), words.slice(mostWords - 1).join(' ')];
}

/**
 * People of whom every word is a piece of their user id, e-mail, name or another text trait (folded), in any order, and
 * those whom the caller knows by other ids; newest seen first unless sorted otherwise; of all, of those who match a
 * question, or of the people of some groups. Reads these columns, at most 25, of every profile of the site.
 */
export async function searchProfiles(
  transport: Transport,
  site: number,
  search: string,
  { known, after, limit, also = [], members, belonging, sort = newestSeen }: Parameters<Analytics['searchProfiles']>[2],
): Promise<readonly { id: number; at: number }[]> {
  const { definitions, condition } = restriction(members ?? null, sql`id`);
  const conditions: Fragment[] = [sql`site = ${uint32(site)}`, sql`deleted = 0`, condition];
  const column = sort.by === 'lastSeen' ? sql`lastSeen` : sql`firstSeen`;
  if (known !== undefined) conditions.push(known ? sql`isNotNull(userId)` : sql`isNull(userId)`);
  if (belonging !== undefined) conditions.push(belongsTo(belonging.kind, belonging.ids));
  if (after !== undefined) {
    conditions.push(
      sort.ascending
        ? sql`(${column} > ${int64(after.at)} OR (${column} = ${int64(after.at)} AND id > ${uint64(after.id)}))`
        : sql`(${column} < ${int64(after.at)} OR (${column} = ${int64(after.at)} AND id < ${uint64(after.id)}))`,
    );
  }
  if (search !== '') {
    const words = wordsOf(search);
    const found = [
      words.length === 0
        ? sql`0`
        : sql`arrayAll(word -> position(${await haystack(transport, site)}, word) > 0, ${texts(words)})`,
    ];
    if (also.length > 0) found.push(sql`id IN (SELECT arrayJoin(${uint64s(also)}))`);
    conditions.push(sql`(${join(found, ' OR ')})`);
  }
  const order = sort.ascending ? sql`${column}, id` : sql`${column} DESC, id DESC`;
  const statement =
    render(sql`${definitions} SELECT id, ${column} FROM profiles FINAL WHERE ${join(conditions, ' AND ')}
    ORDER BY ${order} LIMIT ${whole(limit)} ${settings('interactive')} FORMAT JSONCompactEachRow`);
  return rowsOf(await transport.run(statement, { purpose: 'interactive' })).map((row) => ({
    id: numberAt(row, 0),
    at: numberAt(row, 1),
  }));
}
