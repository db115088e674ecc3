import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

const plan = (value: string) => ({ type: 'property', property: 'user.plan', operator: 'equals', value });
const chrome = { type: 'property', property: 'request.browser', operator: 'equals', value: 'Chrome' };
const bought = (atLeast: number) => ({ type: 'event', event: 'Bought', count: { atLeast } });

let test: TestServer;
let profiles: Record<string, string>;

beforeAll(async () => {
  test = await TestServer.start();
  await test.send(
    { type: 'identify', userId: 'ana', traits: { plan: 'free', name: 'Ana' } },
    { type: 'identify', userId: 'bo', traits: { plan: 'paid' } },
    { type: 'track', userId: 'ana', event: 'Bought', properties: { total: 3 } },
    { type: 'track', userId: 'ana', event: 'Bought', properties: { total: 5 } },
    { type: 'track', anonymousId: 'g1', event: 'Bought', properties: { total: 5 } },
    { type: 'page', anonymousId: 'g2', properties: { path: '/x' } },
  );
  const { items } = (await test.get('/v1/profiles')).body;
  profiles = Object.fromEntries(
    items.map((one: { id: string; userId: string | null; anonymousIds: string[] }) => [
      one.userId ?? one.anonymousIds[0],
      one.id,
    ]),
  );
});
afterAll(() => test.stop());

const total = (known: number, guests: number) => ({ known, guests, total: known + guests });

describe('a preview', () => {
  it('counts exactly, guests and known users apart, with everything accepted so far', async () => {
    await test.send({ type: 'track', userId: 'cy', event: 'Bought' });
    // Where the warehouse needs longer than a preview waits for it, the answer says that it is not complete yet.
    const { status, body } = await vi.waitFor(
      async () => {
        const answer = await test.post('/v1/preview', { criteria: bought(1) });
        expect(answer.body.complete).toBe(true);
        return answer;
      },
      { timeout: 10_000 },
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      certain: total(2, 1),
      possible: total(2, 1),
      everyone: total(3, 2),
      exact: true,
      complete: true,
    });
    expect(Date.parse(body.asOf)).toBeGreaterThan(Date.now() - 60_000);
  });

  it('refuses members of the body that it does not know, each by name', async () => {
    const asked = { criteria: bought(1), asOf: '2026-01-01', segment: 'x' };
    const { status, body } = await test.post('/v1/preview', asked);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([
      { path: 'asOf', code: 'unknown_key' },
      { path: 'segment', code: 'unknown_key' },
    ]);
  });

  it('answers between what is certain and what is possible where it depends on the visit', async () => {
    const either = { type: 'any', of: [plan('free'), chrome] };
    const { body } = await test.post('/v1/preview', { criteria: either });
    expect(body).toMatchObject({ certain: total(1, 0), possible: total(3, 2), exact: false });
  });

  it('heeds people named and guests left out', async () => {
    const named = { criteria: bought(1), includeGuests: false, includes: [profiles.g2], excludes: [profiles.ana] };
    expect((await test.post('/v1/preview', named)).body.certain).toEqual(total(1, 1));
  });

  it('shows who they are, page by page', async () => {
    const first = (await test.post('/v1/preview/members', { criteria: bought(1), limit: 2 })).body;
    const second = (await test.post('/v1/preview/members', { criteria: bought(1), limit: 2, cursor: first.next })).body;
    const people = [...first.items, ...second.items].map((one) => one.userId ?? one.anonymousIds[0]);
    expect(people.sort()).toEqual(['ana', 'cy', 'g1']);
    expect(second.next).toBeNull();
  });

  it('counts every condition and group, and what is left after each', async () => {
    const criteria = { type: 'all', of: [bought(1), { type: 'not', of: plan('paid') }, chrome] };
    const { body } = await test.post('/v1/preview', { criteria, nodes: true });
    const nodes = Object.fromEntries(body.nodes.map(({ path, ...rest }: { path: string }) => [path, rest]));
    expect(nodes).toEqual({
      '': { certain: 0, possible: 3, left: null },
      'of[0]': { certain: 3, possible: 3, left: null },
      'of[1]': { certain: 4, possible: 4, left: { certain: 3, possible: 3 } },
      'of[1].of': { certain: 1, possible: 1, left: null },
      'of[2]': { certain: 0, possible: 5, left: { certain: 0, possible: 3 } },
    });
    const known = (await test.post('/v1/preview', { criteria: bought(1), nodes: true, includeGuests: false })).body;
    expect(known.nodes).toEqual([{ path: '', certain: 2, possible: 2, left: null }]);
    expect((await test.post('/v1/preview', { criteria })).body.nodes).toBeUndefined();
  });

  it('tells who would enter and who would leave against the segment as it is saved', async () => {
    const saved = (await test.post('/v1/segments', { name: { en: 'Free' }, criteria: plan('free') })).body;
    const edited = { criteria: plan('paid'), against: saved.id, includes: [profiles.g1] };
    const { body } = await test.post('/v1/preview', edited);
    expect(body.entering).toEqual({ certain: total(1, 1), possible: total(1, 1) });
    expect(body.leaving).toEqual({ certain: total(1, 0), possible: total(1, 0) });
    const names = async (who: string) =>
      (await test.post('/v1/preview/members', { ...edited, who })).body.items.map(
        (one: { userId: string | null; anonymousIds: string[] }) => one.userId ?? one.anonymousIds[0],
      );
    expect((await names('entering')).sort()).toEqual(['bo', 'g1']);
    expect(await names('leaving')).toEqual(['ana']);
  });

  it('lets nobody enter or leave where nothing was changed, also where the visit decides', async () => {
    const criteria = { type: 'property', property: 'request.signedIn', operator: 'equals', value: false };
    const saved = (await test.post('/v1/segments', { name: { en: 'Signed out' }, criteria })).body;
    const { body } = await test.post('/v1/preview', { criteria, against: saved.id });
    expect(body.certain.total).toBeLessThan(body.possible.total);
    const nobody = { certain: total(0, 0), possible: total(0, 0) };
    expect([body.entering, body.leaving]).toEqual([nobody, nobody]);
  });

  it('is not compared with nothing, or with a segment of others', async () => {
    const lost = await test.post('/v1/preview', { criteria: plan('paid'), against: 'seg_gone' });
    expect([lost.status, lost.body.code]).toEqual([404, 'unknown_segment']);
    const nothing = await test.post('/v1/preview/members', { criteria: plan('paid'), who: 'entering' });
    expect([nothing.status, nothing.body.errors[0].path]).toEqual([400, 'against']);
    const accounts = {
      name: { en: 'Big' },
      subject: 'account',
      criteria: { type: 'property', property: 'account.id', operator: 'known' },
    };
    const saved = (await test.post('/v1/segments', accounts)).body;
    const other = await test.post('/v1/preview', { criteria: plan('paid'), against: saved.id });
    expect([other.status, other.body.errors[0].code]).toEqual([400, 'other_subject']);
  });

  it('gives way to a newer one of the same editor, and to no other', async () => {
    const ask = (editor: string) => test.post('/v1/preview', { criteria: bought(1), editor });
    const answers = await Promise.all([ask('mine'), ask('mine'), ask('yours')]);
    expect(answers.map(({ status, body }) => body.code ?? status)).toEqual(['superseded', 200, 200]);
    expect(answers[0]?.status).toBe(409);
  });

  it('refuses wrong criteria with their faults', async () => {
    const { status, body } = await test.post('/v1/preview', { criteria: { type: 'all', of: [] } });
    expect([status, body.errors[0].path]).toEqual([400, 'criteria.of']);
  });
});

