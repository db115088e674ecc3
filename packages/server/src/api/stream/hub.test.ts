import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestServer, until } from '../../testing/test-server.js';

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
});
afterAll(() => test.stop());

interface Message {
  readonly event: string;
  readonly id: string;
  readonly data: ReturnType<typeof JSON.parse>;
}

/** Listens like a browser; what has come so far is in `messages`. */
async function listen(path: string, headers: Record<string, string>) {
  const stop = new AbortController();
  const response = await fetch(test.url + path, { headers, signal: stop.signal });
  const messages: Message[] = [];
  const done = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts.filter((one) => !one.startsWith(':'))) {
        const line = (name: string) =>
          part
            .split('\n')
            .find((one) => one.startsWith(`${name}: `))
            ?.slice(name.length + 2) ?? '';
        messages.push({ event: line('event'), id: line('id'), data: JSON.parse(line('data')) });
      }
    }
  })().catch(() => {});
  return { status: response.status, messages, done, close: () => stop.abort() };
}

it('tells of events, enters and exits in their order, to those who may know', async () => {
  const { id } = await test.segment('short', {
    type: 'event',
    event: 'Clicked',
    count: { atLeast: 1 },
    window: { rolling: { amount: 1, unit: 'seconds' } },
  });
  const other = await listen('/v1/stream', test.auth(await test.otherSite('elsewhere')));
  const all = await listen('/v1/stream', test.auth());
  const { cookie = '' } = await test.signIn();
  const changes = await listen(`/v1/stream?types=memberships&segment=${id}&site=main`, { cookie });
  expect([all.status, changes.status]).toEqual([200, 200]);

  await test.send(
    { type: 'identify', userId: 'ana', traits: { name: 'Ana' } },
    { type: 'track', userId: 'ana', event: 'Clicked', messageId: 'c1' },
  );
  await until(() => changes.messages.length === 2);
  expect(changes.messages).toMatchObject([
    { event: 'entered', data: { segment: { key: 'short' }, profile: { name: 'Ana' }, cause: 'event:c1' } },
    { event: 'exited', data: { cause: 'time' } },
  ]);
  expect(all.messages.map(({ event }) => event).sort()).toEqual(['entered', 'event', 'event', 'exited']);
  const events = all.messages.filter(({ event }) => event === 'event');
  expect(events.map(({ data }) => data.type)).toEqual(['identify', 'track']);
  expect(events[1]?.data).toMatchObject({ name: 'Clicked', messageId: 'c1', profile: { userId: 'ana' } });
  expect(other.messages).toEqual([]);
  for (const one of [other, all, changes]) one.close();
});

it('tells of one visitor alone, and goes on when a guest becomes part of a user', async () => {
  await test.segment('viewed', { type: 'event', event: 'Viewed', count: { atLeast: 1 } });
  await test.send(
    { type: 'track', anonymousId: 'phone', event: 'Came', messageId: 'p0' },
    { type: 'track', userId: 'bo', event: 'Came', messageId: 'p1' },
  );
  const guest = (await test.get('/v1/profiles/lookup?anonymousId=phone')).body.id;
  const stream = await listen(`/v1/stream?profile=${guest}`, test.auth());
  await test.send(
    { type: 'track', userId: 'bo', event: 'Viewed', messageId: 'p2' },
    { type: 'track', anonymousId: 'phone', event: 'Viewed', messageId: 'p3' },
    { type: 'track', userId: 'cy', anonymousId: 'other', event: 'Viewed', messageId: 'p4' },
    { type: 'identify', userId: 'bo', anonymousId: 'phone', messageId: 'p5' },
    { type: 'track', userId: 'bo', event: 'Viewed', messageId: 'p6' },
  );
  const heard = () => stream.messages.filter(({ event }) => event === 'event').map(({ data }) => data.messageId);
  await until(() => heard().includes('p6'));
  // What the user did just before may be told with what joined them.
  expect(heard().filter((id) => id !== 'p2')).toEqual(['p3', 'p5', 'p6']);
  const exactly = await listen(`/v1/stream?profile=${guest}`, test.auth());
  await test.send({ type: 'track', userId: 'cy', event: 'Viewed' }, { type: 'track', userId: 'bo', event: 'Last' });
  await until(() => exactly.messages.length > 0);
  expect(exactly.messages).toMatchObject([{ event: 'event', data: { name: 'Last', profile: { userId: 'bo' } } }]);
  const elsewhere = test.auth(await test.otherSite('not-theirs'));
  expect((await test.get(`/v1/stream?profile=${guest}`, elsewhere)).status).toBe(404);
  expect((await test.get('/v1/stream?profile=nobody')).status).toBe(400);
  for (const one of [stream, exactly]) one.close();
});

