import { fold } from '@kindred/criteria';
import { numberAt, rowsOf } from '../answer.js';
import { propertyColumns } from '../sql/columns.js';
import { settings } from '../sql/settings.js';
import { type Fragment, int64, join, render, sql, text, uint32, uint64, uint64s, whole } from '../statement.js';
import type { Transport } from '../transport.js';
import type { Analytics, ProfileSort } from './contract.js';
import { belongsTo } from './groups.js';
import { restriction } from './restriction.js';

const newestSeen: ProfileSort = { by: 'lastSeen', ascending: false };

const searched: readonly Fragment[] = [
  propertyColumns('fields', 'userId').one('f'),
  ...['email', 'name', 'firstName', 'lastName'].map((path) => propertyColumns('traits', path).one('f')),
];

/**
 * People by a piece of their user id, e-mail or name (folded), and those whom the caller knows by other ids, newest
 * seen first unless sorted otherwise; of all, of those who match a question, or of the people of some groups. Reads these columns of every profile of the site.
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
    const piece = text(fold(search));
    const found = searched.map((column) => sql`ifNull(position(${column}, ${piece}) > 0, 0)`);
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
