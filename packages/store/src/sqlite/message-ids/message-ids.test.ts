import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LOG_MIGRATIONS } from '../../migrations/all.js';
import { migrate } from '../../migrations/migrate.js';
import { temporaryDirectory } from '../../testing/temporary-directory.js';
import { inTransaction } from '../connection.js';
import { MessageIds } from './message-ids.js';

const dayMs = 86_400_000;
const runSize = 50;

function openLog(migrations = LOG_MIGRATIONS): DatabaseSyncInstance {
  const db = new DatabaseSync(join(temporaryDirectory(), 'log.sqlite'));
  onTestFinished(() => db.close());
  db.exec('PRAGMA synchronous=OFF');
  migrate(db, migrations);
  return db;
}

function count(db: DatabaseSyncInstance, table: string): number {
  const row: { rows: number } = db.prepare(`SELECT count(*) AS rows FROM ${table}`).get();
  return row.rows;
}

/** Numbers that look random and are the same each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('message ids in tail and runs', () => {
  test.each([1, 2])('are those of a set, whatever is restarted, broken off or tidied between (seed %i)', (seed) => {
    const db = openLog();
    const pick = numbers(seed);
    let ids = new MessageIds(db, runSize);
    let known = new Map<number, Set<string>>();
    let day = 20_000;
    let next = 0;
    for (let round = 0; round < 1_500; round += 1) {
      const what = pick(40);
      if (what === 0) ids = new MessageIds(db, runSize);
      if (what === 1 && pick(4) === 0) {
        day += 1 + pick(2);
        known = new Map([...known].filter(([one]) => one >= day - 1));
      }
      if (what >= 2 && what < 25) ids.tidy();
      const site = 1 + pick(2);
      const messageIds = Array.from({ length: 1 + pick(8) }, () =>
        pick(4) === 0 ? `m${pick(next + 1)}` : `m${next++}`,
      );
      const seen = new Map([...known].map(([one, set]) => [one, new Set(set)]));
      const expected: number[] = [];
      for (const [index, id] of messageIds.entries()) {
        const key = `${site} ${id}`;
        if ([...seen.values()].some((set) => set.has(key))) expected.push(index);
        else seen.set(day, (seen.get(day) ?? new Set()).add(key));
      }
      const fails = pick(30) === 0;
      const add = () =>
        inTransaction(db, () => {
          const duplicates = ids.add({ site, receivedAt: day * dayMs + round, messageIds }, day * dayMs + round);
          expect(duplicates, `round ${round}`).toEqual(expected);
          if (fails) throw new RangeError('broken off');
        });
      if (fails) {
        expect(add).toThrow('broken off');
        ids.forget();
      } else {
        add();
        known = seen;
      }
    }
    while (ids.tidy());
    expect(count(db, 'message_runs')).toBeGreaterThan(2);
    // Nothing of forgotten days, and of a day in runs nothing in the tail.
    const days: { day: number }[] = db.prepare('SELECT day FROM message_runs UNION SELECT day FROM message_tail').all();
    for (const row of days) expect(row.day).toBeGreaterThanOrEqual(day - 1);
    const digests = [...known.values()].reduce((sum, set) => sum + set.size, 0);
    const row: { bytes: number } = db
      .prepare(
        'SELECT (SELECT ifnull(sum(length(digests)), 0) FROM message_chunks) + (SELECT ifnull(sum(length(digests)), 0) FROM message_tail) AS bytes',
      )
      .get();
    expect(row.bytes).toBe(digests * 16);
  });

  test('of an earlier schema are known until their day is over', () => {
    const db = openLog(LOG_MIGRATIONS.slice(0, 1));
    db.exec(`CREATE TABLE message_ids_20000 (site INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (site, id)) STRICT, WITHOUT ROWID;
      INSERT INTO message_days VALUES (20000); INSERT INTO message_ids_20000 VALUES (1, 'a')`);
    migrate(db, LOG_MIGRATIONS);
    const ids = new MessageIds(db, runSize);
    const add = (day: number, site: number) =>
      inTransaction(db, () => ids.add({ site, receivedAt: day * dayMs, messageIds: ['a'] }, day * dayMs));
    expect(add(20_000, 1)).toEqual([0]);
    expect(add(20_000, 2)).toEqual([]);
    expect(add(20_001, 1)).toEqual([0]);
    expect(add(20_002, 1)).toEqual([]);
    expect(count(db, 'message_days')).toBe(0);
  });

  test('come faster than they are tidied, and memory holds two runs of them at most', () => {
    const db = openLog();
    const ids = new MessageIds(db, runSize);
    for (let round = 0; round < 40; round += 1) {
      const messageIds = Array.from({ length: 200 }, (_, index) => `m${round}-${index}`);
      inTransaction(db, () => ids.add({ site: 1, receivedAt: 20_000 * dayMs, messageIds }, 20_000 * dayMs));
      ids.tidy();
      expect(count(db, 'message_runs')).toBeGreaterThanOrEqual(round - 1);
    }
  });
});
