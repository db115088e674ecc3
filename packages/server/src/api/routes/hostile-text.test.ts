import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { statePath } from '../../data-directory.js';
import { requestsWith } from '../../testing/openapi-requests.js';
import { TestServer, until } from '../../testing/test-server.js';

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
  await test.send({ type: 'identify', userId: 'ana' });
});
afterAll(() => test.stop());

const unclean = [
  ['a NUL character', 'a\0b'],
  ['half a surrogate pair', 'a\ud800b'],
] as const;

const problemAt = (path: string) => ({
  status: 400,
  body: { code: 'invalid_request', errors: [{ path, code: 'unstorable_text' }] },
});

async function importPeople(line: object, query = ''): Promise<unknown> {
  const headers = { ...test.auth(), 'content-type': 'application/x-ndjson' };
  const body = JSON.stringify(line);
  const response = await fetch(`${test.url}/v1/import/people${query}`, { method: 'POST', headers, body });
  return response.json();
}

it.each(unclean)('no id with %s comes in by a side door, and the server goes on', async (_what, bad) => {
  const id = (await test.get('/v1/profiles/lookup?userId=ana')).body.id;
  expect(await test.post(`/v1/profiles/${id}/join`, { anonymousId: bad })).toMatchObject(problemAt('anonymousId'));
  expect(await test.call('PUT', '/v1/groups/team/t', { parent: bad })).toMatchObject(problemAt('parent'));
  for (const query of ['', '?dryRun=true']) {
    for (const [line, path] of [
      [{ userId: bad }, 'userId'],
      [{ userId: 'ben', anonymousIds: ['x', bad] }, 'anonymousIds.1'],
      [{ userId: 'ben', groups: [{ kind: 'team', id: bad }] }, 'groups.0.id'],
    ] as const) {
      const error = { line: 1, code: 'invalid_person', path };
      expect(await importPeople(line, query)).toMatchObject({ accepted: 0, rejected: 1, errors: [error] });
    }
  }
  await test.send({ type: 'track', userId: 'ana', event: 'Bought' });
  expect(await test.get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
});

it('no group or member has a NUL in the address', async () => {
  expect(await test.call('PUT', '/v1/groups/team/a%00b', {})).toMatchObject(problemAt('id'));
  expect(await test.call('PUT', '/v1/groups/team/t/members/a%00b')).toMatchObject(problemAt('userId'));
  expect(await test.call('PUT', '/v1/groups/team/a%00b/members/ana')).toMatchObject(problemAt('id'));
});

it('members of a line of people that mean nothing are refused by name', async () => {
  const errors = [
    { line: 1, code: 'invalid_person', path: 'trait', message: expect.stringMatching(/“trait”.*“seen”/) },
  ];
  const line = { userId: 'x', trait: { plan: 'pro' }, seen: 1 };
  expect(await importPeople(line)).toMatchObject({ accepted: 0, rejected: 1, errors });
  const group = { userId: 'x', groups: [{ kind: 'team', id: 't', name: 'T' }] };
  expect(await importPeople(group)).toMatchObject({ accepted: 0, errors: [{ path: 'groups.0.name' }] });
});

it.each(unclean)(
  'no route answers 500 to %s, in whichever text of its document',
  async (_what, bad) => {
    const requests = requestsWith((await test.get('/v1/openapi.json')).body, bad);
    expect(requests.length).toBeGreaterThan(300);
    const faults: string[] = [];
    for (const { what, method, path, type, body } of requests) {
      const headers = { ...test.auth(), ...(body === null || type === null ? {} : { 'content-type': type }) };
      const response = await fetch(test.url + path, {
        method,
        headers,
        redirect: 'manual',
        ...(body === null ? {} : { body }),
      });
      // Streams have no end.
      await response.body?.cancel();
      if (response.status >= 500) faults.push(`${what}: ${response.status}`);
    }
    expect(faults).toEqual([]);
    expect(await test.get('/healthz')).toMatchObject({ status: 200 });
  },
  120_000,
);

it('a server that cannot write its state says that it is not well, and is well after a restart', async () => {
  const change = (sql: string) => {
    const db = new DatabaseSync(`${statePath(test.directory)}/state.sqlite`);
    db.exec(sql);
    db.close();
  };
  const refuse = "BEFORE INSERT ON identities WHEN NEW.value = 'late' BEGIN SELECT RAISE(ABORT, 'full'); END";
  await test.restart(() => change(`CREATE TRIGGER full ${refuse}`));
  await test.send({ type: 'identify', userId: 'late' });
  await until(async () => (await test.get('/healthz')).status === 503);
  expect((await test.get('/healthz')).body.code).toBe('engine_stopped');
  expect((await test.get('/v1/status')).body.engine).toMatchObject({ healthy: false, ready: false });
  await expect(test.server.close()).rejects.toThrow('full');
  change('DROP TRIGGER full');
  await test.reopen();
  expect((await test.get('/healthz')).status).toBe(200);
  expect((await test.get('/v1/profiles/lookup?userId=late')).status).toBe(200);
});
