import type { Criteria } from '@kindred/criteria';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineBench } from '../../testing/engine-bench.js';
import type { MembershipEvent } from '../contract.js';

const minute = 60_000;
const hour = 60 * minute;

const orders = (atLeast: number): Criteria => ({ type: 'event', event: 'Order', count: { atLeast } });
const spent = (least: number): Criteria => ({
  type: 'aggregate',
  event: 'Order',
  function: 'sum',
  property: 'properties.amount',
  operator: 'atLeast',
  value: least,
});
const viewedThenOrdered: Criteria = {
  type: 'sequence',
  steps: [{ event: 'View' }, { event: 'Order' }],
  within: { amount: 1, unit: 'days' },
};
const recently: Criteria = {
  type: 'event',
  event: 'Order',
  count: { atLeast: 1 },
  window: { rolling: { amount: 2, unit: 'hours' } },
};
const plan = (value: string): Criteria => ({ type: 'property', property: 'user.plan', operator: 'equals', value });

let bench: EngineBench;
let changes: MembershipEvent[];

beforeEach(async () => {
  bench = await EngineBench.open();
  changes = [];
  bench.engine.onChange((change) => changes.push(change));
});

afterEach(async () => {
  expect(bench.errors).toEqual([]);
  expect(await bench.differences()).toEqual([]);
  await bench.close();
});

async function segments(): Promise<void> {
  await bench.segment('ordered', orders(1));
  await bench.segment('twice', orders(2));
  await bench.segment('spent', spent(50));
  await bench.segment('sequence', viewedThenOrdered);
  await bench.segment('recent', recently);
  await bench.segment('free', plan('free'));
}

const told = (cause: string): string[] =>
  changes
    .filter((change) => change.cause === cause)
    .map(({ kind, segment, userId }) => `${userId ?? 'guest'} ${kind} ${segment}`)
    .sort();

describe('erasing an event', () => {
  it('has every condition be as if it had never come', async () => {
    await segments();
    const order = bench.track({ userId: 'ana' }, 'Order', { amount: 60 });
    await bench.send(bench.track({ userId: 'ana' }, 'View', {}, bench.now - minute), order);
    await bench.send(bench.track({ userId: 'ana' }, 'Order', { amount: 10 }, bench.now - 3 * hour));
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['ordered', 'recent', 'sequence', 'spent', 'twice']);
    const erased = await bench.engine.eraseEvent(bench.site.id, order.messageId, 'test');
    expect(erased).toMatchObject({ state: 'done', subject: '{}', result: '{"events":1}' });
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['ordered']);
    expect(told('erasure')).toEqual(['recent', 'sequence', 'spent', 'twice'].map((one) => `ana exited ${one}`));
    await bench.send(bench.track({ userId: 'ana' }, 'Order', { amount: 40 }));
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['ordered', 'recent', 'sequence', 'spent', 'twice']);
  });

  it('is refused of one that never came, or came to another site', async () => {
    const other = await bench.addSite({ timeZone: 'UTC', weekStart: 1 });
    const order = bench.track({ userId: 'ana' }, 'Order');
    await bench.engine.accept(other.id, bench.now, [order]);
    for (const id of ['never', order.messageId]) {
      await expect(bench.engine.eraseEvent(bench.site.id, id, 'test')).rejects.toMatchObject({ code: 'unknown_event' });
    }
  });

  it('does not lose what comes while the past is read', async () => {
    await segments();
    const first = bench.track({ userId: 'ana' }, 'Order');
    await bench.send(first);
    const erasing = bench.engine.eraseEvent(bench.site.id, first.messageId, 'test');
    const sending = Array.from({ length: 20 }, () =>
      bench.send(bench.track({ userId: 'ana' }, 'Order', { amount: 1 })),
    );
    await Promise.all([erasing, ...sending]);
    await bench.segment('nineteen', orders(20));
    await bench.segment('twenty', orders(21));
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['nineteen', 'ordered', 'recent', 'twice']);
  });
});

