import { numberAt, rowsOf, unreadable } from './answer.js';
import { type Fragment, render, sql } from './statement.js';
import type { Transport } from './transport.js';

/** One thread that stands back behind questions; rows of the same content are no repetition here. */
const quietly = sql`priority = 2, max_threads = 1, max_insert_threads = 1, max_execution_time = 0, insert_deduplicate = 0,
  optimize_aggregation_in_order = 1, max_bytes_before_external_group_by = 1000000000`;

/**
 * Keeps `event_times`, the times of each identity's events of a name, and says when it may be read.
 *
 * A view adds what is inserted, an erasure counts its neighbours anew. Neither is one step with the events, so after the
 * start, and after an insert or an erasure that failed, nobody knows whether the two are in line: until they have been
 * compared, questions read the events themselves. A directory has one process, so nobody else changes either.
 */
export class EventTimes {
  private inLine = false;
  private readonly questions = new Set<Promise<unknown>>();
  private readonly inserts = new Set<Promise<unknown>>();
  /** The latest of those that want the tables to themselves. */
  private last: Promise<unknown> | null = null;

  constructor(private readonly transport: Transport) {}

  /** Asks, saying whether the times may be read. */
  asking<T>(ask: (usable: boolean) => Promise<T>): Promise<T> {
    if (!this.inLine || this.last !== null) return ask(false);
    return tracked(this.questions, ask(true));
  }

  /** Inserts events once nobody has the tables for himself. */
  async inserting(insert: () => Promise<void>): Promise<void> {
    while (this.last !== null) await this.last;
    try {
      await tracked(this.inserts, insert());
    } catch (error) {
      this.inLine = false;
      throw error;
    }
  }

  /** Does what changes rows of events while no event comes in and no question reads the times. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const before = this.last;
    const turn = (async () => {
      await before;
      await Promise.allSettled([...this.questions, ...this.inserts]);
      try {
        return await work();
      } catch (error) {
        this.inLine = false;
        throw error;
      }
    })();
    const ended = turn.then(
      () => undefined,
      () => undefined,
    );
    this.last = ended;
    return turn.finally(() => {
      if (this.last === ended) this.last = null;
    });
  }

  /** Takes events out, which resolves to the rows (by site, name, identity) whose times are to be made anew. */
  mending(erase: () => Promise<Fragment>): Promise<void> {
    return this.alone(async () => {
      const near = await erase();
      await this.run(sql`DELETE FROM event_times WHERE ${near} SETTINGS lightweight_deletes_sync = 2`);
      await this.fill(near);
    });
  }

  /** Compares times and events, and makes the times anew where they differ. Cost: both tables once, or twice. */
  async reconcile(tag: string | undefined): Promise<void> {
    if (this.inLine) return;
    await this.alone(async () => {
      if (!(await this.equal(tag))) {
        await this.run(sql`TRUNCATE TABLE event_times`, tag);
        await this.fill(sql`1`, tag);
      }
      this.inLine = true;
    });
  }

  /** For each site and name a digest of what both tables hold; it does not depend on the order of rows. */
  private async equal(tag: string | undefined): Promise<boolean> {
    const [row] = rowsOf(
      await this.transport.run(
        render(sql`SELECT count() FROM (
          SELECT site, name FROM (
            SELECT site, name, count() AS number, sum(cityHash64(identity, time)) AS digest FROM events
            WHERE name != '' GROUP BY site, name
            UNION ALL
            SELECT site, name, sum(length(times)) AS number, sum(arraySum(time -> cityHash64(identity, time), times)) AS digest
            FROM event_times GROUP BY site, name HAVING number > 0)
          GROUP BY site, name HAVING count() != 2 OR uniqExact(number, digest) != 1)
          SETTINGS ${quietly} FORMAT JSONCompactEachRow`),
        { purpose: 'backfill', tag },
      ),
    );
    if (row === undefined) throw unreadable();
    return numberAt(row, 0) === 0;
  }

  private fill(rows: Fragment, tag?: string): Promise<void> {
    return this.run(
      sql`INSERT INTO event_times (site, name, identity, times)
        SELECT site, name, identity, groupArray(time) FROM events WHERE name != '' AND ${rows}
        GROUP BY site, name, identity SETTINGS ${quietly}`,
      tag,
    );
  }

  private async run(statement: Fragment, tag?: string): Promise<void> {
    await this.transport.run(render(statement), { purpose: 'backfill', tag });
  }
}

/** Keeps a piece of work in a set until it has ended. */
async function tracked<T>(set: Set<Promise<unknown>>, work: Promise<T>): Promise<T> {
  set.add(work);
  try {
    return await work;
  } finally {
    set.delete(work);
  }
}
