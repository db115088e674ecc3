import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

const plan = (value: string) => ({ type: 'property', property: 'user.plan', operator: 'equals', value });

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

it('gives each version in the form that restores it', async () => {
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
