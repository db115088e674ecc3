import { Webhook as Signature } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { TestServer, until } from '../testing/test-server.js';
import { type Received, startReceiver } from '../testing/webhook-receiver.js';

let test: TestServer;
let segment: { id: string };

beforeAll(async () => {
  test = await TestServer.start({
    webhooks: { busyInterval: 10, idleInterval: 50, retryDelays: [60, 60], timeout: 1_000 },
  });
  segment = await test.segment('visitors', {
    type: 'event',
    event: 'Visited',
    count: { atLeast: 1 },
    window: { rolling: { amount: 1, unit: 'hours' } },
  });
});
afterAll(() => test.stop());

async function receiverOf(answer: (delivery: Received, count: number) => number, segments?: readonly string[]) {
  const receiver = await startReceiver(answer);
  const made = await test.post('/v1/webhooks', { url: receiver.url, ...(segments === undefined ? {} : { segments }) });
  expect(made.status).toBe(201);
  onTestFinished(async () => {
    await test.call('DELETE', `/v1/webhooks/${made.body.id}`);
    await receiver.close();
  });
  const deliveries = async () => (await test.get(`/v1/webhooks/${made.body.id}/deliveries`)).body.items;
  return { ...receiver, id: made.body.id, secret: made.body.secret, deliveries };
}

const visit = (userId: string) => test.send({ type: 'track', userId, event: 'Visited' });
const subjects = (received: readonly Received[]) => received.map(({ text }) => JSON.parse(text).data.profile.userId);