it('goes on after a lost connection with what came meanwhile, nothing missed or doubled', async () => {
  const { id } = await test.segment('resumed', { type: 'event', event: 'Resumed', count: { atLeast: 1 } });
  const path = `/v1/stream?segment=${id}`;
  const told = (one: { messages: readonly Message[] }) =>
    one.messages.filter(({ event }) => event !== 'event').map(({ data }) => data.profile.userId);
  const come = (user: string) => test.send({ type: 'track', userId: user, event: 'Resumed' });
  const first = await listen(path, test.auth());
  await come('r0');
  await until(() => told(first).length === 1);
  const lastId = first.messages.findLast((message) => message.id !== '')?.id ?? '';
  first.close();
  await first.done;
  await come('r1');
  await test.restart();
  await come('r2');
  // What happens while the missed is being told comes once, too.
  const during = Promise.all(['r3', 'r4', 'r5', 'r6'].map(come));
  const second = await listen(path, { ...test.auth(), 'last-event-id': lastId });
  await during;
  await come('r7');
  await until(() => told(second).includes('r7'));
  expect(told(second).slice(0, 2)).toEqual(['r1', 'r2']);
  expect(told(second).sort()).toEqual(['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7']);
  second.close();
});

it('says so where what came meanwhile is not known any more', async () => {
  const { id } = await test.segment('gapped', { type: 'event', event: 'Gapped', count: { atLeast: 1 } });
  const stream = await listen(`/v1/stream?types=memberships&segment=${id}`, {
    ...test.auth(),
    'last-event-id': 'seg_gone.1.1',
  });
  await until(() => stream.messages.length === 1);
  await test.send({ type: 'track', userId: 'g1', event: 'Gapped' });
  await until(() => stream.messages.length === 2);
  expect(stream.messages).toMatchObject([
    { event: 'gap', data: { lastEventId: 'seg_gone.1.1' } },
    { event: 'entered', data: { profile: { userId: 'g1' } } },
  ]);
  stream.close();
});

it('says so where what came since the beginning is not known any more', async () => {
  const { id } = await test.segment('begun', { type: 'event', event: 'Begun', count: { atLeast: 1 } });
  const path = `/v1/stream?types=memberships&segment=${id}`;
  const from = { ...test.auth(), 'last-event-id': 'start' };
  await test.send({ type: 'track', userId: 'b1', event: 'Begun' });
  const whole = await listen(path, from);
  await until(() => whole.messages.length === 1);
  expect(whole.messages).toMatchObject([{ event: 'entered', data: { profile: { userId: 'b1' } } }]);
  whole.close();
  await test.server.store.state.forgetChanges(Date.now() + 60_000);
  const rest = await listen(path, from);
  await until(() => rest.messages.length === 1);
  expect(rest.messages).toMatchObject([{ event: 'gap', data: { lastEventId: 'start' } }]);
  rest.close();
});

