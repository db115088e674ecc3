import { numberAt, recordAt, rowsOf, textAt } from '../answer.js';
import { decodeBag } from '../encode/bag.js';
import { identitiesOf } from '../sql/identities.js';
import { settings } from '../sql/settings.js';
import { int64, int64s, render, sql, text, texts, uint32, whole } from '../statement.js';
import type { Transport } from '../transport.js';
import type { Analytics, IdentifyCall, StoredEvent } from './contract.js';

/**
 * One person's events, newest first. The key begins with the name, so the index finds one short run a name and part.
 * JSON is read only of the rows that are shown.
 */
export async function profileEvents(
  transport: Transport,
  site: number,
  profile: number,
  { names, before, limit }: Parameters<Analytics['events']>[2],
): Promise<readonly StoredEvent[]> {
  const named = names === undefined ? sql`` : sql` AND has(${texts(names)}, name)`;
  const earlier =
    before === undefined
      ? sql``
      : sql` AND (time < ${int64(before.time)} OR (time = ${int64(before.time)} AND messageId < ${text(before.messageId)}))`;
  const statement = render(sql`SELECT messageId, type, name, time, properties, context FROM events
    WHERE site = ${uint32(site)} AND identity IN ${identitiesOf(site, profile)}${named}${earlier}
    ORDER BY time DESC, messageId DESC LIMIT ${whole(limit)} ${settings('interactive')} FORMAT JSONCompactEachRow`);
  return rowsOf(await transport.run(statement, { purpose: 'interactive' })).map((row) => ({
    messageId: textAt(row, 0),
    type: textAt(row, 1),
    name: textAt(row, 2),
    time: numberAt(row, 3),
    properties: decodeBag(recordAt(row, 4)),
    context: decodeBag(recordAt(row, 5)),
  }));
}

/** Key: (site, name, identity, time), and what has no name stands together. */
export async function identifies(
  transport: Transport,
  site: number,
  profile: number,
  times: readonly number[],
): Promise<readonly IdentifyCall[]> {
  if (times.length === 0) return [];
  const statement = render(sql`SELECT messageId, time, context FROM events
    WHERE site = ${uint32(site)} AND name = '' AND identity IN ${identitiesOf(site, profile)}
      AND has(${int64s(times)}, time) AND type = 'identify'
    ORDER BY time, messageId ${settings('interactive')} FORMAT JSONCompactEachRow`);
  return rowsOf(await transport.run(statement, { purpose: 'interactive' })).map((row) => ({
    messageId: textAt(row, 0),
    time: numberAt(row, 1),
    context: decodeBag(recordAt(row, 2)),
  }));
}