describe('erasing an event of a guest who becomes known while their past is read', () => {
  it('takes it from the user whom they became', async () => {
    await segments();
    const order = bench.track({ anonymousId: 'phone' }, 'Order', { amount: 60 }, bench.now - hour);
    await bench.send(order, bench.track({ userId: 'ana' }, 'Order', { amount: 10 }));
    const reading = bench.holdPasts();
    const erasing = bench.engine.eraseEvent(bench.site.id, order.messageId, 'test');
    await reading.begun;
    await bench.send(bench.event({ type: 'identify', userId: 'ana', anonymousId: 'phone', traits: {} }));
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['ordered', 'recent', 'spent', 'twice']);
    reading.release();
    expect(await erasing).toMatchObject({ state: 'done', result: '{"events":1}' });
    const ana = await bench.engine.profile(bench.site.id, await bench.profileOf({ userId: 'ana' }));
    expect(ana).toMatchObject({ anonymousIds: ['phone'], firstSeen: bench.now });
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['ordered', 'recent']);
  });
});

describe('erasing a person', () => {
  it('leaves nothing of them, and takes nothing more in', async () => {
    await segments();
    await bench.send(
      bench.track({ anonymousId: 'phone' }, 'Order', { amount: 5 }),
      bench.event({ type: 'identify', userId: 'ana', anonymousId: 'phone', traits: { plan: 'free' } }),
      bench.event({ type: 'group', userId: 'ana', group: { kind: 'account', id: 'acme' }, traits: {} }),
      bench.track({ userId: 'ben' }, 'Order', { amount: 5 }),
    );
    const ana = await bench.profileOf({ userId: 'ana' });
    const erased = await bench.engine.erasePerson(bench.site.id, ana, true, 'test');
    expect(erased).toMatchObject({ state: 'done', subject: '{}', result: '{"identities":2}' });
    expect(told('erasure')).toEqual(['free', 'ordered', 'recent'].map((one) => `ana exited ${one}`));
    expect(await bench.engine.profile(bench.site.id, ana)).toBeNull();
    expect(bench.engine.account(bench.site.id, 'acme')?.people).toBe(0);
    await bench.engine.settle(10_000);
    expect(await bench.warehouse.analytics.events(bench.site.id, ana, { limit: 10 })).toEqual([]);

    await bench.send(
      bench.track({ userId: 'ana' }, 'Order'),
      bench.track({ anonymousId: 'phone' }, 'Order'),
      bench.track({ userId: 'ana', anonymousId: 'laptop' }, 'Order'),
      // The device of somebody erased, in other hands.
      bench.track({ userId: 'cyd', anonymousId: 'phone' }, 'Order'),
    );
    await bench.restart();
    expect(await bench.profileOf({ userId: 'ana' })).toBe(0);
    expect(await bench.profileOf({ anonymousId: 'phone' })).toBe(0);
    expect(await bench.segmentsOf({ userId: 'cyd' })).toEqual(['ordered', 'recent']);
    expect(bench.engine.status(bench.site.id, 'ordered').size).toBe(2);
    expect(bench.engine.suppressed(bench.site.id)).toEqual({ ids: 2, dropped: 3 });

    expect(await bench.engine.unsuppress(bench.site.id, 'user', 'ana')).toBe(true);
    await bench.send(bench.track({ userId: 'ana' }, 'Order'));
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['ordered', 'recent']);
  });

  it('leaves nothing of the guest whom they were before, either', async () => {
    await segments();
    await bench.send(bench.track({ anonymousId: 'phone' }, 'Order'), bench.track({ userId: 'ana' }, 'View'));
    const guest = await bench.profileOf({ anonymousId: 'phone' });
    const { audit } = bench.store.definitions;
    const site = bench.site.id;
    await audit.add({ site, at: bench.now, by: 'test', action: 'traitsChanged', profile: guest, traits: ['plan'] });
    await bench.send(bench.event({ type: 'identify', userId: 'ana', anonymousId: 'phone', traits: {} }));
    await bench.engine.settle(10_000);
    const changed = () => bench.store.state.changes(site, { segment: 'ordered', profile: guest }, null, 10);
    expect((await changed()).rows).toHaveLength(2);
    await bench.engine.erasePerson(site, await bench.profileOf({ userId: 'ana' }), false, 'test');
    expect((await changed()).rows).toEqual([]);
    expect(await audit.list(site, guest, null, 10)).toEqual([]);
    expect(await audit.list(site, null, null, 10)).toMatchObject([
      { action: 'traitsChanged', profile: null, traits: [] },
    ]);
  });

  it('is of whom a guest has become by the time it begins', async () => {
    await segments();
    await bench.send(bench.track({ anonymousId: 'phone' }, 'Order'), bench.track({ userId: 'ana' }, 'Order'));
    const guest = await bench.profileOf({ anonymousId: 'phone' });
    const counting = bench.holdCounts();
    await bench.define('thrice', orders(3));
    await counting.begun;
    const erasing = bench.engine.erasePerson(bench.site.id, guest, false, 'test');
    await expect.poll(() => bench.store.definitions.corrections.pending()).toHaveLength(1);
    await bench.send(bench.event({ type: 'identify', userId: 'ana', anonymousId: 'phone', traits: { plan: 'free' } }));
    counting.release();
    expect(await erasing).toMatchObject({ state: 'done', result: '{"identities":2}' });
    expect(await bench.profileOf({ userId: 'ana' })).toBe(0);
    await bench.send(bench.track({ anonymousId: 'phone' }, 'Order'), bench.track({ userId: 'ana' }, 'Order'));
    expect(await bench.profileOf({ anonymousId: 'phone' })).not.toBe(await bench.profileOf({ userId: 'ana' }));
    expect(await bench.segmentsOf({ anonymousId: 'phone' })).toEqual(['ordered', 'recent']);
  });

  it('is of the user who was asked for, whoever gets their first device by then', async () => {
    await segments();
    await bench.send(bench.track({ anonymousId: 'pc' }, 'Order'));
    const came = (userId: string) => bench.event({ type: 'identify', userId, anonymousId: 'pc', traits: {} });
    await bench.send(came('ana'), came('ben'), bench.track({ userId: 'ben' }, 'Order'));
    const ana = await bench.profileOf({ userId: 'ana' });
    const ben = await bench.profileOf({ userId: 'ben' });
    const counting = bench.holdCounts();
    await bench.define('thrice', orders(3));
    await counting.begun;
    const parting = bench.engine.part(bench.site.id, ana, 'pc', 'test');
    await expect.poll(() => bench.store.definitions.corrections.pending()).toHaveLength(1);
    const erasing = bench.engine.erasePerson(bench.site.id, ana, false, 'test');
    await expect.poll(() => bench.store.definitions.corrections.pending()).toHaveLength(2);
    counting.release();
    expect(await parting).toMatchObject({ state: 'done' });
    expect(await erasing).toMatchObject({ state: 'done' });
    expect(await bench.profileOf({ userId: 'ana' })).toBe(0);
    expect(await bench.profileOf({ userId: 'ben' })).toBe(ben);
    expect(await bench.segmentsOf({ userId: 'ben' })).toContain('ordered');
    expect(await bench.differences()).toEqual([]);
  });

  it('is so too where an earlier attempt ended before anything was taken away', async () => {
    await segments();
    await bench.send(bench.track({ anonymousId: 'phone' }, 'Order'));
    const guest = await bench.profileOf({ anonymousId: 'phone' });
    await bench.send(
      bench.track({ userId: 'ana' }, 'Order'),
      bench.event({ type: 'identify', userId: 'ana', anonymousId: 'phone', traits: {} }),
    );
    await bench.store.definitions.corrections.save({
      id: 'cor_begun',
      site: bench.site.id,
      kind: 'erase-person',
      state: 'pending',
      subject: JSON.stringify({ profile: guest, identities: [guest], suppress: false }),
      result: null,
      requestedBy: 'test',
      requestedAt: bench.now,
      finishedAt: null,
    });
    await bench.restart();
    await bench.engine.idle();
    expect(await bench.profileOf({ userId: 'ana' })).toBe(0);
    expect(bench.engine.status(bench.site.id, 'ordered').size).toBe(0);
  });

  it('leaves a shared device to the one who also came with it', async () => {
    await segments();
    const both = (userId: string) => bench.event({ type: 'identify', userId, anonymousId: 'pc', traits: {} });
    await bench.send(both('ana'), both('ben'), both('ana'));
    await bench.engine.erasePerson(bench.site.id, await bench.profileOf({ userId: 'ana' }), true, 'test');
    await bench.send(bench.track({ anonymousId: 'pc' }, 'Order'));
    expect(await bench.profileOf({ anonymousId: 'pc' })).toBe(await bench.profileOf({ userId: 'ben' }));
    expect(await bench.segmentsOf({ userId: 'ben' })).toEqual(['ordered', 'recent']);
    expect(bench.engine.suppressed(bench.site.id)).toEqual({ ids: 1, dropped: 0 });
  });
});

