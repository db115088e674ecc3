import type { GroupKind } from '@kindred/criteria';
import { numberAt, recordAt, rowsOf, textAt } from '../answer.js';
import { decodeBag } from '../encode/bag.js';
import { joinedIdentities } from '../sql/identities.js';
import { settings } from '../sql/settings.js';
import { type Fragment, int64, name, render, sql, text, texts, uint32, whole } from '../statement.js';
import type { Transport } from '../transport.js';
import type { Analytics, StoredEvent } from './contract.js';

/** Whoever belongs to at least one of these groups, as a condition on a row of `profiles`. */
export function belongsTo(kind: GroupKind, ids: readonly string[]): Fragment {
  return sql`hasAny(${name(kind)}, ${texts(ids)})`;
}

/** How many people belong to each group, or to each of some; groups of nobody are left out. Reads one column of every profile of the site. */
export async function groupSizes(
  transport: Transport,
  site: number,
  kind: GroupKind,
  ids: readonly string[] | null,
): Promise<ReadonlyMap<string, number>> {
  const [some, these] = ids === null ? [sql`1`, sql`1`] : [belongsTo(kind, ids), sql`has(${texts(ids)}, belongs)`];
  const statement = render(sql`SELECT belongs, count() FROM (SELECT arrayJoin(arrayDistinct(${name(kind)})) AS belongs
      FROM profiles FINAL WHERE site = ${uint32(site)} AND deleted = 0 AND ${some})
    WHERE ${these} GROUP BY belongs ${settings('interactive')} FORMAT JSONCompactEachRow`);
  const rows = rowsOf(await transport.run(statement, { purpose: 'interactive' }));
  return new Map(rows.map((row) => [textAt(row, 0), numberAt(row, 1)]));
}

/** How many people belong to at least one of some groups. */
export async function peopleOfGroups(
  transport: Transport,
  site: number,
  kind: GroupKind,
  ids: readonly string[],
): Promise<number> {
  const statement = render(sql`SELECT count() FROM profiles FINAL WHERE site = ${uint32(site)} AND deleted = 0
    AND ${belongsTo(kind, ids)} ${settings('interactive')} FORMAT JSONCompactEachRow`);
  const [row] = rowsOf(await transport.run(statement, { purpose: 'interactive' }));
  return row === undefined ? 0 : numberAt(row, 0);
}

/**
 * What the people of some groups did, newest first, each with who did it. The key ends with (identity, time), so only
 * parts that hold events of these people are read; JSON only of the rows that are shown.
 */
export async function groupEvents(
  transport: Transport,
  site: number,
  kind: GroupKind,
  ids: readonly string[],
  { before, limit }: Parameters<Analytics['groupEvents']>[3],
): Promise<readonly (StoredEvent & { readonly profile: number })[]> {
  const earlier =
    before === undefined
      ? sql``
      : sql` AND (time < ${int64(before.time)} OR (time = ${int64(before.time)} AND messageId < ${text(before.messageId)}))`;
  const people = sql`(SELECT id FROM profiles FINAL WHERE site = ${uint32(site)} AND deleted = 0 AND ${belongsTo(kind, ids)})`;
  const identities = sql`(SELECT identity FROM ${joinedIdentities(site)} WHERE profile IN ${people}
    UNION ALL SELECT id FROM ${people} WHERE id NOT IN (
      SELECT identity FROM ${joinedIdentities(site)} WHERE profile != identity))`;
  const statement = render(sql`SELECT messageId, type, name, time, properties, context,
      if(map.joined = 1, map.profile, found.identity) AS profile
    FROM (SELECT messageId, type, name, time, properties, context, identity FROM events
      WHERE site = ${uint32(site)} AND identity IN ${identities}${earlier}
      ORDER BY time DESC, messageId DESC LIMIT ${whole(limit)}) AS found
    LEFT ANY JOIN ${joinedIdentities(site)} AS map ON found.identity = map.identity
    ORDER BY time DESC, messageId DESC ${settings('interactive')} FORMAT JSONCompactEachRow`);
  return rowsOf(await transport.run(statement, { purpose: 'interactive' })).map((row) => ({
    messageId: textAt(row, 0),
    type: textAt(row, 1),
    name: textAt(row, 2),
    time: numberAt(row, 3),
    properties: decodeBag(recordAt(row, 4)),
    context: decodeBag(recordAt(row, 5)),
    profile: numberAt(row, 6),
  }));
}
