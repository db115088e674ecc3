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
  'criteria, notes and traits with %s are answered, wherever they are read',
  async (_what, bad) => {
    const count = { atLeast: 1 };
    const property = { type: 'property', property: 'user.x', operator: 'known' };
    const event = { type: 'event', event: 'Bought', count };
    const trees = [
      { ...property, property: `user.${bad}` },
      { ...property, operator: 'equals', value: bad },
      { ...property, operator: 'oneOf', value: ['a', bad] },
      { ...event, event: bad },
      { ...event, where: { ...property, property: `properties.${bad}` } },
      { ...event, where: { ...property, property: 'context.x', operator: 'equals', value: bad } },
      { type: 'aggregate', event: bad, function: 'sum', property: 'properties.total', operator: 'atLeast', value: 1 },
      { type: 'sequence', steps: [{ event: bad }, { event: 'Bought' }] },
      { type: 'segment', segment: bad },
      { ...property, property: 'profile.userId', operator: 'equals', value: bad },
      { ...property, property: 'account.id', operator: 'equals', value: bad },
    ];
    const { id } = (await test.get('/v1/profiles/lookup?userId=ana')).body;
    const definition = { key: 'unclean', name: { en: 'x' }, criteria: property };
    const asked: readonly (readonly [method: string, path: string, body: unknown])[] = [
      ...trees.flatMap((criteria) => [
        ...['criteria/check', 'criteria/analyze', 'preview', 'preview/members'].map(
          (route) => ['POST', `/v1/${route}`, { criteria }] as const,
        ),
        ['POST', '/v1/criteria/diff', { before: criteria, after: property }] as const,
        ['POST', '/v1/segments', { ...definition, criteria, active: true }] as const,
      ]),
      ['POST', '/v1/segments', { ...definition, notes: { [bad]: [bad] } }],
      ['POST', '/v1/segments', { ...definition, name: { en: bad } }],
      ['POST', '/v1/segments', { ...definition, description: { en: bad } }],
      ['PATCH', `/v1/profiles/${id}`, { traits: { x: bad, [bad]: 1 } }],
      ['PUT', '/v1/groups/account/acme', { traits: { x: bad, [bad]: 1 } }],
      ['POST', '/v1/decide', { userId: 'ana', context: { page: { url: bad }, [bad]: bad } }],
      ['POST', '/v1/decide', { userId: bad }],
    ];
    const faults: string[] = [];
    for (const [method, path, body] of asked) {
      const answer = await test.call(method, path, body);
      if (answer.status >= 500) faults.push(`${method} ${path} ${JSON.stringify(body)}: ${answer.status}`);
      if (path !== '/v1/segments' || answer.status !== 201) continue;
      const { status } = await test.get(`/v1/segments/${answer.body.id}`);
      if (status !== 200) faults.push(`GET of ${JSON.stringify(body)}: ${status}`);
      await test.call('DELETE', `/v1/segments/${answer.body.id}`);
    }
    expect(faults).toEqual([]);
    await test.send({ type: 'track', userId: 'ana', event: 'Bought' });
    expect((await test.post('/v1/verify', {})).body.differences).toBe(0);
    expect(await test.get('/healthz')).toMatchObject({ status: 200 });
  },
  60_000,
);

it('what has no stored values is not asked for them', async () => {
  for (const question of ['values?property=__proto__', 'histogram?property=request.x']) {
    const errors = [{ path: 'property', code: 'invalid_property' }];
    expect(await test.get(`/v1/properties/${question}`)).toMatchObject({ status: 400, body: { errors } });
  }
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