describe('an explanation', () => {
  const explain = async (profile: string | undefined, criteria: unknown, more: Record<string, unknown> = {}) =>
    (await test.post('/v1/preview/explain', { profile, criteria, ...more })).body;

  it('goes condition by condition, with the values found', async () => {
    const body = await explain(profiles.ana, { type: 'all', of: [plan('paid'), bought(2), chrome] });
    expect(body).toMatchObject({ matches: false, by: 'criteria' });
    expect(body.explanation.of).toMatchObject([
      { path: 'of[0]', matches: false, found: 'free' },
      { path: 'of[1]', matches: true, found: { count: 2, lastTime: expect.stringMatching(/^20.*T.*Z$/) } },
      { path: 'of[2]', matches: null, found: null },
    ]);
  });

  it('tells how far a sequence came, with its times and in words', async () => {
    const sequence = { type: 'sequence', steps: [{ event: 'Bought' }, { event: 'Refunded' }] };
    const { explanation } = await explain(profiles.ana, sequence);
    expect(explanation).toMatchObject({
      matches: false,
      found: {
        reached: 1,
        steps: [
          { event: 'Bought', time: expect.stringMatching(/^20.*T.*Z$/) },
          { event: 'Refunded', time: null },
        ],
      },
      foundText: expect.stringMatching(/^1 of 2 steps: Bought on 20[^,]+, then no Refunded$/),
    });
  });

  it('asks for membership of segments that are live, and of those that are not yet', async () => {
    const live = await test.segment('buyers', bought(1));
    const draft = (await test.post('/v1/segments', { name: { en: 'Draft' }, criteria: plan('free') })).body;
    const both = { type: 'all', of: [live, draft].map(({ id }) => ({ type: 'segment', segment: id })) };
    expect(await explain(profiles.ana, both)).toMatchObject({ matches: true });
    const guest = await explain(profiles.g1, both);
    expect(guest.explanation.of).toMatchObject([{ matches: true }, { matches: false }]);
  });

  it('says where somebody was named, or left out as a guest', async () => {
    expect(await explain(profiles.ana, plan('paid'), { includes: [profiles.ana] })).toMatchObject({
      matches: true,
      by: 'included',
    });
    expect(await explain(profiles.ana, plan('free'), { excludes: [profiles.ana] })).toMatchObject({
      matches: false,
      by: 'excluded',
    });
    expect(await explain(profiles.g1, bought(1), { includeGuests: false })).toMatchObject({
      matches: false,
      by: 'guest',
    });
  });

  it('is given for every active segment of a visitor', async () => {
    const { items } = (await test.get(`/v1/profiles/${profiles.ana}/reasons`)).body;
    expect(items).toMatchObject([
      {
        segment: { key: 'buyers' },
        matches: true,
        explanation: { found: { count: 2, lastTime: expect.stringMatching(/^20.*T.*Z$/) } },
      },
    ]);
    expect(items[0].since).not.toBeNull();
  });
});