describe('a webhook', () => {
  it('is changed by who has seen the latest version: its address, its segments, and whether it hears of anything', async () => {
    const [first, second] = [await receiverOf(() => 204, [segment.id]), await startReceiver(() => 204)];
    const other = await receiverOf(() => 204, [segment.id]);
    onTestFinished(() => second.close());
    const path = `/v1/webhooks/${first.id}`;
    const read = await test.get(path);
    expect(read.headers.get('etag')).toBe('"1"');
    const put = (body: object, match?: string) =>
      test.call('PUT', path, body, { ...test.auth(), ...(match === undefined ? {} : { 'if-match': match }) });
    expect((await put(read.body)).status).toBe(428);
    const off = await put({ ...read.body, active: false }, '"1"');
    expect(off.body).toEqual({ ...read.body, active: false, version: 2 });
    await visit('unheard');
    await until(() => other.received.length === 1);
    const moved = await put({ ...off.body, active: true, url: second.url }, '"2"');
    expect([moved.status, moved.headers.get('etag')]).toEqual([200, '"3"']);
    expect((await put(read.body, '"1"')).body).toMatchObject({ status: 412, code: 'version_conflict' });
    await visit('heard');
    await until(() => second.received.length === 1);
    expect([first.received, subjects(second.received)]).toEqual([[], ['heard']]);
    const wrong = await put({ ...moved.body, segments: ['nothing'] }, '*');
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'segments[0]']);
  });

  it('hears of what happened before it is switched off or given other segments, and of nothing that happens meanwhile', async () => {
    const other = await test.segment('bought', { type: 'event', event: 'Bought', count: { atLeast: 1 } });
    const buy = (userId: string) => test.send({ type: 'track', userId, event: 'Bought' });
    const receiver = await receiverOf(() => 200, [segment.id]);
    const put = (change: object) =>
      test.call(
        'PUT',
        `/v1/webhooks/${receiver.id}`,
        { url: receiver.url, segments: [segment.id], ...change },
        {
          ...test.auth(),
          'if-match': '*',
        },
      );
    const heard: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      await visit(`before-${round}`);
      await put({ active: false });
      await visit(`meanwhile-${round}`);
      await put({ active: true, segments: [other.id] });
      await visit(`not-asked-for-${round}`);
      await buy(`buyer-${round}`);
      await put({ active: true });
      await buy(`no-more-${round}`);
      heard.push(`before-${round}`, `buyer-${round}`);
    }
    await visit('end');
    await until(() => subjects(receiver.received).includes('end'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(subjects(receiver.received).sort()).toEqual([...heard, 'end'].sort());
  });

  it('hears of a whole edit that was made before it is switched off, though it is still being told', async () => {
    const people = Array.from({ length: 1_200 }, (_, i) =>
      JSON.stringify({ userId: `many-${i}`, traits: { plan: 'x' } }),
    );
    await fetch(`${test.url}/v1/import/people`, {
      method: 'POST',
      headers: { ...test.auth(), 'content-type': 'application/x-ndjson' },
      body: people.join('\n'),
    });
    const receiver = await receiverOf(() => 200);
    await test.segment('many', { type: 'property', property: 'user.plan', operator: 'equals', value: 'x' });
    await test.call(
      'PUT',
      `/v1/webhooks/${receiver.id}`,
      { url: receiver.url, active: false },
      {
        ...test.auth(),
        'if-match': '*',
      },
    );
    const of = async (state: string) =>
      (await test.get(`/v1/webhooks/${receiver.id}/deliveries?state=${state}&limit=1`)).body.items.length;
    await until(() => receiver.received.length > 0);
    for (let left = 60; left > 0 && receiver.received.length < people.length; left -= 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(await of('dead')).toBe(0);
    expect(new Set(subjects(receiver.received)).size).toBe(people.length);
  }, 60_000);

  it('gets a signed CloudEvent for each enter, once', async () => {
    const receiver = await receiverOf(() => 204, [segment.id]);
    await visit('signed');
    await until(() => receiver.received.length === 1);
    const [delivery] = receiver.received;
    const verified = new Signature(receiver.secret).verify(delivery?.text ?? '', {
      'webhook-id': String(delivery?.headers['webhook-id']),
      'webhook-timestamp': String(delivery?.headers['webhook-timestamp']),
      'webhook-signature': String(delivery?.headers['webhook-signature']),
    });
    expect(verified).toMatchObject({
      specversion: '1.0',
      source: '/sites/main',
      type: 'kindred.segment.entered',
      datacontenttype: 'application/json',
      data: { segment: { id: segment.id, key: 'visitors' }, profile: { userId: 'signed' }, kind: 'entered' },
    });
    expect(() =>
      new Signature(receiver.secret).verify(`${delivery?.text} `, { ...delivery?.headers } as never),
    ).toThrow();
    await visit('signed');
    await until(async () => (await receiver.deliveries())[0]?.state === 'delivered');
    expect(receiver.received).toHaveLength(1);
  });

  it('says by which anonymous ids a person is known, guests among them', async () => {
    const receiver = await receiverOf(() => 204, [segment.id]);
    await test.send({ type: 'track', anonymousId: 'phone', event: 'Visited' });
    await until(() => receiver.received.length === 1);
    await test.send({ type: 'identify', anonymousId: 'laptop', userId: 'two-devices' });
    await test.send({ type: 'track', anonymousId: 'tablet', userId: 'two-devices', event: 'Visited' });
    await until(() => receiver.received.length === 2);
    const people = receiver.received.map(({ text }) => JSON.parse(text).data.profile);
    expect(people).toEqual([
      { id: expect.any(String), userId: null, anonymousIds: ['phone'] },
      { id: expect.any(String), userId: 'two-devices', anonymousIds: ['laptop', 'tablet'] },
    ]);
  });

  it('is tried again after a failure, with the same id, and in the order of each person', async () => {
    const receiver = await receiverOf((_, count) => (count <= 2 ? 503 : 200));
    await visit('retried');
    await until(() => receiver.received.length > 0);
    test.moveClock(3_600_000);
    await test.server.engine.sweep();
    await until(() => receiver.received.length >= 4);
    await until(async () => (await receiver.deliveries()).every((one: { state: string }) => one.state === 'delivered'));
    const mine = receiver.received.filter(({ text }) => JSON.parse(text).data.profile.userId === 'retried');
    const kinds = mine.map(({ text }) => JSON.parse(text).data.kind);
    expect(kinds).toEqual([...kinds].sort());
    expect(kinds).toContain('exited');
    const entered = mine.filter(({ text }) => JSON.parse(text).data.kind === 'entered');
    expect(entered.length).toBeGreaterThan(1);
    expect(new Set(entered.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('is given up after the last attempt, and sent again on demand', async () => {
    let status = 500;
    const receiver = await receiverOf(() => status);
    await visit('given-up');
    await until(async () => (await receiver.deliveries())[0]?.state === 'dead');
    const [dead] = await receiver.deliveries();
    expect(dead).toMatchObject({ attempts: 3, lastStatus: 500, nextAttemptAt: null });
    status = 200;
    const again = await test.post(`/v1/webhooks/${receiver.id}/deliveries/${dead.id}/replay`, {});
    expect(again.body.state).toBe('pending');
    await until(async () => (await receiver.deliveries())[0]?.state === 'delivered');
    expect(receiver.received).toHaveLength(4);
  });

  it('keeps what was given up, to be found and sent again since a time, in the order of each person', async () => {
    let status = 500;
    const receiver = await receiverOf(() => status, [segment.id]);
    await visit('lost');
    test.moveClock(2 * 3_600_000);
    await test.server.engine.sweep();
    await visit('lost');
    const dead = async () => (await test.get(`/v1/webhooks/${receiver.id}/deliveries?state=dead`)).body.items;
    const kinds = (items: readonly { body: { data: { kind: string; profile: { userId: string } } } }[]) =>
      items.filter(({ body }) => body.data.profile.userId === 'lost').map(({ body }) => body.data.kind);
    await until(async () => kinds(await dead()).length === 3);
    expect(kinds(await dead())).toEqual(['entered', 'exited', 'entered']);
    const before = receiver.received.length;
    status = 200;
    const replay = { since: '2026-01-01' };
    const { replayed } = (await test.post(`/v1/webhooks/${receiver.id}/replay`, replay)).body;
    expect(replayed).toBeGreaterThanOrEqual(3);
    await until(async () => (await receiver.deliveries()).every((one: { state: string }) => one.state === 'delivered'));
    const again = receiver.received.slice(before).map(({ text }) => ({ body: JSON.parse(text) }));
    expect(again).toHaveLength(replayed);
    expect(kinds(again)).toEqual(['entered', 'exited', 'entered']);
    expect((await test.post(`/v1/webhooks/${receiver.id}/replay`, replay)).body).toEqual({ replayed: 0 });
    expect((await test.post(`/v1/webhooks/${receiver.id}/replay`, { since: 'soon' })).body.code).toBe('invalid_time');
  });

  it('does not hold up others by failing for one person', async () => {
    const receiver = await receiverOf(({ text }) => (text.includes('"blocked"') ? 500 : 200));
    await visit('blocked');
    await visit('free');
    await until(() => subjects(receiver.received).includes('free'));
  });

  it('hears of nothing from before it was made, nor of other segments', async () => {
    await visit('before');
    const other = await test.segment('others', { type: 'event', event: 'Other', count: { atLeast: 1 } });
    const receiver = await receiverOf(() => 200, [other.id]);
    await visit('after');
    await test.send({ type: 'track', userId: 'after', event: 'Other' });
    await until(() => receiver.received.length > 0);
    expect(receiver.received.map(({ text }) => JSON.parse(text).data.segment.key)).toEqual(['others']);
  });

  it('is refused where its address has a user name or a password, to which nothing could be sent', async () => {
    const made = await receiverOf(() => 204);
    for (const url of ['http://user:secret@127.0.0.1/', 'https://user@example.com/', 'https://:secret@example.com/']) {
      const refused = [
        await test.post('/v1/webhooks', { url }),
        await test.call('PUT', `/v1/webhooks/${made.id}`, { url }, { ...test.auth(), 'if-match': '*' }),
      ];
      for (const { status, body } of refused) expect([status, body.errors[0]?.path]).toEqual([400, 'url']);
    }
  });

  it('is refused for request-time segments, by name', async () => {
    const chrome = { type: 'property', property: 'request.browser', operator: 'equals', value: 'Chrome' };
    const { body } = await test.post('/v1/segments', { name: { en: 'On Chrome' }, criteria: chrome });
    const refused = await test.post('/v1/webhooks', { url: 'http://127.0.0.1:9/', segments: [body.id] });
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0]).toMatchObject({ path: 'segments[0]', code: 'request_time_segment' });
    expect(refused.body.errors[0].message).toContain('“On Chrome”');
  });

  it('hears after a restart of what was recorded before it', async () => {
    const receiver = await receiverOf(() => 200);
    // As if the process had ended between the recording of a change and the making of its deliveries.
    const { settings } = test.server.store.definitions;
    const site = (await test.server.store.definitions.sites.list())[0]?.id ?? 0;
    const before = (await settings.get(`webhooks.place.${site}`)) ?? '0';
    await visit('recorded');
    await until(async () => (await receiver.deliveries()).length === 1);
    await until(async () => (await settings.get(`webhooks.place.${site}`)) !== before);
    await settings.set(`webhooks.place.${site}`, before);
    await test.restart();
    await until(() => receiver.received.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(subjects(receiver.received)).toEqual(['recorded']);
    expect(await receiver.deliveries()).toHaveLength(1);
  });
});
