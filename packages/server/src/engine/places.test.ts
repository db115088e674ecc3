import type { Criteria } from '@kindred/criteria';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';
import type { MembershipEvent } from './contract.js';

const near = (property: string): Criteria => ({
  type: 'property',
  property,
  operator: 'near',
  value: { latitude: 52.52, longitude: 13.405, kilometers: 25 },
});
const potsdam = { 'place.latitude': 52.4, 'place.longitude': 13.06 };
const berlin = { 'place.latitude': 52.5, 'place.longitude': 13.4 };

/** A place is two traits: whatever reads it is to follow both. */
describe('segments of those near a place', () => {
  let bench: EngineBench;
  let changes: MembershipEvent[];
  const told = () =>
    changes.splice(0).map(({ segment, userId, account, kind }) => `${userId ?? account} ${kind} ${segment}`);
  const identify = (traits: Record<string, number | null>) =>
    bench.send(bench.event({ type: 'identify', userId: 'ana', traits, time: ++bench.now }));
  const move = (traits: Record<string, number | null>) =>
    bench.engine.putGroup(bench.site.id, 'account', 'acme', { traits });

  beforeEach(async () => {
    bench = await EngineBench.open();
    changes = [];
    bench.engine.onChange((change) => changes.push(change));
  });
  afterEach(async () => {
    expect(await bench.differences()).toEqual([]);
    expect(bench.errors).toEqual([]);
    await bench.close();
  });

  it('let people in and out as they move, by either half of the place', async () => {
    await bench.segment('near', near('user.place'));
    await identify(potsdam);
    expect(told()).toEqual([]);
    await identify(berlin);
    expect(told()).toEqual(['ana entered near']);
    await identify({ 'place.longitude': 0 });
    expect(told()).toEqual(['ana exited near']);
    await identify({ 'place.longitude': 13.4 });
    expect(told()).toEqual(['ana entered near']);
    await identify({ place: null });
    expect(told()).toEqual(['ana exited near']);
  });

  it('follow accounts that move, and count their people who do', async () => {
    await bench.segment('of-near', near('account.place'));
    await bench.segment('near', near('account.place'), { subject: 'account' });
    await bench.segment('through', { type: 'segment', segment: 'near' });
    const people: Criteria = { type: 'people', of: near('user.place'), count: { atLeast: 1 } };
    await bench.segment('has-near', people, { subject: 'account' });
    await bench.engine.setGroupMember(bench.site.id, 'account', 'acme', 'ana', true);
    await move(potsdam);
    expect(told()).toEqual([]);
    await move(berlin);
    expect(told().sort()).toEqual(['acme entered near', 'ana entered of-near', 'ana entered through']);
    await move({ 'place.latitude': 48 });
    expect(told().sort()).toEqual(['acme exited near', 'ana exited of-near', 'ana exited through']);
    await identify(berlin);
    expect(told()).toEqual(['acme entered has-near']);
    await identify(potsdam);
    expect(told()).toEqual(['acme exited has-near']);
  });
});
