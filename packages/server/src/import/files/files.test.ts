import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptFiles } from '../../api/schemas/import-files.js';
import { FileImports } from '../../testing/file-imports.js';
import { TestServer } from '../../testing/test-server.js';

const cases = process.env.KINDRED_CONFORMANCE;
let test: TestServer;
let imports: FileImports;

beforeAll(async () => {
  test = await TestServer.start();
  imports = new FileImports(test);
});
afterAll(() => test.stop());

describe('a file that is sent', () => {
  it('tells its columns, what they hold, and how they could be imported', async () => {
    const file = await imports.send(
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
    const file = await imports.send('people.csv', csv);
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
      expect(await imports.run(file.id, mapping)).toMatchObject({
        state: 'done',
        result: { read: 2, accepted: 2, rejected: 0, errors: [] },
        file: { id: file.id, name: 'people.csv' },
      });
    }
    expect(await imports.traitsOf('u1')).toMatchObject({ name: 'Ada, the first', 'bank.balance': 12.5 });
    expect(await imports.traitsOf('u2')).toMatchObject({ note: 'two\nlines' });
  });

  it('is told apart by whether an import of it has come to its end', async () => {
    const file = await imports.send('waits.csv', 'id,age\nx1,30\n');
    const known = async () => {
      const one = await imports.get(file.id);
      const all = keptFiles.parse((await imports.call('GET', '/import/files')).json());
      expect(all.items.find(({ id }) => id === file.id)?.importedBy).toBe(one.importedBy);
      return one.importedBy;
    };
    expect([file.importedBy, await known()]).toEqual([null, null]);
    await imports.run(file.id, file.mapping, true);
    expect(await known()).toBeNull();
    for (let round = 0; round < 2; round += 1) {
      const { id } = await imports.run(file.id, file.mapping);
      expect(await known()).toBe(id);
    }
  });

  it('keeps the mapping that it was checked by', async () => {
    const file = await imports.send('by-hand.csv', 'id,age\nm1,30\n');
    const byHand = {
      what: 'people',
      userId: { column: 'id' },
      traits: [{ column: 'age', trait: 'years', type: 'text' }],
      groups: [],
    };
    await imports.run(file.id, byHand, true);
    expect((await imports.get(file.id)).mapping).toEqual(byHand);
    const { items } = keptFiles.parse((await imports.call('GET', '/import/files')).json());
    expect(items.find(({ id }) => id === file.id)?.mapping).toEqual(byHand);
  });

  it('has as many rows as lines where it is long, the head of a table left out', async () => {
    const rows = Array.from({ length: 10_001 }, (_, index) => `${index}`);
    const asJson = rows.map((id) => `{"id":"${id}"}`);
    for (const [name, lines] of [
      ['long.csv', ['id', ...rows]],
      ['long.ndjson', asJson],
    ] as const) {
      for (const end of ['', '\n'])
        expect(await imports.send(name, lines.join('\n') + end)).toMatchObject({ rows: 10_001, rowsExact: false });
    }
    const excel = new Uint8Array(Buffer.from(`\uFEFFid\n${rows.join('\n')}\n`, 'utf16le'));
    expect(await imports.send('long.txt', excel)).toMatchObject({ rows: 10_001, encoding: 'utf-16le' });
  });

  it('waits on where its import failed', async () => {
    const tooLong = `y2,"${'x'.repeat(300 * 1024)}"\n`;
    const file = await imports.send('broken.csv', `id,note\n${'y1,good\n'.repeat(10_000)}${tooLong}`);
    expect(await imports.run(file.id, file.mapping)).toMatchObject({ state: 'failed' });
    expect((await imports.get(file.id)).importedBy).toBeNull();
  });

  it('of events counts each once, with times in the zone of the site', async () => {
    const file = await imports.send(
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
      expect(await imports.run(file.id, file.mapping)).toMatchObject({ state: 'done' });
    const criteria = {
      type: 'aggregate',
      event: 'Ordered',
      function: 'sum',
      property: 'properties.total',
      operator: 'equals',
      value: 10.5,
    };
    const preview = await imports.call('POST', '/preview', { criteria });
    expect(preview.json()).toMatchObject({ certain: { total: 1 } });
  });

  it('may be NDJSON, Parquet, packed, or of an older spreadsheet', async () => {
    const ndjson = await imports.send('a.ndjson', '{"userId":"n1","vip":true,"tags":["a","b"]}\n');
    expect(ndjson).toMatchObject({ format: 'ndjson', rows: 1 });
    expect(ndjson.columns.map(({ suggested }) => suggested.type)).toEqual(['text', 'boolean', 'list']);
    const nested = await imports.send(
      'n.ndjson',
      '{"userId":"n1","traits":{"plan":"gold","address":{"city":"Ulm"}}}\n',
    );
    expect(nested.columns.map(({ name }) => name)).toEqual(['userId', 'traits.plan', 'traits.address.city']);
    expect(await imports.run(nested.id, nested.mapping)).toMatchObject({
      state: 'done',
      result: { accepted: 1, rejected: 0 },
    });
    const criteria = ['user.plan', 'user.address.city'].map((property, index) => {
      return { type: 'property', property, operator: 'equals', value: ['gold', 'Ulm'][index] };
    });
    const both = await imports.call('POST', '/preview', { criteria: { type: 'all', of: criteria } });
    expect(both.json()).toMatchObject({ certain: { total: 1 } });
    const packed = await imports.send('b.csv', new Uint8Array(gzipSync('id,x\n1,2\n')), { 'content-encoding': 'gzip' });
    expect(packed.rows).toBe(1);
    const older = await imports.send('c.csv', new Uint8Array(Buffer.from('id,city\n1,Z\xfcrich\n', 'latin1')));
    expect([older.encoding, older.columns[1]?.samples]).toEqual(['windows-1252', ['Zürich']]);
    const columnData = [
      { name: 'userId', data: ['p1', 'p2'] },
      { name: 'visits', data: [3, 4] },
    ];
    const parquet = await imports.send('d.parquet', new Uint8Array(parquetWriteBuffer({ columnData })));
    expect(parquet).toMatchObject({ format: 'parquet', rows: 2, rowsExact: true });
    expect(await imports.run(parquet.id, parquet.mapping)).toMatchObject({ state: 'done', result: { accepted: 2 } });
    expect(await imports.traitsOf('p2')).toMatchObject({ visits: 4 });
  });

  it('is read in the encoding that it has', async () => {
    const text = 'id\tcity\nx1\tZürich\nx2\tłódź 尺\n';
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
    for (const [bytes, encoding] of [
      [little, 'utf-16le'],
      [Buffer.from(little).swap16(), 'utf-16be'],
      [Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ] as const) {
      const file = await imports.send('u.txt', new Uint8Array(bytes));
      expect(file).toMatchObject({ format: 'csv', encoding, rows: 2 });
      expect(file.columns.map(({ name, samples }) => [name, samples])).toEqual([
        ['id', ['x1', 'x2']],
        ['city', ['Zürich', 'łódź 尺']],
      ]);
      expect(await imports.run(file.id, file.mapping, true)).toMatchObject({ result: { accepted: 2, rejected: 0 } });
    }
  });

  it('stays UTF-8 where a few bytes are broken, and the rows with these are told rather than changed', async () => {
    const whole = Buffer.from('id,name,city\nm1,Müller,Köln\nm2,Ann,Ulm\nm3,Groß,Zürich\n');
    const cut = Buffer.from('m4,Mü').subarray(0, -1);
    const file = await imports.send('cut.csv', new Uint8Array(Buffer.concat([whole, cut, Buffer.from(',Bonn\n')])));
    expect(file).toMatchObject({ encoding: 'utf-8', rows: 4 });
    expect(await imports.run(file.id, file.mapping)).toMatchObject({
      result: {
        accepted: 3,
        rejected: 1,
        errors: [{ line: 4, code: 'unreadable_text', path: 'name', message: expect.stringContaining('“name”') }],
      },
    });
    expect(await imports.traitsOf('m1')).toMatchObject({ name: 'Müller', city: 'Köln' });
    // Sent again without having been mended, it is still no text.
    const again = await imports.send('cut-rejected.csv', (await imports.rejected(file.id)).join('\n'));
    expect(await imports.run(again.id, again.mapping)).toMatchObject({ result: { accepted: 0, rejected: 1 } });
  });

  it('takes rows with broken bytes in columns that are left out', async () => {
    const text = 'id,name,note\nn1,Müller,Größe\nn2,Jörg,x\uFFFDy\n';
    const file = await imports.send('notes.csv', text);
    const { traits, ...mapping } = file.mapping as { traits: { column: string }[] };
    const without = { ...mapping, traits: traits.filter(({ column }) => column !== 'note') };
    expect(await imports.run(file.id, without)).toMatchObject({ result: { accepted: 2, rejected: 0 } });
  });

  it('takes blanks for nothing, whatever the column holds', async () => {
    const file = await imports.send('blanks.csv', 'id,charges\nb1,29.85\nb2, \nb3,\n');
    expect(file.columns[1]).toMatchObject({ suggested: { type: 'number' }, missing: 2 });
    expect(await imports.run(file.id, file.mapping)).toMatchObject({
      state: 'done',
      result: { accepted: 3, rejected: 0 },
    });
    expect(await imports.traitsOf('b1')).toMatchObject({ charges: 29.85 });
    expect(await imports.traitsOf('b2')).not.toHaveProperty('charges');
  });

  it('is refused where it cannot be read', async () => {
    for (const [body, code] of [
      ['', 'empty_file'],
      ['only,a,head\n', 'empty_file'],
      ['a,a\n1,2\n', 'invalid_csv'],
      ['a,stra\uFFFDe\n1,2\n', 'invalid_csv'],
      ['PAR1 is not enough', 'invalid_parquet'],
    ] as const) {
      const { status, json } = await imports.call('POST', '/import/files?name=x.csv', body);
      expect([status, json()]).toEqual([400, expect.objectContaining({ code })]);
    }
  });

  it('needs a mapping of columns that it has', async () => {
    const file = await imports.send('e.csv', 'id\n1\n');
    const mapping = { what: 'people', userId: { column: 'ID' } };
    const { status, json } = await imports.call('POST', `/import/files/${file.id}/run`, { mapping });
    expect(status).toBe(400);
    expect(json()).toMatchObject({ code: 'unknown_column', errors: [{ path: 'mapping.userId.column' }] });
  });

  it('stays over a restart, and an import that was cut off is told to have failed', async () => {
    const file = await imports.send('f.csv', 'id\n1\n');
    const [site] = await test.server.store.definitions.sites.list();
    const left = {
      ...(await imports.run(file.id, file.mapping)),
      id: 'job_left',
      site: site?.id ?? 0,
      state: 'running' as const,
    };
    const { id, type, state, done, total, error } = left;
    await test.server.store.definitions.jobs.save({
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
    await test.restart(() => {
      // As a version kept it that did not know who imported it.
      const about = join(test.directory, 'imports', `${left.site}`, file.id, 'about.json');
      const { imports: known, ...older } = JSON.parse(readFileSync(about, 'utf8'));
      expect(known).toHaveLength(1);
      writeFileSync(about, JSON.stringify(older));
    });
    expect((await imports.get(file.id)).importedBy).toBeNull();
    expect((await imports.call('GET', '/jobs/job_left')).json()).toMatchObject({ state: 'failed' });
    expect((await imports.call('DELETE', `/import/files/${file.id}`)).status).toBe(204);
    expect((await imports.call('GET', `/import/files/${file.id}`)).status).toBe(404);
    expect((await imports.call('GET', `/import/files/..%2F..%2Fstate`)).status).toBe(404);
  });
});

describe.skipIf(cases === undefined)('a real list of customers', () => {
  it('comes in whole, each attribute as what it is', async () => {
    const file = await imports.send(
      'telco-churn.csv',
      readFileSync(join(cases ?? '', 'customers/telco-churn.csv'), 'utf8'),
    );
    expect([file.rows, file.columns.length]).toEqual([7043, 20]);
    expect(await imports.run(file.id, file.mapping)).toMatchObject({
      state: 'done',
      result: { read: 7043, accepted: 7043, rejected: 0 },
    });
    expect(await imports.traitsOf('telco-churn-7043')).toMatchObject({
      contract: 'Two year',
      tenure: 66,
      monthly_charges: 105.65,
    });
    const criteria = { type: 'property', property: 'user.contract', operator: 'equals', value: 'Two year' };
    expect((await imports.call('POST', '/preview', { criteria })).json()).toMatchObject({ certain: { total: 1695 } });
  });
});