describe('the palette', () => {
  it('offers before and after for traits that are all dates, and for no others', async () => {
    await test.send(
      { type: 'identify', userId: 'd1', traits: { renews: '2026-08-01', note: '2026-08-01' } },
      { type: 'identify', userId: 'd2', traits: { renews: '2026-08-01T10:00:00+02:00', note: 'later' } },
    );
    const { groups } = (await test.get('/v1/properties')).body;
    const found = (id: string) => groups[0].properties.find((one: { id: string }) => one.id === id);
    const operators = (id: string): readonly string[] => found(id).operators;
    expect(operators('user.renews')).toEqual(expect.arrayContaining(['before', 'after', 'equals', 'contains']));
    expect([found('user.renews').type, found('user.note').type]).toEqual(['date', 'text']);
    expect(operators('user.note')).not.toContain('before');
  });

  it('offers the traits and events seen, and what is known of a request', async () => {
    const { groups } = (await test.get('/v1/properties')).body;
    const ids = groups.flatMap((group: { properties: { id: string }[] }) => group.properties.map(({ id }) => id));
    expect(ids).toEqual(
      expect.arrayContaining(['user.plan', 'profile.known', 'account.id', 'request.browser', 'request.cookies.']),
    );
    const plans = (await test.get('/v1/properties/values?property=user.plan')).body.items;
    expect(plans.map((one: { value: string }) => one.value).sort()).toEqual(['free', 'paid']);
    const [event] = (await test.get('/v1/event-names?search=bou')).body.items;
    expect(event).toMatchObject({ name: 'Bought', properties: ['total'] });
  });
});

describe('a visitor', () => {
  it('has sessions, page by page', async () => {
    const visit = (hours: number) => ({
      type: 'track',
      userId: 'often',
      event: 'Came',
      timestamp: new Date(Date.now() - hours * 3_600_000).toISOString(),
    });
    await test.send(...[1, 3, 5, 7, 9].map(visit));
    const { id } = (await test.get('/v1/profiles/lookup?userId=often')).body;
    const starts: string[] = [];
    const pages: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await test.get(`/v1/profiles/${id}/sessions?limit=2&cursor=${cursor}`);
      pages.push(body.items.length);
      starts.push(...body.items.map((one: { start: string }) => one.start));
      cursor = body.next;
    }
    expect(pages).toEqual([2, 2, 1]);
    expect(starts).toEqual([...new Set(starts)].sort().reverse());
    expect((await test.get(`/v1/profiles/${id}/sessions?cursor=nonsense`)).status).toBe(400);
  });

  it('is found by name, with what they did', async () => {
    const { items } = (await test.get('/v1/profiles?search=ANA&known=true')).body;
    expect(items).toMatchObject([{ userId: 'ana', name: 'Ana', known: true }]);
    const guests = (await test.get('/v1/profiles?search=g1')).body.items;
    expect(guests).toMatchObject([{ userId: null, anonymousIds: ['g1'] }]);
    const first = (await test.get(`/v1/profiles/${profiles.ana}/events?limit=2`)).body;
    const second = (await test.get(`/v1/profiles/${profiles.ana}/events?limit=2&cursor=${first.next}`)).body;
    const events: { messageId: string; type: string; name: string }[] = [...first.items, ...second.items];
    expect(events.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
      'identify ',
      'track Bought',
      'track Bought',
    ]);
    expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(3);
    expect((await test.get(`/v1/profiles/${profiles.ana}/sessions`)).body).toMatchObject({ items: [{}], next: null });
    expect((await test.get('/v1/profiles/lookup?anonymousId=nobody')).status).toBe(404);
  });
});
