import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '@kindred/server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CommandError } from './command-error.js';
import type { Surroundings } from './commands/surroundings.js';
import { connectionOf } from './connection.js';
import { createProgram } from './program.js';
import { Servers } from './servers.js';

const apiKey = `ka_${'c'.repeat(43)}`;
const writeKey = `kw_${'c'.repeat(43)}`;
let folder: string;
let server: RunningServer;
let printed: string[];
let failed: boolean;
let answer: boolean | null = null;

const surroundings = (env: NodeJS.ProcessEnv): Surroundings => ({
  env,
  clock: Date.now,
  stop: new AbortController().signal,
  print: (text) => printed.push(text),
  note: () => undefined,
  connection: (options) => connectionOf(options, env),
  server: (options) => new Servers(env, () => undefined).find(options),
  readInput: async () => '',
  input: async function* () {},
  confirm: async () => answer,
  write: async (text) => {
    printed.push(text);
  },
  fail: () => {
    failed = true;
  },
});

/** Runs `kindred …` as the shell would, and gives back what it printed. */
async function kindred(...args: string[]): Promise<string> {
  const env = { KINDRED_URL: server.url, KINDRED_API_KEY: apiKey, KINDRED_DATA: join(folder, 'data') };
  await createProgram(surroundings(env)).parseAsync(['node', 'kindred', ...args]);
  return printed.join('\n');
}

/** The same, without what was printed before. */
const fresh = (...args: string[]): Promise<string> => {
  printed = [];
  return kindred(...args);
};

const start = () =>
  startServer({
    dataDir: join(folder, 'data'),
    host: '127.0.0.1',
    port: 0,
    env: { apiKey, writeKey, adminPassword: 'a-password-for-tests' },
  });

