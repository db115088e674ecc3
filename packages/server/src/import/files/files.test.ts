import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { keptFile } from '../../api/schemas/import-files.js';
import { job } from '../../api/schemas/index.js';
import { type RunningServer, startServer } from '../../server.js';

const apiKey = `ka_${'e'.repeat(43)}`;
const dataDir = mkdtempSync(join(tmpdir(), 'kindred-import-files-'));
const cases = process.env.KINDRED_CONFORMANCE;
let server: RunningServer;

const start = () =>
  startServer({
    dataDir,
    host: '127.0.0.1',
    port: 0,
    env: { apiKey, writeKey: `kw_${'e'.repeat(43)}`, adminPassword: 'a-password-for-tests' },
  });
beforeAll(async () => {
  server = await start();
});
afterAll(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function call(method: string, path: string, body?: string | Uint8Array<ArrayBuffer> | object, headers = {}) {
  const bytes = typeof body === 'string' || body instanceof Uint8Array || body === undefined;
  const response = await fetch(`${server.url}/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body === undefined ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: bytes ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, json: (): unknown => JSON.parse(text) };
}

async function send(name: string, body: string | Uint8Array<ArrayBuffer>, headers = {}) {
  const { status, json } = await call('POST', `/import/files?name=${name}`, body, headers);
  expect(status).toBe(201);
  return keptFile.parse(json());
}

async function run(file: string, mapping: unknown, dryRun = false) {
  const started = await call('POST', `/import/files/${file}/run`, { mapping, dryRun });
  expect([started.status, started.text]).toEqual([202, expect.any(String)]);
  const { id } = job.parse(started.json());
  for (;;) {
    const found = job.parse((await call('GET', `/jobs/${id}`)).json());
    if (found.state !== 'running') return found;
    await sleep(20);
  }
}

async function traitsOf(userId: string) {
  const profile = z.object({ traits: z.record(z.string(), z.unknown()) });
  const found = await call('GET', `/profiles?search=${userId}`);
  const { items } = z
    .object({ items: z.array(z.object({ id: z.string(), userId: z.string().nullable() })) })
    .parse(found.json());
  return profile.parse((await call('GET', `/profiles/${items.find((one) => one.userId === userId)?.id}`)).json())
    .traits;
}

describe('a file that is sent', () => {
  it('tells its columns, what they hold, and how they could be imported', async () => {
    const file = await send(
      'members.csv',
      'Customer ID;E-mail;Zip;Balance;Since;Newsletter\n17;ada@example.com;01234;1.234,50;31.12.2025;yes\n18;;99999;7,25;01.02.2026;no\n',
    );
    expect(file).toMatchObject({ format: 'csv', rows: 2, rowsExact: true });
    expect(file.columns.map(({ name, suggested }) => [name, suggested])).toEqual([
      ['Customer ID', { type: 'number' }],
      ['E-mail', { type: 'text' }],
      ['Zip', { type: 'text' }],
      ['Balance', { type: 'number', decimal: ',' }],
      ['Since', { type: 'date', dates: 'dmy' }],
      ['Newsletter', { type: 'boolean' }],
    ]);
    expect(file.columns[1]).toMatchObject({ missing: 1, distinct: 1, samples: ['ada@example.com'] });
    expect(file.mapping).toMatchObject({ what: 'people', userId: { column: 'Customer ID' } });
  });

  it('is imported as its mapping says, and again without doubling anybody', async () => {
    const csv = 'id,name,balance,teams,note\nu1,"Ada, the first",12.5,red;blue,\nu2,Grace,7,,"two\nlines"\n';
    const file = await send('people.csv', csv);
    const mapping = {
      what: 'people',
      userId: { column: 'id' },
      traits: [
        { column: 'name', trait: 'name' },
        { column: 'balance', trait: 'bank.balance', type: 'number' },
        { column: 'note', trait: 'note' },
      ],
      groups: [{ column: 'teams', kind: 'team', separator: ';' }],
    };
    for (let round = 0; round < 2; round += 1) {
      expect(await run(file.id, mapping)).toMatchObject({
        state: 'done',
        result: { read: 2, accepted: 2, rejected: 0, errors: [] },
        file: { id: file.id, name: 'people.csv' },
      });
    }
    expect(await traitsOf('u1')).toMatchObject({ name: 'Ada, the first', 'bank.balance': 12.5 });
    expect(await traitsOf('u2')).toMatchObject({ note: 'two\nlines' });
  });

  it('changes nothing where it is only checked, and tells every row that is wrong', async () => {
    const file = await send('checked.csv', 'id,age\nv1,30\n,31\nv3,=2+3\nv4,32,extra\n');
    const mapping = {
      what: 'people',
      userId: { column: 'id' },
      traits: [{ column: 'age', trait: 'age', type: 'number' }],
    };
    expect((await call('GET', `/import/files/${file.id}/rejected`)).json()).toMatchObject({ code: 'not_run' });
    const checked = await run(file.id, mapping, true);
    expect(checked).toMatchObject({ dryRun: true, state: 'done', result: { read: 4, accepted: 1, rejected: 3 } });
    const rejected = await call('GET', `/import/files/${file.id}/rejected`);
    expect(rejected.text).toBe(
      [
        'row,code,column,message',
        '2,missing_value,"id","The row has nothing in the column “id”, which says whom it is about."',
        `3,wrong_type,"age","""=2+3"" in the column “age” is no number."`,
        '4,invalid_row,"","The row has 3 fields where the first line has 2."',
        '',
      ].join('\n'),
    );
    const { items } = z
      .object({ items: z.array(z.unknown()) })
      .parse((await call('GET', '/profiles?search=v1')).json());
    expect(items).toEqual([]);
  });

  it('of events counts each once, with times in the zone of the site', async () => {
    const file = await send(
      'orders.csv',
      'user_id,event,timestamp,total\nw1,Ordered,2026-01-02 03:04,9.5\nw1,Ordered,2026-01-03 03:04,1\n',
    );
    expect(file.mapping).toEqual({
      what: 'events',
      userId: { column: 'user_id' },
      event: { column: 'event' },
      timestamp: { column: 'timestamp' },
      properties: [{ column: 'total', property: 'total', type: 'number' }],
    });
    for (let round = 0; round < 2; round += 1)
      expect(await run(file.id, file.mapping)).toMatchObject({ state: 'done' });
    const criteria = {
      type: 'aggregate',
      event: 'Ordered',
      function: 'sum',
      property: 'properties.total',
      operator: 'equals',
      value: 10.5,
    };
    const preview = await call('POST', '/preview', { criteria });
    expect(preview.json()).toMatchObject({ certain: { total: 1 } });
  });

  it('may be NDJSON, Parquet, packed, or of an older spreadsheet', async () => {
    const ndjson = await send('a.ndjson', '{"userId":"n1","vip":true,"tags":["a","b"]}\n');
    expect(ndjson).toMatchObject({ format: 'ndjson', rows: 1 });
    expect(ndjson.columns.map(({ suggested }) => suggested.type)).toEqual(['text', 'boolean', 'list']);
    const nested = await send('n.ndjson', '{"userId":"n1","traits":{"plan":"gold","address":{"city":"Ulm"}}}\n');
    expect(nested.columns.map(({ name }) => name)).toEqual(['userId', 'traits.plan', 'traits.address.city']);
    expect(await run(nested.id, nested.mapping)).toMatchObject({ state: 'done', result: { accepted: 1, rejected: 0 } });
    const criteria = ['user.plan', 'user.address.city'].map((property, index) => {
      return { type: 'property', property, operator: 'equals', value: ['gold', 'Ulm'][index] };
    });
    const both = await call('POST', '/preview', { criteria: { type: 'all', of: criteria } });
    expect(both.json()).toMatchObject({ certain: { total: 1 } });
    const packed = await send('b.csv', new Uint8Array(gzipSync('id,x\n1,2\n')), { 'content-encoding': 'gzip' });
    expect(packed.rows).toBe(1);
    const older = await send('c.csv', new Uint8Array(Buffer.from('id,city\n1,Z\xfcrich\n', 'latin1')));
    expect([older.encoding, older.columns[1]?.samples]).toEqual(['windows-1252', ['Zürich']]);
    const columnData = [
      { name: 'userId', data: ['p1', 'p2'] },
      { name: 'visits', data: [3, 4] },
    ];
    const parquet = await send('d.parquet', new Uint8Array(parquetWriteBuffer({ columnData })));
    expect(parquet).toMatchObject({ format: 'parquet', rows: 2, rowsExact: true });
    expect(await run(parquet.id, parquet.mapping)).toMatchObject({ state: 'done', result: { accepted: 2 } });
    expect(await traitsOf('p2')).toMatchObject({ visits: 4 });
  });

  it('takes blanks for nothing, whatever the column holds', async () => {
    const file = await send('blanks.csv', 'id,charges\nb1,29.85\nb2, \nb3,\n');
    expect(file.columns[1]).toMatchObject({ suggested: { type: 'number' }, missing: 2 });
    expect(await run(file.id, file.mapping)).toMatchObject({ state: 'done', result: { accepted: 3, rejected: 0 } });
    expect(await traitsOf('b1')).toMatchObject({ charges: 29.85 });
    expect(await traitsOf('b2')).not.toHaveProperty('charges');
  });

  it('is refused where it cannot be read', async () => {
    for (const [body, code] of [
      ['', 'empty_file'],
      ['only,a,head\n', 'empty_file'],
      ['a,a\n1,2\n', 'invalid_csv'],
      ['PAR1 is not enough', 'invalid_parquet'],
    ] as const) {
      const { status, json } = await call('POST', '/import/files?name=x.csv', body);
      expect([status, json()]).toEqual([400, expect.objectContaining({ code })]);
    }
  });

  it('needs a mapping of columns that it has', async () => {
    const file = await send('e.csv', 'id\n1\n');
    const mapping = { what: 'people', userId: { column: 'ID' } };
    const { status, json } = await call('POST', `/import/files/${file.id}/run`, { mapping });
    expect(status).toBe(400);
    expect(json()).toMatchObject({ code: 'unknown_column', errors: [{ path: 'mapping.userId.column' }] });
  });

  it('stays over a restart, and an import that was cut off is told to have failed', async () => {
    const file = await send('f.csv', 'id\n1\n');
    const [site] = await server.store.definitions.sites.list();
    const left = {
      ...(await run(file.id, file.mapping)),
      id: 'job_left',
      site: site?.id ?? 0,
      state: 'running' as const,
    };
    const { id, type, state, done, total, error } = left;
    await server.store.definitions.jobs.save({
      id,
      site: left.site,
      type,
      state,
      done,
      total,
      error,
      detail: '{}',
      createdAt: 1,
      updatedAt: 1,
    });
    await server.close();
    server = await start();
    expect((await call('GET', `/import/files/${file.id}`)).status).toBe(200);
    expect((await call('GET', '/jobs/job_left')).json()).toMatchObject({ state: 'failed' });
    expect((await call('DELETE', `/import/files/${file.id}`)).status).toBe(204);
    expect((await call('GET', `/import/files/${file.id}`)).status).toBe(404);
    expect((await call('GET', `/import/files/..%2F..%2Fstate`)).status).toBe(404);
  });
});

describe.skipIf(cases === undefined)('a real list of customers', () => {
  it('comes in whole, each attribute as what it is', async () => {
    const file = await send('telco-churn.csv', readFileSync(join(cases ?? '', 'customers/telco-churn.csv'), 'utf8'));
    expect([file.rows, file.columns.length]).toEqual([7043, 20]);
    expect(await run(file.id, file.mapping)).toMatchObject({
      state: 'done',
      result: { read: 7043, accepted: 7043, rejected: 0 },
    });
    expect(await traitsOf('telco-churn-7043')).toMatchObject({
      contract: 'Two year',
      tenure: 66,
      monthly_charges: 105.65,
    });
    const criteria = { type: 'property', property: 'user.contract', operator: 'equals', value: 'Two year' };
    expect((await call('POST', '/preview', { criteria })).json()).toMatchObject({ certain: { total: 1695 } });
  });
});
