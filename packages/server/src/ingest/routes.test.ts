import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { apiKey, basic, ingestionServers, otherSitesKey, writeKey } from './testing/ingestion-server.js';

const startIngestion = ingestionServers();

const track = { type: 'track', event: 'Signed Up', anonymousId: 'a', messageId: 'm' };

function send(url: string, body: string | Buffer, headers: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers });
}

describe('the tracking API', () => {
  it.each([
    ['/v1/track', '/v1/t', 'track', { event: 'E' }, 'E'],
    ['/v1/page', '/v1/p', 'page', {}, 'Page Viewed'],
    ['/v1/screen', '/v1/s', 'screen', {}, 'Screen Viewed'],
    ['/v1/identify', '/v1/i', 'identify', {}, ''],
    ['/v1/group', '/v1/g', 'group', { groupId: 'g' }, ''],
    ['/v1/alias', '/v1/a', 'alias', { userId: 'u', previousId: 'a' }, ''],
  ])('takes %s and %s', async (path, short, type, fields, name) => {
    const server = await startIngestion();
    for (const each of [path, short]) {
      const answer = await server.post(each, { anonymousId: 'a', ...fields });
      expect(answer).toEqual({ status: 200, body: { success: true } });
    }
    expect(server.events).toMatchObject([
      { type, name },
      { type, name },
    ]);
  });

  it('keeps the good events of a batch and the bad ones apart, with their reasons', async () => {
    const server = await startIngestion({ clock: () => 1_000_000_000_000 });
    const bad = { type: 'track', anonymousId: 'a' };
    const batch = [track, bad, { ...track, messageId: 'other' }, track];
    for (const path of ['/v1/batch', '/v1/b']) {
      const { status, body } = await server.post(path, { batch });
      expect(status).toBe(200);
      const rejected = [{ index: 1, code: 'missing_event', path: 'event', message: expect.any(String) }];
      expect(body).toEqual({ success: true, accepted: 3, duplicates: path === '/v1/b' ? 3 : 1, rejected });
    }
    expect(server.events).toHaveLength(2);
    expect(server.rejected[0]).toEqual({
      site: server.site,
      receivedAt: 1_000_000_000_000,
      code: 'missing_event',
      path: 'event',
      message: expect.any(String),
      body: JSON.stringify(bad),
    });
  });

  it('answers 200 to a single bad event as well, and says why it was refused', async () => {
    const server = await startIngestion();
    const { status, body } = await server.post('/v1/track', { anonymousId: 'a' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ success: false, rejected: [{ code: 'missing_event', path: 'event' }] });
    expect(server.rejected).toHaveLength(1);
  });

  it('accepts nothing of a strict request with a bad event', async () => {
    const server = await startIngestion();
    const { status, body } = await server.post('/v1/batch?strict=true', { batch: [{ ...track, properties: {} }, {}] });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'events_refused', errors: [{ path: 'batch.1.type', code: 'unknown_type' }] });
    expect(server.events).toEqual([]);
    expect(server.rejected).toEqual([]);
  });

  it('keeps apart, with the reason, what is under ids that stand for nobody', async () => {
    const server = await startIngestion();
    const nobody = { ...track, userId: null, anonymousId: 'null' };
    const { body } = await server.post('/v1/batch', {
      batch: [
        { ...nobody, messageId: 'refused' },
        { ...nobody, userId: 'u', messageId: 'taken' },
      ],
    });
    expect(body).toMatchObject({ accepted: 1, rejected: [{ index: 0, code: 'blocked_id', path: 'anonymousId' }] });
    expect(server.rejected).toMatchObject([{ code: 'blocked_id', message: expect.stringContaining('"null"') }]);
    expect(server.events).toMatchObject([{ messageId: 'taken', userId: 'u', anonymousId: null }]);
  });

  it('accepts the good events even where the bad ones cannot be kept', async () => {
    const server = await startIngestion({ failToKeep: true });
    const { status, body } = await server.post('/v1/batch', { batch: [track, 'x'] });
    expect(status).toBe(200);
    expect(body).toMatchObject({ accepted: 1, rejected: [{ index: 1, code: 'not_an_object' }] });
  });

  it('corrects the clock of a batch by the time it was sent, of an item by its own', async () => {
    const now = Date.UTC(2026, 4, 4, 12);
    const server = await startIngestion({ clock: () => now });
    const slow = '2026-05-03T12:00:00Z';
    await server.post('/v1/batch', {
      sentAt: slow,
      batch: [
        { ...track, messageId: '1', timestamp: '2026-05-03T11:59:50Z' },
        { ...track, messageId: '2', originalTimestamp: '2026-01-01T00:00:00Z', sentAt: '2026-01-01T00:00:20Z' },
        { ...track, messageId: '3', timestamp: '2026-05-03T12:00:30Z' },
        { ...track, messageId: '4' },
      ],
    });
    expect(server.events.map(({ time }) => time - now)).toEqual([-10_000, -20_000, 0, 0]);
  });

  it('takes metrics of clients and forgets them', async () => {
    const server = await startIngestion();
    expect(await server.post('/v1/m', { series: [] })).toEqual({ status: 200, body: { success: true } });
    expect(server.events).toEqual([]);
  });
});

