import { existsSync, mkdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { FileImports } from '../../testing/file-imports.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let imports: FileImports;

beforeAll(async () => {
  server = await TestServer.start();
  imports = new FileImports(server);
});
afterAll(() => server.stop());

const ages = {
  what: 'people',
  userId: { column: 'id' },
  traits: [{ column: 'age', trait: 'age', type: 'number' }],
};

test('a check changes nothing, and tells every row that is wrong with all that it has', async () => {
  const file = await imports.send('checked.csv', 'id,age\nv1,30\n,31\nv3,=2+3\nv4,32,extra\n');
  expect((await imports.call('GET', `/import/files/${file.id}/rejected`)).json()).toMatchObject({ code: 'not_run' });
  expect(await imports.run(file.id, ages, true)).toMatchObject({
    dryRun: true,
    state: 'done',
    result: { read: 4, accepted: 1, rejected: 3 },
  });
  expect(await imports.rejected(file.id)).toEqual([
    'row,code,column,message,"id","age","rest of the row"',
    '2,missing_value,"id","The row has nothing in the column “id”, which says whom it is about.",,"31",',
    `3,wrong_type,"age","""=2+3"" in the column “age” is no number.","v3","'=2+3",`,
    '4,invalid_row,,"The row has 3 fields where the first line has 2.","v4","32","extra"',
    '',
  ]);
  const { items } = z
    .object({ items: z.array(z.unknown()) })
    .parse((await imports.call('GET', '/profiles?search=v1')).json());
  expect(items).toEqual([]);
});

test.skipIf(!existsSync('/dev/full'))(
  'a check fails, and the server goes on, where what it rejects has no room',
  async () => {
    const file = await imports.send('full.csv', `id,age\n${'w1,old\n'.repeat(20_000)}`);
    const rejected = join(server.directory, 'imports', '1', file.id, 'rejected.csv');
    symlinkSync('/dev/full', rejected);
    expect(await imports.run(file.id, ages, true)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('cannot be written to the disk (ENOSPC)'),
    });
    unlinkSync(rejected);
    expect(await imports.run(file.id, ages, true)).toMatchObject({ state: 'done', result: { rejected: 20_000 } });
    unlinkSync(rejected);
    mkdirSync(rejected);
    expect(await imports.run(file.id, ages, true)).toMatchObject({ state: 'failed' });
  },
);

test('what was rejected is mended and sent again, also where the file has columns called as those of the rejection', async () => {
  const names = ['id', 'code', 'change', 'rest of the row'];
  const csv = `${names.join(',')}\nr1,-a,-5,one\nr2,'+b,-7,two,three,"fo,ur"\n`;
  const mapping = {
    what: 'people',
    userId: { column: 'id' },
    traits: [
      { column: 'code', trait: 'code' },
      { column: 'change', trait: 'change', type: 'number' },
      { column: 'rest of the row', trait: 'rest' },
    ],
  };
  const file = await imports.send('changes.csv', csv);
  const wrong = { ...mapping, traits: [{ column: 'change', trait: 'change', type: 'boolean' }] };
  expect(await imports.run(file.id, wrong)).toMatchObject({ result: { accepted: 0, rejected: 2 } });
  const rejected = await imports.rejected(file.id);
  expect(rejected[0]).toBe('row,code,column,message,"id","code","change","rest of the row","rest of the row_"');
  expect(rejected[1]).toMatch(/,"r1","'-a","'-5","one",$/);
  expect(rejected[2]).toMatch(/,"r2","''\+b","'-7","two","three,""fo,ur"""$/);

  const again = await imports.send('rejected.csv', rejected.join('\n'));
  expect(again.columns.map(({ name }) => name)).toEqual(['row', 'code (rejected)', 'column', 'message', ...names]);
  expect(again.mapping).toMatchObject({
    what: 'people',
    userId: { column: 'id' },
    traits: names.slice(1).map((column) => ({ column })),
  });
  expect(await imports.run(again.id, mapping)).toMatchObject({
    result: { accepted: 1, rejected: 1, errors: [{ line: 2, code: 'invalid_row' }] },
  });
  expect(await imports.traitsOf('r1')).toMatchObject({ code: '-a', change: -5, rest: 'one' });

  // What is rejected once more is as before: what tells of the first time is gone, and what was too much is still there.
  const left = await imports.rejected(again.id);
  expect(left[0]).toBe(rejected[0]);
  expect(left[1]).toMatch(/,"r2","''\+b","'-7","two","three,""fo,ur"""$/);
  const mended = await imports.send('mended.csv', left.join('\n').replace('"three,""fo,ur"""', ''));
  expect(await imports.run(mended.id, mapping)).toMatchObject({ result: { accepted: 1, rejected: 0 } });
  expect(await imports.traitsOf('r2')).toMatchObject({ code: "'+b", change: -7, rest: 'two' });
});

