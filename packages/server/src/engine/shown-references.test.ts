import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestServer, until } from '../testing/test-server.js';

const did = (times: number) => ({ type: 'event', event: 'A', count: { atLeast: times } });

/** u0 does it once, u1 twice, u2 three times, u3 four times; all are gold and of Acme. */
describe('segments that refer to an edited one', () => {
  let test: TestServer;
  let edited: string;
  let referring: string;

  const statusOf = async (id: string) => (await test.get(`/v1/segments/${id}`)).body;
  const membersOf = async (id: string) =>
    (await test.get(`/v1/segments/${id}/members`)).body.items.map((member: { userId: string }) => member.userId);
  const ready = (id: string) => until(async () => (await statusOf(id)).state === 'ready');
  const edit = async (criteria: unknown) => {
    const definition = await statusOf(edited);
    await test.call('PUT', `/v1/segments/${edited}`, { ...definition, criteria }, { ...test.auth(), 'if-match': '*' });
  };
  const cancel = async () => {
    await test.post(`/v1/segments/${edited}/cancel`, {});
    await until(async () => (await statusOf(edited)).state === 'failed');
  };
  /** Who is in by all that was ever told of the segment. */
  const told = async (id: string) => {
    const inside = new Set<string>();
    const { items } = (await test.get('/v1/membership-changes?after=start&limit=500')).body;
    for (const { kind, segment, profile, account } of items) {
      if (segment.id !== id) continue;
      const who = account?.id ?? profile.userId;
      expect(inside.has(who), `${who} ${kind}`).toBe(kind === 'exited');
      if (kind === 'entered') inside.add(who);
      else inside.delete(who);
    }
    return [...inside].sort();
  };
  const differences = async () => (await test.post('/v1/verify', {})).body.differences;

  beforeEach(async () => {
    test = await TestServer.start();
    edited = (await test.segment('edited', did(1))).id;
    const gold = { type: 'property', property: 'user.plan', operator: 'equals', value: 'gold' };
    referring = (await test.segment('referring', { type: 'all', of: [{ type: 'segment', segment: edited }, gold] })).id;
    for (let person = 0; person < 4; person += 1) {
      const userId = `u${person}`;
      await test.send(
        { type: 'identify', userId, traits: { plan: 'gold' } },
        { type: 'group', userId, groupId: 'acme', traits: { name: 'Acme' } },
        ...Array.from({ length: person + 1 }, () => ({ type: 'track', userId, event: 'A' })),
      );
    }
  });
  afterEach(() => test.stop());

  it('show what they did, and tell of every exit, when the server stops while the edit is counted', async () => {
    const people = { type: 'people', of: { type: 'segment', segment: edited }, count: { atLeast: 3 } };
    const ofAccounts = (await test.segment('accounts', people, { subject: 'account' })).id;
    await edit(did(3));
    await test.restart();
    expect((await statusOf(referring)).size).not.toBeNull();
    const { memberships } = (await test.get('/v1/profiles/lookup?userId=u3')).body;
    expect(memberships.map((one: { segment: { key: string } }) => one.segment.key).sort()).toEqual([
      'edited',
      'referring',
    ]);
    for (const id of [edited, referring, ofAccounts]) await ready(id);
    expect(await told(edited)).toEqual(['u2', 'u3']);
    expect(await told(referring)).toEqual(['u2', 'u3']);
    expect(await told(ofAccounts)).toEqual([]);
    expect((await test.get(`/v1/segments/${referring}/history`)).body.items).toHaveLength(1);
    expect(await differences()).toBe(0);
  });

  it('show with it what was before, when its count is cancelled, over a restart too, until it is counted', async () => {
    await edit(did(3));
    await cancel();
    await test.restart();
    expect(await statusOf(edited)).toMatchObject({
      state: 'failed',
      size: 4,
      error: expect.stringContaining('cancelled'),
    });
    expect(await statusOf(referring)).toMatchObject({ state: 'failed', size: 4 });
    const later = (await test.segment('later', { type: 'segment', segment: edited })).id;
    await test.send({ type: 'track', userId: 'new', event: 'A' });
    expect(await membersOf(later)).toEqual(await membersOf(edited));
    expect(
      (await test.post('/v1/preview', { criteria: { type: 'segment', segment: edited } })).body.certain.total,
    ).toBe(5);
    expect(await differences()).toBe(0);

    await test.post(`/v1/segments/${edited}/recompute`, {});
    for (const id of [edited, referring, later]) await ready(id);
    for (const id of [edited, referring, later]) expect([id, await membersOf(id)]).toEqual([id, ['u2', 'u3']]);
    expect(await differences()).toBe(0);
  });

  it('are counted by an edit that came after a cancelled one', async () => {
    await edit(did(3));
    await cancel();
    test.moveClock(1);
    await edit(did(2));
    await test.restart();
    for (const id of [edited, referring]) await ready(id);
    expect(await told(referring)).toEqual(['u1', 'u2', 'u3']);
    expect(await differences()).toBe(0);
  });

  it('follow its criteria, once it is not active any more, where they were never shown', async () => {
    await edit(did(3));
    await cancel();
    await test.post(`/v1/segments/${referring}/recompute`, {});
    await ready(referring);
    expect(await membersOf(referring)).toHaveLength(4);
    await test.post(`/v1/segments/${edited}/deactivate`, {});
    await until(async () => (await statusOf(referring)).size === 2);
    await ready(referring);
    expect(await told(referring)).toEqual(['u2', 'u3']);
    await test.restart();
    expect(await statusOf(referring)).toMatchObject({ state: 'ready', size: 2 });
    expect(await differences()).toBe(0);
  });
});