describe('parting an anonymous id from the user it was wrongly joined to', () => {
  it('gives two people again, each with what is theirs', async () => {
    await segments();
    await bench.send(
      bench.track({ anonymousId: 'kiosk' }, 'View', {}, bench.now - minute),
      bench.event({
        type: 'identify',
        anonymousId: 'kiosk',
        traits: { plan: 'gold', color: 'red' },
        time: bench.now - 5,
      }),
      bench.event({ type: 'identify', userId: 'ana', traits: { plan: 'free' }, time: bench.now - 10 }),
      bench.track({ userId: 'ana' }, 'Order', { amount: 30 }),
      bench.event({ type: 'identify', userId: 'ana', anonymousId: 'kiosk', traits: {} }),
      bench.track({ anonymousId: 'kiosk' }, 'Order', { amount: 30 }),
    );
    const ana = await bench.profileOf({ userId: 'ana' });
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['ordered', 'recent', 'sequence', 'spent', 'twice']);
    await bench.engine.part(bench.site.id, ana, 'kiosk', 'test');
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['free', 'ordered', 'recent']);
    expect(await bench.segmentsOf({ anonymousId: 'kiosk' })).toEqual(['ordered', 'recent', 'sequence']);
    expect(told('unmerge')).toEqual([
      'ana entered free',
      'ana exited sequence',
      'ana exited spent',
      'ana exited twice',
      'guest entered ordered',
      'guest entered recent',
      'guest entered sequence',
    ]);
    const guest = await bench.engine.profile(bench.site.id, await bench.profileOf({ anonymousId: 'kiosk' }));
    expect(guest).toMatchObject({ userId: null, anonymousIds: ['kiosk'], traits: { plan: 'gold', color: 'red' } });
    expect(await bench.engine.profile(bench.site.id, ana)).toMatchObject({
      anonymousIds: [],
      traits: { plan: 'free' },
    });
    await bench.restart();
    await bench.send(bench.track({ anonymousId: 'kiosk' }, 'Order', { amount: 30 }));
    expect(await bench.segmentsOf({ anonymousId: 'kiosk' })).toEqual([
      'ordered',
      'recent',
      'sequence',
      'spent',
      'twice',
    ]);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['free', 'ordered', 'recent']);
    // Rule 9: an event with both ids joins them, once more.
    await bench.send(bench.event({ type: 'identify', userId: 'ana', anonymousId: 'kiosk', traits: {} }));
    expect(await bench.profileOf({ anonymousId: 'kiosk' })).toBe(ana);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['ordered', 'recent', 'sequence', 'spent', 'twice']);
  });

  it('gives the user a profile of their own where theirs began with the anonymous id', async () => {
    await segments();
    await bench.send(
      bench.track({ anonymousId: 'kiosk' }, 'Order', { amount: 30 }),
      bench.event({ type: 'identify', userId: 'ana', anonymousId: 'kiosk', traits: { plan: 'free' } }),
      bench.track({ userId: 'ana', anonymousId: 'phone' }, 'Order', { amount: 30 }),
      bench.event({ type: 'group', userId: 'ana', group: { kind: 'account', id: 'acme' }, traits: {} }),
    );
    const before = await bench.profileOf({ userId: 'ana' });
    await bench.segment('named', plan('gold'), { includes: [before] });
    await bench.engine.part(bench.site.id, before, 'kiosk', 'test');
    const after = await bench.profileOf({ userId: 'ana' });
    expect(after).not.toBe(before);
    expect(await bench.profileOf({ anonymousId: 'phone' })).toBe(after);
    expect(await bench.profileOf({ anonymousId: 'kiosk' })).toBe(before);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['free', 'ordered', 'recent']);
    expect(await bench.segmentsOf({ anonymousId: 'kiosk' })).toEqual(['named', 'ordered', 'recent']);
    expect(await bench.engine.profile(bench.site.id, before)).toMatchObject({ userId: null, traits: {}, groups: {} });
    expect(bench.engine.account(bench.site.id, 'acme')?.people).toBe(1);
    await bench.restart();
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['free', 'ordered', 'recent']);
  });

  it('leaves the past of a shared device to the next who claimed it', async () => {
    await segments();
    const both = (userId: string) => bench.event({ type: 'identify', userId, anonymousId: 'pc', traits: {} });
    await bench.send(
      bench.track({ anonymousId: 'pc' }, 'Order', { amount: 20 }),
      both('ana'),
      bench.track({ userId: 'ana' }, 'Order', { amount: 20 }),
      both('ben'),
      bench.track({ anonymousId: 'pc' }, 'Order', { amount: 40 }),
    );
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['ordered', 'recent', 'twice']);
    await bench.engine.part(bench.site.id, await bench.profileOf({ userId: 'ana' }), 'pc', 'test');
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['ordered', 'recent']);
    expect(await bench.segmentsOf({ userId: 'ben' })).toEqual(['ordered', 'recent', 'spent', 'twice']);
    expect(await bench.profileOf({ anonymousId: 'pc' })).toBe(await bench.profileOf({ userId: 'ben' }));
  });

  it('goes by what came while the past was read, written or not', async () => {
    await bench.close();
    bench = await EngineBench.open(undefined, undefined, { flushInterval: hour });
    const both = (userId: string, anonymousId: string) =>
      bench.event({ type: 'identify', userId, anonymousId, traits: {} });
    const pc = { anonymousId: 'pc' };
    await bench.send(bench.track({ userId: 'ana' }, 'View'), bench.track(pc, 'Order'), both('ana', 'pc'));
    await bench.send(bench.track({ userId: 'ben' }, 'View'), bench.track({ anonymousId: 'phone' }, 'View'));
    const phone = await bench.profileOf({ anonymousId: 'phone' });
    await bench.segment('ordered', orders(1));
    await bench.segment('named', plan('gold'), { includes: [phone] });
    const reading = bench.holdPasts();
    const parting = bench.engine.part(bench.site.id, await bench.profileOf({ userId: 'ana' }), 'pc', 'test');
    await reading.begun;
    await bench.send(both('ben', 'phone'), both('cyd', 'pc'));
    reading.release();
    await parting;
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual([]);
    expect(await bench.segmentsOf({ userId: 'ben' })).toEqual(['named']);
    expect(await bench.segmentsOf({ userId: 'cyd' })).toEqual(['ordered']);
    expect(await bench.profileOf(pc)).toBe(await bench.profileOf({ userId: 'cyd' }));
    // Names count at the next look.
    await bench.send(bench.event({ type: 'identify', userId: 'ben', traits: { plan: 'free' } }));
    expect(await bench.segmentsOf({ userId: 'ben' })).toEqual(['named']);
  });

  it('is refused where there is nothing to part', async () => {
    await bench.send(bench.track({ anonymousId: 'g' }, 'View'), bench.track({ userId: 'ana' }, 'View'));
    const part = async (ids: { userId?: string; anonymousId?: string }, id: string) =>
      bench.engine.part(bench.site.id, await bench.profileOf(ids), id, 'test');
    await expect(part({ anonymousId: 'g' }, 'g')).rejects.toMatchObject({ code: 'sole_identity' });
    await expect(part({ userId: 'ana' }, 'g')).rejects.toMatchObject({ code: 'unknown_anonymous_id' });
  });
});

