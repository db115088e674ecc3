import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
});
afterAll(() => test.stop());

const once = { type: 'event', event: 'Order', count: { atLeast: 1 } };
const segmentsOf = async (query: string): Promise<string[]> => {
  const { body } = await test.get(`/v1/profiles/lookup?${query}`);
  return body.memberships.map(({ segment }: { segment: { key: string } }) => segment.key);
};

describe('a correction', () => {
  it('erases an event, parts an id, erases a person, and is told of with nobody’s name', async () => {
    await test.segment('ordered', once);
    await test.send(
      { type: 'track', userId: 'ana@example.org', event: 'Order', messageId: 'wrong/order' },
      { type: 'track', anonymousId: 'kiosk', event: 'Order' },
      { type: 'identify', userId: 'ben', anonymousId: 'kiosk' },
      { type: 'identify', userId: 'ben', traits: { plan: 'free' } },
    );
    expect(await segmentsOf('userId=ana@example.org')).toEqual(['ordered']);

    const erased = await test.call('DELETE', '/v1/events/wrong%2Forder');
    expect([erased.status, erased.body]).toMatchObject([200, { kind: 'erase-event', state: 'done', events: 1 }]);
    expect(await segmentsOf('userId=ana@example.org')).toEqual([]);
    expect((await test.call('DELETE', '/v1/events/wrong%2Forder')).body.code).toBe('unknown_event');

    const ben = (await test.get('/v1/profiles/lookup?userId=ben')).body.id;
    const parted = await test.post(`/v1/profiles/${ben}/part`, { anonymousId: 'kiosk' });
    expect([parted.status, parted.body]).toMatchObject([200, { kind: 'part', state: 'done' }]);
    expect(await segmentsOf('userId=ben')).toEqual([]);
    expect(await segmentsOf('anonymousId=kiosk')).toEqual(['ordered']);
    const again = await test.post(`/v1/profiles/${parted.body.parted}/part`, { anonymousId: 'kiosk' });
    expect([again.status, again.body.code]).toEqual([409, 'sole_identity']);
    expect((await test.post(`/v1/profiles/${ben}/part`, { anonymousId: 'x' })).body.code).toBe('unknown_anonymous_id');

    const ana = (await test.get('/v1/profiles/lookup?userId=ana@example.org')).body.id;
    const gone = await test.call('DELETE', `/v1/profiles/${ana}`);
    expect([gone.status, gone.body]).toMatchObject([200, { kind: 'erase-person', state: 'done', identities: 1 }]);
    expect((await test.get(`/v1/profiles/${ana}`)).status).toBe(404);
    expect((await test.get('/v1/profiles?search=ana')).body.items).toEqual([]);
    await test.send({ type: 'track', userId: 'ana@example.org', event: 'Order' });
    expect((await test.get('/v1/profiles/lookup?userId=ana@example.org')).status).toBe(404);
    expect((await test.get('/v1/suppressions')).body).toEqual({ ids: 1, dropped: 1 });

    const told = await test.get('/v1/corrections?limit=2');
    expect(told.body.items.map(({ kind }: { kind: string }) => kind)).toEqual(['erase-person', 'part']);
    const rest = await test.get(`/v1/corrections?cursor=${told.body.next}`);
    expect(rest.body.items).toMatchObject([{ kind: 'erase-event', requestedBy: 'key:From the environment' }]);
    expect(told.text + rest.text).not.toMatch(/ana|wrong/);

    const noted = await test.get('/v1/audit');
    expect(noted.body.items).toMatchObject([
      { action: 'erasedAndRefused', profile: null, by: 'key:From the environment' },
      { action: 'idParted', profile: ben },
      { action: 'eventErased', profile: null },
    ]);
    expect(noted.text).not.toMatch(/ana|wrong/);
    expect((await test.call('DELETE', '/v1/suppressions?userId=ana@example.org')).status).toBe(204);
    expect((await test.get('/v1/audit?limit=1')).body.items).toMatchObject([{ action: 'idAdmitted', profile: null }]);
    expect((await test.call('DELETE', '/v1/suppressions?userId=ana@example.org')).body.code).toBe('not_suppressed');
    await test.send({ type: 'track', userId: 'ana@example.org', event: 'Order' });
    expect(await segmentsOf('userId=ana@example.org')).toEqual(['ordered']);
  });

  it('is nothing where live membership and SQL agree', async () => {
    expect((await test.post('/v1/verify/mend', {})).body).toEqual({ mended: 0, left: 0, items: [] });
  });
});