it('ends at once when what it was opened with holds no longer, and tells nothing more', async () => {
  const admin = await test.signIn();
  await test.otherSite('kept');
  const key = (await test.post('/v1/keys', { type: 'api', role: 'viewer', name: 'short-lived' })).body;
  const user = async (email: string) => {
    const given = { email, name: email, role: 'viewer', password: 'a password for streams' };
    const { id } = (await test.post('/v1/users', given, admin)).body;
    const signIn = await test.post('/v1/session', { email, password: given.password }, {});
    const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return { id, signedIn: { cookie, 'x-csrf-token': signIn.body.csrf } };
  };
  const patch = (id: string, change: unknown) => test.call('PATCH', `/v1/users/${id}`, change, admin);
  const [out, away, gone, renewed, own, promoted] = await Promise.all(
    ['out', 'away', 'gone', 'renewed', 'own', 'promoted'].map((name) => user(`${name}@streams`)),
  );
  if (!out || !away || !gone || !renewed || !own || !promoted) throw new TypeError('Six users were asked for');
  const revocations: [string, Record<string, string>, () => Promise<{ status: number }>][] = [
    ['a deleted key', test.auth(key.secret), () => test.call('DELETE', `/v1/keys/${key.id}`)],
    ['a sign-out', out.signedIn, () => test.call('DELETE', '/v1/session', undefined, out.signedIn)],
    ['roles elsewhere only', away.signedIn, () => patch(away.id, { role: null, roles: { kept: 'viewer' } })],
    ['a deleted user', gone.signedIn, () => test.call('DELETE', `/v1/users/${gone.id}`, undefined, admin)],
    ['a new password', renewed.signedIn, () => patch(renewed.id, { password: 'another one for streams' })],
    [
      'a new password of one’s own',
      own.signedIn,
      () =>
        test.post(
          '/v1/session/password',
          { present: 'a password for streams', password: 'another one for streams' },
          own.signedIn,
        ),
    ],
  ];
  const stays = [
    await listen('/v1/stream', test.auth()),
    await listen('/v1/stream?site=main', { cookie: promoted.signedIn.cookie }),
  ];
  for (const [what, headers, revoke] of revocations) {
    const stream = await listen('/v1/stream', { ...headers, 'kindred-site': 'main' });
    expect([what, stream.status]).toEqual([what, 200]);
    await test.send({ type: 'track', userId: 'w', event: 'Before' });
    await until(() => stream.messages.length === 1);
    expect([what, Math.floor((await revoke()).status / 100)]).toEqual([what, 2]);
    await stream.done;
    expect((await listen('/v1/stream', { ...headers, 'kindred-site': 'main' })).status, what).toBeGreaterThan(400);
  }
  expect((await patch(promoted.id, { role: 'editor' })).status).toBe(200);
  await test.send({ type: 'track', userId: 'w', event: 'After' });
  for (const stream of stays) {
    await until(() => stream.messages.at(-1)?.data.name === 'After');
    expect(stream.messages).toHaveLength(7);
    stream.close();
  }
});

it('ends with the session that it was opened in', async () => {
  const { cookie = '' } = await test.signIn();
  const stream = await listen('/v1/stream?site=main', { cookie });
  await test.send({ type: 'track', userId: 'w', event: 'Within' });
  await until(() => stream.messages.length === 1);
  test.moveClock(8 * 24 * 3_600_000);
  await test.send({ type: 'track', userId: 'w', event: 'Later' });
  await stream.done;
  expect(stream.messages.map(({ data }) => data.name)).toEqual(['Within']);
});

it('tells of refused events with the reason, to those of the site who ask for them', async () => {
  const other = await listen('/v1/stream?types=rejected', test.auth(await test.otherSite('refusing-nothing')));
  const unasked = await listen('/v1/stream', test.auth());
  const rejected = await listen('/v1/stream?types=events,rejected', test.auth());
  const batch = [
    { type: 'track', userId: 'ana' },
    { type: 'track', userId: 'ana', event: 'Taken' },
  ];
  await test.post('/v1/batch', { writeKey: test.writeKey, batch }, {});
  await until(() => rejected.messages.length === 2);
  expect(rejected.messages.map(({ event }) => event).sort()).toEqual(['event', 'rejected']);
  const told = rejected.messages.find(({ event }) => event === 'rejected')?.data;
  const kept = (await test.get('/v1/events/rejected?limit=1')).body.items[0];
  expect(told).toEqual({ ...kept, id: undefined });
  expect(told.message).toMatch(/event/);
  await until(() => unasked.messages.length === 1);
  expect([unasked.messages.map(({ event }) => event), other.messages]).toEqual([['event'], []]);
  for (const one of [other, unasked, rejected]) one.close();
});

it('refuses kinds that do not exist', async () => {
  expect((await test.get('/v1/stream?types=weather')).status).toBe(400);
});

it('ends when the server closes, which waits for no connection that is merely open', async () => {
  const own = await TestServer.start();
  const idle = connect(own.server.port, '127.0.0.1');
  await once(idle, 'connect');
  const response = await fetch(`${own.url}/v1/stream`, { headers: own.auth() });
  await own.stop();
  await expect(response.text()).resolves.toContain(': connected');
});
