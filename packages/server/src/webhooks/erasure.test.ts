import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { TestServer, until } from '../testing/test-server.js';
import { startReceiver } from '../testing/webhook-receiver.js';

let test: TestServer;

beforeEach(async () => {
  const retryDelays = Array.from({ length: 100 }, () => 100);
  test = await TestServer.start({ webhooks: { busyInterval: 10, idleInterval: 50, retryDelays } });
  await test.segment('visitors', { type: 'event', event: 'Visited', count: { atLeast: 1 } });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await test.stop();
});

async function receiverOf(status: () => number) {
  const receiver = await startReceiver(status);
  onTestFinished(() => receiver.close());
  const { id } = (await test.post('/v1/webhooks', { url: receiver.url })).body;
  const deliveries = () => test.get(`/v1/webhooks/${id}/deliveries`);
  const states = async (): Promise<string[]> =>
    (await deliveries()).body.items.map(({ state }: { state: string }) => state);
  return { ...receiver, deliveries, states };
}

const visit = (who: object) => test.send({ type: 'track', event: 'Visited', ...who });

it('who is erased is told to be gone by number alone, and stays in no delivery, whatever became of it', async () => {
  let status = 503;
  const [down, up] = [await receiverOf(() => status), await receiverOf(() => 200)];
  await visit({ anonymousId: 'secret-device' });
  await visit({ userId: 'secret-user' });
  await until(async () => (await up.states()).length === 2);
  await test.send({ type: 'identify', anonymousId: 'secret-device', userId: 'secret-user' });
  await until(async () => (await up.states()).join() === 'delivered,delivered,delivered');
  await until(async () => (await down.states()).length === 3);
  expect((await down.deliveries()).text).toContain('secret-device');
  expect((await up.deliveries()).text).toContain('secret-user');

  const { id } = (await test.get('/v1/profiles/lookup?userId=secret-user')).body;
  expect((await test.call('DELETE', `/v1/profiles/${id}`)).status).toBe(200);
  for (const { deliveries } of [down, up]) expect((await deliveries()).text).not.toContain('secret');
  const before = down.received.length;
  status = 200;
  for (const { states } of [down, up]) {
    await until(async () => (await states()).length > 0 && (await states()).every((state) => state === 'delivered'));
  }
  await until(async () => (await down.states()).length === 4);
  for (const { deliveries } of [down, up]) expect((await deliveries()).text).not.toContain('secret');
  const told = down.received.slice(before).map(({ text }) => JSON.parse(text));
  expect(JSON.stringify(told)).not.toContain('secret');
  const ofTheUser = told.filter(({ subject }) => subject === id).map(({ data }) => data);
  expect(ofTheUser).toMatchObject([
    { kind: 'entered', profile: { id, userId: null, anonymousIds: [] } },
    { kind: 'exited', profile: { id, userId: null, anonymousIds: [] }, cause: 'erasure' },
  ]);
  expect((await up.deliveries()).body.items).toMatchObject([{ body: { subject: id, data: { cause: 'erasure' } } }]);
});

it('who is erased while deliveries about them are made stays in none of these', async () => {
  await test.send({ type: 'identify', userId: 'secret-user', traits: { plan: 'x' } });
  const { id } = (await test.get('/v1/profiles/lookup?userId=secret-user')).body;
  const receiver = await receiverOf(() => 503);
  const { engine } = test.server;
  const read = engine.profiles.bind(engine);
  let goOn = (): void => undefined;
  const erased = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const found: unknown[] = [];
  vi.spyOn(engine, 'profiles').mockImplementation(async (...asked) => {
    const people = await read(...asked);
    found.push(people);
    if (found.length === 1) await erased;
    return people;
  });
  await visit({ userId: 'secret-user' });
  await until(() => found.length > 0);
  expect(found).toMatchObject([[{ userId: 'secret-user' }]]);
  expect((await test.call('DELETE', `/v1/profiles/${id}`)).status).toBe(200);
  goOn();
  await until(async () => (await receiver.states()).length === 2);
  await until(async () => !(await receiver.deliveries()).text.includes('secret'));
  expect((await receiver.deliveries()).body.items).toMatchObject([
    { body: { data: { kind: 'exited', cause: 'erasure' } } },
    { body: { data: { kind: 'entered', profile: { userId: null, anonymousIds: [] } } } },
  ]);
});
