import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

type Headers = Record<string, string>;

const free = { type: 'property', property: 'user.plan', operator: 'equals', value: 'free' };
const password = 'a long enough password';

let test: TestServer;
/** An editor who is named, one who is not, and a program with the role editor. */
let named: Headers;
let other: Headers;
let program: Headers;
let ids: Record<'named' | 'other' | 'program', string>;

async function editorUser(email: string, admin: Headers): Promise<[string, Headers]> {
  const made = await test.post('/v1/users', { email, name: email, password, roles: { main: 'editor' } }, admin);
  const { body, headers } = await test.post('/v1/session', { email, password }, {});
  const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return [made.body.id, { cookie, 'x-csrf-token': body.csrf }];
}

beforeAll(async () => {
  test = await TestServer.start();
  const admin = await test.signIn();
  const [namedId, ofNamed] = await editorUser('named@example.com', admin);
  const [otherId, ofOther] = await editorUser('other@example.com', admin);
  const key = (await test.post('/v1/keys', { type: 'api', role: 'editor', name: 'nightly' })).body;
  [named, other, program] = [ofNamed, ofOther, test.auth(key.secret)];
  const listed = (await test.get('/v1/keys')).body.items;
  ids = { named: namedId, other: otherId, program: listed.find(({ name }: { name: string }) => name === 'nightly').id };
});
afterAll(() => test.stop());

const make = async (editors: unknown, headers?: Headers) =>
  test.post('/v1/segments', { name: { en: 'Kept' }, criteria: free, editors }, headers);
const change = (id: string, body: Record<string, unknown>, headers: Headers) =>
  test.call(
    'PUT',
    `/v1/segments/${id}`,
    { name: { en: 'Kept' }, criteria: free, ...body },
    { ...headers, 'if-match': '*' },
  );

describe('a segment that only some may change', () => {
  it('is changed by those who are named and by administrators, and seen by all', async () => {
    const { id } = (await make([ids.named, ids.program])).body;
    const statuses = [];
    for (const headers of [named, program, test.auth(), other]) {
      statuses.push([(await change(id, {}, headers)).status, (await test.get(`/v1/segments/${id}`, headers)).status]);
    }
    expect(statuses).toEqual([
      [200, 200],
      [200, 200],
      [200, 200],
      [403, 200],
    ]);
    const seen = (await test.get(`/v1/segments/${id}`, other)).body;
    expect(seen.editors).toEqual([ids.named, ids.program]);
  });

  it('is kept from the others by every route that changes a segment', async () => {
    const { id } = (await make([])).body;
    // What they give out is no change of the segment: who may do so is said by the role at the site.
    const changesNothing = ['POST /v1/segments/{id}/distributions', 'POST /v1/segments/{id}/exports'];
    const { paths } = (await test.get('/v1/openapi.json')).body;
    const walked: string[] = [];
    for (const [path, methods] of Object.entries<Record<string, unknown>>(paths)) {
      if (path !== '/v1/segments/{id}' && !path.startsWith('/v1/segments/{id}/')) continue;
      for (const method of Object.keys(methods).map((name) => name.toUpperCase())) {
        const route = `${method} ${path}`;
        if (method === 'GET' || changesNothing.includes(route)) continue;
        const body = method === 'DELETE' ? undefined : method === 'PUT' ? { name: { en: 'x' }, criteria: free } : {};
        const headers = { ...other, 'if-match': '*' };
        const answer = await test.call(method, path.replace('{id}', id).replace('{version}', '1'), body, headers);
        expect([route, answer.status, answer.body?.code]).toEqual([route, 403, 'not_an_editor']);
        walked.push(route);
      }
    }
    expect(walked.length).toBeGreaterThanOrEqual(5);
    expect((await test.get(`/v1/segments/${id}`)).body.version).toBe(1);
  });

  it('is named so by administrators alone, though whoever may change it can send back what was read', async () => {
    expect((await make([ids.named], named)).body.code).toBe('role_too_low');
    const { id } = (await make([ids.named])).body;
    expect((await change(id, { editors: [ids.named, ids.other] }, named)).body.code).toBe('role_too_low');
    expect((await change(id, { editors: null }, named)).body.code).toBe('role_too_low');
    expect((await change(id, { editors: [ids.named] }, named)).status).toBe(200);
    expect((await change(id, {}, named)).body.editors).toEqual([ids.named]);
    expect((await change(id, { editors: null }, test.auth())).body.editors).toBeNull();
    const [latest] = (await test.get(`/v1/segments/${id}/versions`)).body.items;
    expect(latest.changes).toMatchObject([{ what: 'editors' }]);
    expect((await change(id, {}, other)).status).toBe(200);
  });

  it('names editors of the site: users and API keys, which administrators can list', async () => {
    expect((await test.get('/v1/segment-editors', named)).status).toBe(403);
    expect((await test.get('/v1/segment-editors')).body.items).toEqual([
      { id: ids.named, kind: 'user', name: 'named@example.com' },
      { id: ids.other, kind: 'user', name: 'other@example.com' },
      { id: ids.program, kind: 'key', name: 'nightly' },
    ]);
    const { status, body } = await make([ids.named, 'usr_nobody']);
    expect([status, body.code, body.errors[0].path]).toEqual([400, 'unknown_editor', 'editors[1]']);
  });
});
