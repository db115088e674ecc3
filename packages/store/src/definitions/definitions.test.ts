import { describe, expect, test } from 'vitest';
import type { Definitions, Delivery, Job, Key, SegmentDefinition, Webhook } from '../definitions.js';
import { flushTo } from '../testing/rows.js';
import { openForTest, temporaryDirectory } from '../testing/temporary-directory.js';

async function open(): Promise<Definitions> {
  return (await openForTest(temporaryDirectory())).definitions;
}

const ids = (rows: readonly { id: string | number }[]) => rows.map(({ id }) => id);

describe('sites', () => {
  const bank = { slug: 'bank', name: 'Bank', timeZone: 'Europe/Berlin', weekStart: 1, createdAt: 5 };

  test('are numbered, listed and changed in part', async () => {
    const { sites } = await open();
    expect(await sites.create(bank)).toEqual({ id: 1, ...bank });
    await sites.create({ ...bank, slug: 'shop' });
    expect(await sites.update(1, { timeZone: 'UTC' })).toEqual({ id: 1, ...bank, timeZone: 'UTC' });
    expect(await sites.update(2, {})).toEqual({ id: 2, ...bank, slug: 'shop' });
    expect(await sites.list()).toEqual([
      { id: 1, ...bank, timeZone: 'UTC' },
      { id: 2, ...bank, slug: 'shop' },
    ]);
  });

  test('refuse a slug that is taken and a change of one that is not there', async () => {
    const { sites } = await open();
    await sites.create(bank);
    await expect(sites.create(bank)).rejects.toMatchObject({ code: 'store_duplicate' });
    await expect(sites.update(9, { name: 'x' })).rejects.toMatchObject({ code: 'store_not_found' });
  });
});

test('keys belong to their site', async () => {
  const { keys } = await open();
  const key: Key = {
    id: 'k1',
    site: 1,
    type: 'api',
    role: 'editor',
    name: 'CI',
    hash: 'h1',
    hint: 'abcd',
    publishable: null,
    createdAt: 1,
    lastUsedAt: null,
  };
  await keys.create(key);
  await keys.create({ ...key, id: 'k2', site: 2, hash: 'h2', type: 'write', role: null, publishable: 'kw_x' });
  await keys.touch('k1', 99);
  expect(await keys.list(1)).toEqual([{ ...key, lastUsedAt: 99 }]);
  expect(ids(await keys.all())).toEqual(['k1', 'k2']);
  await expect(keys.create({ ...key, id: 'k3' })).rejects.toMatchObject({ code: 'store_duplicate' });
  expect(await keys.delete(2, 'k1')).toBe(false);
  expect(await keys.delete(1, 'k1')).toBe(true);
  expect(await keys.list(1)).toEqual([]);
});

test('users are found by e-mail and id, and their sessions end', async () => {
  const { users, sessions } = await open();
  const ada = {
    id: 'u1',
    email: 'ada@example.com',
    name: 'Ada',
    passwordHash: 'p',
    role: 'admin' as const,
    siteRoles: { 2: 'viewer' as const },
    createdAt: 1,
  };
  await users.create(ada);
  await users.update({ ...ada, passwordHash: 'q' });
  expect(await users.byEmail('ada@example.com')).toEqual({ ...ada, passwordHash: 'q' });
  expect(await users.byId('u1')).toEqual({ ...ada, passwordHash: 'q' });
  expect(await users.byId('u2')).toBeNull();
  expect(ids(await users.list())).toEqual(['u1']);
  await expect(users.update({ ...ada, id: 'u2' })).rejects.toMatchObject({ code: 'store_not_found' });
  await expect(users.create({ ...ada, id: 'u2' })).rejects.toMatchObject({ code: 'store_duplicate' });
  await expect(users.byEmail('ada@example.com\0x')).rejects.toMatchObject({ code: 'store_protocol' });

  const session = { tokenHash: 't1', user: 'u1', csrf: 'c', createdAt: 1, expiresAt: 10 };
  await sessions.create(session);
  await sessions.create({ ...session, tokenHash: 't2', expiresAt: 20 });
  await sessions.create({ ...session, tokenHash: 't3', expiresAt: 30 });
  await sessions.deleteExpired(10);
  await sessions.delete('t2');
  expect(await Promise.all(['t1', 't2', 't3'].map((token) => sessions.get(token)))).toEqual([
    null,
    null,
    { ...session, tokenHash: 't3', expiresAt: 30 },
  ]);
  await sessions.create({ ...session, tokenHash: 't4', user: 'u9' });
  await sessions.deleteOf('u1');
  expect(await sessions.get('t3')).toBeNull();
  expect(await sessions.get('t4')).not.toBeNull();
  expect(await users.delete('u1')).toBe(true);
  expect(await users.delete('u1')).toBe(false);
  expect(await users.list()).toEqual([]);
});

