import type { Criteria } from '@kindred/criteria';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';
import type { AcceptedEvent, MembershipEvent } from './contract.js';
import { identityLimits } from './identities.js';

const minute = 60_000;
const did = (event: string, atLeast: number, amount?: number): Criteria => ({
  type: 'event',
  event,
  count: { atLeast },
  ...(amount === undefined ? {} : { window: { rolling: { amount, unit: 'minutes' } } }),
});
const plan = (value: string): Criteria => ({ type: 'property', property: 'user.plan', operator: 'equals', value });

async function* chunks<T>(rows: readonly T[]): AsyncIterable<readonly T[]> {
  yield rows;
}

describe('the live engine', () => {
  let bench: EngineBench;
  let changes: MembershipEvent[];
  const told = (): string[] =>
    changes.map(
      ({ segment, userId, kind, cause }) => `${userId ?? 'guest'} ${kind} ${segment} by ${cause.split(':')[0]}`,
    );

  beforeEach(async () => {
    bench = await EngineBench.open();
    changes = [];
    bench.engine.onChange((change) => changes.push(change));
  });

  afterEach(async () => {
    expect(bench.errors).toEqual([]);
    await bench.close();
  });

  it('has changed memberships once an event is acknowledged', async () => {
    await bench.segment('buyers', did('Order Completed', 2));
    await bench.send(bench.track({ userId: 'ana' }, 'Order Completed'));
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual([]);
    await bench.send(bench.track({ userId: 'ana' }, 'Order Completed'));
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['buyers']);
    expect(bench.engine.status(bench.site.id, 'buyers').size).toBe(1);
    expect(told()).toEqual(['ana entered buyers by event']);
    expect(await bench.differences()).toEqual([]);
  });

  it('counts a repeated message once', async () => {
    await bench.segment('buyers', did('Order Completed', 2));
    const order = bench.track({ userId: 'ana' }, 'Order Completed');
    await bench.send(order, order);
    await bench.send(order);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual([]);
    expect(await bench.differences()).toEqual([]);
  });

  it('lets windows end with no event, at their own instant', async () => {
    await bench.segment('recent', did('Page Viewed', 1, 10));
    const start = bench.now;
    await bench.send(bench.track({ anonymousId: 'g1' }, 'Page Viewed'));
    expect(await bench.segmentsOf({ anonymousId: 'g1' })).toEqual(['recent']);
    bench.now = start + 10 * minute - 1;
    await bench.engine.sweep();
    expect(await bench.segmentsOf({ anonymousId: 'g1' })).toEqual(['recent']);
    bench.now = start + 10 * minute + 5_000;
    expect(await bench.segmentsOf({ anonymousId: 'g1' })).toEqual([]);
    expect(changes).toHaveLength(1);
    await bench.engine.sweep();
    expect(changes[1]).toMatchObject({ kind: 'exited', at: start + 10 * minute, cause: 'time' });
    expect(bench.engine.status(bench.site.id, 'recent').size).toBe(0);
  });

  it('counts the past when a segment is activated, and what comes meanwhile', async () => {
    for (let i = 0; i < 30; i++) await bench.send(bench.track({ userId: `u${i % 10}` }, 'Order Completed'));
    const activation = bench.segment('loyal', did('Order Completed', 4));
    for (let i = 0; i < 5; i++) await bench.send(bench.track({ userId: `u${i}` }, 'Order Completed'));
    await activation;
    expect(bench.engine.status(bench.site.id, 'loyal')).toMatchObject({ state: 'ready', size: 5 });
    expect(await bench.differences()).toEqual([]);
    expect(new Set(told())).toEqual(new Set([0, 1, 2, 3, 4].map((i) => `u${i} entered loyal by backfill`)));
  });

  it('switches to an edited definition in one step and tells only of those who came or went', async () => {
    for (let i = 0; i < 10; i++)
      await bench.send(...Array.from({ length: i }, () => bench.track({ userId: `u${i}` }, 'Order Completed')));
    const first = await bench.segment('loyal', did('Order Completed', 4));
    changes.length = 0;
    await bench.segment('loyal', did('Order Completed', 6), {
      ...first,
      version: 2,
      criteria: did('Order Completed', 6),
    });
    expect(told().sort()).toEqual(['u4 exited loyal by edit', 'u5 exited loyal by edit']);
    expect(bench.engine.status(bench.site.id, 'loyal').size).toBe(4);
    expect(await bench.differences()).toEqual([]);
  });

  it('counts nothing anew when a definition means what it did before', async () => {
    await bench.send(bench.event({ type: 'identify', userId: 'ana', traits: { plan: 'free' } }));
    const free = await bench.segment('free', plan('free'));
    await bench.segment('all free', { type: 'segment', segment: 'free' });
    changes.length = 0;
    const runs = async () => (await bench.store.definitions.jobs.list(bench.site.id, 100)).length;
    const before = await runs();
    await bench.segment('free', free.criteria, { version: 2, name: { en: 'Free plan' }, public: true });
    await bench.segment('free', { type: 'all', of: [plan('free')] }, { version: 3, key: 'free-plan' });
    await bench.restart();
    bench.engine.onChange((change) => changes.push(change));
    await bench.engine.idle();
    expect(await runs()).toBe(before);
    expect(changes).toEqual([]);
    expect(bench.engine.status(bench.site.id, 'free')).toMatchObject({ state: 'ready', size: 1 });
    await bench.segment('free', plan('gold'), { version: 4 });
    expect(await runs()).toBe(before + 1);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual([]);
    expect(changes.map(({ cause }) => cause)).toEqual(['edit', 'edit']);
  });

  it('goes back to what it showed when an edit is taken back while it is being counted', async () => {
    await bench.send(bench.event({ type: 'identify', userId: 'ana', traits: { plan: 'free' } }));
    const free = await bench.segment('free', plan('free'));
    const gold = bench.segment('free', plan('gold'), { version: 2 });
    const back = bench.segment('free', plan('free'), { ...free, version: 3 });
    await Promise.all([gold, back]);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['free']);
  });

  it('makes a guest part of the user who signs in, as if all had been of one person', async () => {
    await bench.segment('twice', did('Page Viewed', 2));
    await bench.segment('free', plan('free'));
    await bench.send(bench.track({ anonymousId: 'a1' }, 'Page Viewed'));
    await bench.send(bench.event({ type: 'identify', userId: 'ana', traits: { plan: 'FREE' } }));
    await bench.send(bench.track({ anonymousId: 'a2' }, 'Page Viewed'));
    await bench.send(bench.event({ type: 'identify', userId: 'ana', anonymousId: 'a1', traits: {} }));
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['free']);
    await bench.send(bench.event({ type: 'identify', userId: 'ana', anonymousId: 'a2', traits: {} }));
    expect(await bench.segmentsOf({ anonymousId: 'a1' })).toEqual(['free', 'twice']);
    expect(await bench.profileOf({ anonymousId: 'a2' })).toBe(await bench.profileOf({ userId: 'ana' }));
    expect(await bench.differences()).toEqual([]);
  });

  it('leaves the past of a shared device with the first user, and gives what follows to the latest', async () => {
    await bench.segment('three', did('Page Viewed', 3));
    await bench.send(
      bench.track({ anonymousId: 'pc' }, 'Page Viewed'),
      bench.track({ anonymousId: 'pc' }, 'Page Viewed'),
    );
    await bench.send(bench.event({ type: 'identify', userId: 'ana', anonymousId: 'pc', traits: {} }));
    await bench.send(bench.event({ type: 'identify', userId: 'ben', anonymousId: 'pc', traits: {} }));
    await bench.send(bench.track({ anonymousId: 'pc' }, 'Page Viewed'));
    expect(await bench.profileOf({ anonymousId: 'pc' })).toBe(await bench.profileOf({ userId: 'ben' }));
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual([]);
    await bench.send(bench.event({ type: 'identify', userId: 'ana', anonymousId: 'pc', traits: {} }));
    await bench.send(bench.track({ anonymousId: 'pc' }, 'Page Viewed'));
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['three']);
    expect(await bench.segmentsOf({ userId: 'ben' })).toEqual([]);
    expect(await bench.differences()).toEqual([]);
  });

  it('keeps members of segments of segments and of group traits true', async () => {
    await bench.segment('free', plan('free'));
    await bench.segment('big', { type: 'property', property: 'account.size', operator: 'atLeast', value: 100 });
    await bench.segment('both', {
      type: 'all',
      of: [
        { type: 'segment', segment: 'free' },
        { type: 'segment', segment: 'big' },
      ],
    });
    await bench.send(bench.event({ type: 'identify', userId: 'ana', traits: { plan: 'free' } }));
    await bench.send(
      bench.event({ type: 'group', userId: 'ana', group: { kind: 'account', id: 'acme' }, traits: { size: 50 } }),
    );
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['free']);
    await bench.engine.putGroup(bench.site.id, 'account', 'acme', { traits: { size: 500 } });
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['big', 'both', 'free']);
    expect(await bench.differences()).toEqual([]);
    await bench.segment('free', plan('gold'), { version: 2, criteria: plan('gold') });
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['big']);
    expect(await bench.differences()).toEqual([]);
  });

  it('puts people named before criteria, exclusion first', async () => {
    await bench.send(
      ...['ana', 'ben', 'cyd'].map((userId) => bench.event({ type: 'identify', userId, traits: { plan: 'free' } })),
    );
    await bench.send(bench.event({ type: 'identify', userId: 'dan', traits: {} }));
    const [ana, ben, dan] = await Promise.all(['ana', 'ben', 'dan'].map((userId) => bench.profileOf({ userId })));
    await bench.segment('named', plan('free'), { includes: [dan ?? 0, ben ?? 0], excludes: [ana ?? 0, ben ?? 0] });
    expect(bench.engine.status(bench.site.id, 'named').size).toBe(2);
    expect(await bench.segmentsOf({ userId: 'dan' })).toEqual(['named']);
    expect(await bench.segmentsOf({ userId: 'ben' })).toEqual([]);
    expect(await bench.differences()).toEqual([]);
  });

  it('answers request-time segments for visitors never seen, making no profile', async () => {
    await bench.segment('mobile', {
      type: 'property',
      property: 'request.deviceType',
      operator: 'equals',
      value: 'mobile',
    });
    const decision = await bench.engine.decide(bench.site.id, { anonymousId: 'new' }, { deviceType: 'mobile' });
    expect(decision).toEqual({ segments: ['mobile'], profile: null, roles: [] });
    expect(await bench.engine.resolve(bench.site.id, { anonymousId: 'new' })).toBeNull();
  });

  it('counts an imported event once, whether it came live, in the same file or in another before', async () => {
    await bench.segment('three', did('Page Viewed', 3));
    const page = (messageId: string): AcceptedEvent => ({
      ...bench.track({ userId: 'ana' }, 'Page Viewed'),
      messageId,
    });
    const files = [
      [page('a'), page('b'), page('a')],
      [page('b'), page('live')],
    ];
    await bench.send(page('live'));
    for (const file of files) {
      await bench.engine.importEvents(bench.site.id, chunks(file), () => undefined);
      await bench.engine.idle();
    }
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['three']);
    await bench.segment('four', did('Page Viewed', 4));
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['three']);
    expect(await bench.differences()).toEqual([]);
  });

  it('keeps members true when a group in the middle of a hierarchy is deleted', async () => {
    const under: Criteria = {
      type: 'property',
      property: 'organization.ancestorIds',
      operator: 'equals',
      value: 'top',
    };
    await bench.engine.putGroup(bench.site.id, 'organization', 'top', {});
    await bench.engine.putGroup(bench.site.id, 'organization', 'middle', { parent: 'top' });
    await bench.engine.putGroup(bench.site.id, 'organization', 'leaf', { parent: 'middle', traits: { 'a.b': 1 } });
    await bench.engine.setGroupMember(bench.site.id, 'organization', 'leaf', 'ana', true);
    await bench.segment('under', under);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['under']);
    await bench.engine.deleteGroup(bench.site.id, 'organization', 'middle');
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual([]);
    expect(await bench.differences()).toEqual([]);
    await bench.engine.putGroup(bench.site.id, 'organization', 'leaf', { traits: { a: null } });
    expect(bench.engine.group(bench.site.id, 'organization', 'leaf')?.traits).toEqual({});
  });

  it('joins no more than the documented number of anonymous ids to one user', async () => {
    const devices = Array.from({ length: identityLimits.anonymousPerUser + 5 }, (_, index) => `device-${index}`);
    await bench.send(...devices.map((anonymousId) => bench.track({ userId: 'ana', anonymousId }, 'Page Viewed')));
    const ana = await bench.engine.profile(bench.site.id, await bench.profileOf({ userId: 'ana' }));
    expect(ana?.anonymousIds).toHaveLength(identityLimits.anonymousPerUser);
  });

  it('knows a visitor by name as soon as the event is acknowledged', async () => {
    await bench.send(bench.track({ anonymousId: 'new' }, 'Page Viewed'));
    const profile = await bench.engine.profile(bench.site.id, await bench.profileOf({ anonymousId: 'new' }));
    expect(profile?.anonymousIds).toEqual(['new']);
  });

  it('comes back from a restart as it was', async () => {
    await bench.segment('recent', did('Page Viewed', 2, 10));
    await bench.segment('free', plan('free'));
    await bench.send(
      bench.track({ anonymousId: 'g' }, 'Page Viewed'),
      bench.track({ anonymousId: 'g' }, 'Page Viewed'),
    );
    await bench.send(bench.event({ type: 'identify', userId: 'ana', traits: { plan: 'free' } }));
    await bench.restart();
    expect(await bench.segmentsOf({ anonymousId: 'g' })).toEqual(['recent']);
    expect(bench.engine.status(bench.site.id, 'free')).toMatchObject({ state: 'ready', size: 1 });
    bench.now += 11 * minute;
    await bench.engine.sweep();
    expect(bench.engine.status(bench.site.id, 'recent').size).toBe(0);
    expect(await bench.differences()).toEqual([]);
  });
});
