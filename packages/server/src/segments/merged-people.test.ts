import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../testing/test-server.js';

const vip = { type: 'property', property: 'user.vip', operator: 'equals', value: true };

let test: TestServer;
/** Profile ids of two guests, taken before each became a user's. */
let named: { includes: string[]; excludes: string[] };
let segment: { id: string };
/** The same, never put into force. */
let draft: { id: string };
let profiles: Record<string, string>;

beforeAll(async () => {
  test = await TestServer.start();
  await test.send(
    { type: 'page', anonymousId: 'left-out' },
    { type: 'page', anonymousId: 'taken-in' },
    { type: 'identify', userId: 'vip', traits: { vip: true } },
    { type: 'identify', userId: 'guest-once', traits: { plan: 'free' } },
  );
  const idOf = async (query: string) => (await test.get(`/v1/profiles/lookup?${query}`)).body.id;
  named = { includes: [await idOf('anonymousId=taken-in')], excludes: [await idOf('anonymousId=left-out')] };
  segment = await test.segment('vips', vip, named);
  draft = (await test.post('/v1/segments', { name: { en: 'Draft' }, criteria: vip, ...named })).body;
  await test.send(
    { type: 'identify', userId: 'vip', anonymousId: 'left-out' },
    { type: 'identify', userId: 'guest-once', anonymousId: 'taken-in' },
  );
  profiles = { vip: await idOf('userId=vip'), 'guest-once': await idOf('userId=guest-once') };
});
afterAll(() => test.stop());

const total = (known: number) => ({ known, guests: 0, total: known });
const through = () => ({ criteria: { type: 'segment', segment: segment.id } });

describe('people named as guests who have become users since', () => {
  it('are who they are now in the live segment', async () => {
    const { items } = (await test.get(`/v1/segments/${segment.id}/members`)).body;
    expect(items.map((one: { userId: string }) => one.userId)).toEqual(['guest-once']);
    expect((await test.post('/v1/verify', {})).body.differences).toBe(0);
  });

  it.each([
    ['of the same definition', () => ({ criteria: vip, ...named })],
    ['of a segment that is referred to', through],
  ])('are so in previews %s', async (_what, audience) => {
    expect((await test.post('/v1/preview', audience())).body).toMatchObject({ certain: total(1), possible: total(1) });
    const { items } = (await test.post('/v1/preview/members', audience())).body;
    expect(items.map((one: { userId: string }) => one.userId)).toEqual(['guest-once']);
  });

  it('are so in explanations', async () => {
    const explain = async (userId: string) =>
      (await test.post('/v1/preview/explain', { profile: profiles[userId], criteria: vip, ...named })).body;
    expect(await explain('vip')).toMatchObject({ matches: false, by: 'excluded' });
    expect(await explain('guest-once')).toMatchObject({ matches: true, by: 'included' });
  });

  it('are so in explanations through a segment that is not live', async () => {
    const explain = async (userId: string) =>
      (
        await test.post('/v1/preview/explain', {
          profile: profiles[userId],
          criteria: { type: 'segment', segment: draft.id },
        })
      ).body.matches;
    expect([await explain('vip'), await explain('guest-once')]).toEqual([false, true]);
  });

  it('are so in the reasons of a visitor', async () => {
    const reason = async (userId: string) =>
      (await test.get(`/v1/profiles/${profiles[userId]}/reasons`)).body.items.find(
        (one: { segment: { key: string } }) => one.segment.key === 'vips',
      );
    expect(await reason('vip')).toMatchObject({ matches: false, by: 'excluded', since: null });
    expect(await reason('guest-once')).toMatchObject({ matches: true, by: 'included' });
  });

  it('are so in the report on a segment', async () => {
    expect((await test.get(`/v1/segments/${segment.id}/report`)).body.people.segment).toBe(1);
  });
});
