import type { PropertyBag } from '@kindred/criteria';
import Fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { VisitorIds } from '../engine/contract.js';
import { useProblems } from '../http/errors.js';
import type { DecidableSegment, DecideKey } from './dependencies.js';
import { decideRoutes } from './routes.js';

const keys: Readonly<Record<string, DecideKey>> = {
  ka_viewer: { site: 1, type: 'api', role: 'viewer' },
  kd_public: { site: 1, type: 'decide', role: null },
  kw_write: { site: 1, type: 'write', role: null },
};
const segments = new Map<string, DecidableSegment>([
  ['s1', { id: 's1', key: 'prospects', name: { en: 'Prospects "A"' }, public: true }],
  ['s2', { id: 's2', key: 'staff', name: { en: 'Staff' }, public: false }],
]);

/** A server whose every visitor is in all segments, one of which has just been deleted. */
async function start() {
  const asked: { site: number; ids: VisitorIds; request: PropertyBag }[] = [];
  const app = Fastify();
  useProblems(app);
  await app.register(decideRoutes, {
    engine: {
      async decide(site, ids, request) {
        asked.push({ site, ids, request });
        return { segments: ['s1', 's2', 'deleted'], profile: 7, roles: [] };
      },
    },
    keys: (text) => keys[text],
    segmentsById: () => segments,
    calendar: () => ({ timeZone: 'UTC', weekStart: 1 }),
    clock: () => Date.UTC(2026, 4, 4, 9),
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  const send = async (body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/v1/decide`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const ask = (body: unknown, headers?: Record<string, string>) => send(JSON.stringify(body), headers);
  return { ask, send, asked, url };
}

const viewer = { authorization: 'Bearer ka_viewer' };

describe('a decision', () => {
  it('tells an API key every segment and the profile', async () => {
    const { ask, asked } = await start();
    const answer = await ask({ userId: 'u', context: { locale: 'de' } }, viewer);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toEqual({
      segments: [
        { id: 's1', key: 'prospects', name: { en: 'Prospects "A"' } },
        { id: 's2', key: 'staff', name: { en: 'Staff' } },
      ],
      keys: ['prospects', 'staff'],
      profile: '7',
      roles: [],
    });
    expect(asked).toMatchObject([
      { site: 1, ids: { userId: 'u', anonymousId: null }, request: { signedIn: true, language: 'de', localHour: 9 } },
    ]);
  });

  it.each([
    ['as Bearer', {}, { authorization: 'Bearer kd_public' }],
    ['in the body', { decideKey: 'kd_public' }, {}],
    ['in a body called text', { decideKey: 'kd_public' }, { 'content-type': 'text/plain' }],
  ])('tells a publishable key (%s) public segments only, and no profile', async (_how, fields, headers) => {
    const { ask } = await start();
    const { body } = await ask({ anonymousId: 'a', ...fields }, headers);
    expect(body).toEqual({
      segments: [{ id: 's1', key: 'prospects', name: { en: 'Prospects "A"' } }],
      keys: ['prospects'],
      profile: null,
    });
  });

  it.each(['application/json', 'text/plain'])('drops from a context what could be a prototype (%s)', async (type) => {
    const { send, asked } = await start();
    const context = '{"locale":"de","__proto__":{"locale":"fr"},"page":{"__proto__":{"url":"https://a.example/"}}}';
    const body = `{"decideKey":"kd_public","userId":"u","__proto__":{"userId":"v"},"context":${context}}`;
    expect((await send(body, { 'content-type': type })).status).toBe(200);
    expect(asked[0]).toMatchObject({ ids: { userId: 'u' }, request: { language: 'de' } });
    expect(JSON.stringify(asked)).not.toMatch(/__proto__|a\.example|fr/);
    const broken = await send('{"context":', { 'content-type': type });
    expect(broken).toMatchObject({ status: 400, body: { code: 'invalid_json' } });
  });

  it('can be asked about some segments only', async () => {
    const { ask } = await start();
    expect((await ask({ userId: 'u', segments: ['staff', 'unknown'] }, viewer)).body).toMatchObject({
      keys: ['staff'],
    });
    expect((await ask({ userId: 'u', segments: [] }, viewer)).body).toMatchObject({ keys: [] });
  });

  it('can be asked about somebody without any id', async () => {
    const { ask, asked } = await start();
    expect((await ask({}, viewer)).status).toBe(200);
    expect(asked).toMatchObject([{ ids: { userId: null, anonymousId: null }, request: { signedIn: false } }]);
  });

  it('reads the address of a browser from the connection, and of somebody a server asks about from the context', async () => {
    const { ask, asked } = await start();
    const context = { ip: '10.1.2.3' };
    const browser = { authorization: 'Bearer kd_public' };
    await ask({ anonymousId: 'a', context }, viewer);
    await ask({ anonymousId: 'a', context }, browser);
    await ask({ anonymousId: 'a', context }, { ...browser, 'x-forwarded-for': '10.1.2.3' });
    expect(asked.map(({ request }) => request.ip)).toEqual(['10.1.2.3', '127.0.0.1', undefined]);
  });

  it('does not fail for an odd context', async () => {
    const { ask } = await start();
    for (const context of [null, 5, [], { page: 'x', userAgent: {}, cookies: [1] }]) {
      expect((await ask({ anonymousId: 'a', context }, viewer)).status).toBe(200);
    }
  });

  it.each([
    ['without a key', {}, {}, 401, 'unauthorized'],
    ['with an unknown key', {}, { authorization: 'Bearer ka_no' }, 401, 'unauthorized'],
    ['with a write key', {}, { authorization: 'Bearer kw_write' }, 403, 'wrong_key_type'],
    ['with an API key in the body', { decideKey: 'ka_viewer' }, {}, 403, 'wrong_key_place'],
    ['without a key, and with a wrong body', { userId: 5 }, {}, 401, 'unauthorized'],
    ['with a wrong body', { userId: 5 }, viewer, 400, 'invalid_request'],
  ])('is refused %s', async (_how, fields, headers: Record<string, string>, status, code) => {
    const { ask, asked } = await start();
    const answer = await ask({ ...fields }, headers);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(asked).toEqual([]);
  });

  it('can be asked for by pages of any origin', async () => {
    const { url } = await start();
    const preflight = await fetch(`${url}/v1/decide`, {
      method: 'OPTIONS',
      headers: { 'access-control-request-headers': 'authorization, content-type' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization, content-type');
  });
});
