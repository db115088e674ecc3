import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { flushTo, identityRow, profileRow } from '../testing/rows.js';
import { openForTest, temporaryDirectory } from '../testing/temporary-directory.js';
import { LOG_MIGRATIONS, STATE_MIGRATIONS } from './all.js';
import { type Migration, migrate } from './migrate.js';

function openFile(file: string): DatabaseSyncInstance {
  const db = new DatabaseSync(file);
  onTestFinished(() => {
    if (db.isOpen) db.close();
  });
  return db;
}

/** The directory as a version of the program that knew only the first so many migrations left it. */
function directoryAt(log: number, state: number): string {
  const directory = temporaryDirectory();
  const leave = (name: string, migrations: readonly Migration[]) => {
    const db = openFile(join(directory, name));
    migrate(db, migrations);
    db.close();
  };
  leave('log.sqlite', LOG_MIGRATIONS.slice(0, log));
  leave('state.sqlite', STATE_MIGRATIONS.slice(0, state));
  return directory;
}

const asked = (...profiles: number[]) => profiles.map((profile) => ({ profile, after: 0 }));

const earlier = [
  ...LOG_MIGRATIONS.map((_, index) => ({ log: index, state: STATE_MIGRATIONS.length })),
  ...STATE_MIGRATIONS.map((_, index) => ({ log: LOG_MIGRATIONS.length, state: index })),
  { log: LOG_MIGRATIONS.length, state: STATE_MIGRATIONS.length },
];

