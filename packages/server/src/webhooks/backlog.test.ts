import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { TestServer, until } from '../testing/test-server.js';
import { type Received, startReceiver } from '../testing/webhook-receiver.js';

let test: TestServer;

afterEach(async () => {
  vi.restoreAllMocks();
  await test.stop();
});

/** @param interval pause (ms) between two looks at what there is to be told */
async function start(interval: number): Promise<void> {
  test = await TestServer.start({ webhooks: { busyInterval: interval, idleInterval: interval } });
}

async function receiverOf(segments: readonly string[], status = 200) {
  const receiver = await startReceiver(() => status);
  onTestFinished(() => receiver.close());
  const { body } = await test.post('/v1/webhooks', { url: receiver.url, segments });
  return { ...receiver, id: body.id };
}

const subjects = (received: readonly Received[]) => received.map(({ text }) => JSON.parse(text).data.profile.userId);
const bought = { type: 'event', event: 'Bought', count: { atLeast: 1 } };
const buy = (userId: string) => test.send({ type: 'track', userId, event: 'Bought' });

/** Has people enter a segment; reading who they are takes its time, so their enters are a backlog from then on. */
async function backlogOf(people: number): Promise<void> {
  const { engine } = test.server;
  const read = engine.profiles.bind(engine);
  vi.spyOn(engine, 'profiles').mockImplementation(async (...asked) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    return read(...asked);
  });
  const lines = Array.from({ length: people }, (_, i) =>
    JSON.stringify({ userId: `many-${i}`, traits: { plan: 'x' } }),
  );
  const headers = { ...test.auth(), 'content-type': 'application/x-ndjson' };
  await fetch(`${test.url}/v1/import/people`, { method: 'POST', headers, body: lines.join('\n') });
}

it('webhooks that are made, changed and deleted amid a backlog hear of what happens from then on, and of nothing more', async () => {
  const plan = { type: 'property', property: 'user.plan', operator: 'equals', value: 'x' };
  await start(10);
  // Each of the three changes below waits for a page of 500 of them, which takes a second.
  const people = 3_000;
  const [many, buyers] = [await test.segment('many', plan), await test.segment('buyers', bought)];
  const changed = await receiverOf([many.id]);
  const deleted = await receiverOf([many.id], 500);
  await backlogOf(people);
  await until(async () => (await test.get(`/v1/webhooks/${changed.id}/deliveries?limit=1`)).body.items.length > 0);

  const made = await receiverOf([buyers.id]);
  const change = { url: changed.url, segments: [buyers.id] };
  await test.call('PUT', `/v1/webhooks/${changed.id}`, change, { ...test.auth(), 'if-match': '*' });
  await test.call('DELETE', `/v1/webhooks/${deleted.id}`);
  const heardOfMany = () => changed.received.filter(({ text }) => text.includes('many-')).length;
  expect(heardOfMany()).toBeLessThan(people);

  await buy('late');
  await test.server.engine.settle(1);
  const patient = { timeout: 40_000, interval: 50 };
  await vi.waitFor(() => expect(made.received).not.toEqual([]), patient);
  await vi.waitFor(() => expect([heardOfMany(), changed.received.length]).toEqual([people, people + 1]), patient);
  expect(subjects(changed.received)).toContain('late');
  expect(subjects(made.received)).toEqual(['late']);
  const { deliveries } = test.server.store.definitions;
  expect(await deliveries.due(deleted.id, Number.MAX_SAFE_INTEGER, 1)).toEqual([]);
}, 120_000);

it('two first webhooks of a site that are made at once both hear of what happens from then on', async () => {
  await start(1_500);
  const buyers = await test.segment('buyers', bought);
  const { state } = test.server.store;
  const read = state.lastChange.bind(state);
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let reads = 0;
  vi.spyOn(state, 'lastChange').mockImplementation(async () => {
    reads += 1;
    // Time for the other one to come as far, if it may.
    await (reads === 1 ? new Promise((resolve) => setTimeout(resolve, 300)) : released);
    return read();
  });
  const both = [receiverOf([buyers.id]), receiverOf([buyers.id])];
  const first = await Promise.race(both);
  await buy('early');
  await test.server.engine.settle(1);
  release();
  await Promise.all(both);
  await buy('late');
  await until(() => first.received.length === 2);
  expect(subjects(first.received).sort()).toEqual(['early', 'late']);
});
