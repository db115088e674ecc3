import cookie from '@fastify/cookie';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { UndeclaredAccessError, useAccess } from '../auth/access.js';
import { KeyRegistry } from '../auth/keys.js';
import { Revocations } from '../auth/revocations.js';
import { StudioSessions } from '../auth/sessions.js';
import { SiteRegistry } from '../auth/sites.js';
import { TestServer } from '../testing/test-server.js';

const documentSchema = z.object({
  openapi: z.string(),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ security: z.array(z.record(z.string(), z.array(z.string()))).optional() })),
  ),
});

interface Operation {
  readonly method: string;
  readonly path: string;
  /** Names of the security schemes that open it; none: public. */
  readonly schemes: readonly string[];
}

let test: TestServer;
let operations: Operation[];

beforeAll(async () => {
  test = await TestServer.start();
  const document = documentSchema.parse((await test.get('/v1/openapi.json')).body);
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      schemes: (operation.security ?? [{ undeclared: [] }]).flatMap((scheme) => Object.keys(scheme)),
    })),
  );
});
afterAll(() => test.stop());

/** A path with something in the place of each parameter. */
function filled(path: string): string {
  return path
    .replace('{kind}', 'account')
    .replace('{id}', path.startsWith('/v1/profiles') ? '1' : 'x')
    .replaceAll(/\{\w+\}/g, 'x');
}

async function statusOf({ method, path }: Operation, headers: Record<string, string>): Promise<string> {
  const body = method === 'GET' || method === 'DELETE' ? undefined : {};
  const type: Record<string, string> = path.startsWith('/v1/import') ? { 'content-type': 'application/x-ndjson' } : {};
  const { status } = await test.call(method, filled(path), body, { ...type, ...headers });
  return `${method} ${path} ${status}`;
}

describe('every route of the OpenAPI document', () => {
  it('says how it is guarded', () => {
    expect(operations.length).toBeGreaterThan(60);
    expect(operations.filter(({ schemes }) => schemes.includes('undeclared'))).toEqual([]);
    const open = operations
      .filter(({ schemes }) => schemes.length === 0)
      .map(({ method, path }) => `${method} ${path}`);
    expect(open.sort()).toEqual([
      'GET /healthz',
      'GET /v1/projects/{writeKey}/settings',
      'GET /v1/schemas/criteria.json',
      'POST /v1/m',
      'POST /v1/session',
    ]);
  });

  it('answers 401 without a key, and with one that does not exist', async () => {
    for (const operation of operations.filter(({ schemes }) => schemes.length > 0)) {
      const { method, path } = operation;
      expect(await statusOf(operation, {})).toBe(`${method} ${path} 401`);
      expect(await statusOf(operation, test.auth('ka_nobody_has_this_key_at_all_____________'))).toBe(
        `${method} ${path} 401`,
      );
      expect(await statusOf(operation, { cookie: 'kindred_session=made-up' })).toBe(`${method} ${path} 401`);
    }
  });

  it('answers 403 to a key of another type', async () => {
    const keys = { apiKey: test.apiKey, writeKey: test.writeKey, decideKey: test.decideKey };
    for (const operation of operations.filter(({ schemes }) => schemes.length > 0)) {
      for (const [type, key] of Object.entries(keys)) {
        if (operation.schemes.includes(type)) continue;
        const { method, path } = operation;
        expect(await statusOf(operation, test.auth(key))).toMatch(new RegExp(`^${method} ${escaped(path)} 40[13]$`));
      }
    }
  });

  it('answers 403 to a change without the CSRF token', async () => {
    const { cookie: session } = await test.signIn();
    for (const operation of operations) {
      if (!operation.schemes.includes('session') || operation.method === 'GET') continue;
      const { method, path } = operation;
      const guesses: Record<string, string>[] = [{}, { 'x-csrf-token': 'guessed' }];
      for (const guess of guesses) {
        expect(await statusOf(operation, { cookie: session ?? '', ...guess })).toBe(`${method} ${path} 403`);
      }
    }
  });

  it('lets viewers change nothing, and editors make no keys', async () => {
    const keyOf = async (role: string) => (await test.post('/v1/keys', { type: 'api', role, name: role })).body.secret;
    const viewer = test.auth(await keyOf('viewer'));
    const editor = test.auth(await keyOf('editor'));
    const reading = new Set([
      '/v1/preview',
      '/v1/preview/members',
      '/v1/preview/explain',
      '/v1/preview/then-and-now',
      '/v1/preview/then-and-now/members',
      '/v1/criteria/check',
      '/v1/criteria/analyze',
      '/v1/criteria/diff',
      '/v1/segments/{id}/distributions',
      '/v1/suggestions',
      '/v1/verify',
      '/v1/decide',
    ]);
    for (const operation of operations) {
      const { method, path, schemes } = operation;
      if (!schemes.includes('apiKey')) continue;
      if (method !== 'GET' && !reading.has(path)) {
        expect(await statusOf(operation, viewer)).toBe(`${method} ${path} 403`);
      }
      if (path.startsWith('/v1/keys') || (path === '/v1/site' && method !== 'GET')) {
        expect(await statusOf(operation, editor)).toBe(`${method} ${path} 403`);
      }
    }
  });
});

