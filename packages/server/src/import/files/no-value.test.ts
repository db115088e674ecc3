import { afterAll, beforeAll, expect, test } from 'vitest';
import type { keptFile } from '../../api/schemas/import-files.js';
import { FileImports } from '../../testing/file-imports.js';
import { TestServer } from '../../testing/test-server.js';
import type { PeopleMapping } from './mapping.js';

let server: TestServer;
let imports: FileImports;

beforeAll(async () => {
  server = await TestServer.start();
  imports = new FileImports(server);
});
afterAll(() => server.stop());

const csv = [
  'id,score,since,age,zip,mixed,blank,first',
  'm1,12,2026-01-02,30,01234,a,NA,-',
  'm2, NA ,2026-01-03,31,NA,b,NA,05.01.2026',
  'm3,n/a,null,32,01235,1,NA,06.01.2026',
  'm4,-4.5,2026-01-04,?,01236,2,NA,07.01.2026',
  'm5,13,2026-01-04,unknown,01237,c,NA,08.01.2026',
  'm6,13,2026-01-04,33,01238,d,NA,08.01.2026',
  '',
].join('\n');

type KeptFile = ReturnType<(typeof keptFile)['parse']>;

function people({ mapping }: KeptFile): PeopleMapping {
  if (mapping.what !== 'people') throw new Error('Such a file is of people');
  return mapping;
}

test('marks of no value keep no column from being what all else in it is', async () => {
  const { columns } = await imports.send('marked.csv', csv);
  expect(Object.fromEntries(columns.map(({ name, suggested }) => [name, suggested]))).toEqual({
    id: { type: 'text' },
    score: { type: 'number', nothing: ['NA', 'n/a'] },
    since: { type: 'date', nothing: ['null'] },
    age: { type: 'text' },
    zip: { type: 'text' },
    mixed: { type: 'text' },
    blank: { type: 'text' },
    first: { type: 'date', dates: 'dmy', nothing: ['-'] },
  });
});

test('a column of text tells what most of it is, and what is not', async () => {
  const { columns } = await imports.send('nearly.csv', csv);
  const nearly = columns.flatMap((column) => (column.nearly === undefined ? [] : [[column.name, column.nearly]]));
  expect(nearly).toEqual([['age', { format: { type: 'number' }, others: ['?', 'unknown'] }]]);
});

test('with more than a few other texts, or too many rows of them, a column is just text', async () => {
  const numbers = Array.from({ length: 100 }, (_, index) => `${index},${index},${index}`);
  const others = ['u,1,x', 'v,1,x', 'w,1,x', 'x,1,x', 'y,1,x', 'z,1,x', ...Array(20).fill('1,1,x')];
  const { columns } = await imports.send('many.csv', `six,fine,often\n${[...numbers, ...others].join('\n')}\n`);
  expect(columns.map(({ suggested, nearly }) => [suggested.type, nearly])).toEqual([
    ['text', undefined],
    ['number', undefined],
    ['text', undefined],
  ]);
});

test('what stands for no value sets nothing', async () => {
  const file = await imports.send('set.csv', csv);
  const mapping = people(file);
  const traits = mapping.traits
    .filter(({ column }) => column !== 'first')
    .map((trait) => (trait.column === 'age' ? { ...trait, type: 'number', nothing: ['?', 'unknown'] } : trait));
  const firstSeen = { column: 'first', dates: 'dmy', nothing: ['-'] };
  expect(await imports.run(file.id, { ...mapping, firstSeen, traits })).toMatchObject({
    result: { accepted: 6, rejected: 0 },
  });
  expect(await imports.traitsOf('m2')).toMatchObject({ since: '2026-01-03', age: 31, zip: 'NA' });
  for (const [id, trait] of [
    ['m2', 'score'],
    ['m3', 'score'],
    ['m3', 'since'],
    ['m4', 'age'],
    ['m5', 'age'],
  ] as const)
    expect(await imports.traitsOf(id)).not.toHaveProperty(trait);
  expect(await imports.traitsOf('m4')).toMatchObject({ score: -4.5 });
});

test('only the texts that are named stand for no value', async () => {
  const file = await imports.send('named.csv', csv);
  const mapping = people(file);
  const traits = [{ column: 'score', trait: 'score', type: 'number', nothing: ['NA'] }];
  expect(await imports.run(file.id, { ...mapping, traits }, true)).toMatchObject({
    result: {
      accepted: 5,
      errors: [{ line: 3, code: 'wrong_type', path: 'score', value: expect.any(String), type: 'number' }],
    },
  });
});
