import { type BehaviourNode, type Calendar, eventsOf } from '@kindred/criteria';
import { numberAt, rowsOf, textAt } from '../answer.js';
import type { LeafEvent, Run } from '../contract.js';
import { joinedIdentities } from '../sql/identities.js';
import { whereCondition } from '../sql/row-condition.js';
import { settings } from '../sql/settings.js';
import { type Fragment, int64, render, sql, text, texts, uint32, uint64, whole } from '../statement.js';
import type { Transport } from '../transport.js';
import { readingOf } from './properties-read.js';

/** Events a statement: a page's JSON is held in memory. */
const pageSize = 50_000;

/**
 * The events up to a position that can matter to a condition, in pages. Key: (site, name, identity, time), in whose order
 * they are read, so that each page begins where the last one ended.
 */
export async function* leafEvents(
  transport: Transport,
  site: number,
  leaf: BehaviourNode,
  position: number,
  run: Run,
  calendar: Calendar,
): AsyncGenerator<readonly LeafEvent[], void, undefined> {
  const names = eventsOf(leaf);
  const ofNames = names === null ? sql`name != ''` : sql`name IN ${texts(names)}`;
  const where = names !== null && leaf.type !== 'sequence' && leaf.where !== undefined ? leaf.where : null;
  const matching = where === null ? sql`` : sql` AND ${whereCondition(where, calendar)}`;
  const reading = readingOf(leaf);
  const ask = (after: Fragment): Promise<Buffer> => {
    const statement =
      render(sql`SELECT toString(if(map.joined = 1, map.profile, found.identity)), messageId, name, time,
        toString(found.identity)${reading.shown}
      FROM (SELECT identity, messageId, name, time${reading.selected} FROM events
        WHERE site = ${uint32(site)} AND ${ofNames} AND position <= ${uint64(position)}${after}${matching}
        ORDER BY name, identity, time, messageId LIMIT ${whole(pageSize)}) AS found
      LEFT ANY JOIN ${joinedIdentities(site)} AS map ON found.identity = map.identity
      ORDER BY name, found.identity, time, messageId
      ${settings(run.purpose)} FORMAT JSONCompactEachRow`);
    return transport.run(statement, run);
  };
  let page: Promise<Buffer> | null = ask(sql``);
  while (page !== null) {
    const rows = rowsOf(await page);
    const last = rows.at(-1);
    page = last === undefined || rows.length < pageSize ? null : ask(behind(last));
    // Asked for while this one is gone through; if that ends early nobody waits for it, and its failure is of no matter.
    page?.catch(() => undefined);
    if (rows.length === 0) return;
    yield rows.map((row) => ({
      profile: Number(textAt(row, 0)),
      id: textAt(row, 1),
      name: textAt(row, 2),
      time: numberAt(row, 3),
      ...reading.read(row.slice(5)),
    }));
  }
}

/** What comes after a row: the engine finds the place in the key by the first two comparisons; it reads everything for the last alone. */
function behind(last: readonly unknown[]): Fragment {
  const name = text(textAt(last, 2));
  const identity = uint64(Number(textAt(last, 4)));
  return sql` AND name >= ${name} AND (name > ${name} OR identity >= ${identity})
    AND (name, identity, time, messageId) > (${name}, ${identity}, ${int64(numberAt(last, 3))}, ${text(textAt(last, 1))})`;
}