test('a row that is sent again goes by the number that it had, so it is who it would have been', async () => {
  const file = await imports.send('guests.csv', 'name,age\nAda,30\nGrace,x\nLinus,y\n');
  const mapping = { ...ages, userId: { numbered: 'guests-' } };
  expect(await imports.run(file.id, mapping)).toMatchObject({ result: { accepted: 1, rejected: 2 } });
  const once = await imports.send(
    'guests-rejected.csv',
    (await imports.rejected(file.id)).join('\n').replace(',"y",', ',32,'),
  );
  expect(once.mapping).toMatchObject({ userId: { numbered: 'guests-' } });
  expect(await imports.run(once.id, mapping)).toMatchObject({ result: { accepted: 1, errors: [{ line: 1 }] } });
  const twice = await imports.send(
    'guests-rejected.csv',
    (await imports.rejected(once.id)).join('\n').replace(',"x",', ',31,'),
  );
  expect(await imports.run(twice.id, mapping)).toMatchObject({ result: { accepted: 1, rejected: 0 } });
  for (const [number, age] of [30, 31, 32].entries())
    expect(await imports.traitsOf(`guests-${number + 1}`)).toEqual({ age });
});

test('what is sent again is to be read as it was when it was rejected', async () => {
  const csv = 'key,born,score,note\nq1,31.12.1999,7,a\nq2,?,8,b\n';
  const file = await imports.send('cohort.csv', csv);
  const mapping = {
    what: 'people',
    userId: { column: 'key' },
    traits: [{ column: 'born', trait: 'birthday', type: 'date', dates: 'dmy' }],
    groups: [],
  };
  expect(await imports.run(file.id, { ...mapping, traits: [] }, true)).toMatchObject({ result: { rejected: 0 } });
  expect(await imports.run(file.id, mapping)).toMatchObject({ result: { accepted: 1, rejected: 1 } });
  const mended = (await imports.rejected(file.id)).join('\n').replace(',"?",', ',"01.02.2000",');
  const other = await imports.send('others-rejected.csv', mended);
  expect(other.mapping).not.toEqual(mapping);
  const fewer = await imports.send('cohort-rejected.csv', mended.replace('"note"', '"remark"'));
  expect(fewer.mapping).not.toEqual(mapping);
  const again = await imports.send('cohort-rejected%20(1).csv', mended);
  expect(again.mapping).toEqual(mapping);
  expect(await imports.run(again.id, again.mapping)).toMatchObject({ result: { accepted: 1, rejected: 0 } });
  expect(await imports.traitsOf('q2')).toEqual({ birthday: '2000-02-01' });
  await imports.call('DELETE', `/import/files/${file.id}`);
  expect((await imports.get(again.id)).mapping).toEqual(mapping);
  expect((await imports.send('cohort-rejected.csv', mended)).mapping).not.toEqual(mapping);
});

test('what cannot be read of a line is kept, and what no row looked at had', async () => {
  const many = '{"id":"z","age":"x","tags":["a"]}\n'.repeat(10_000);
  const late = '{"id":"z","age":"y","late":{"b":1}}\n{"id":"q",\n["no object"]\n';
  const file = await imports.send('lines.ndjson', `${many}${late}`);
  expect(await imports.run(file.id, ages, true)).toMatchObject({ result: { accepted: 0, rejected: 10_003 } });
  const lines = (await imports.rejected(file.id)).slice(0, -1);
  expect(lines).toHaveLength(10_004);
  expect(lines[1]).toMatch(/,"z","x","\[""a""\]",$/);
  expect(lines.slice(-3).map((line) => line.replace(/^.*(?:number|JSON|object)\."/, ''))).toEqual([
    ',"z","y",,"{""late.b"":1}"',
    ',,,,"{""id"":""q"","',
    ',,,,"[""no object""]"',
  ]);
});