describe('the write key', () => {
  it.each([
    ['as the user name of Basic', { authorization: basic(writeKey) }, {}],
    ['as Bearer', { authorization: `Bearer ${writeKey}` }, {}],
    ['in the body', {}, { writeKey }],
    ['in the body beside a Bearer token of somebody else', { authorization: 'Bearer oauth' }, { writeKey }],
  ])('may come %s', async (_how, headers, fields) => {
    const server = await startIngestion();
    const response = await send(`${server.url}/v1/track`, JSON.stringify({ ...track, ...fields }), {
      'content-type': 'application/json',
      ...headers,
    });
    expect(response.status).toBe(200);
    expect(server.events).toMatchObject([{ site: server.site }]);
  });

  it('says which site the events are of', async () => {
    const server = await startIngestion();
    await server.post('/v1/track', track, { authorization: basic(otherSitesKey) });
    await server.post('/v1/track', track);
    expect(server.events.map(({ site }) => site)).toEqual([server.otherSite, server.site]);
  });

  it.each([
    ['no key', {}, 401, 'unauthorized'],
    ['an unknown key', { authorization: basic('kw_unknown') }, 401, 'unauthorized'],
    ['an API key', { authorization: `Bearer ${apiKey}` }, 403, 'wrong_key_type'],
  ])('is asked for: %s', async (_what, headers, status, code) => {
    const server = await startIngestion();
    for (const path of ['/v1/track', '/v1/batch', '/v1/i']) {
      const response = await send(`${server.url}${path}`, '{}', { 'content-type': 'text/plain', ...headers });
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toMatch('application/problem+json');
      expect(await response.json()).toMatchObject({ code });
    }
    const bare = await fetch(`${server.url}/v1/track`, {
      method: 'POST',
      headers: new Headers(Object.entries(headers)),
    });
    expect(bare.status).toBe(status);
  });
});

