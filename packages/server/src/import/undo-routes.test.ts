import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptFiles } from '../api/schemas/import-files.js';
import { importResult } from '../api/schemas/imports.js';
import { FileImports } from '../testing/file-imports.js';
import { TestServer, until } from '../testing/test-server.js';

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
});
afterAll(() => test.stop());

async function bring(what: 'people' | 'events', ...lines: readonly object[]): Promise<string> {
  const response = await fetch(`${test.url}/v1/import/${what}`, {
    method: 'POST',
    headers: { ...test.auth(), 'content-type': 'application/x-ndjson' },
    body: lines.map((line) => JSON.stringify(line)).join('\n'),
  });
  return importResult.parse(await response.json()).job ?? '';
}

async function undo(id: string) {
  const begun = await test.post(`/v1/imports/${id}/undo`, {});
  expect([begun.status, begun.body]).toMatchObject([202, { id, state: 'undoing', undoableUntil: null }]);
  await until(async () => (await test.get(`/v1/imports/${id}`)).body.state === 'undone');
  return (await test.get(`/v1/imports/${id}`)).body;
}

const past = '2025-05-04T10:00:00.000Z';
const segmentSize = async (id: string) => (await test.get(`/v1/segments/${id}`)).body.size;

describe('imports over HTTP', () => {
  it('are told with who brought what and when, and taken back with every membership put right', async () => {
    const ordered = await test.segment('ordered', { type: 'event', event: 'Order', count: { atLeast: 1 } });
    const pro = await test.segment('pro', {
      type: 'property',
      property: 'user.plan',
      operator: 'equals',
      value: 'pro',
    });
    await test.send({ type: 'identify', userId: 'ana', traits: { plan: 'free' } });
    const people = await bring(
      'people',
      { userId: 'ana', traits: { plan: 'pro' } },
      { userId: 'ben', traits: { plan: 'pro' } },
      { nobody: true },
    );
    const events = await bring(
      'events',
      { type: 'track', event: 'Order', userId: 'ana', timestamp: past },
      { type: 'track', event: 'Order', userId: 'cyd', timestamp: past },
    );
    await until(async () => (await segmentSize(ordered.id)) === 2);
    expect(await segmentSize(pro.id)).toBe(2);

    const { body } = await test.get('/v1/imports?limit=1');
    expect(body.items).toMatchObject([
      {
        id: events,
        kind: 'events',
        name: null,
        state: 'done',
        requestedBy: 'key:From the environment',
        accepted: 2,
        rejected: 0,
        duplicates: 0,
        undo: null,
      },
    ]);
    expect((await test.get(`/v1/imports?cursor=${body.next}`)).body).toMatchObject({
      items: [{ id: people, kind: 'people', accepted: 2, rejected: 1 }],
    });
    expect((await test.get(`/v1/imports/${events}`)).body.effect).toEqual({ events: 2, ids: 2, created: 1 });
    expect((await test.get(`/v1/imports/${people}`)).body.effect).toEqual({ events: 0, ids: 2, created: 1 });
    const planFrom = async () => {
      const { id } = (await test.get('/v1/profiles/lookup?userId=ana')).body;
      return (await test.get(`/v1/profiles/${id}/trait-sources`)).body.items[0].source;
    };
    expect(await planFrom()).toEqual({ kind: 'import', name: null });

    expect(await undo(events)).toMatchObject({
      effect: null,
      undo: { requestedBy: 'key:From the environment', events: 2, removed: 1, restored: 1, done: 2, total: 2 },
    });
    expect(await segmentSize(ordered.id)).toBe(0);
    expect((await test.get('/v1/profiles/lookup?userId=cyd')).status).toBe(404);
    expect(await undo(people)).toMatchObject({ undo: { events: 0, removed: 1, restored: 1 } });
    expect((await test.get('/v1/profiles/lookup?userId=ana')).body.traits).toEqual({ plan: 'free' });
    expect(await segmentSize(pro.id)).toBe(0);

    const told = (await test.get('/v1/corrections')).body.items;
    expect(told).toMatchObject([
      { kind: 'undo-import', state: 'done', events: 0, people: 1, requestedBy: 'key:From the environment' },
      { kind: 'undo-import', state: 'done', events: 2, people: 1 },
    ]);
    expect((await test.post('/v1/verify', {})).body.differences).toBe(0);
    const again = await test.post(`/v1/imports/${people}/undo`, {});
    expect([again.status, again.body.code]).toEqual([409, 'import_undone']);
  });

  it('of a file let it wait again once they are taken back', async () => {
    const files = new FileImports(test);
    const file = await files.send('again.csv', 'id,plan\nfay,pro\n');
    const first = await files.run(file.id, file.mapping);
    const second = await files.run(file.id, file.mapping);
    const importedBy = async () => {
      const one = (await files.get(file.id)).importedBy;
      const { items } = keptFiles.parse((await files.call('GET', '/import/files')).json());
      expect(items.find(({ id }) => id === file.id)?.importedBy).toBe(one);
      return one;
    };
    expect(await importedBy()).toBe(second.id);
    const begun = await test.post(`/v1/imports/${second.id}/undo`, {});
    expect([begun.status, await importedBy()]).toEqual([202, first.id]);
    await until(async () => (await test.get(`/v1/imports/${second.id}`)).body.state === 'undone');
    await undo(first.id);
    expect(await importedBy()).toBeNull();
    const third = await files.run(file.id, file.mapping);
    expect(await importedBy()).toBe(third.id);
  });

  it('are of their site, and undone by those who may import', async () => {
    const id = await bring('people', { userId: 'dan' });
    const elsewhere = test.auth(await test.otherSite('elsewhere'));
    expect((await test.get('/v1/imports', elsewhere)).body.items).toEqual([]);
    expect((await test.get(`/v1/imports/${id}`, elsewhere)).body.code).toBe('unknown_import');
    expect((await test.post(`/v1/imports/${id}/undo`, {}, elsewhere)).body.code).toBe('unknown_import');
    const viewer = test.auth(await test.otherSite('viewers', 'viewer'));
    expect((await test.post(`/v1/imports/${id}/undo`, {}, viewer)).status).toBe(403);
    expect((await test.get(`/v1/imports/${id}`)).body.state).toBe('done');
  });

  it('are no longer undone once what they changed is forgotten', async () => {
    const id = await bring('people', { userId: 'eva', traits: { plan: 'pro' } });
    await test.server.store.definitions.imports.forgetChanges(Date.now() + 1);
    expect((await test.get(`/v1/imports/${id}`)).body).toMatchObject({ undoableUntil: null, effect: null });
    expect((await test.post(`/v1/imports/${id}/undo`, {})).body.code).toBe('undo_expired');
    expect((await test.get('/v1/profiles/lookup?userId=eva')).body.traits).toEqual({ plan: 'pro' });
  });
});
