import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '@kindred/server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Surroundings } from '../commands/surroundings.js';
import { connectionOf } from '../connection.js';
import { createProgram } from '../program.js';

const apiKey = `ka_${'d'.repeat(43)}`;
let folder: string;
let server: RunningServer;
let printed: string[];
let failed: boolean;
let answer: boolean | null;

async function kindred(...args: string[]): Promise<string> {
  printed = [];
  failed = false;
  const env = { KINDRED_URL: server.url, KINDRED_API_KEY: apiKey };
  const surroundings: Surroundings = {
    env,
    clock: Date.now,
    stop: new AbortController().signal,
    print: (text) => printed.push(text),
    note: (text) => printed.push(text),
    connection: (options) => connectionOf(options, env),
    server: async (options) => connectionOf(options, env),
    readInput: async () => '',
    confirm: async () => answer,
    input: async function* () {},
    write: async () => {},
    fail: () => {
      failed = true;
    },
  };
  await createProgram(surroundings).parseAsync(['node', 'kindred', ...args]);
  return printed.join('\n');
}

const plan = { type: 'property', property: 'user.plan', operator: 'equals', value: 'pro' };
const definition = (key: string, criteria: unknown, more = {}) => ({ key, name: { en: key }, criteria, ...more });

function write(...definitions: readonly { readonly key: string }[]): void {
  for (const each of definitions) writeFileSync(join(folder, `${each.key}.json`), JSON.stringify(each));
}

beforeAll(async () => {
  server = await startServer({
    dataDir: mkdtempSync(join(tmpdir(), 'kindred-definitions-')),
    host: '127.0.0.1',
    port: 0,
    env: { apiKey, writeKey: `kw_${'d'.repeat(43)}`, adminPassword: 'a-password-for-tests' },
  });
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-files-'));
  answer = null;
  return () => rmSync(folder, { recursive: true, force: true });
});

test('files become segments, those referred to first, and come back as the same files', async () => {
  write(
    definition('a-team', { type: 'segment', segment: 'pro' }, { description: { en: 'Refers to a later file' } }),
    definition('pro', plan, { public: true }),
  );
  expect(await kindred('segments', 'plan', folder)).toBe(
    '+ pro: make\n+ a-team: make\n2 to make, 0 to change, 0 to delete, 0 as the files say.',
  );
  expect(await kindred('segments', 'apply', folder, '--yes')).toMatch(/made pro\nmade a-team$/);
  expect(await kindred('segments', 'plan', folder, '--check')).toBe('Nothing to do: 2 segments are as the files say.');
  expect(failed).toBe(false);

  const exported = join(folder, 'exported');
  expect(await kindred('segments', 'export', exported)).toBe(`2 segments written to ${exported}.`);
  expect(readdirSync(exported)).toEqual(['a-team.json', 'pro.json']);
  expect(JSON.parse(readFileSync(join(exported, 'a-team.json'), 'utf8'))).toEqual({
    key: 'a-team',
    name: { en: 'a-team' },
    description: { en: 'Refers to a later file' },
    criteria: { type: 'segment', segment: 'pro' },
  });
  expect(await kindred('segments', 'plan', exported)).toBe('Nothing to do: 2 segments are as the files say.');
});

test('a change is told in words before it is made, and only made when agreed to', async () => {
  write(definition('pro', { ...plan, value: 'enterprise' }, { active: false }));
  const text = await kindred('segments', 'plan', folder, '--check');
  expect(text.split('\n')).toEqual([
    '~ pro: change',
    expect.stringMatching(/Changed: .*“pro” → .*“enterprise”$/),
    '    public: true → false',
    '    active: true → false',
    '0 to make, 1 to change, 0 to delete, 0 as the files say.',
    'Only on the server, and left as they are (--prune deletes them): a-team',
  ]);
  expect(failed).toBe(true);
  await expect(kindred('segments', 'apply', folder)).rejects.toThrow('agree with --yes');
  answer = false;
  await expect(kindred('segments', 'apply', folder)).rejects.toThrow('Nothing was changed');
  answer = true;
  expect(await kindred('segments', 'apply', folder)).toMatch(/changed pro$/);
  expect(await kindred('segments', 'show', 'pro')).toContain('plan is “enterprise”');
});

test('what no file tells of is deleted only on request, what refers first, and never for want of any file', async () => {
  for (const command of ['plan', 'apply --yes']) {
    await expect(kindred('segments', ...command.split(' '), folder, '--prune')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('no definition in this folder'),
    });
  }
  expect(await kindred('segments', 'apply', folder, '--yes')).toContain('Only on the server');
  write(definition('rest', plan));
  expect(await kindred('segments', 'apply', folder, '--yes', '--prune')).toMatch(/deleted a-team\ndeleted pro$/);
  expect(await kindred('segments', 'list')).not.toMatch(/^(?:a-team|pro) /m);
});

