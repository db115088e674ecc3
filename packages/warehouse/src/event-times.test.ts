import type { Criteria, Window } from '@kindred/criteria';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Question, Warehouse } from './contract.js';
import { EngineProcess } from './engine/process.js';
import { insertInto } from './insert.js';
import { migrate } from './schema/migrate.js';
import { type Migration, migrations } from './schema/migrations.js';
import { Fragment, render, sql } from './statement.js';
import { temporaryDirectory } from './testing/temporary.js';
import { createWarehouse } from './warehouse.js';

const site = 1;
const calendar = { timeZone: 'UTC', weekStart: 1 };

describe('times of events by identity', () => {
  let engine: EngineProcess;
  let remove: () => Promise<void>;
  let warehouse: Warehouse;

  beforeAll(async () => {
    const directory = await temporaryDirectory();
    remove = directory.remove;
    engine = await EngineProcess.open(
      directory.path,
      async () => undefined,
      () => undefined,
    );
  }, 30_000);
  afterAll(async () => {
    await engine.close();
    await remove();
  });
  beforeEach(() => begin(migrations));
  afterEach(() => clear());

  async function begin(steps: readonly Migration[]): Promise<void> {
    await migrate(engine, steps);
    warehouse = createWarehouse(engine);
    const people = [1, 2, 3].map((id) =>
      warehouse.encode.profile({
        site,
        id,
        version: 1,
        deleted: false,
        userId: null,
        traits: {},
        groups: {},
        firstSeen: 0,
        lastSeen: 0,
      }),
    );
    await warehouse.insert('profiles', people.join('\n'), 'people');
  }
  async function clear(): Promise<void> {
    for (const table of ['event_times_seen', 'event_properties_seen'])
      await run(sql`DROP VIEW IF EXISTS ${named(table)}`);
    for (const table of [
      'events',
      'profiles',
      'identities',
      'groups',
      'memberships',
      'event_times',
      'event_properties',
      'migrations',
    ]) {
      await run(sql`DROP TABLE IF EXISTS ${named(table)} SYNC`);
    }
  }

  const named = (text: string): Fragment => new Fragment([text]);
  const run = (statement: Fragment): Promise<Buffer> => engine.run(render(statement), { purpose: 'control' });
  const event = (messageId: string, identity: number, time: number, name = 'Viewed', number = 0): string =>
    warehouse.encode.event({
      site,
      identity,
      position: 1,
      messageId,
      type: 'track',
      name,
      time: time * 1_000,
      receivedAt: time * 1_000,
      userId: null,
      anonymousId: null,
      properties: {},
      context: {},
      import: number,
    });
  const insert = (token: string, ...rows: readonly string[]): Promise<void> =>
    warehouse.insert('events', rows.join('\n'), token);

  /** Who viewed at least `atLeast` times in the ten seconds up to `now` (s), asked in two ways. */
  const whoViewed = async (atLeast: number, now = 100, position?: number): Promise<readonly number[]> => {
    const from = new Date((now - 10) * 1_000 + 1).toISOString();
    const windows: readonly Window[] = [{ rolling: { amount: 10, unit: 'seconds' } }, { fixed: { from } }];
    const [rolling = [], fixed] = await Promise.all(
      windows.map((window) => who({ type: 'event', event: 'Viewed', count: { atLeast }, window }, now, position)),
    );
    expect(fixed).toEqual(rolling);
    return rolling;
  };
  const who = (criteria: Criteria, now = 100, position?: number): Promise<readonly number[]> => {
    const question: Question = {
      site,
      audience: { criteria, includeGuests: true, includes: [], excludes: [] },
      segment: () => undefined,
      now: now * 1_000,
      calendar,
      ...(position === undefined ? {} : { position }),
    };
    return warehouse.page(question, 'certain', 0, 10, { purpose: 'interactive' });
  };
  /** Adds to the kept times alone, so that an answer shows whether it read them. */
  const mislead = (identity: number, time: number): Promise<Buffer> =>
    run(
      sql`INSERT INTO event_times SELECT ${named(String(site))}, 'Viewed', ${named(String(identity))}, [${named(String(time * 1_000))}]`,
    );

  it('are read once they have been compared with the events, and not for a position of the log', async () => {
    await insert('a', event('m1', 1, 95), event('m2', 1, 96), event('m3', 2, 95));
    await warehouse.reconcile();
    await mislead(2, 97);
    expect(await whoViewed(2)).toEqual([1, 2]);
    expect(await whoViewed(2, 100, 1_000)).toEqual([1]);
    // A warehouse opened anew finds the difference and mends it.
    warehouse = createWarehouse(engine);
    expect(await whoViewed(2)).toEqual([1]);
    await warehouse.reconcile();
    expect(await whoViewed(2)).toEqual([1]);
    expect(await whoViewed(1)).toEqual([1, 2]);
  });

  it('hold to the millisecond in a window, whatever comes late or after the instant asked for', async () => {
    await warehouse.reconcile();
    await insert('a', event('m1', 1, 90.001), event('m2', 1, 100), event('m3', 2, 90), event('m4', 2, 100.001));
    expect(await whoViewed(2)).toEqual([1]);
    expect(await whoViewed(1)).toEqual([1]);
    expect(await whoViewed(1, 100.001)).toEqual([1, 2]);
    await insert('b', event('m5', 2, 100), event('m6', 2, 90.001));
    expect(await whoViewed(2)).toEqual([1, 2]);
    const lastAfter = (time: number): Promise<readonly number[]> => {
      const value = new Date(time * 1_000).toISOString();
      return who({ type: 'eventTime', event: 'Viewed', which: 'last', operator: 'after', value }, 101);
    };
    expect([await lastAfter(100), await lastAfter(99)]).toEqual([[2], [1, 2]]);
  });

  it('count an insert that comes again once, and equal rows of other messages as often as they come', async () => {
    await warehouse.reconcile();
    await insert('a', event('m1', 1, 95));
    await insert('a', event('m1', 1, 95));
    expect(await whoViewed(2)).toEqual([]);
    await insert('b', event('m2', 1, 95));
    expect(await whoViewed(2)).toEqual([1]);
    await run(sql`OPTIMIZE TABLE event_times FINAL`);
    expect(await whoViewed(2)).toEqual([1]);
    expect(await whoViewed(3)).toEqual([]);
  });

  it('get the rows that a crash kept from them when the insert comes again', async () => {
    await warehouse.reconcile();
    await run(sql`DROP VIEW event_times_seen`);
    await insert('a', event('m1', 1, 95), event('m2', 1, 96));
    await run(migrations[5]?.statements[1] ?? sql``);
    await insert('a', event('m1', 1, 95), event('m2', 1, 96));
    expect(await whoViewed(2)).toEqual([1]);
    expect(await whoViewed(3)).toEqual([]);
  });

  it('are not read after an insert that failed, until they have been compared', async () => {
    await warehouse.reconcile();
    await insert('a', event('m1', 1, 95));
    await mislead(2, 95);
    expect(await whoViewed(1)).toEqual([1, 2]);
    await expect(insert('b', 'no row')).rejects.toMatchObject({ code: 'statement_failed' });
    expect(await whoViewed(1)).toEqual([1]);
    await warehouse.reconcile();
    expect(await whoViewed(1)).toEqual([1]);
  });

  it('lose an erased event and no other of the same millisecond', async () => {
    await insert('a', event('m1', 1, 95), event('m2', 1, 95), event('m3', 1, 96), event('m4', 2, 95));
    await warehouse.reconcile();
    for (const again of [1, 2]) {
      const erasing = warehouse.erasure.event(site, 'm1', [{ identity: 1, name: 'Viewed', time: 95_000 }]);
      // What comes meanwhile waits, and counts once.
      await Promise.all([erasing, insert('b', event('m5', 1, 97))]);
      expect([again, await whoViewed(3), await whoViewed(4)]).toEqual([again, [1], []]);
    }
    await insert('c', event('m1', 1, 95));
    expect(await whoViewed(4)).toEqual([1]);
    await warehouse.erasure.event(site, 'm1', await warehouse.find(site, 'm1'));
    expect([await whoViewed(3), await whoViewed(4)]).toEqual([[1], []]);
    await insert('d', event('m7', 1, 97, 'Viewed', 3), event('m8', 2, 98, 'Viewed', 3));
    expect([await whoViewed(4), await whoViewed(2)]).toEqual([[1], [1, 2]]);
    await warehouse.erasure.imported(site, 3);
    expect([await whoViewed(4), await whoViewed(2), await whoViewed(1)]).toEqual([[], [1], [1, 2]]);
    await warehouse.erasure.people(site, [1]);
    await warehouse.erasure.purge();
    expect((await run(sql`SELECT DISTINCT identity FROM event_times FORMAT TSVRaw`)).toString()).toBe('2\n');
    warehouse = createWarehouse(engine);
    await warehouse.reconcile();
    expect(await whoViewed(1)).toEqual([2]);
  });

  it('are made of events from before there were any, also where an insert of then comes again', async () => {
    await clear();
    await begin(migrations.slice(0, 5));
    const rows = Buffer.from([event('m1', 1, 95), event('m2', 1, 96), event('m3', 2, 95)].join('\n'));
    await engine.insert(insertInto('events', 'a'), rows);
    expect(await migrate(engine)).toBe(migrations.length);
    expect(await whoViewed(2)).toEqual([1]);
    await engine.insert(insertInto('events', 'a'), rows);
    await insert('b', event('m4', 2, 97));
    await warehouse.reconcile();
    expect(await whoViewed(2)).toEqual([1, 2]);
    expect(await whoViewed(3)).toEqual([]);
    await mislead(3, 97);
    expect(await whoViewed(1)).toEqual([1, 2, 3]);
  });
});