function file(name: string, lines: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return path;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-cli-'));
  server = await start();
  await fetch(`${server.url}/v1/segments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      key: 'pro',
      name: { en: 'On the pro plan' },
      criteria: { type: 'property', property: 'user.plan', operator: 'equals', value: 'pro' },
      active: true,
    }),
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  printed = [];
  failed = false;
});

const people = [
  { userId: 'ada', traits: { plan: 'pro' } },
  { userId: 'grace', traits: { plan: 'free' } },
];

test('a dry run names the lines that are wrong and changes nothing', async () => {
  const text = await kindred(
    'import',
    'people',
    file('bad.ndjson', [people[0], '{"userId":', { traits: {} }]),
    '--dry-run',
  );
  expect(text).toMatch(/^1 of 3 people could be imported; nothing was changed\.\n2 lines were rejected:\n {2}line 2/);
  expect(text).toContain('line 3');
  expect(failed).toBe(true);
  await expect.poll(() => fresh('segments', 'show', 'pro')).toContain('people   0');
});

test('people come in from a file and are in their segments', async () => {
  expect(await kindred('import', 'people', file('people.ndjson', people))).toMatch(
    /^2 of 2 people imported\.\n"kindred imports undo job_[\w-]+" takes it back\.$/,
  );
  expect(failed).toBe(false);
  await expect.poll(() => fresh('segments', 'list')).toMatch(/pro +On the pro plan +live +ready +1/);
});

test('tables come in by a mapping, which the server suggests', async () => {
  const table = file('members.csv', ['id,plan,age', 'linus,free,x', 'ken,free,41']);
  const mapping = await kindred('import', 'people', table, '--suggest');
  expect(JSON.parse(mapping)).toMatchObject({ what: 'people', userId: { column: 'id' } });
  const numbers = {
    what: 'people',
    userId: { column: 'id' },
    traits: [{ column: 'age', trait: 'age', type: 'number' }],
  };
  const asNumbers = file('mapping.json', [numbers]);
  expect(await fresh('import', 'people', table, '--mapping', asNumbers, '--dry-run')).toBe(
    '1 of 2 people could be imported; nothing was changed.\n1 row was rejected:\n  row 1, age: "x" in the column “age” is no number. (wrong_type)',
  );
  expect(failed).toBe(true);
  await expect(kindred('import', 'events', table)).rejects.toThrow('look like people, not events');
  const marked = file('scores.csv', ['id,score', 'linus,NA', 'ken,41']);
  const found = await fresh('import', 'people', marked, '--suggest');
  expect(JSON.parse(found)).toMatchObject({ traits: [{ column: 'score', type: 'number', nothing: ['NA'] }] });
  const given = file('found.json', [JSON.parse(found)]);
  expect(await fresh('import', 'people', marked, '--mapping', given, '--dry-run')).toBe(
    '2 of 2 people could be imported; nothing was changed.',
  );
});

test('what is for tables is refused for a file that is none, and nothing is imported', async () => {
  const lines = file('suggested.ndjson', [{ userId: 'nobody-yet', traits: { plan: 'pro' } }]);
  for (const given of [['--suggest'], ['--mapping', file('any.json', ['{}'])]]) {
    await expect(kindred('import', 'people', lines, ...given)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(`${given[0]} is for tables`),
    });
  }
  expect(await fresh('segments', 'show', 'pro')).toMatch(/people +1/);
});

test('the history of a segment is told, and its members are saved as a file', async () => {
  const grown = await fresh('segments', 'history', 'pro', '--by', 'month');
  expect(grown).toMatch(/from +members +entered +exited +because of/);
  expect(grown).toMatch(/ 1 +1 +0 +import \+1 −0$/);
  expect(await fresh('segments', 'history', 'pro', '--at', '2020-01-01')).toContain('not known who was in');
  expect(await fresh('segments', 'history', 'pro', '--at', new Date().toISOString())).toMatch(/^1 were in at /);
  const path = join(folder, 'members.csv');
  expect(await fresh('segments', 'members', 'pro', path, '--trait', 'plan')).toBe(`1 member in ${path}`);
  expect(readFileSync(path, 'utf8')).toMatch(/^"id","userId","since","firstSeen","lastSeen","plan"\n.*"pro"\n$/);
  await expect(fresh('segments', 'members', 'pro', join(folder, 'members.xlsx'))).rejects.toThrow(/no format/);
});

test('criteria of a file are counted without being saved', async () => {
  const criteria = { type: 'property', property: 'user.plan', operator: 'known' };
  const text = await kindred('segments', 'preview', file('known.json', [criteria]));
  expect(text).toMatch(/^2 people \(2 known, 0 guests\) of 2, as of /);
  const segment = { key: 'known', name: { en: 'Known' }, active: true, criteria };
  expect(await kindred('segments', 'preview', file('segment.json', [segment]))).toMatch(/^2 people/);
  const misspelt = file('misspelt.json', [{ criteria, exclude: ['1'] }]);
  await expect(kindred('segments', 'preview', misspelt)).rejects.toThrow(/exclude/);
});

test('criteria that are wrong are explained with their path', async () => {
  const wrong = file('wrong.json', [{ type: 'all', of: [] }]);
  await expect(kindred('segments', 'preview', wrong)).rejects.toThrow(/of/);
  const unknown = file('unknown.json', [{ type: 'prperty' }]);
  await expect(kindred('segments', 'preview', unknown)).rejects.toThrow(/criteria\.type: .+; expected .*property/);
  await expect(kindred('segments', 'preview', join(folder, 'nothing.json'))).rejects.toThrow(/cannot be read/);
});

test('a directory is no file to import', async () => {
  for (const what of ['people', 'events']) {
    await expect(kindred('import', what, folder)).rejects.toThrow(`${folder} is a directory; one file is`);
  }
  await expect(kindred('import', 'people', join(folder, 'nothing.ndjson'))).rejects.toThrow(/cannot be read: ENOENT/);
});

test('a folder of definitions that is not there is told as that', async () => {
  const nowhere = join(folder, 'nowhere');
  await expect(kindred('segments', 'plan', nowhere)).rejects.toMatchObject({
    exitCode: 2,
    message: `There is no folder ${nowhere}.`,
  });
  const one = file('one.json', ['{}']);
  await expect(kindred('segments', 'plan', one)).rejects.toThrow(
    `${one} is a file; definitions are read from a folder.`,
  );
});

test('events are told as they happen', async () => {
  const told = kindred('events', 'tail', '--count', '2', '--json');
  await new Promise((resolve) => setTimeout(resolve, 300));
  await fetch(`${server.url}/v1/identify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ writeKey, userId: 'alan', traits: { plan: 'pro' } }),
  });
  const lines = (await told).split('\n').map((line) => JSON.parse(line));
  expect(lines.map((line) => line.kind).sort()).toEqual(['entered', 'event']);
});

test('live membership and SQL agree', async () => {
  expect(await kindred('verify')).toContain('agree on every profile of 1 segments');
  expect(failed).toBe(false);
});