test('names of groups and muted conditions are kept: in files, with other segments by their keys, and by files without them', async () => {
  const refers = { type: 'all', of: [{ type: 'segment', segment: 'pro' }] };
  write(definition('pro', plan), definition('named', refers));
  await kindred('segments', 'apply', folder, '--yes');
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'if-match': '*' };
  const named = async () => {
    const all = JSON.parse(await (await fetch(`${server.url}/v1/segments`, { headers })).text()).items;
    return all.find(({ key }: { key: string }) => key === 'named');
  };
  const present = await named();
  const notes = {
    draft: { ...present.criteria, name: 'Payers', of: [...present.criteria.of, { ...plan, muted: true }] },
  };
  const body = JSON.stringify({ ...present, notes });
  await fetch(`${server.url}/v1/segments/${present.id}`, { method: 'PUT', headers, body });

  // The first file says nothing of notes.
  expect(await kindred('segments', 'plan', folder)).toContain('Nothing to do');
  write(definition('named', refers, { description: { en: 'Told' } }));
  expect(await kindred('segments', 'apply', folder, '--yes')).not.toContain('notes');
  expect((await named()).notes).toEqual(notes);

  await kindred('segments', 'export', folder);
  const file = JSON.parse(readFileSync(join(folder, 'named.json'), 'utf8'));
  expect(file.notes.draft).toMatchObject({ name: 'Payers', of: [{ segment: 'pro' }, { muted: true }] });
  expect(await kindred('segments', 'plan', folder)).toContain('Nothing to do');
  write({ ...file, description: { en: 'Told again' } });
  await kindred('segments', 'apply', folder, '--yes');
  expect((await named()).notes).toEqual(notes);

  write(definition('named', { ...refers, of: [...refers.of, plan] }));
  expect(await kindred('segments', 'plan', folder)).toContain('muted conditions): they are dropped');
  await kindred('segments', 'apply', folder, '--yes');
  expect((await named()).notes).toBeNull();
});

test('an export tells which files stand for no segment any more, and deletes them on request', async () => {
  write(definition('rest', plan), definition('gone', plan));
  writeFileSync(join(folder, 'package.json'), '{"name": "definitions"}');
  expect(await kindred('segments', 'export', folder)).toMatch(/no segment that there is.*: gone\.json$/m);
  expect(readdirSync(folder)).toContain('gone.json');
  expect(await kindred('segments', 'export', folder, '--prune', '--yes')).toMatch(/^Deleted.*: gone\.json$/m);
  expect(readdirSync(folder)).not.toContain('gone.json');
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['package.json', 'rest.json']));
});

test('every fault of every file is told by file and path, and nothing is done', async () => {
  write(definition('bad', { type: 'all', of: [] }, { colour: 'red', active: 'yes' }));
  writeFileSync(join(folder, 'broken.json'), '{');
  const refused = kindred('segments', 'plan', folder);
  for (const part of [
    'bad.json colour: is not known',
    'bad.json criteria.of',
    'bad.json active',
    'broken.json: is not JSON',
  ]) {
    await expect(refused).rejects.toThrow(part);
  }
});

test('references to nothing and rings of references are refused by name', async () => {
  write(definition('lost', { type: 'segment', segment: 'nowhere' }));
  await expect(kindred('segments', 'plan', folder)).rejects.toThrow('lost: refers to the segment “nowhere”');
  write(
    definition('lost', { type: 'segment', segment: 'found' }),
    definition('found', { type: 'segment', segment: 'lost' }),
  );
  await expect(kindred('segments', 'plan', folder)).rejects.toThrow('found → lost → found');
});

test('somebody else’s change made meanwhile is neither overwritten nor deleted', async () => {
  write(definition('pro', plan), definition('rest', plan));
  await kindred('segments', 'apply', folder, '--yes', '--prune');
  const headers = { authorization: `Bearer ${apiKey}` };
  /** Turns the segment off or on as the plan is about to be carried out. */
  const amid = async (method: string, change: string, ...args: readonly string[]) => {
    const { items } = JSON.parse(await (await fetch(`${server.url}/v1/segments`, { headers })).text());
    const { id } = items.find(({ key }: { key: string }) => key === 'pro');
    const original = globalThis.fetch;
    globalThis.fetch = async (...call) => {
      if (call[1]?.method === method) {
        globalThis.fetch = original;
        await fetch(`${server.url}/v1/segments/${id}/${change}`, { method: 'POST', headers });
      }
      return original(...call);
    };
    await expect(kindred('segments', 'apply', folder, '--yes', ...args)).rejects.toThrow('0 of 1 steps were done');
  };
  write(definition('pro', { ...plan, value: 'free' }));
  await amid('PUT', 'deactivate');
  rmSync(join(folder, 'pro.json'));
  await amid('DELETE', 'activate', '--prune');
  expect(await kindred('segments', 'apply', folder, '--yes', '--prune')).toMatch(/deleted pro$/);
});

test('what a site has of the global one is in no file, can be referred to and is left as it is', async () => {
  const signedIn = await fetch(`${server.url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@localhost', password: 'a-password-for-tests' }),
  });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const csrf: string = JSON.parse(await signedIn.text()).csrf;
  const ask = (method: string, path: string, body: unknown, site: string) =>
    fetch(server.url + path, {
      method,
      headers: { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json', 'kindred-site': site },
      body: JSON.stringify(body),
    });
  await ask('POST', '/v1/sites', { id: 'head-office', name: 'Head office', timeZone: 'UTC' }, 'main');
  await ask('POST', '/v1/segments', { ...definition('of-all', plan), active: true }, 'head-office');
  await ask('PUT', '/v1/global-site', { id: 'head-office' }, 'main');
  try {
    write(definition('own', { type: 'segment', segment: 'of-all' }));
    expect(await kindred('segments', 'apply', folder, '--yes', '--prune')).toMatch(/made own\n/);
    expect(await kindred('segments', 'list')).toContain('of-all');
    const exported = join(folder, 'exported');
    await kindred('segments', 'export', exported);
    expect(readdirSync(exported)).toEqual(['own.json']);
    write(definition('of-all', plan));
    await expect(kindred('segments', 'plan', folder)).rejects.toThrow('of-all: is a segment of the global site here');
  } finally {
    rmSync(join(folder, 'own.json'));
    rmSync(join(folder, 'of-all.json'), { force: true });
    write(definition('rest', plan));
    await kindred('segments', 'apply', folder, '--yes', '--prune').catch(() => {});
    await ask('PUT', '/v1/global-site', { id: null }, 'main');
  }
});
