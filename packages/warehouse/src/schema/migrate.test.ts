import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnalytics } from '../analytics/analytics.js';
import { encodeEvent } from '../encode/rows.js';
import { EngineProcess } from '../engine/process.js';
import { createErasure } from '../erasure.js';
import { EventTimes } from '../event-times.js';
import { insertInto } from '../insert.js';
import { imported, importedIdentities, seenBeside } from '../questions/imported.js';
import { render, sql } from '../statement.js';
import { temporaryDirectory } from '../testing/temporary.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations.js';

const someEvent = {
  site: 1,
  identity: 1,
  position: 1,
  type: 'track',
  time: 1,
  receivedAt: 1,
  messageId: 'm',
  userId: null,
  anonymousId: 'a',
  context: {},
};

describe('migrations', () => {
  let engine: EngineProcess;
  let remove: () => Promise<void>;

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

  const read = async (statement: ReturnType<typeof sql>): Promise<string> =>
    (await engine.run(render(statement), { purpose: 'control' })).toString();

  it('bring an empty directory to the newest version, and run once', async () => {
    const newest = migrations.length;
    expect(await migrate(engine)).toBe(newest);
    expect(await migrate(engine)).toBe(newest);
    expect(await read(sql`SELECT version FROM migrations ORDER BY version FORMAT TSVRaw`)).toBe(
      migrations.map(({ version }) => `${version}\n`).join(''),
    );
    expect(
      await read(sql`SELECT name FROM system.tables WHERE database = currentDatabase() ORDER BY name FORMAT TSVRaw`),
    ).toBe(
      'event_properties\nevent_properties_seen\nevent_times\nevent_times_seen\nevents\ngroups\nidentities\nmemberships\nmigrations\nprofiles\n',
    );
  });

  it('know the properties of events that came before there was a table of them, and of those that come after', async () => {
    const older = migrations.slice(0, 1);
    const directory = await temporaryDirectory();
    const before = await EngineProcess.open(
      directory.path,
      async () => undefined,
      () => undefined,
    );
    try {
      expect(await migrate(before, older)).toBe(1);
      const event = (name: string, properties: Record<string, number>) =>
        encodeEvent({ ...someEvent, name, properties });
      const insert = (token: string, row: string) => before.insert(insertInto('events', token), Buffer.from(row));
      const asThen = render(sql`INSERT INTO events FORMAT JSONEachRow`);
      await before.insert(asThen, Buffer.from(event('Bought', { total: 1, 'a.b': 2 })));
      expect(await migrate(before)).toBe(migrations.length);
      await insert('b', event('Bought', { tax: 1 }));
      await insert('b', event('Bought', { tax: 1 }));
      const { eventNames } = createAnalytics(before);
      expect(await eventNames(1, '', 9)).toEqual([{ name: 'Bought', count: 2, properties: ['a.b', 'tax', 'total'] }]);
      // A view that a crash kept from its rows gets them when they come again.
      await before.run(render(sql`TRUNCATE TABLE event_properties`), { purpose: 'control' });
      await insert('b', event('Bought', { tax: 1 }));
      expect(await eventNames(1, '', 9)).toEqual([{ name: 'Bought', count: 2, properties: ['tax'] }]);
    } finally {
      await before.close();
      await directory.remove();
    }
  });

  it('know which import brought an event that comes after them, and of those from before that none did', async () => {
    const directory = await temporaryDirectory();
    const before = await EngineProcess.open(
      directory.path,
      async () => undefined,
      () => undefined,
    );
    try {
      expect(await migrate(before, migrations.slice(0, 4))).toBe(4);
      const event = (identity: number, time: number, number?: number) =>
        Buffer.from(
          encodeEvent({
            ...someEvent,
            identity,
            time,
            name: 'Bought',
            properties: {},
            ...(number === undefined ? {} : { import: number }),
          }),
        );
      await before.insert(render(sql`INSERT INTO events FORMAT JSONEachRow`), event(1, 5));
      expect(await migrate(before)).toBe(migrations.length);
      // One that waited to be sent while the schema was brought up to date.
      await before.insert(insertInto('events', 'waiting'), event(1, 6));
      await before.insert(insertInto('events', 'brought'), event(1, 7, 3));
      await before.insert(insertInto('events', 'alone'), event(2, 8, 3));
      expect(await imported(before, 1, 3)).toEqual({ events: 2, identities: 2 });
      expect(await importedIdentities(before, 1, 3, 1, 9)).toEqual([2]);
      expect((await seenBeside(before, 1, [1, 2, 9], 3)).toSorted((a, b) => a.identity - b.identity)).toEqual([
        { identity: 1, others: { first: 5, last: 6 }, importedLast: 7 },
        { identity: 2, others: null, importedLast: 8 },
      ]);
      await createErasure(before, new EventTimes(before)).imported(1, 3);
      expect(await imported(before, 1, 3)).toEqual({ events: 0, identities: 0 });
      expect(await seenBeside(before, 1, [1, 2], 3)).toMatchObject([{ identity: 1, importedLast: null }]);
    } finally {
      await before.close();
      await directory.remove();
    }
  });

  it('finish a step that a crash left half done', async () => {
    const steps = [
      ...migrations,
      {
        version: 1_000,
        title: 'two more',
        statements: [sql`CREATE TABLE IF NOT EXISTS one (a UInt8) ENGINE = Memory`, sql`SELECT fault`],
      },
    ];
    await expect(migrate(engine, steps)).rejects.toMatchObject({ code: 'statement_failed' });
    const whole = steps.map((step) =>
      step.version === 1_000 ? { ...step, statements: step.statements.slice(0, 1) } : step,
    );
    expect(await migrate(engine, whole)).toBe(1_000);
  });
});