describe('segments', () => {
  const segment: SegmentDefinition = {
    id: 's1',
    site: 1,
    key: 'prospects',
    subject: 'person',
    name: { en: 'Prospects', de: 'Interessenten “ß”' },
    description: {},
    criteria: { type: 'all', of: [] },
    includeGuests: true,
    includes: [1, 2],
    excludes: [],
    public: false,
    active: true,
    kind: 'batch',
    schedule: { daily: '06:30' },
    inheritedFrom: 's0',
    roles: [{ id: 'advisor', scope: 'site' }],
    editors: ['usr_1'],
    restored: null,
    version: 1,
    createdAt: 1,
    updatedAt: 2,
    updatedBy: 'ada',
    notes: { draft: { type: 'all', name: '“ß”' } },
  };

  test('come back as they were given, to their own site alone', async () => {
    const { segments } = await open();
    await segments.create(segment);
    await segments.create({ ...segment, id: 's2', site: 2 });
    expect(await segments.list(1)).toEqual([segment]);
    expect(await segments.get(1, 's1')).toEqual(segment);
    expect(await segments.get(2, 's1')).toBeNull();
    await expect(segments.create({ ...segment, id: 's3' })).rejects.toMatchObject({ code: 'store_duplicate' });
    expect(await segments.delete(2, 's1')).toBe(false);
    expect(await segments.delete(1, 's1')).toBe(true);
  });

  test('are changed only by who has seen the stored version', async () => {
    const { segments } = await open();
    await segments.create(segment);
    const edited = { ...segment, name: { en: 'Edited' }, active: false, version: 2 };
    const [won, lost] = await Promise.all([segments.update(edited, 1), segments.update({ ...edited, key: 'x' }, 1)]);
    expect([won, lost]).toEqual([true, false]);
    expect(await segments.get(1, 's1')).toEqual(edited);
    expect(await segments.update({ ...edited, site: 2, version: 3 }, 2)).toBe(false);
  });

  test('keep every version that they had, newest first, until they are deleted', async () => {
    const { segments } = await open();
    await segments.create(segment);
    await segments.create({ ...segment, id: 's2', site: 2 });
    const second = { ...segment, name: { en: 'Second' }, schedule: null, version: 2, updatedAt: 3, updatedBy: 'grace' };
    const third = { ...second, active: false, restored: 1, version: 3, updatedAt: 4 };
    await segments.update(second, 1);
    await segments.update(third, 2);
    await segments.update({ ...third, version: 4 }, 1);
    expect(await segments.versions(1, 's1', null, 10)).toEqual([third, second, segment]);
    expect(await segments.versions(1, 's1', 3, 1)).toEqual([second]);
    expect(await segments.versions(2, 's1', null, 10)).toEqual([]);
    await segments.delete(1, 's1');
    expect(await segments.versions(1, 's1', null, 10)).toEqual([]);
    expect(await segments.versions(2, 's2', null, 10)).toHaveLength(1);
  });

  test('keep what the engine knows of them, many at once', async () => {
    const { segments } = await open();
    const runtimes = Array.from({ length: 1_200 }, (_, n) => ({
      segment: `s${String(n).padStart(4, '0')}`,
      state: 'backfilling' as const,
      shownVersion: null,
      set: null,
      shown: null,
      error: null,
      shownSince: null,
      batch: null,
      updatedAt: n,
    }));
    await segments.saveRuntimes(runtimes);
    await segments.saveRuntimes([]);
    expect(await segments.runtimes()).toEqual(runtimes);
    const ready = {
      ...runtimes[0],
      segment: 's0000',
      state: 'ready' as const,
      shownVersion: 1,
      set: 7,
      shown: '{}',
      error: null,
      shownSince: 5,
      batch: '{}',
      updatedAt: 9,
    };
    await segments.saveRuntimes([ready]);
    await segments.deleteRuntime('s0001');
    expect((await segments.runtimes()).slice(0, 2)).toEqual([ready, runtimes[2]]);
  });
});

