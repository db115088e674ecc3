import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
});
afterAll(() => test.stop());

const idOf = async (query: string): Promise<string> => (await test.get(`/v1/profiles/lookup?${query}`)).body.id;

describe('a visitor changed by hand', () => {
  it('has the traits at once, in segments too, and the change among what happened', async () => {
    await test.segment('pro', { type: 'property', property: 'user.plan', operator: 'equals', value: 'pro' });
    await test.send({
      type: 'identify',
      userId: 'ada',
      traits: { plan: 'free', address: { city: 'Bern', zip: '3000' } },
    });
    const id = await idOf('userId=ada');
    const changed = await test.call('PATCH', `/v1/profiles/${id}`, {
      traits: { plan: 'pro', 'address.zip': null, tags: ['a', 'b'] },
    });
    expect([changed.status, changed.body]).toMatchObject([
      200,
      {
        traits: { plan: 'pro', 'address.city': 'Bern', tags: ['a', 'b'] },
        traitTimes: { plan: expect.any(String) },
        memberships: [{ segment: { key: 'pro' } }],
      },
    ]);
    expect(changed.body.traits).not.toHaveProperty('address.zip');
    const newest = async () => (await test.get(`/v1/profiles/${id}/events`)).body.items[0];
    await expect.poll(newest, { timeout: 20_000 }).toMatchObject({
      type: 'identify',
      context: { changedBy: 'key:From the environment', changedTraits: ['plan', 'address.zip', 'tags'] },
    });
  });

  it('says of each trait where it came from', async () => {
    const library = { name: 'analytics.js', version: '2.1' };
    await test.send({ type: 'identify', userId: 'bea', traits: { plan: 'free', city: 'Bern' }, context: { library } });
    await test.send({ type: 'identify', userId: 'bea', traits: { age: 30 } });
    const id = await idOf('userId=bea');
    await test.call('PATCH', `/v1/profiles/${id}`, { traits: { plan: 'pro' } });
    const sources = async () => {
      const { items } = (await test.get(`/v1/profiles/${id}/trait-sources`)).body;
      return Object.fromEntries(items.map(({ trait, source }: { trait: string; source: unknown }) => [trait, source]));
    };
    await expect.poll(sources, { timeout: 20_000 }).toEqual({
      plan: { kind: 'user', name: 'key:From the environment' },
      city: { kind: 'library', name: 'analytics.js 2.1' },
      age: { kind: 'call', name: null },
    });
    expect((await test.get('/v1/profiles/999999/trait-sources')).status).toBe(404);
  });

  it('is refused traits that are none', async () => {
    const id = await idOf('userId=ada');
    for (const [traits, code] of [
      [{}, 'invalid_request'],
      [{ __proto__x: undefined }, 'invalid_request'],
      [{ '': 'x' }, 'invalid_request'],
    ] as const) {
      expect(await test.call('PATCH', `/v1/profiles/${id}`, { traits })).toMatchObject({ status: 400, body: { code } });
    }
    expect((await test.call('PATCH', '/v1/profiles/999999', { traits: { a: 1 } })).status).toBe(404);
  });

  it('is joined by an anonymous id, which can be parted again', async () => {
    await test.send({ type: 'track', anonymousId: 'phone', event: 'Order' });
    const [ada, guest] = [await idOf('userId=ada'), await idOf('anonymousId=phone')];
    const joined = await test.post(`/v1/profiles/${ada}/join`, { anonymousId: 'phone' });
    expect([joined.status, joined.body.anonymousIds]).toEqual([200, ['phone']]);
    expect(await idOf('anonymousId=phone')).toBe(ada);
    expect((await test.post(`/v1/profiles/${ada}/join`, { anonymousId: 'null' })).body.code).toBe('blocked_id');
    expect((await test.post(`/v1/profiles/${ada}/part`, { anonymousId: 'phone' })).status).toBe(200);
    expect(await idOf('anonymousId=phone')).not.toBe(ada);
    const parted = await idOf('anonymousId=phone');
    expect((await test.post(`/v1/profiles/${parted}/join`, { anonymousId: 'tablet' })).body.code).toBe('not_known');
    expect(guest).toMatch(/^\d+$/);
    await test.get(`/v1/profiles/${ada}/export`);
    const { items, next } = (await test.get(`/v1/audit?profile=${ada}&limit=3`)).body;
    const rest = (await test.get(`/v1/audit?profile=${ada}&cursor=${next}`)).body.items;
    expect([...items, ...rest].map(({ action, traits }) => [action, ...traits])).toEqual([
      ['exported'],
      ['idParted'],
      ['idJoined'],
      ['traitsChanged', 'plan', 'address.zip', 'tags'],
    ]);
    const viewer = test.auth(await test.otherSite('audited', 'viewer'));
    expect((await test.get('/v1/audit', viewer)).status).toBe(403);
    const elsewhere = test.auth(await test.otherSite('audited-too'));
    expect((await test.get(`/v1/audit?profile=${ada}`, elsewhere)).body.items).toEqual([]);
  });

  it('has been seen when they came, not when somebody changed what is known of them', async () => {
    await test.send({
      type: 'track',
      userId: 'cleo',
      event: 'Order',
      timestamp: new Date(Date.now() - 86_400_000).toISOString(),
    });
    const id = await idOf('userId=cleo');
    const seen = (await test.get(`/v1/profiles/${id}`)).body.lastSeen;
    const changed = await test.call('PATCH', `/v1/profiles/${id}`, { traits: { plan: 'pro' } });
    expect(changed.body).toMatchObject({ traits: { plan: 'pro' }, lastSeen: seen });
    await test.post(`/v1/profiles/${id}/join`, { anonymousId: 'never-seen' });
    expect((await test.get(`/v1/profiles/${id}`)).body).toMatchObject({ anonymousIds: ['never-seen'], lastSeen: seen });
  });

  it('can be had whole, and only what happened under one name', async () => {
    await test.send(
      ...Array.from({ length: 5 }, (_, index) => ({
        type: 'track',
        userId: 'ada',
        event: 'Clicked',
        properties: { index },
      })),
    );
    const id = await idOf('userId=ada');
    const { body } = await test.get(`/v1/profiles/${id}/export`);
    expect(body).toMatchObject({ profile: { userId: 'ada' }, changes: [{ kind: 'entered', segment: { key: 'pro' } }] });
    expect(body.events.filter(({ name }: { name: string }) => name === 'Clicked')).toHaveLength(5);
    const clicked = (await test.get(`/v1/profiles/${id}/events?name=Clicked&limit=3`)).body;
    expect(clicked.items.map(({ name }: { name: string }) => name)).toEqual(['Clicked', 'Clicked', 'Clicked']);
  });
});
