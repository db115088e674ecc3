import { gzipSync } from 'node:zlib';
import cookie from '@fastify/cookie';
import type { Role } from '@kindred/store';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { importResult } from '../api/schemas/imports.js';
import { useAccess } from '../auth/access.js';
import { KeyRegistry } from '../auth/keys.js';
import { Revocations } from '../auth/revocations.js';
import { StudioSessions } from '../auth/sessions.js';
import { SiteRegistry } from '../auth/sites.js';
import { useProblems } from '../http/errors.js';
import { EngineBench } from '../testing/engine-bench.js';
import { importRoutes } from './routes.js';

let bench: EngineBench;
beforeAll(async () => {
  bench = await EngineBench.open();
});
afterAll(() => bench.close());

/** A real server over the file's engine, with a site of its own. */
async function start(role: Role = 'editor') {
  const { definitions } = bench.store;
  const site = await bench.addSite({ timeZone: 'UTC', weekStart: 1 });
  const clock = () => bench.now;
  const revocations = new Revocations();
  const keys = await KeyRegistry.load(definitions, clock, revocations, (error) => bench.errors.push(error));
  const { secret } = await keys.create({ site: site.id, type: 'api', role, name: 'import' });
  const app = Fastify();
  await app.register(cookie);
  useProblems(app);
  const sites = await SiteRegistry.load(definitions);
  useAccess(app, { keys, sites, sessions: new StudioSessions(definitions, clock, revocations) });
  await app.register(importRoutes, {
    engine: bench.engine,
    jobs: definitions.jobs,
    imports: definitions.imports,
    clock,
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  return {
    site: site.id,
    async send(path: string, body: string | Buffer, headers: Record<string, string> = {}) {
      const response = await fetch(`${url}/v1/import/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/x-ndjson', ...headers },
        body: new Uint8Array(Buffer.from(body)),
      });
      const answer: unknown = await response.json();
      return { status: response.status, body: answer };
    },
  };
}

const ndjson = (...lines: readonly unknown[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
const people = ndjson(
  { userId: 'u1', anonymousIds: ['a1'], traits: { plan: 'pro' } },
  { name: 'nobody' },
  { userId: 'u2' },
);

describe('an import of people', () => {
  it('takes the good lines and tells of the bad ones', async () => {
    const { send, site } = await start();
    const { status, body } = await send('people', people);
    expect(status).toBe(200);
    expect(body).toEqual({
      job: expect.any(String),
      read: 3,
      accepted: 2,
      rejected: 1,
      duplicates: null,
      errors: [{ line: 2, code: 'invalid_person', path: 'userId', message: expect.any(String) }],
      dryRun: false,
    });
    const profile = await bench.engine.resolve(site, { anonymousId: 'a1' });
    expect(await bench.engine.profile(site, profile ?? 0)).toMatchObject({ userId: 'u1', traits: { plan: 'pro' } });
    const job = await bench.store.definitions.jobs.get(site, importResult.parse(body).job ?? '');
    expect(job).toMatchObject({ type: 'import-people', state: 'done', done: 2, total: 2 });
  });

  it('sees nobody: those who are known were last seen when they were', async () => {
    const { send, site } = await start();
    const seen = bench.now;
    await bench.engine.accept(site, seen, [
      bench.event({ type: 'track', name: 'Order', userId: 'known', messageId: 'seen-then', time: seen }),
    ]);
    bench.now += 86_400_000;
    await send('people', ndjson({ userId: 'known', traits: { plan: 'pro' } }, { userId: 'new' }));
    const times = async (userId: string) => {
      const profile = await bench.engine.profile(site, (await bench.engine.resolve(site, { userId })) ?? 0);
      return [profile?.traits.plan, profile?.firstSeen, profile?.lastSeen];
    };
    expect(await times('known')).toEqual(['pro', seen, seen]);
    expect(await times('new')).toEqual([undefined, bench.now, bench.now]);
  });

  it('changes nothing in a dry run', async () => {
    const { send, site } = await start();
    const { body } = await send('people?dryRun=true', people);
    expect(body).toMatchObject({ job: null, read: 3, accepted: 2, rejected: 1, dryRun: true });
    expect(await bench.engine.resolve(site, { userId: 'u1' })).toBeNull();
    expect(await bench.store.definitions.jobs.list(site, 10)).toEqual([]);
  });

  it.each(['people', 'people?dryRun=true'])('tells of ids that stand for nobody (%s)', async (path) => {
    const { send, site } = await start();
    const { body } = await send(path, ndjson({ userId: 'null', traits: { plan: 'pro' } }, { userId: 'ok' }));
    expect(body).toMatchObject({ accepted: 1, rejected: 1, errors: [{ line: 1, code: 'blocked_id', path: 'userId' }] });
    expect(await bench.engine.resolve(site, { userId: 'null' })).toBeNull();
  });

  it('may be packed', async () => {
    const { send } = await start();
    expect((await send('people', gzipSync(people), { 'content-encoding': 'gzip' })).body).toMatchObject({
      accepted: 2,
    });
    const broken = await send('people', 'no gzip', { 'content-encoding': 'gzip' });
    expect(broken).toMatchObject({ status: 400, body: { code: 'invalid_encoding' } });
  });
});

describe('an import of events', () => {
  it('puts the past into the warehouse, once however often it is sent', async () => {
    const { send, site } = await start();
    const lines = Array.from({ length: 2500 }, (_, n) => ({
      type: 'track',
      event: 'Order Completed',
      userId: `u${n % 10}`,
      timestamp: new Date(Date.UTC(2020, 0, 1) + n * 1000).toISOString(),
    }));
    for (const [accepted, duplicates] of [
      [2500, 0],
      [0, 2500],
    ]) {
      const { body } = await send('events', ndjson(...lines, { type: 'track', event: 'Never', userId: 'u' }));
      expect(body).toMatchObject({ read: 2501, accepted, duplicates, rejected: 1 });
      expect(importResult.parse(body).errors).toMatchObject([{ line: 2501, code: 'missing_timestamp' }]);
    }
    const profile = await bench.engine.resolve(site, { userId: 'u3' });
    expect(profile).not.toBeNull();
    const events = await bench.warehouse.analytics.events(site, profile ?? 0, { limit: 1000 });
    expect(events).toHaveLength(250);
  });

  it('counts what comes live too once, whichever comes first', async () => {
    const { send, site } = await start();
    const time = bench.now - 3_600_000;
    const event = (messageId: string) =>
      bench.event({ type: 'track', name: 'Order', userId: 'twice', messageId, time });
    expect((await bench.engine.accept(site, bench.now, [event('live-first')])).duplicates).toEqual([]);
    const line = (messageId: string) => {
      return { type: 'track', event: 'Order', userId: 'twice', messageId, timestamp: new Date(time).toISOString() };
    };
    await send('events', ndjson(line('live-first'), line('file-first')));
    const again = await bench.engine.accept(site, bench.now, [event('file-first'), event('live-first')]);
    expect(again.duplicates).toEqual([0, 1]);
    await bench.engine.settle(30_000);
    const profile = await bench.engine.resolve(site, { userId: 'twice' });
    const events = await bench.warehouse.analytics.events(site, profile ?? 0, { limit: 10 });
    expect(events.map(({ messageId }) => messageId).sort()).toEqual(['file-first', 'live-first']);
  });
});

describe('imported events under ids that stand for nobody', () => {
  it.each(['events', 'events?dryRun=true'])('are told of (%s)', async (path) => {
    const { send } = await start();
    const line = { type: 'track', event: 'Seen', timestamp: '2024-01-01T00:00:00Z' };
    const { body } = await send(path, ndjson({ ...line, userId: 'undefined' }, { ...line, anonymousId: 'a' }));
    expect(body).toMatchObject({ accepted: 1, rejected: 1, errors: [{ line: 1, code: 'blocked_id', path: 'userId' }] });
  });
});

describe('an import', () => {
  it('is for editors', async () => {
    const { send } = await start('viewer');
    expect(await send('people', people)).toMatchObject({ status: 403, body: { code: 'role_too_low' } });
  });

  it('is NDJSON', async () => {
    const { send } = await start();
    expect(await send('people', people, { 'content-type': 'text/csv' })).toMatchObject({ status: 415 });
  });
});