test('the periods of segments are kept by their beginning', async () => {
  const { segments } = await open();
  const period = { segment: 'a', since: 5, until: 7 };
  await segments.closePeriod({ segment: 'a', since: 8, until: 9 });
  await segments.closePeriod(period);
  await segments.closePeriod({ ...period, until: 70 });
  await segments.closePeriod({ ...period, segment: 'b' });
  expect(await segments.closedPeriods(['a', 'c'])).toEqual([period, { segment: 'a', since: 8, until: 9 }]);
  expect(await segments.closedPeriods([])).toEqual([]);
});

test('leaves are saved, replaced and deleted by id', async () => {
  const { leaves } = await open();
  const leaf = { id: 1, site: 1, key: 'k', definition: '{}', keep: 5, state: 'backfilling' as const };
  await leaves.save([leaf, { ...leaf, id: 2 }, { ...leaf, id: 3 }]);
  await leaves.save([{ ...leaf, state: 'ready', keep: 6 }]);
  await leaves.delete([2, 99]);
  expect(await leaves.list()).toEqual([
    { ...leaf, state: 'ready', keep: 6 },
    { ...leaf, id: 3 },
  ]);
});

describe('webhooks', () => {
  const webhook: Webhook = {
    id: 'w1',
    site: 1,
    url: 'https://example.com/a',
    segments: ['s1'],
    secret: 'whsec_x',
    active: true,
    version: 1,
    createdAt: 1,
  };

  test('are changed within their site, by who has seen the stored version', async () => {
    const { webhooks } = await open();
    await webhooks.create(webhook);
    const changed = { ...webhook, segments: null, active: false, version: 2 };
    expect(await webhooks.update(changed, 1)).toBe(true);
    expect(await webhooks.update({ ...changed, url: 'https://example.com/late' }, 1)).toBe(false);
    await webhooks.create({ ...webhook, id: 'w2', site: 2 });
    expect(await webhooks.update({ ...changed, site: 2, url: 'https://example.com/stolen' }, 2)).toBe(false);
    expect(await webhooks.list(1)).toEqual([changed]);
    expect(ids(await webhooks.all())).toEqual(['w1', 'w2']);
    expect(await webhooks.delete(2, 'w1')).toBe(false);
    expect(await webhooks.delete(1, 'w1')).toBe(true);
  });

  const delivery = (id: string, sequence: number, parts: Partial<Delivery> = {}): Delivery => ({
    id,
    webhook: 'w1',
    site: 1,
    subject: 'ana',
    sequence,
    body: '{}',
    state: 'pending',
    attempts: 0,
    nextAttemptAt: 100,
    lastStatus: null,
    lastError: null,
    createdAt: 1,
    ...parts,
  });
  const opened = async () => {
    const definitions = await open();
    await definitions.webhooks.create(webhook);
    return definitions;
  };

  test('deliver the changes of each person one after the other, each id once', async () => {
    const { deliveries } = await opened();
    const [first, second] = [delivery('a', 1), delivery('b', 2)];
    await deliveries.add([first, second, delivery('c', 3, { subject: 'ben' })], 100);
    await deliveries.add([delivery('b', 2, { body: 'again' }), delivery('d', 4, { webhook: 'w2' })], 100);
    expect(ids(await deliveries.due('w1', 99, 10))).toEqual([]);
    expect(ids(await deliveries.due('w1', 100, 10))).toEqual(['a', 'c']);
    expect(ids(await deliveries.due('w1', 100, 1))).toEqual(['a']);
    const failed = { ...first, attempts: 1, nextAttemptAt: 900, lastStatus: 500, lastError: 'no' };
    await deliveries.retry(failed);
    expect(ids(await deliveries.due('w1', 899, 10))).toEqual(['c']);
    expect(await deliveries.due('w1', 900, 10)).toContainEqual(failed);
    await deliveries.finish({ ...failed, state: 'dead' }, 950);
    expect(await deliveries.due('w1', 950, 10)).toContainEqual({ ...second, nextAttemptAt: 950 });
  });

  test('go on after a process that ended between the end of one delivery and the next one', async () => {
    const { deliveries } = await opened();
    await deliveries.add([delivery('a', 1), delivery('b', 2), delivery('c', 3)], 100);
    // As `finish` leaves it without its second half.
    await deliveries.retry({ ...delivery('a', 1), state: 'delivered' });
    expect(await deliveries.due('w1', 1_000, 10)).toEqual([]);
    await deliveries.wake(1_000);
    expect(ids(await deliveries.due('w1', 1_000, 10))).toEqual(['b']);
  });

  test('are given up with what they have not delivered', async () => {
    const { deliveries, webhooks } = await opened();
    await deliveries.add([delivery('a', 1), delivery('b', 2), delivery('c', 3, { webhook: 'w2' })], 100);
    await deliveries.abandon(1, 'w1', 'gone');
    // An attempt was under way meanwhile, and failed.
    await deliveries.retry({ ...delivery('a', 1), attempts: 1, nextAttemptAt: 900, lastError: 'no' });
    expect((await deliveries.list(1, 'w1', { state: 'dead' }, 9)).map(({ lastError }) => lastError)).toEqual([
      'gone',
      'gone',
    ]);
    await webhooks.delete(1, 'w1');
    await deliveries.wake(100);
    expect(await deliveries.get(1, 'w2', 'c')).toMatchObject({ state: 'dead', lastError: 'The webhook was deleted' });
  });

  test('are sent again, in the order of each person', async () => {
    const { deliveries } = await opened();
    const all = [1, 2, 3].map((n) => delivery(`d${n}`, n, { createdAt: n }));
    await deliveries.add([...all, delivery('other', 4, { site: 2 })], 100);
    for (const one of all) await deliveries.finish({ ...one, state: one.id === 'd1' ? 'delivered' : 'dead' }, 100);
    expect(await deliveries.replay(1, 'w1', { since: 1, states: ['dead'] }, 200)).toBe(2);
    expect(ids(await deliveries.due('w1', 200, 9).then((due) => due.filter(({ site }) => site === 1)))).toEqual(['d2']);
    expect(await deliveries.replay(1, 'w1', { since: 3, states: ['delivered', 'dead'] }, 200)).toBe(0);
    expect(await deliveries.replay(1, 'w1', { id: 'd1' }, 300)).toBe(1);
    expect(await deliveries.get(1, 'w1', 'd1')).toMatchObject({ state: 'pending', attempts: 0, nextAttemptAt: 300 });
    expect(await deliveries.replay(2, 'w1', { id: 'd1' }, 300)).toBe(0);
  });

  test('are sent again before later ones of the person, however far those have come', async () => {
    const { deliveries } = await opened();
    const [first, second, others] = [delivery('a', 1), delivery('b', 2), delivery('c', 3, { subject: 'ben' })];
    await deliveries.add([first, second, others], 100);
    await deliveries.finish({ ...first, state: 'dead' }, 100);
    await deliveries.retry({ ...second, attempts: 1, nextAttemptAt: 500 });
    await deliveries.retry({ ...others, attempts: 1, nextAttemptAt: 500 });
    expect(await deliveries.replay(1, 'w1', { id: 'a' }, 200)).toBe(1);
    expect(ids(await deliveries.due('w1', 1_000, 9))).toEqual(['a', 'c']);
    // The second was under way when the first was to be sent again, and has failed once more.
    await deliveries.retry({ ...second, attempts: 2, nextAttemptAt: 600 });
    expect(ids(await deliveries.due('w1', 1_000, 9))).toEqual(['a', 'c']);
    await deliveries.retry({ ...first, attempts: 1, nextAttemptAt: 900 });
    expect(ids(await deliveries.due('w1', 800, 9))).toEqual(['c']);
    await deliveries.finish({ ...first, state: 'delivered' }, 1_000);
    expect(ids(await deliveries.due('w1', 1_000, 9))).toEqual(['c', 'b']);
  });

  test('are sent once what was to be sent again before them is, at once', async () => {
    const { deliveries } = await opened();
    const [first, second] = [delivery('a', 1), delivery('b', 2)];
    await deliveries.add([first, second], 100);
    await deliveries.finish({ ...first, state: 'dead' }, 100);
    await deliveries.retry({ ...second, attempts: 4, nextAttemptAt: 90_000 });
    await deliveries.replay(1, 'w1', { id: 'a' }, 200);
    await deliveries.finish({ ...first, state: 'delivered' }, 300);
    expect(await deliveries.due('w1', 300, 9)).toEqual([{ ...second, attempts: 4, nextAttemptAt: 300 }]);
  });

  test('forget who people are: what has ended goes, what is to be delivered tells their number alone', async () => {
    const { deliveries } = await opened();
    const body = (userId: string | null, anonymousIds: string[]) =>
      JSON.stringify({ subject: '7', data: { profile: { id: '7', userId, anonymousIds }, kind: 'entered' } });
    const [ended, next] = ['a', 'b'].map((id, n) => delivery(id, n, { subject: '7', body: body('ana', ['phone']) }));
    const others = delivery('c', 3, { subject: '8', body: body('ben', []) });
    const elsewhere = delivery('d', 4, { subject: '7', site: 2, body: body('ana', []) });
    const account = delivery('e', 5, { subject: 'account:7', body: '{"data":{"account":{"id":"7"}}}' });
    const all = [ended, next, others, elsewhere, account].filter((one) => one !== undefined);
    await deliveries.add(all, 100);
    for (const one of all.slice(0, 1)) await deliveries.finish({ ...one, state: 'delivered' }, 100);
    await deliveries.forgetSubjects(1, ['7', '9']);
    await deliveries.nameNobody(1, { subjects: ['7', 'account:7'] });
    const bodies = async (site: number) => (await deliveries.list(site, 'w1', {}, 9)).map((one) => one.body);
    expect(await bodies(1)).toEqual([account.body, others.body, body(null, [])]);
    expect(await bodies(2)).toEqual([elsewhere.body]);
    await deliveries.nameNobody(1, { ids: ['c', 'd'] });
    expect(await bodies(1)).toEqual([account.body, body(null, []), body(null, [])]);
    expect(await bodies(2)).toEqual([elsewhere.body]);
  });

  test('list their deliveries newest first, in pages', async () => {
    const { deliveries } = await opened();
    const rows = [
      delivery('a', 1),
      delivery('b', 2),
      delivery('c', 2),
      delivery('x', 3, { webhook: 'w2' }),
      delivery('y', 4, { site: 2 }),
    ];
    await deliveries.add(rows, 100);
    expect(ids(await deliveries.list(1, 'w1', {}, 2))).toEqual(['c', 'b']);
    expect(ids(await deliveries.list(1, 'w1', { before: { sequence: 2, id: 'b' } }, 2))).toEqual(['a']);
    expect(await deliveries.list(1, 'w1', { state: 'dead' }, 2)).toEqual([]);
  });
});

