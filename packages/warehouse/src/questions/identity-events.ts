import { numberAt, recordAt, rowsOf, textAt } from '../answer.js';
import type { EventPlace, IdentityEvent, Run } from '../contract.js';
import { decodeBag } from '../encode/bag.js';
import { settings } from '../sql/settings.js';
import { int64, render, sql, text, texts, uint32, uint64, uint64s, whole } from '../statement.js';
import type { Transport } from '../transport.js';

/** Events a statement: a page's JSON is held in memory. */
const pageSize = 20_000;

/**
 * The events of a few identities, in pages. Key: (site, name, identity, time); with names given, one place a name and
 * identity is read.
 */
export async function* eventsOf(
  transport: Transport,
  site: number,
  identities: readonly number[],
  names: readonly string[] | null,
  position: number,
  run: Run,
): AsyncGenerator<readonly IdentityEvent[], void, undefined> {
  if (identities.length === 0 || names?.length === 0) return;
  const named = names === null ? sql`name != ''` : sql`name IN ${texts(names)}`;
  let after = sql``;
  for (;;) {
    const statement = render(sql`SELECT toString(identity), messageId, name, time, properties, context FROM events
      WHERE site = ${uint32(site)} AND ${named} AND identity IN ${uint64s(identities)}
        AND position <= ${uint64(position)}${after}
      ORDER BY name, identity, time, messageId LIMIT ${whole(pageSize)} ${settings(run.purpose)} FORMAT JSONCompactEachRow`);
    const rows = rowsOf(await transport.run(statement, run));
    if (rows.length > 0) {
      yield rows.map((row) => ({
        identity: Number(textAt(row, 0)),
        id: textAt(row, 1),
        name: textAt(row, 2),
        time: numberAt(row, 3),
        properties: decodeBag(recordAt(row, 4)),
        context: decodeBag(recordAt(row, 5)),
      }));
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = sql` AND (name, identity, time, messageId) > (${text(textAt(last, 2))},
      ${uint64(Number(textAt(last, 0)))}, ${int64(numberAt(last, 3))}, ${text(textAt(last, 1))})`;
  }
}

/** First and last time of all events of some identities. Reads three columns of the site's events. */
export async function seen(
  transport: Transport,
  site: number,
  identities: readonly number[],
): Promise<{ readonly first: number; readonly last: number } | null> {
  const statement = render(sql`SELECT count(), min(time), max(time) FROM events
    WHERE site = ${uint32(site)} AND identity IN ${uint64s(identities)} ${settings('backfill')} FORMAT JSONCompactEachRow`);
  const [row] = rowsOf(await transport.run(statement, { purpose: 'backfill' }));
  return row === undefined || numberAt(row, 0) === 0 ? null : { first: numberAt(row, 1), last: numberAt(row, 2) };
}

/** Where the events of a message id stand. Reads one column of the site's events. */
export async function findEvent(transport: Transport, site: number, messageId: string): Promise<readonly EventPlace[]> {
  const statement = render(sql`SELECT toString(identity), name, time FROM events
    WHERE site = ${uint32(site)} AND messageId = ${text(messageId)} ${settings('backfill')} FORMAT JSONCompactEachRow`);
  return rowsOf(await transport.run(statement, { purpose: 'backfill' })).map((row) => ({
    identity: Number(textAt(row, 0)),
    name: textAt(row, 1),
    time: numberAt(row, 2),
  }));
}
