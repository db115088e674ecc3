import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestServer } from '../testing/test-server.js';

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
});
afterAll(() => test.stop());

it('signs in with a cookie that scripts and other sites cannot use', async () => {
  const answer = await test.post('/v1/session', { email: ' Admin@LOCALHOST ', password: test.password }, {});
  expect(answer.status).toBe(200);
  expect(answer.body.user).toMatchObject({ email: 'admin@localhost', role: 'admin' });
  expect(answer.body.sites).toEqual([expect.objectContaining({ id: 'main' })]);
  const cookie = answer.headers.getSetCookie()[0] ?? '';
  for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(part);
});

it('answers a wrong password and a wrong e-mail alike', async () => {
  const wrong = await test.post('/v1/session', { email: test.email, password: 'wrong' }, {});
  const nobody = await test.post('/v1/session', { email: 'nobody@localhost', password: 'wrong' }, {});
  expect([wrong.status, wrong.body.code]).toEqual([401, 'wrong_credentials']);
  expect(nobody.text).toBe(wrong.text);
});

it('gives a new session at each sign-in and ends the one before', async () => {
  const first = await test.signIn();
  const answer = await test.post('/v1/session', { email: test.email, password: test.password }, first);
  const second = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  expect(second).not.toBe(first.cookie);
  expect((await test.get('/v1/session', first)).status).toBe(401);
  expect((await test.get('/v1/session', { cookie: second })).body.csrf).toBe(answer.body.csrf);
});

it('signs out', async () => {
  const signedIn = await test.signIn();
  expect((await test.call('DELETE', '/v1/session', undefined, signedIn)).status).toBe(204);
  expect((await test.get('/v1/session', signedIn)).status).toBe(401);
});

it('keeps nothing that could sign anybody in', async () => {
  const { cookie = '' } = await test.signIn();
  const token = cookie.split('=')[1] ?? '';
  expect(await test.server.store.definitions.sessions.get(token)).toBeNull();
  const [user] = await test.server.store.definitions.users.list();
  expect(user?.passwordHash).toMatch(/^scrypt\$/);
  const keys = await test.server.store.definitions.keys.all();
  expect(JSON.stringify(keys)).not.toContain(test.apiKey);
});

it('lets a session end by itself', async () => {
  const signedIn = await test.signIn();
  expect((await test.get('/v1/session', signedIn)).status).toBe(200);
  test.moveClock(8 * 24 * 3_600_000);
  expect((await test.get('/v1/session', signedIn)).status).toBe(401);
});

it('keeps users and keys over a restart, and makes no more of them', async () => {
  await test.restart();
  expect(test.server.firstStart).toBeNull();
  expect((await test.get('/v1/session', await test.signIn())).status).toBe(200);
  expect((await test.get('/v1/keys')).body.items).toHaveLength(3);
});

it('makes no key anew that was deleted, also where all were', async () => {
  const own = await TestServer.start();
  const admin = await own.signIn();
  for (const { id } of (await own.get('/v1/keys', admin)).body.items) {
    expect((await own.call('DELETE', `/v1/keys/${id}`, undefined, admin)).status).toBe(204);
  }
  await own.restart();
  expect((await own.get('/v1/keys')).status).toBe(401);
  expect((await own.get('/v1/keys', admin)).body.items).toEqual([]);
  await own.stop();
});

it('finishes a first start that was interrupted amid the keys', async () => {
  const own = await TestServer.start();
  const { keys, users } = own.server.store.definitions;
  const [site, first] = [1, (await users.list())[0]?.id ?? ''];
  const made = await keys.list(site);
  const later = made.filter(({ type }) => type !== 'api');
  await users.delete(first);
  for (const { id } of later) await keys.delete(site, id);
  await own.restart();
  const [apiKey] = made.filter(({ type }) => type === 'api');
  const after = await own.server.store.definitions.keys.list(site);
  expect(after.map(({ type }) => type).sort()).toEqual(['api', 'decide', 'write']);
  expect(after.find(({ type }) => type === 'api')?.id).toBe(apiKey?.id);
  expect((await own.get('/v1/session', await own.signIn())).status).toBe(200);
  await own.stop();
});

it('stops a key at once when it is deleted', async () => {
  const made = (await test.post('/v1/keys', { type: 'api', role: 'viewer', name: 'short-lived' })).body;
  expect((await test.get('/v1/segments', test.auth(made.secret))).status).toBe(200);
  expect((await test.call('DELETE', `/v1/keys/${made.id}`)).status).toBe(204);
  expect((await test.get('/v1/segments', test.auth(made.secret))).status).toBe(401);
});

it('slows down who guesses passwords', async () => {
  const strict = await TestServer.start({ limits: { signInsPerMinute: 3 } });
  try {
    const guesses = [];
    for (let guess = 0; guess < 5; guess++) {
      guesses.push((await strict.post('/v1/session', { email: 'a@b', password: String(guess) }, {})).status);
    }
    expect(guesses).toEqual([401, 401, 401, 429, 429]);
  } finally {
    await strict.stop();
  }
});
