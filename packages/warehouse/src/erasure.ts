import { rowsOf, textAt } from './answer.js';
import type { Erasure } from './contract.js';
import type { EventTimes } from './event-times.js';
import { type Fragment, int64, join, name, render, sql, text, texts, uint32, uint64, uint64s } from './statement.js';
import type { Transport } from './transport.js';

/** Tables that say something of people, and the columns that name whom. */
const ofPeople: readonly (readonly [table: string, column: string])[] = [
  ['events', 'identity'],
  ['event_times', 'identity'],
  ['profiles', 'id'],
  ['identities', 'identity'],
  ['identities', 'profile'],
  ['memberships', 'profile'],
];
const tables = [...new Set(ofPeople.map(([table]) => table))];

/**
 * Rows are masked, which is done when the statement ends and is quick however large the table is; `purge` has the files
 * rewritten without them. A statement done again finds nothing left to do, so all of this may be repeated after a crash.
 */
export function createErasure(transport: Transport, times: EventTimes): Erasure {
  const run = async (statement: Fragment): Promise<void> => {
    await transport.run(render(statement), { purpose: 'backfill' });
  };
  return {
    async event(site, messageId, places) {
      if (places.length === 0) return;
      const at = places.map(
        (place) =>
          sql`(name = ${text(place.name)} AND identity = ${uint64(place.identity)} AND time = ${int64(place.time)})`,
      );
      await times.mending(async () => {
        await run(sql`DELETE FROM events WHERE site = ${uint32(site)} AND (${join(at, ' OR ')})
          AND messageId = ${text(messageId)} SETTINGS lightweight_deletes_sync = 2`);
        const near = places.map(({ name, identity }) => sql`(name = ${text(name)} AND identity = ${uint64(identity)})`);
        return sql`site = ${uint32(site)} AND (${join(near, ' OR ')})`;
      });
    },
    async imported(site, number) {
      const rows = sql`site = ${uint32(site)} AND import = ${uint32(number)}`;
      await times.mending(async () => {
        const found = rowsOf(
          await transport.run(render(sql`SELECT DISTINCT name FROM events WHERE ${rows} FORMAT JSONCompactEachRow`), {
            purpose: 'backfill',
          }),
        );
        await run(sql`DELETE FROM events WHERE ${rows} SETTINGS lightweight_deletes_sync = 2`);
        return sql`site = ${uint32(site)} AND name IN ${texts(found.map((row) => textAt(row, 0)))}`;
      });
    },
    async people(site, identities) {
      await times.alone(async () => {
        for (const [table, column] of ofPeople) {
          await run(sql`DELETE FROM ${name(table)} WHERE site = ${uint32(site)} AND ${name(column)} IN ${uint64s(identities)}
            SETTINGS lightweight_deletes_sync = 2`);
        }
      });
    },
    async purge() {
      for (const table of tables)
        await run(sql`ALTER TABLE ${name(table)} APPLY DELETED MASK SETTINGS mutations_sync = 0`);
    },
  };
}