describe('a body', () => {
  const json = JSON.stringify({ batch: [track] });
  const zipped = gzipSync(json);
  it.each([
    ['JSON', json, { 'content-type': 'application/json; charset=utf-8' }],
    ['JSON called text, as browsers send it', json, { 'content-type': 'text/plain;charset=UTF-8' }],
    ['gzip', zipped, { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
    [
      'gzip called a form, as RudderStack sends it',
      zipped,
      { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' },
    ],
    ['JSON called a form', json, { 'content-type': 'application/x-www-form-urlencoded' }],
    [
      'a form with JSON in it',
      `data=${encodeURIComponent(json)}`,
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
    [
      'a form with base64',
      `data=${encodeURIComponent(btoa(json))}`,
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
    ['of no type', json, {}],
  ])('may be %s', async (_what, body, headers) => {
    const server = await startIngestion();
    const response = await send(`${server.url}/v1/batch`, body, { authorization: basic(writeKey), ...headers });
    expect(await response.json()).toMatchObject({ success: true, accepted: 1 });
  });

  it.each([
    ['not JSON', 'track', {}, 'invalid_json'],
    ['cut off', '{"batch":[', {}, 'invalid_json'],
    ['not gzip although it says so', 'track', { 'content-encoding': 'gzip' }, 'invalid_encoding'],
    ['packed in an unknown way', 'track', { 'content-encoding': 'lzma' }, 'invalid_encoding'],
    ['too large', JSON.stringify({ batch: [], note: 'x'.repeat(700_000) }), {}, 'body_too_large'],
    [
      'small but unpacks to 50 MB',
      gzipSync(Buffer.alloc(50_000_000)),
      { 'content-encoding': 'gzip' },
      'body_too_large',
    ],
    ['a batch without a list', '{"batch":{}}', {}, 'invalid_batch'],
    ['a list instead of a batch', '[]', {}, 'invalid_batch'],
    ['a batch of 2,501 events', JSON.stringify({ batch: Array(2501).fill(0) }), {}, 'batch_too_long'],
  ])('is answered 400 where it is %s', async (_what, body, headers: Record<string, string>, code) => {
    const server = await startIngestion();
    const response = await send(`${server.url}/v1/batch`, body, {
      authorization: basic(writeKey),
      'content-type': 'application/json',
      ...headers,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ status: 400, code, type: `urn:kindred:error:${code}` });
  });

  it('that is one event of more than 32 KB is answered 400, and shown with its reason', async () => {
    const server = await startIngestion();
    const big = { ...track, properties: { note: 'x'.repeat(33 * 1024) } };
    const { status, body } = await server.post('/v1/track', big);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'event_too_large', errors: [{ code: 'event_too_large' }] });
    expect(server.rejected).toMatchObject([{ code: 'event_too_large' }]);
    expect((await server.post('/v1/batch', { batch: [track, big] })).body).toMatchObject({
      accepted: 1,
      rejected: [{ index: 1, code: 'event_too_large' }],
    });
  });

  it('of 2,500 small events is taken', async () => {
    const server = await startIngestion();
    const batch = Array.from({ length: 2500 }, (_, n) => ({ ...track, messageId: `m${n}` }));
    expect((await server.post('/v1/batch', { batch })).body).toMatchObject({ accepted: 2500, rejected: [] });
  });

  it('may hold a text that JSON allows and stores do not', async () => {
    const server = await startIngestion();
    const properties = { half: '\ud800', ['__proto__']: 1 };
    expect((await server.post('/v1/track', { ...track, properties })).body).toEqual({ success: true });
    expect(server.events[0]?.properties).toEqual({ half: '\ufffd' });
  });
});

describe('a server under load', () => {
  it('asks to come again while its engine is behind', async () => {
    const server = await startIngestion({ behind: true });
    const response = await send(`${server.url}/v1/track`, JSON.stringify(track), { authorization: basic(writeKey) });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({ code: 'busy' });
  });

  it('lets a key send so many events a second, and says when more will pass', async () => {
    let now = Date.now();
    const server = await startIngestion({ clock: () => now, limits: { eventsPerSecond: 1 } });
    const batch = Array.from({ length: 10 }, (_, n) => ({ ...track, messageId: `m${n}` }));
    expect((await server.post('/v1/batch', { batch })).status).toBe(200);
    expect(await server.post('/v1/batch', { batch })).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect((await server.post('/v1/track', track, { authorization: basic(otherSitesKey) })).status).toBe(200);
    now += 10_000;
    expect((await server.post('/v1/batch', { batch })).status).toBe(200);
  });
});

describe('pages of other origins', () => {
  it('may send events with an Authorization header', async () => {
    const server = await startIngestion();
    const preflight = await fetch(`${server.url}/v1/t`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.test',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-retry-count',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,content-type,x-retry-count');
    const refused = await send(`${server.url}/v1/t`, '{}', { origin: 'https://shop.test' });
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('are told the settings that the browser client loads first', async () => {
    const server = await startIngestion();
    const response = await fetch(`${server.url}/v1/projects/${writeKey}/settings`);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const host = new URL(server.url).host;
    expect(await response.json()).toMatchObject({
      integrations: { 'Segment.io': { apiKey: writeKey, apiHost: `${host}/v1`, protocol: 'http' } },
    });
    expect((await fetch(`${server.url}/v1/projects/${apiKey}/settings`)).status).toBe(404);
  });
});