describe('a key of one site', () => {
  it('sees nothing of another', async () => {
    await test.send({ type: 'identify', userId: 'ana', traits: { plan: 'free' } });
    await test.send({ type: 'track', userId: 'ana', event: 'Secret Event', messageId: 'the-secret' });
    const { id } = await test.segment('mine', {
      type: 'property',
      property: 'user.plan',
      operator: 'equals',
      value: 'free',
    });
    const webhook = (await test.post('/v1/webhooks', { url: 'http://127.0.0.1:9/' })).body.id;
    await test.call('PUT', '/v1/groups/account/acme', { traits: { name: 'Acme' } });
    const profile = (await test.get('/v1/profiles/lookup?userId=ana')).body.id;
    const key = (await test.get('/v1/keys')).body.items[0].id;
    const other = test.auth(await test.otherSite('other'));

    const segment = { name: { en: 'x' }, criteria: { type: 'segment', segment: id } };
    const free = { type: 'property', property: 'user.plan', operator: 'equals', value: 'free' };
    const hidden: [string, string, unknown?][] = [
      ['GET', `/v1/segments/${id}`],
      ['DELETE', `/v1/segments/${id}`],
      ['GET', `/v1/segments/${id}/members`],
      ['GET', `/v1/segments/${id}/changes`],
      ['GET', `/v1/segments/${id}/report`],
      ['GET', `/v1/segments/${id}/dependents`],
      ['POST', `/v1/segments/${id}/activate`, {}],
      ['POST', `/v1/segments/${id}/deactivate`, {}],
      ['POST', `/v1/segments/${id}/recompute`, {}],
      ['POST', `/v1/segments/${id}/cancel`, {}],
      ['POST', '/v1/verify', { segments: [id] }],
      ['POST', '/v1/suggestions', { outcome: { segment: id } }],
      ['GET', `/v1/stream?segment=${id}`],
      ['GET', `/v1/profiles/${profile}`],
      ['GET', `/v1/profiles/${profile}/events`],
      ['GET', `/v1/profiles/${profile}/sessions`],
      ['GET', `/v1/profiles/${profile}/reasons`],
      ['GET', `/v1/profiles/${profile}/changes`],
      ['DELETE', `/v1/profiles/${profile}`],
      ['POST', `/v1/profiles/${profile}/part`, { anonymousId: 'x' }],
      ['DELETE', '/v1/events/the-secret'],
      ['DELETE', '/v1/suppressions?userId=ana'],
      ['GET', '/v1/profiles/lookup?userId=ana'],
      ['POST', '/v1/preview/explain', { criteria: free, profile }],
      ['GET', '/v1/groups/account/acme'],
      ['GET', '/v1/groups/account/acme/people'],
      ['GET', '/v1/groups/account/acme/events'],
      ['GET', '/v1/groups/account/acme/reasons'],
      ['GET', '/v1/groups/account/acme/changes'],
      ['DELETE', '/v1/groups/account/acme'],
      ['GET', `/v1/webhooks/${webhook}/deliveries`],
      ['DELETE', `/v1/webhooks/${webhook}`],
      ['DELETE', `/v1/keys/${key}`],
    ];
    for (const [method, path, body] of hidden) {
      const { status } = await test.call(method, path, body, other);
      expect(`${method} ${path} ${status}`).toBe(`${method} ${path} 404`);
    }
    expect((await test.call('PUT', `/v1/segments/${id}`, segment, { ...other, 'if-match': '"1"' })).status).toBe(404);
    expect((await test.post('/v1/segments', segment, other)).body.errors[0].code).toBe('unknown_segment');
    expect((await test.post('/v1/webhooks', { url: 'http://127.0.0.1:9/', segments: [id] }, other)).status).toBe(400);
    const naming = { name: { en: 'x' }, criteria: free, includes: [profile] };
    expect((await test.post('/v1/segments', naming, other)).body.code).toBe('unknown_profile');

    for (const path of [
      '/v1/segments',
      '/v1/profiles',
      '/v1/webhooks',
      '/v1/groups',
      '/v1/groups/account',
      '/v1/event-names',
      '/v1/jobs',
      '/v1/events/rejected',
      '/v1/corrections',
      '/v1/properties/values?property=user.plan',
    ]) {
      expect([path, (await test.get(path, other)).body.items]).toEqual([path, []]);
    }
    expect((await test.post('/v1/preview', { criteria: free }, other)).body.everyone.total).toBe(0);
    expect((await test.post('/v1/decide', { userId: 'ana' }, other)).body).toEqual({
      segments: [],
      keys: [],
      profile: null,
      roles: [],
    });
    expect((await test.get('/v1/sites', other)).body.items).toHaveLength(1);
    expect((await test.get('/v1/segments', { ...other, 'kindred-site': 'main' })).status).toBe(403);
    expect((await test.get('/v1/segments?site=main', other)).status).toBe(403);
  });
});

describe('a route without declared access', () => {
  it('keeps the server from starting', async () => {
    const { definitions } = test.server.store;
    const revocations = new Revocations();
    const keys = await KeyRegistry.load(definitions, Date.now, revocations, () => {});
    const app = Fastify();
    await app.register(cookie);
    useAccess(app, {
      keys,
      sites: await SiteRegistry.load(definitions),
      sessions: new StudioSessions(definitions, Date.now, revocations),
    });
    app.get('/v1/forgotten', async () => ({}));
    await expect(app.ready()).rejects.toThrow(UndeclaredAccessError);
  });
});

function escaped(text: string): string {
  return text.replaceAll(/[{}/]/g, '\\$&');
}
