import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestServer, until } from '../../testing/test-server.js';

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
  const plans = ['free', 'gold', 'Gold', 'platinum', 7];
  await test.send(
    ...plans.map((plan, index) => ({
      type: 'identify',
      userId: `user-${index}`,
      traits: { plan, since: index === 0 ? 'long ago' : '2026-01-01', tags: ['a', 'b'] },
    })),
    { type: 'track', userId: 'user-1', event: 'Paid', properties: { amount: 5 } },
    { type: 'track', userId: 'user-1', event: 'Paid', properties: { amount: '5 francs' } },
  );
  await until(async () => (await test.get('/v1/schema/seen?of=user')).body.examined === 5);
  await test.call('PUT', '/v1/schema/traits/user.plan', { type: 'text', values: ['free', 'gold'] });
  await test.call('PUT', '/v1/schema/traits/user.since', { type: 'date' });
  await test.call('PUT', '/v1/schema/traits/user.city', { type: 'text' });
  await test.call('PUT', '/v1/schema/events/Paid', { properties: { amount: { type: 'number' } } });
}, 60_000);
afterAll(() => test.stop());

it('tells traits as they came in beside what is said of them, and where they differ', async () => {
  const { status, body } = await test.get('/v1/schema/seen?of=user');
  expect(status).toBe(200);
  expect(body).toMatchObject({ examined: 5, more: false });
  const of = (path: string) => body.items.find((each: { path: string }) => each.path === path);
  expect(of('plan')).toEqual({
    property: 'user.plan',
    path: 'plan',
    count: 4,
    types: [
      { type: 'text', count: 4 },
      { type: 'number', count: 1 },
    ],
    declared: { type: 'text', values: ['free', 'gold'] },
    violations: [
      { code: 'type', count: 1, atLeast: false },
      { code: 'value', count: 2, atLeast: false },
    ],
  });
  expect(of('since')).toMatchObject({ violations: [{ code: 'type', count: 1 }] });
  expect(of('tags')).toMatchObject({ types: [{ type: 'textList', count: 5 }], declared: null, violations: [] });
  expect(of('city')).toMatchObject({ count: 0, types: [], violations: [{ code: 'unseen', count: 0 }] });
  const one = (await test.get('/v1/schema/seen?of=user&limit=1')).body;
  expect(one.more).toBe(true);
  // Those described are told of all the same.
  expect(one.items.map((each: { path: string }) => each.path)).toEqual(
    expect.arrayContaining(['plan', 'since', 'city']),
  );
});

it('tells the properties of an event, and refuses what is neither', async () => {
  const { body } = await test.get(`/v1/schema/seen?of=${encodeURIComponent('event:Paid')}`);
  expect(body).toMatchObject({
    examined: 2,
    items: [{ property: 'properties.amount', violations: [{ code: 'type', count: 1 }] }],
  });
  expect((await test.get('/v1/schema/seen?of=request')).status).toBe(400);
});
