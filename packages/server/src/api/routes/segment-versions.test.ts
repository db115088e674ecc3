import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

const plan = (value: string) => ({ type: 'property', property: 'user.plan', operator: 'equals', value });

interface Restored {
  readonly version: number;
  readonly restored: number | null;
}

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
});
afterAll(() => test.stop());

const put = (id: string, body: unknown, version: number) =>
  test.call('PUT', `/v1/segments/${id}`, body, { ...test.auth(), 'if-match': `"${version}"` });

it('tells who changed what of a segment and when, newest first, in pages', async () => {
  const { body: made } = await test.post('/v1/segments', { name: { en: 'Prospects' }, criteria: plan('free') });
  await put(made.id, { name: { en: 'Upgraded' }, criteria: plan('gold') }, 1);
  await test.post(`/v1/segments/${made.id}/activate`, {});

  const { status, body } = await test.get(`/v1/segments/${made.id}/versions?limit=2`);
  expect(status).toBe(200);
  expect(body.items).toMatchObject([
    { version: 3, changes: [{ what: 'activated' }], definition: { active: true } },
    {
      version: 2,
      changes: [
        { what: 'name', details: ['Prospects', 'Upgraded'] },
        { what: 'criteria', details: [expect.stringMatching(/free.*gold/)] },
      ],
    },
  ]);
  expect(body.items[0].by).not.toBe('');
  const rest = await test.get(`/v1/segments/${made.id}/versions?limit=2&cursor=${body.next}`);
  expect(rest.body).toMatchObject({ items: [{ version: 1, changes: [{ what: 'created' }] }], next: null });
});

it('makes a segment what it was, and tells of which version', async () => {
  const { body: made } = await test.post('/v1/segments', {
    name: { en: 'First' },
    criteria: plan('free'),
    roles: [{ id: 'lounge', scope: 'site' }],
    notes: { draft: 'first' },
  });
  await put(made.id, { name: { en: 'Second' }, criteria: plan('gold'), public: true, roles: [] }, 1);
  const restore = (version: number | string, match: string) =>
    test.call('POST', `/v1/segments/${made.id}/versions/${version}/restore`, {}, { ...test.auth(), 'if-match': match });
  expect(await restore(1, '"1"')).toMatchObject({ status: 412, body: { code: 'version_conflict' } });
  expect(await restore(9, '"2"')).toMatchObject({ status: 404, body: { code: 'unknown_version' } });
  expect((await restore('first', '"2"')).status).toBe(400);
  expect(await restore(1, '"2"')).toMatchObject({
    status: 200,
    body: {
      version: 3,
      name: { en: 'First' },
      criteria: plan('free'),
      public: false,
      roles: [{ id: 'lounge' }],
      notes: { draft: 'first' },
    },
  });
  // What is changed afterwards restores nothing.
  await test.post(`/v1/segments/${made.id}/activate`, {});
  const { body } = await test.get(`/v1/segments/${made.id}/versions`);
  expect(body.items.map(({ version, restored }: Restored) => [version, restored])).toEqual([
    [4, null],
    [3, 1],
    [2, null],
    [1, null],
  ]);
});

it('gives each version in the form in which it can be sent again', async () => {
  const { body: made } = await test.post('/v1/segments', { name: { en: 'First' }, criteria: plan('free') });
  await put(made.id, { name: { en: 'Second' }, criteria: plan('gold'), public: true }, 1);
  const { body } = await test.get(`/v1/segments/${made.id}/versions`);
  const restored = await put(made.id, body.items[1].definition, 2);
  expect(restored.body).toMatchObject({ version: 3, name: { en: 'First' }, criteria: plan('free'), public: false });
});

it('calls a change of form and not of meaning no change', async () => {
  const { body: made } = await test.post('/v1/segments', { name: { en: 'Same' }, criteria: plan('free') });
  await put(made.id, { name: { en: 'Same' }, criteria: { type: 'all', of: [plan('free')] } }, 1);
  const { body } = await test.get(`/v1/segments/${made.id}/versions`);
  expect(body.items[0]).toMatchObject({ version: 2, changes: [] });
});
