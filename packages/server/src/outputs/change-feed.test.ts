import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../testing/test-server.js';

const visited = {
  type: 'event',
  event: 'Visited',
  count: { atLeast: 1 },
  window: { rolling: { amount: 1, unit: 'days' } },
};

describe('the feed of changes', () => {
  let test: TestServer;
  let visitors: { id: string };
  let buyers: { id: string };

  beforeAll(async () => {
    test = await TestServer.start();
    visitors = await test.segment('visitors', visited);
    buyers = await test.segment('buyers', { ...visited, event: 'Bought' });
  });
  afterAll(() => test.stop());

  const did = (userId: string, event: string) => test.send({ type: 'track', userId, event });
  const pull = async (query: string) => {
    const { status, body, text } = await test.get(`/v1/membership-changes?${query}`);
    expect(status, text).toBe(200);
    return body;
  };
  const told = (items: { profile: { userId: string }; kind: string; segment: { key: string } }[]) =>
    items.map(({ profile, kind, segment }) => `${profile.userId} ${kind} ${segment.key}`);
  const now = async () => (await pull('after=now')).next;

  it('gives every change once and in order, however it is cut into pages', async () => {
    const start = await now();
    const people = Array.from({ length: 30 }, (_, i) => `p${i}`);
    const seen: string[] = [];
    let cursor = start;
    const read = async () => {
      const page = await pull(`after=${cursor}&limit=7`);
      cursor = page.next;
      seen.push(...told(page.items));
      return page;
    };
    for (const person of people) {
      await did(person, 'Visited');
      if (person.endsWith('5')) await read();
      await did(person, 'Bought');
    }
    while ((await read()).items.length > 0);
    expect(seen).toEqual(people.flatMap((person) => [`${person} entered visitors`, `${person} entered buyers`]));
    const again = await pull(`after=${start}&limit=1000`);
    expect([told(again.items), again.more, again.next]).toEqual([seen, false, cursor]);
    expect((await pull(`after=${start}&limit=7`)).more).toBe(true);
  });

  it('gives those of some segments alone, under the same cursors', async () => {
    const start = await now();
    await did('ana', 'Visited');
    await did('ana', 'Bought');
    expect(told((await pull(`after=${start}&segments=${buyers.id}`)).items)).toEqual(['ana entered buyers']);
    const both = await pull(`after=${start}&segments=${visitors.id},${buyers.id}`);
    expect(told(both.items)).toEqual(['ana entered visitors', 'ana entered buyers']);
    const { body } = await test.get(`/v1/segments/${visitors.id}/changes?after=${start}`);
    expect(told(body.items)).toEqual(['ana entered visitors']);
    await did('ben', 'Visited');
    expect(told((await test.get(`/v1/segments/${visitors.id}/changes?after=${body.next}`)).body.items)).toEqual([
      'ben entered visitors',
    ]);
  });

  it('waits for something to come, and not in vain', async () => {
    const start = await now();
    const waiting = pull(`after=${start}&wait=20`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await did('cem', 'Visited');
    expect(told((await waiting).items)).toEqual(['cem entered visitors']);
    const none = await pull(`after=${await now()}&wait=0.05`);
    expect(none.items).toEqual([]);
  });

  it('goes on over a restart', async () => {
    const start = await now();
    await did('dan', 'Visited');
    await test.restart();
    const page = await pull(`after=${start}`);
    expect(told(page.items)).toEqual(['dan entered visitors']);
    expect((await pull(`after=${page.next}`)).items).toEqual([]);
  });

  it('says so where changes after the cursor are kept no longer', async () => {
    const start = await now();
    await did('eva', 'Visited');
    const end = await now();
    await test.server.store.state.forgetChanges(Date.now() + 60_000);
    const expired = await test.get(`/v1/membership-changes?after=${start}`);
    expect([expired.status, expired.body.code]).toEqual([410, 'cursor_expired']);
    expect((await test.get(`/v1/segments/${visitors.id}/changes?after=${start}`)).status).toBe(410);
    expect((await pull(`after=${end}`)).items).toEqual([]);
    expect((await pull('after=start')).items).toEqual([]);
  });

  it('says so where a cursor is ahead of all that is recorded, as after an older copy was put back', async () => {
    const place = (cursor: string): number => JSON.parse(Buffer.from(cursor, 'base64url').toString()).place;
    const end = await now();
    const ahead = Buffer.from(JSON.stringify({ place: place(end) + 1 })).toString('base64url');
    for (const path of ['/v1/membership-changes', `/v1/segments/${visitors.id}/changes`]) {
      const refused = await test.get(`${path}?after=${ahead}`);
      expect([refused.status, refused.body.code, refused.body.errors[0].path]).toEqual([
        410,
        'cursor_expired',
        'after',
      ]);
      expect((await test.get(`${path}?after=${end}`)).status).toBe(200);
    }
  });

  it('names what is wrong with a question', async () => {
    const onChrome = { type: 'property', property: 'request.browser', operator: 'equals', value: 'Chrome' };
    const { body } = await test.post('/v1/segments', { name: { en: 'On Chrome' }, criteria: onChrome });
    for (const path of [`/v1/membership-changes?segments=${body.id}`, `/v1/segments/${body.id}/changes?after=start`]) {
      const refused = await test.get(path);
      expect([refused.status, refused.body.code]).toEqual([409, 'request_time_segment']);
      expect(refused.body.detail).toContain('“On Chrome”');
    }
    const nonsense = (await test.get('/v1/membership-changes?after=nonsense')).body.errors[0];
    expect([nonsense.code, nonsense.path]).toEqual(['invalid_cursor', 'after']);
    expect((await test.get('/v1/membership-changes?segments=nothing')).body.errors[0].path).toBe('segments[0]');
  });

  it('shows a site its own changes only', async () => {
    const other = test.auth(await test.otherSite('other'));
    expect((await test.get('/v1/membership-changes', other)).body.items).toEqual([]);
  });
});
