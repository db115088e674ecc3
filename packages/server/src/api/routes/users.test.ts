import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

type Headers = Record<string, string>;
const password = 'a long enough password';
const longer = 'an even longer password';

let test: TestServer;
let admin: Headers;
let otherKey: string;
beforeAll(async () => {
  test = await TestServer.start();
  otherKey = await test.otherSite('shop');
  admin = await test.signIn();
});
afterAll(() => test.stop());

async function signIn(email: string, secret = password): Promise<{ status: number; headers: Headers; sites: unknown }> {
  const { status, body, headers } = await test.post('/v1/session', { email, password: secret }, {});
  const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { status, headers: { cookie, 'x-csrf-token': body.csrf ?? '' }, sites: body.sites };
}

async function create(email: string, more: Record<string, unknown>): Promise<string> {
  const answer = await test.post('/v1/users', { email, name: email, password, ...more }, admin);
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
}

const change = (id: string, body: unknown) => test.call('PATCH', `/v1/users/${id}`, body, admin);
const remove = (id: string) => test.call('DELETE', `/v1/users/${id}`, undefined, admin);

describe('a user', () => {
  it('is made with a role on every site or on some, and shown without the password', async () => {
    const id = await create(' Eve@Example.com ', { role: 'viewer', roles: { shop: 'editor' } });
    const { body, text } = await test.get('/v1/users', admin);
    expect(body.items).toContainEqual({
      id,
      email: 'eve@example.com',
      name: 'Eve@Example.com',
      role: 'viewer',
      roles: { shop: 'editor' },
      createdAt: expect.any(String),
    });
    expect(text).not.toContain('scrypt');
    expect((await signIn('EVE@example.com')).sites).toMatchObject([
      { id: 'main', role: 'viewer' },
      { id: 'shop', role: 'editor' },
    ]);
    const again = await test.post('/v1/users', { email: 'eve@example.com', name: 'Eve', password }, admin);
    expect([again.status, again.body.code]).toEqual([409, 'email_taken']);
  });

  it('may do on each site what their role there says, and knows of no other site', async () => {
    await create('shop@example.com', { roles: { shop: 'editor' } });
    const { headers, sites } = await signIn('shop@example.com');
    expect(sites).toMatchObject([{ id: 'shop', role: 'editor' }]);
    expect((await test.get('/v1/sites', headers)).body.items).toMatchObject([{ id: 'shop' }]);
    const here = { ...headers, 'kindred-site': 'shop' };
    const there = { ...headers, 'kindred-site': 'main' };
    const segment = { name: { en: 'S' }, criteria: { type: 'property', property: 'user.plan', operator: 'known' } };
    expect((await test.post('/v1/segments', segment, here)).status).toBe(201);
    expect((await test.post('/v1/segments', segment, headers)).status).toBe(201);
    expect((await test.get('/v1/keys', here)).body.code).toBe('role_too_low');
    expect((await test.get('/v1/segments', there)).body.code).toBe('unknown_site');
    expect((await test.get('/v1/segments?site=main', headers)).status).toBe(404);
  });

  it('who is administrator of one site cannot let others in, and a key of a site can neither', async () => {
    await create('shop-admin@example.com', { role: 'viewer', roles: { shop: 'admin' } });
    const { headers } = await signIn('shop-admin@example.com');
    const here = { ...headers, 'kindred-site': 'shop' };
    expect((await test.get('/v1/keys', here)).status).toBe(200);
    for (const asker of [here, test.auth(otherKey), test.auth()]) {
      expect((await test.get('/v1/users', asker)).status).toBe(403);
      const another = { email: 'x@example.com', name: 'X', role: 'admin', password };
      expect((await test.post('/v1/users', another, asker)).status).toBe(403);
    }
    expect((await test.post('/v1/sites', { id: 'more', name: 'More', timeZone: 'UTC' }, here)).status).toBe(403);
  });

  it('has a changed role at once', async () => {
    const id = await create('rises@example.com', { role: 'viewer' });
    const { headers } = await signIn('rises@example.com');
    expect((await test.get('/v1/keys', headers)).status).toBe(403);
    const answer = await change(id, { role: 'admin', name: 'Risen' });
    expect(answer.body).toMatchObject({ name: 'Risen', role: 'admin', roles: {} });
    expect((await test.get('/v1/keys', headers)).status).toBe(200);
    await change(id, { roles: { main: 'viewer' } });
    expect((await test.get('/v1/keys', headers)).status).toBe(403);
    await change(id, { role: null, roles: {} });
    expect((await test.get('/v1/keys', headers)).status).toBe(404);
  });

  it('is signed out everywhere by a new password', async () => {
    const id = await create('new-password@example.com', { role: 'viewer' });
    const first = await signIn('new-password@example.com');
    await change(id, { password: longer });
    expect((await test.get('/v1/session', first.headers)).status).toBe(401);
    expect((await signIn('new-password@example.com')).status).toBe(401);
    expect((await signIn('new-password@example.com', longer)).status).toBe(200);
  });

  it('changes their own password with the present one, and stays signed in where they do it', async () => {
    await create('own@example.com', { role: 'viewer' });
    const elsewhere = await signIn('own@example.com');
    const { headers } = await signIn('own@example.com');
    const put = (body: unknown) => test.post('/v1/session/password', body, headers);
    const wrong = await put({ present: 'not this', password: longer });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'wrong_password']);
    expect((await put({ present: password, password: 'short' })).body.errors).toMatchObject([{ path: 'password' }]);
    const answer = await put({ present: password, password: longer });
    expect(answer.status).toBe(200);
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await test.get('/v1/session', { cookie })).body.csrf).toBe(answer.body.csrf);
    for (const old of [elsewhere.headers, headers]) expect((await test.get('/v1/session', old)).status).toBe(401);
    expect((await signIn('own@example.com', longer)).status).toBe(200);
  });

  it('is let in no more, and signed out, once deleted', async () => {
    const id = await create('leaves@example.com', { role: 'editor' });
    const { headers } = await signIn('leaves@example.com');
    expect((await remove(id)).status).toBe(204);
    expect((await test.get('/v1/session', headers)).status).toBe(401);
    expect((await signIn('leaves@example.com')).status).toBe(401);
    expect((await remove(id)).body.code).toBe('unknown_user');
  });

  it('who is the last administrator of all sites can neither go nor step down', async () => {
    const { items } = (await test.get('/v1/users', admin)).body;
    const [last] = items.filter(({ role }: { role: string }) => role === 'admin');
    for (const answer of [await remove(last.id), await change(last.id, { role: 'editor' })]) {
      expect([answer.status, answer.body.code]).toEqual([409, 'last_admin']);
    }
    const second = await create('second@example.com', { role: 'admin' });
    const both = await Promise.all([remove(last.id), remove(second)]);
    expect(both.map(({ status }) => status).sort()).not.toEqual([204, 204]);
  });

  it('is refused with every fault named', async () => {
    const signedIn = await signIn('second@example.com');
    const asker = signedIn.status === 200 ? signedIn.headers : admin;
    const wrong = { email: 'nobody', name: ' ', role: 'owner', password: 'short', admin: true };
    const { status, body } = await test.post('/v1/users', wrong, asker);
    expect(status).toBe(400);
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'admin',
      'email',
      'name',
      'password',
      'role',
    ]);
    const nowhere = { email: 'a@example.com', name: 'A', password, roles: { atlantis: 'viewer' } };
    const answer = await test.post('/v1/users', nowhere, asker);
    expect(answer.body.errors).toMatchObject([{ path: 'roles.atlantis', code: 'unknown_site' }]);
  });
});
