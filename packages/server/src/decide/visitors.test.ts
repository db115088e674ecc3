import type { Criteria } from '@kindred/criteria';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { useProblems } from '../http/errors.js';
import { EngineBench } from '../testing/engine-bench.js';
import type { DecidableSegment } from './dependencies.js';
import { decideRoutes } from './routes.js';

let bench: EngineBench;
const segments = new Map<string, DecidableSegment>();
beforeAll(async () => {
  bench = await EngineBench.open();
  const german: Criteria = { type: 'property', property: 'request.language', operator: 'startsWith', value: 'de' };
  const bought: Criteria = { type: 'event', event: 'Order Completed', count: { atLeast: 1 } };
  await define('german', german, true);
  await define('buyers', bought, false);
  const office: Criteria = {
    type: 'all',
    of: [
      { type: 'property', property: 'request.ip', operator: 'inNetwork', value: '10.0.0.0/8' },
      { type: 'property', property: 'request.channel', operator: 'equals', value: 'organic search' },
      { type: 'property', property: 'request.browserVersion', operator: 'atLeast', value: '120.0.0', as: 'version' },
    ],
  };
  await define('office', office, true);
  await define('german-buyers', { type: 'all', of: [german, bought] }, true);
});
afterAll(() => bench.close());

async function define(id: string, criteria: Criteria, isPublic: boolean): Promise<void> {
  const kind = id === 'buyers' ? 'live' : 'requestTime';
  segments.set(id, await bench.segment(id, criteria, { public: isPublic, kind }));
}

async function start() {
  const app = Fastify();
  useProblems(app);
  await app.register(decideRoutes, {
    engine: bench.engine,
    keys: (text) =>
      text === 'ka'
        ? { site: bench.site.id, type: 'api', role: 'viewer' }
        : { site: bench.site.id, type: 'decide', role: null },
    segmentsById: () => segments,
    calendar: () => ({ timeZone: 'UTC', weekStart: 1 }),
    clock: () => bench.now,
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  return async (key: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/v1/decide`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  };
}

describe('a visitor', () => {
  const context = { locale: 'de-CH' };

  it('never seen before is in request-time segments on the very first request, and leaves no trace', async () => {
    const ask = await start();
    const before = await bench.store.state.countProfiles(bench.site.id);
    expect(await ask('ka', { anonymousId: 'new', context })).toMatchObject({ keys: ['german'], profile: null });
    expect(await bench.engine.resolve(bench.site.id, { anonymousId: 'new' })).toBeNull();
    await bench.engine.settle(1000);
    expect(await bench.store.state.countProfiles(bench.site.id)).toBe(before);
  });

  it('is in live segments as soon as the event is acknowledged, and in those that need both', async () => {
    const ask = await start();
    await bench.send(bench.track({ anonymousId: 'buyer' }, 'Order Completed'));
    const profile = String(await bench.profileOf({ anonymousId: 'buyer' }));
    const inAll = { keys: expect.arrayContaining(['buyers', 'german', 'german-buyers']), profile };
    expect(await ask('ka', { anonymousId: 'buyer', context })).toMatchObject(inAll);
    expect(await ask('ka', { anonymousId: 'buyer' })).toMatchObject({ keys: ['buyers'] });
  });

  it('is told apart by address, by what brought them here and by the version of the browser', async () => {
    const ask = await start();
    const visit = (ip: string, referrer: string, version: number) =>
      ask('ka', {
        anonymousId: 'new',
        context: {
          ip,
          page: { url: 'https://shop.test/', referrer },
          userAgent: `Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`,
        },
      });
    expect(await visit('10.9.8.7', 'https://www.google.com/', 120)).toMatchObject({ keys: ['office'] });
    expect(await visit('11.9.8.7', 'https://www.google.com/', 120)).toMatchObject({ keys: [] });
    expect(await visit('10.9.8.7', 'https://www.facebook.com/', 120)).toMatchObject({ keys: [] });
    expect(await visit('10.9.8.7', 'https://www.google.com/', 99)).toMatchObject({ keys: [] });
  });

  it('is told by a publishable key of public segments alone', async () => {
    const ask = await start();
    const answer = await ask('kd', { anonymousId: 'buyer', context });
    expect(answer).toMatchObject({ keys: expect.not.arrayContaining(['buyers']), profile: null });
    expect(answer).toMatchObject({ keys: expect.arrayContaining(['german', 'german-buyers']) });
  });
});