describe('who comes or goes by a correction', () => {
  const later = async (ids: { userId?: string; anonymousId?: string }) => {
    const profile = await bench.profileOf(ids);
    // Nothing has happened since: the engine's time is that of the latest event still.
    bench.now += 20_000;
    return profile;
  };
  const instants = (cause: string) => new Set(changes.filter((one) => one.cause === cause).map(({ at }) => at));

  it('does so when it is put right, not when something happened last', async () => {
    await segments();
    const order = bench.track({ userId: 'ben' }, 'Order', { amount: 60 });
    await bench.send(
      bench.track({ anonymousId: 'kiosk' }, 'Order', { amount: 30 }),
      bench.track({ userId: 'ana' }, 'Order', { amount: 30 }),
      bench.event({ type: 'identify', userId: 'ana', anonymousId: 'kiosk', traits: {} }),
      order,
    );
    await bench.engine.part(bench.site.id, await later({ userId: 'ana' }), 'kiosk', 'test');
    expect(instants('unmerge')).toEqual(new Set([bench.now]));
    await later({ userId: 'ben' });
    await bench.engine.eraseEvent(bench.site.id, order.messageId, 'test');
    expect(instants('erasure')).toEqual(new Set([bench.now]));
    changes.length = 0;
    await bench.engine.erasePerson(bench.site.id, await later({ userId: 'ana' }), false, 'test');
    expect(instants('erasure')).toEqual(new Set([bench.now]));
  });
});