describe('migrations', () => {
  test.each(earlier)('bring log schema $log and state schema $state to the present one', async ({ log, state }) => {
    const store = await openForTest(directoryAt(log, state));
    await store.log.append({ site: 1, receivedAt: 0, messageIds: ['a'], body: '[]' });
    await store.state.flush(flushTo(1, { profiles: [profileRow(1)], identities: [identityRow(1, 'ada')] }));
    await store.definitions.settings.set('name', 'value');
    expect(await store.log.read(0, 10)).toHaveLength(1);
    expect(await store.state.identities(1, ['ada'], [])).toHaveLength(1);
    expect(await store.definitions.settings.get('name')).toBe('value');
  });

  test('keep the version that a segment from before them has', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, 2);
    const db = openFile(join(directory, 'state.sqlite'));
    db.exec(`INSERT INTO segments VALUES
      ('s1', 1, 'k', 'person', '{"en":"K"}', '{}', '{}', 1, '[]', '[]', 0, 0, 'live', 7, 1, 2, 'ada')`);
    db.close();
    const { definitions } = await openForTest(directory);
    expect(await definitions.segments.versions(1, 's1', null, 10)).toMatchObject([{ version: 7, updatedBy: 'ada' }]);
  });

  test('keep beside the rows of people from before them what is counted since', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, 6);
    const db = openFile(join(directory, 'state.sqlite'));
    db.exec(`INSERT INTO profiles (id, site, body, due_at) VALUES (7, 1, '{}', NULL)`);
    db.close();
    const { state } = await openForTest(directory);
    await state.addPast(3, [{ profile: 7, body: '{"n":1}' }]);
    expect(await state.pasts(asked(7, 8))).toMatchObject([{ profile: 7, number: 3, body: '{"n":1}' }]);
    expect(await state.profiles([7])).toMatchObject([{ id: 7, body: '{}' }]);
  });

  test('keep what was counted of people from before it stood in blocks', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, 10);
    const db = openFile(join(directory, 'state.sqlite'));
    db.exec(`INSERT INTO pasts VALUES (31, 3, '{"n":1}'), (31, 4, '{"n":2}'), (32, 3, '{"n":3}'), (64, 3, '5')`);
    db.close();
    const { state } = await openForTest(directory);
    const found = (await state.pasts(asked(31, 32, 33, 64))).map(({ profile, number, body }) => [
      profile,
      number,
      body,
    ]);
    expect(found).toEqual([
      [31, 3, '{"n":1}'],
      [31, 4, '{"n":2}'],
      [32, 3, '{"n":3}'],
      [64, 3, '5'],
    ]);
  });

  test('give deliveries of before their person and their place, and keep where webhooks stand', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, 7);
    const db = openFile(join(directory, 'state.sqlite'));
    db.exec(`
      INSERT INTO webhooks (id, site, url, secret, active, created_at) VALUES ('w', 1, 'https://example.com', 'x', 1, 1);
      INSERT INTO membership_changes (sequence, id, site, segment, profile, kind, at, cause) VALUES
        (7, 's.1.0', 1, 's', 1, 'entered', 1, 'time'), (8, 's.1.1', 1, 's', 1, 'exited', 2, 'time');
      INSERT INTO deliveries (id, webhook, site, body, state, attempts, next_attempt_at, created_at) VALUES
        ('w.s.1.1', 'w', 1, '{"subject":"1"}', 'pending', 0, 6, 6), ('w.s.1.0', 'w', 1, '{"subject":"1"}', 'pending', 2, 900, 5);
      INSERT INTO settings (name, value) VALUES ('webhooks.cursor.1', 's.1.0'), ('webhooks.cursor.2', '');
    `);
    db.close();
    const { state, definitions } = await openForTest(directory);
    const found = await definitions.deliveries.list(1, 'w', {}, 9);
    expect(found.map(({ id, subject, sequence }) => [id, subject, sequence])).toEqual([
      ['w.s.1.1', '1', 8],
      ['w.s.1.0', '1', 7],
    ]);
    await definitions.deliveries.wake(1_000);
    expect((await definitions.deliveries.due('w', 1_000, 9)).map(({ id }) => id)).toEqual(['w.s.1.0']);
    expect(await definitions.settings.get('webhooks.place.1')).toBe('7');
    expect(await definitions.settings.get('webhooks.place.2')).toBe('0');
    expect(await state.forgottenChanges()).toBe(6);
  });

  test('leave users from before them their role on every site', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, 8);
    const db = openFile(join(directory, 'state.sqlite'));
    db.exec(`INSERT INTO users VALUES ('u1', 'ada@example.com', 'Ada', 'hash', 'editor', 7)`);
    db.close();
    const { definitions } = await openForTest(directory);
    expect(await definitions.users.list()).toEqual([
      {
        id: 'u1',
        email: 'ada@example.com',
        name: 'Ada',
        passwordHash: 'hash',
        role: 'editor',
        siteRoles: {},
        createdAt: 7,
      },
    ]);
  });

  test('leave segments from before them without a schedule, and keep it of each version since', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, 11);
    const db = openFile(join(directory, 'state.sqlite'));
    db.exec(`
      INSERT INTO segments VALUES
        ('s1', 1, 'k', 'person', '{"en":"K"}', '{}', '{}', 1, '[]', '[]', 0, 1, 'live', 1, 1, 2, 'ada', NULL);
      INSERT INTO segment_runtimes (segment, state, shown_version, set_id, shown, error, updated_at, shown_since) VALUES
        ('s1', 'ready', 1, 7, '{}', NULL, 2, 1)`);
    db.close();
    const { segments } = (await openForTest(directory)).definitions;
    const [before] = await segments.list(1);
    expect(before).toMatchObject({ kind: 'live', schedule: null });
    expect(await segments.runtimes()).toMatchObject([{ segment: 's1', set: 7, batch: null }]);
    if (before === undefined) return;
    await segments.update({ ...before, kind: 'batch', schedule: { daily: '06:30' }, version: 2 }, 1);
    expect((await segments.versions(1, 's1', null, 10)).map(({ schedule }) => schedule)).toEqual([
      { daily: '06:30' },
      null,
    ]);
  });

  test('have webhooks and exports from before them be at their first version', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, 12);
    const db = openFile(join(directory, 'state.sqlite'));
    db.exec(`
      INSERT INTO webhooks (id, site, url, secret, active, created_at) VALUES ('w', 1, 'https://example.com', 'x', 1, 1);
      INSERT INTO exports VALUES ('e', 1, 's1', 'csv', '[]', '{"daily":"06:00"}', 7, 9, 1, 'ada')`);
    db.close();
    const { webhooks, exports } = (await openForTest(directory)).definitions;
    const [webhook, [plan]] = [(await webhooks.list(1))[0], await exports.plans(1)];
    expect([webhook?.version, plan?.version]).toEqual([1, 1]);
    if (webhook === undefined || plan === undefined) return;
    expect(await webhooks.update({ ...webhook, version: 2 }, 1)).toBe(true);
    expect(await exports.update({ ...plan, keep: 3, version: 2 }, 1)).toBe(true);
    expect(await exports.update({ ...plan, keep: 4, version: 2 }, 1)).toBe(false);
    expect(await exports.plans(1)).toEqual([{ ...plan, keep: 3, version: 2 }]);
  });

  test('leave segments from before them to their sites, and keep of each version since whose it is', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, 13);
    const db = openFile(join(directory, 'state.sqlite'));
    db.exec(`
      INSERT INTO segments VALUES
        ('s1', 1, 'k', 'person', '{"en":"K"}', '{}', '{}', 1, '[]', '[]', 0, 1, 'live', 1, 1, 2, 'ada', NULL, NULL)`);
    db.close();
    const { segments } = (await openForTest(directory)).definitions;
    const [before] = await segments.list(1);
    expect(before).toMatchObject({ inheritedFrom: null });
    if (before === undefined) return;
    await segments.create({ ...before, id: 's1-2', site: 2, inheritedFrom: 's1' });
    expect(await segments.list(2)).toMatchObject([{ id: 's1-2', inheritedFrom: 's1' }]);
    expect(await segments.versions(2, 's1-2', null, 10)).toMatchObject([{ version: 1, inheritedFrom: 's1' }]);
  });

  test('begin to tell of imports, and to note what they change of people, with the first after them', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, 14);
    const db = openFile(join(directory, 'state.sqlite'));
    db.exec(`
      INSERT INTO jobs VALUES ('job_1', 1, 'import-people', 'done', 2, 2, '{}', NULL, 1, 2);
      INSERT INTO profiles VALUES (1, 1, '{"id":1}', NULL);
      INSERT INTO identities VALUES (1, 1, 'user', 'ada', NULL, 1, 1)`);
    db.close();
    const { state, definitions } = await openForTest(directory);
    expect(await definitions.imports.list(1, null, 9)).toEqual([]);
    expect(await definitions.jobs.get(1, 'job_1')).toMatchObject({ state: 'done' });
    const { number } = await definitions.imports.begin({
      id: 'job_2',
      site: 1,
      kind: 'people',
      name: null,
      requestedBy: 'ada',
      startedAt: 3,
    });
    const change = { import: number, identity: 1, created: false, body: '{}' };
    await state.flush(flushTo(1, { importChanges: [change] }));
    const [noted] = await state.importChangesOf([1]);
    expect(noted).toMatchObject(change);
    expect(await state.importedIdentities(number, 0, 9)).toEqual([1]);
    await state.flush(flushTo(2, { rewrittenImportChanges: [{ ...change, id: noted?.id ?? 0, created: true }] }));
    expect(await state.countImportChanges(number)).toEqual({ identities: 1, created: 1 });
    await state.flush(flushTo(3, { deletedIdentities: [1] }));
    expect(await state.countImportChanges(number)).toEqual({ identities: 0, created: 0 });
  });

  test('leave segments from before them without roles to give, and keep them of each version since', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, 15);
    const db = openFile(join(directory, 'state.sqlite'));
    db.exec(`
      INSERT INTO segments VALUES
        ('s1', 1, 'k', 'person', '{"en":"K"}', '{}', '{}', 1, '[]', '[]', 0, 1, 'live', 1, 1, 2, 'ada', NULL, NULL, NULL)`);
    db.close();
    const { segments } = (await openForTest(directory)).definitions;
    const [before] = await segments.list(1);
    expect(before).toMatchObject({ roles: [] });
    if (before === undefined) return;
    await segments.update({ ...before, roles: [{ id: 'advisor', scope: 'site' }], version: 2 }, 1);
    expect((await segments.versions(1, 's1', null, 10)).map(({ roles }) => roles)).toEqual([
      [{ id: 'advisor', scope: 'site' }],
      [],
    ]);
  });

  test('leave segments from before them to every editor, and keep of each version since who may change it', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, 16);
    const db = openFile(join(directory, 'state.sqlite'));
    db.exec(`
      INSERT INTO segments VALUES
        ('s1', 1, 'k', 'person', '{"en":"K"}', '{}', '{}', 1, '[]', '[]', 0, 1, 'live', 1, 1, 2, 'ada', NULL, NULL, NULL, '[]')`);
    db.close();
    const { segments } = (await openForTest(directory)).definitions;
    const [before] = await segments.list(1);
    expect(before).toMatchObject({ editors: null });
    if (before === undefined) return;
    await segments.update({ ...before, editors: ['usr_1'], version: 2 }, 1);
    expect((await segments.versions(1, 's1', null, 10)).map(({ editors }) => editors)).toEqual([['usr_1'], null]);
  });

  test('keep the sentence of an export that failed before them, and a code of those since', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, 17);
    const db = openFile(join(directory, 'state.sqlite'));
    db.exec(`
      INSERT INTO export_runs VALUES
        ('r1', 1, NULL, 's1', 'csv', '[]', 'failed', 0, NULL, NULL, NULL, 'Not in force.', 1, 2)`);
    db.close();
    const { exports } = (await openForTest(directory)).definitions;
    const run = await exports.run(1, 'r1');
    expect(run).toMatchObject({ error: 'Not in force.', errorCode: null });
    if (run === null) return;
    await exports.save({ ...run, errorCode: 'not_in_force' });
    expect(await exports.run(1, 'r1')).toMatchObject({ error: 'Not in force.', errorCode: 'not_in_force' });
  });

  test('note what is done by hand from then on, and forget whom it was about once they are erased', async () => {
    const { audit } = (await openForTest(directoryAt(LOG_MIGRATIONS.length, 18))).definitions;
    expect(await audit.list(1, null, null, 10)).toEqual([]);
    const entry = { site: 1, by: 'ada', action: 'traitsChanged', traits: ['plan'] } as const;
    await audit.add({ ...entry, at: 1, profile: 7 });
    await audit.add({ ...entry, at: 2, profile: 8 });
    await audit.forgetProfile(1, 7);
    const kept = (await audit.list(1, null, null, 10)).map(({ at, profile, traits }) => [at, profile, traits]);
    expect(kept).toEqual([
      [2, 8, ['plan']],
      [1, null, []],
    ]);
    expect(await audit.list(1, 7, null, 10)).toEqual([]);
    expect(await audit.list(2, null, null, 10)).toEqual([]);
    await audit.forget(2);
    expect(await audit.list(1, null, null, 10)).toHaveLength(1);
  });

  test('know of no restored version of segments from before them, and keep of each since which it restored', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, 19);
    const db = openFile(join(directory, 'state.sqlite'));
    db.exec(`
      INSERT INTO segments VALUES
        ('s1', 1, 'k', 'person', '{"en":"K"}', '{}', '{}', 1, '[]', '[]', 0, 1, 'live', 2, 1, 2, 'ada', NULL, NULL, NULL, '[]', NULL)`);
    db.close();
    const { segments } = (await openForTest(directory)).definitions;
    const [before] = await segments.list(1);
    expect(before).toMatchObject({ restored: null });
    if (before === undefined) return;
    await segments.update({ ...before, restored: 1, version: 3 }, 2);
    expect((await segments.versions(1, 's1', null, 10)).map(({ restored }) => restored)).toEqual([1, null]);
  });

  test('go on numbering what is neither a person nor an account where one counter had come to', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, 20);
    const db = openFile(join(directory, 'state.sqlite'));
    db.exec('UPDATE checkpoint SET position = 3, next_identity = 70, clock = 9');
    db.close();
    const { state } = await openForTest(directory);
    expect(await state.checkpoint()).toEqual({ position: 3, nextIdentity: 70, nextNumber: 70, clock: 9 });
  });

  test('have sites that segment by place count anew', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, 21);
    const db = openFile(join(directory, 'state.sqlite'));
    const near = '{"type":"property","property":"user.home","operator":"near","value":{}}';
    for (const [id, site, active, criteria] of [
      ['s1', 1, 1, near],
      ['s2', 1, 1, near],
      ['s3', 2, 0, near],
      ['s4', 3, 1, '{}'],
    ]) {
      db.prepare(
        `INSERT INTO segments VALUES (?, ?, ?, 'person', '{}', '{}', ?, 1, '[]', '[]', 0, ?, 'live', 1, 1, 2, 'ada', NULL, NULL, NULL, '[]', NULL, NULL)`,
      ).run(id, site, id, criteria, active);
    }
    db.close();
    const { settings } = (await openForTest(directory)).definitions;
    expect(await settings.get('engine.counts.1')).toBe('owed');
    expect(await settings.get('engine.counts.2')).toBeNull();
    expect(await settings.get('engine.counts.3')).toBeNull();
  });

  test('are numbered from one without a gap', () => {
    for (const migrations of [LOG_MIGRATIONS, STATE_MIGRATIONS]) {
      expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
    }
  });

  test('refuse a database that is newer than the program', async () => {
    const directory = directoryAt(LOG_MIGRATIONS.length, STATE_MIGRATIONS.length);
    const db = openFile(join(directory, 'state.sqlite'));
    db.exec(`INSERT INTO schema_version (version, name) VALUES (${STATE_MIGRATIONS.length + 1}, 'of tomorrow')`);
    db.close();
    await expect(openForTest(directory)).rejects.toMatchObject({ code: 'store_newer' });
    // The refusal lets go of the directory.
    await expect(openForTest(directory)).rejects.toMatchObject({ code: 'store_newer' });
  });

  test('that fail leave the schema before them', () => {
    const db = openFile(join(temporaryDirectory(), 'a.sqlite'));
    const good: Migration = { version: 1, name: 'good', sql: 'CREATE TABLE a (x INTEGER) STRICT' };
    const bad: Migration = { version: 2, name: 'bad', sql: 'CREATE TABLE b (x INTEGER) STRICT; CREATE TABLE a (x)' };
    expect(() => migrate(db, [good, bad])).toThrow('already exists');
    expect(db.prepare('SELECT version FROM schema_version').all()).toMatchObject([{ version: 1 }]);
    expect(db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'b'").all()).toEqual([]);
    migrate(db, [good, { ...bad, sql: 'CREATE TABLE b (x INTEGER) STRICT' }]);
    expect(db.prepare('SELECT version FROM schema_version ORDER BY version').all()).toHaveLength(2);
  });
});
