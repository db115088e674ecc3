import { createServer } from 'node:http';
import { expect, it, onTestFinished, vi } from 'vitest';
import { TestServer, until } from '../testing/test-server.js';

/** A receiver that answers after a while (ms), and tells how many it had at once. */
async function startSlowReceiver(delay: number) {
  const taken: { readonly subject: string; readonly kind: string }[] = [];
  let atOnce = 0;
  let most = 0;
  const server = createServer(async (request, response) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    await new Promise((resolve) => setTimeout(resolve, delay));
    const { subject, data } = JSON.parse(text);
    taken.push({ subject, kind: data.kind });
    atOnce -= 1;
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
  return { url, taken, most: () => most };
}

/** @param interval pause (ms) between two looks at what there is to be told */
async function open(interval: number): Promise<TestServer> {
  const test = await TestServer.start({ webhooks: { busyInterval: interval, idleInterval: interval } });
  onTestFinished(() => test.stop());
  return test;
}

const visited = (atLeast: number) => ({ type: 'event', event: 'Visited', count: { atLeast } });

it('a webhook hears of enters while others come all the time', async () => {
  const test = await open(200);
  await test.segment('visitors', visited(1));
  const receiver = await startSlowReceiver(0);
  await test.post('/v1/webhooks', { url: receiver.url });
  let next = 0;
  await until(async () => {
    await test.send({ type: 'track', userId: `person-${next++}`, event: 'Visited' });
    return receiver.taken.length > 20;
  });
});

it('a webhook takes the next one when it has taken one, some at once, and of each person in their order', async () => {
  const test = await open(1_500);
  await test.segment('visitors', visited(1));
  await test.segment('once', { type: 'all', of: [visited(1), { type: 'not', of: visited(2) }] });
  const receiver = await startSlowReceiver(5);
  await test.post('/v1/webhooks', { url: receiver.url });
  const people = Array.from({ length: 100 }, (_, index) => ({
    type: 'track',
    userId: `person-${index}`,
    event: 'Visited',
  }));
  await test.send(...people);
  await test.send(...people);
  await vi.waitFor(() => expect(receiver.taken).toHaveLength(300), { timeout: 20_000, interval: 50 });
  expect(receiver.most()).toBeGreaterThan(1);
  expect(receiver.most()).toBeLessThanOrEqual(16);
  const subjects = new Set(receiver.taken.map(({ subject }) => subject));
  expect(subjects.size).toBe(100);
  for (const one of subjects) {
    const kinds = receiver.taken.filter(({ subject }) => subject === one).map(({ kind }) => kind);
    expect(kinds).toEqual(['entered', 'entered', 'exited']);
  }
}, 40_000);