test('the doctor finds nothing wrong, and says what the server has done', async () => {
  const text = await kindred('doctor');
  expect(text).not.toContain('✗');
  expect(text).toMatch(
    /Live engine +\d+ events? applied since the start, 0 waiting; written out up to log position \d+/,
  );
  expect(text).toMatch(/Disk +[\d.]+ GiB of [\d.]+ GiB free for the server's data directory/);
  expect(text).toMatch(/Warehouse +\d+ blocks? of rows waits? to be forwarded/);
  expect(failed).toBe(false);
});

test('definitions are looked through for what contradicts itself, in files and on the server', async () => {
  const is = (value: string) => ({ type: 'property', property: 'profile.userId', operator: 'equals', value });
  const path = file('lint.json', [
    JSON.stringify([{ key: 'nobody', criteria: { type: 'all', of: [is('a'), is('b')] } }]),
  ]);
  const text = await kindred('segments', 'lint', path);
  expect(text).toContain(
    'of[1]: error contradiction: whose user id is “a” and whose user id is “b” can never both be true',
  );
  expect(failed).toBe(true);
  expect(await fresh('segments', 'lint')).toMatch(/0 errors, \d+ warnings$/);
});

test('imports are listed, and taken back once that was agreed to', async () => {
  const sizeOfPro = async () => /^pro .* (\d+) *$/m.exec(await fresh('segments', 'list'))?.[1];
  const before = await sizeOfPro();
  const lines = file('wrong.ndjson', [{ userId: 'wrong', traits: { plan: 'pro' } }]);
  const [id = ''] = /job_[\w-]+/.exec(await fresh('import', 'people', lines)) ?? [];
  expect(await sizeOfPro()).toBe(String(Number(before) + 1));
  expect(await fresh('imports', 'list')).toMatch(
    new RegExp(`^${id} +[\\d-]+ [\\d:]+ +people +1 +done +[\\d-]+ +key:From the environment +–$`, 'm'),
  );
  await expect(fresh('imports', 'undo', id)).rejects.toThrow(
    /of 1 new id of whom nothing else tells\. Undo it\? Nobody can be asked here; agree with --yes/,
  );
  expect(await fresh('imports', 'undo', id, '--yes')).toBe(
    '0 events erased, 1 person taken out, 0 people given back what they were.',
  );
  expect(await sizeOfPro()).toBe(before);
  expect(await fresh('imports', 'list')).toContain('undone');
  await expect(fresh('imports', 'undo', id, '--yes')).rejects.toThrow('This import has been undone already.');
});

test('a person and an event are erased only once that was agreed to', async () => {
  const lines = file('erased.ndjson', [{ userId: 'to-erase', traits: { plan: 'pro' } }]);
  await fresh('import', 'people', lines);
  for (const what of [
    ['person', '--user-id', 'to-erase'],
    ['event', 'some-message'],
  ]) {
    const refused = fresh('erase', ...what);
    await expect(refused).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/cannot be had back.*--yes/),
    });
  }
  answer = false;
  await expect(fresh('erase', 'person', '--user-id', 'to-erase')).rejects.toThrow('Nothing was changed.');
  answer = true;
  expect(await fresh('erase', 'person', '--user-id', 'to-erase')).toContain('the person is erased, with 1 ids');
  answer = null;
  await expect(fresh('erase', 'event', 'some-message', '--yes')).rejects.toThrow(
    'There is no event of this message id.',
  );
});

test('an unknown key and an absent server are told apart by their exit codes', async () => {
  const refused = kindred('segments', 'list', '--key', `ka_${'x'.repeat(43)}`);
  await expect(refused).rejects.toMatchObject({ exitCode: 4 });
  const absent = kindred('segments', 'list', '--url', 'http://127.0.0.1:9');
  await expect(absent).rejects.toMatchObject({ exitCode: 3 });
  await expect(kindred('segments', 'list', '--url', 'nonsense')).rejects.toBeInstanceOf(CommandError);
});

test('of a stopped server the files themselves are looked at', async () => {
  await server.close();
  const env = { KINDRED_DATA: join(folder, 'data'), PORT: '9' };
  const offline = async (...args: string[]): Promise<string> => {
    const lines: string[] = [];
    const servers = new Servers(env, () => undefined);
    const program = createProgram({
      ...surroundings(env),
      print: (text) => lines.push(text),
      server: (options) => servers.find(options),
    });
    await program.parseAsync(['node', 'kindred', ...args]).finally(() => servers.close());
    return lines.join('\n');
  };
  expect(await offline('verify')).toMatch(/main\/pro +2 +0 +0/);
  const findings = await offline('doctor');
  expect(findings).toMatch(/SQLite works: .* opens, with 1 site$/m);
  expect(findings).toMatch(/Disk +[\d.]+ GiB of [\d.]+ GiB free at /);
  expect(findings).toContain('ClickHouse works');
  const more = file('more.ndjson', [{ userId: 'barbara', traits: { plan: 'pro' } }]);
  expect(await offline('import', 'people', more, '--key', apiKey)).toMatch(/^1 of 1 people imported\./);
  expect(await offline('segments', 'list', '--key', apiKey)).toMatch(/pro +On the pro plan +live +ready +3/);
  expect(await offline('segments', 'preview', 'pro', '--key', apiKey)).toMatch(/^3 people/);
  expect(failed).toBe(false);
  await expect(offline('segments', 'list')).rejects.toThrow(/No server is running at .*An API key is needed/);
  await expect(offline('segments', 'list', '--key', 'ka_wrong')).rejects.toThrow(
    `The data directory ${join(folder, 'data')} does not know this API key.`,
  );
  await expect(offline('events', 'tail')).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringContaining('on a running one only'),
  });
  const elsewhere = join(folder, 'elsewhere');
  await expect(offline('segments', 'list', '--key', apiKey, '--data', elsewhere)).rejects.toMatchObject({
    exitCode: 3,
  });
});