test('rejected events are paged newest first, and a site keeps its last ten thousand', async () => {
  const { rejected } = await open();
  const row = (n: number, site = 1) => ({ site, receivedAt: n, code: 'bad', message: 'm', path: 'p', body: `${n}` });
  await rejected.add([row(1), row(2), row(3, 2), row(4)]);
  expect((await rejected.list(1, null, 2)).map(({ body }) => body)).toEqual(['4', '2']);
  expect((await rejected.list(1, 2, 2)).map(({ body }) => body)).toEqual(['1']);
  await rejected.add(Array.from({ length: 10_001 }, (_, n) => row(n + 10)));
  const kept = await rejected.list(1, null, 20_000);
  expect(kept).toHaveLength(10_000);
  expect(kept.at(-1)?.body).toBe('11');
  expect(await rejected.list(2, null, 10)).toHaveLength(1);
});

test('jobs are saved as they go on, and listed newest first', async () => {
  const { jobs } = await open();
  const job: Job = {
    id: 'j1',
    site: 1,
    type: 'backfill',
    state: 'running',
    done: 0,
    total: null,
    detail: '{}',
    error: null,
    createdAt: 1,
    updatedAt: 1,
  };
  await jobs.save(job);
  await jobs.save({ ...job, done: 5, total: 5, state: 'done', updatedAt: 2 });
  await jobs.save({ ...job, id: 'j2', createdAt: 2 });
  await jobs.save({ ...job, site: 2, error: 'of another site' });
  expect(await jobs.get(1, 'j1')).toEqual({ ...job, done: 5, total: 5, state: 'done', updatedAt: 2 });
  expect(await jobs.get(2, 'j1')).toBeNull();
  expect(ids(await jobs.list(1, 10))).toEqual(['j2', 'j1']);
  expect(ids(await jobs.list(1, 1))).toEqual(['j2']);
});

