import type { Criteria } from '@kindred/criteria';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EngineBench, wholesale } from '../testing/engine-bench.js';
import type { AcceptedEvent } from './contract.js';

const members = Array.from({ length: 30 }, (_, index) => `member${index}`);
const pro: Criteria = { type: 'property', property: 'user.plan', operator: 'equals', value: 'pro' };
const ordered: Criteria = { type: 'event', event: 'Order', count: { atLeast: 2 } };
const large: Criteria = { type: 'property', property: 'account.size', operator: 'equals', value: 'large' };
const ofLarge: Criteria = { type: 'segment', segment: 'large' };

let bench: EngineBench;

const grouped = (userId: string, traits: AcceptedEvent['traits']): AcceptedEvent =>
  bench.event({ type: 'group', userId, group: { kind: 'account', id: 'acme' }, traits });
const everybody = () =>
  Promise.all([{ userId: 'ana' }, { anonymousId: 'phone' }, { userId: 'ben' }].map((ids) => bench.segmentsOf(ids)));

beforeEach(async () => {
  bench = await EngineBench.open('Europe/Berlin', Date.UTC(2026, 2, 10, 12), wholesale);
  await bench.segment('large', large, { subject: 'account' });
  await bench.segment('of-large', ofLarge);
  await bench.segment('pro', pro);
  await bench.segment('ordered', ordered);
  await bench.send(
    bench.event({ type: 'identify', userId: 'ana', traits: { plan: 'pro' } }),
    bench.track({ userId: 'ana' }, 'Order'),
    bench.track({ anonymousId: 'phone' }, 'Order'),
    bench.event({ type: 'identify', userId: 'ben', traits: { plan: 'pro' } }),
  );
  await bench.send(...members.map((userId) => grouped(userId, { size: 'small' })));
  await bench.engine.settle(10_000);
});

afterEach(async () => {
  expect(bench.errors).toEqual([]);
  expect(await bench.differences()).toEqual([]);
  await bench.close();
});

/** All of it in one batch: more people than memory holds are asked between its first event and the others. */
const batch = (): AcceptedEvent[] => [
  grouped('member0', { size: 'large' }),
  bench.track({ userId: 'ana' }, 'Order'),
  bench.event({ type: 'identify', userId: 'ben', anonymousId: 'phone', traits: { seats: 2 } }),
  bench.track({ userId: 'ben' }, 'Order'),
];

it('knows the people of a batch in which a group of many changes', async () => {
  await bench.send(...batch());
  expect(await everybody()).toEqual([
    ['ordered', 'pro'],
    ['ordered', 'pro'],
    ['ordered', 'pro'],
  ]);
  expect(bench.engine.status(bench.site.id, 'of-large').size).toBe(members.length);
  await bench.restart();
  expect(await everybody()).toEqual([
    ['ordered', 'pro'],
    ['ordered', 'pro'],
    ['ordered', 'pro'],
  ]);
});

it('knows the people of an import in which a group of many changes', async () => {
  async function* past() {
    yield batch();
  }
  await bench.engine.importEvents(bench.site.id, past(), () => undefined);
  await bench.engine.idle();
  expect(await everybody()).toEqual([
    ['ordered', 'pro'],
    ['ordered', 'pro'],
    ['ordered', 'pro'],
  ]);
  expect(bench.engine.status(bench.site.id, 'of-large').size).toBe(members.length);
});

it('knows the people of a batch that are more than memory holds', async () => {
  await bench.send(...members.map((userId) => bench.event({ type: 'identify', userId, traits: { plan: 'pro' } })));
  await bench.engine.settle(10_000);
  await bench.send(...members.map((userId) => bench.track({ userId }, 'Order')));
  expect(bench.engine.status(bench.site.id, 'pro').size).toBe(members.length + 2);
});