test('imports are listed newest first, site by site, and forget what they changed once that is old', async () => {
  const { state, definitions } = await openForTest(temporaryDirectory());
  const { imports } = definitions;
  const begin = (id: string, startedAt: number, site = 1) =>
    imports.begin({ id, site, kind: 'people', name: 'people.csv', requestedBy: 'ada', startedAt });
  const first = await begin('j1', 1);
  const second = await begin('j2', 9);
  const other = await begin('j3', 9, 2);
  expect(first).toMatchObject({ state: 'running', undoable: true, accepted: 0, duplicates: null, undoTotal: null });
  await imports.save({ ...first, state: 'done', accepted: 5, finishedAt: 2 });
  await imports.save({ ...second, site: 2, state: 'failed' });
  expect((await imports.list(1, null, 9)).map(({ id, state: now }) => [id, now])).toEqual([
    ['j2', 'running'],
    ['j1', 'done'],
  ]);
  expect(ids(await imports.list(1, second.number, 9))).toEqual(['j1']);
  expect(await imports.get(2, 'j1')).toBeNull();
  expect(ids(await imports.inState('running'))).toEqual(['j2', 'j3']);
  const rows = Array.from({ length: 2_500 }, (_, n) => n + 1);
  await state.flush(
    flushTo(1, {
      importChanges: [first, second, other].flatMap(({ number }) =>
        rows.map((identity) => ({ import: number, identity, created: identity === 1, body: '{}' })),
      ),
    }),
  );
  await imports.forgetChanges(5);
  expect(await state.countImportChanges(first.number)).toEqual({ identities: 0, created: 0 });
  expect(await state.countImportChanges(second.number)).toEqual({ identities: 2_500, created: 1 });
  expect(await imports.get(1, 'j1')).toMatchObject({ undoable: false, accepted: 5 });
});

test('settings are written over, and survive a restart', async () => {
  const directory = temporaryDirectory();
  const first = await openForTest(directory);
  await first.definitions.settings.set('demo', '1');
  await first.definitions.settings.set('demo', '2');
  expect(await first.definitions.settings.get('other')).toBeNull();
  await first.close();
  const { definitions } = await openForTest(directory);
  expect(await definitions.settings.get('demo')).toBe('2');
});
