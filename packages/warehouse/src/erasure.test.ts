import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from './contract.js';
import { openWarehouse } from './open.js';
import { temporaryDirectory } from './testing/temporary.js';

const site = 1;
const calendar = { timeZone: 'UTC', weekStart: 1 };
const directory = await temporaryDirectory();
let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse({ path: directory.path });
  const { encode } = warehouse;
  const event = (identity: number, messageId: string, name: string, time: number, of = site): string =>
    `${encode.event({
      site: of,
      identity,
      position: time,
      messageId,
      type: 'track',
      name,
      time,
      receivedAt: time,
      userId: null,
      anonymousId: null,
      properties: { at: time },
      context: {},
    })}\n`;
  const rows = [1, 2, 3].flatMap((identity) =>
    [10, 20, 30].map((time) => event(identity, `m${identity}-${time}`, time === 20 ? 'Order' : 'Page', time)),
  );
  await warehouse.insert('events', [...rows, event(1, 'm1-20', 'Order', 20, 2)].join(''), 'events');
  const profiles = [1, 2].map((id) =>
    encode.profile({
      site,
      id,
      version: 1,
      deleted: false,
      userId: `user-${id}`,
      traits: { name: `Name ${id}` },
      groups: {},
      firstSeen: 10,
      lastSeen: 30,
    }),
  );
  await warehouse.insert('profiles', `${profiles.join('\n')}\n`, 'profiles');
  await warehouse.insert('identities', `${encode.identity({ site, identity: 3, profile: 1, version: 1 })}\n`, 'ids');
  const change = { site, segment: 's', kind: 'entered', at: 5, cause: 'time' } as const;
  const changes = [1, 2].map((profile) => encode.membership({ ...change, id: `s.${profile}.0`, profile }));
  await warehouse.insert('memberships', `${changes.join('\n')}\n`, 'memberships');
});
afterAll(async () => {
  await warehouse.close();
  await directory.remove();
});

async function ids(identities: readonly number[], names: readonly string[] | null, upTo = 1_000): Promise<string[]> {
  const found: string[] = [];
  for await (const page of warehouse.eventsOf(site, identities, names, upTo, { purpose: 'backfill' })) {
    found.push(...page.map(({ id }) => id));
  }
  return found.sort();
}

async function members(): Promise<number[]> {
  const found: number[] = [];
  const question = {
    site,
    audience: {
      criteria: { type: 'event', event: 'Page', count: { atLeast: 1 } } as const,
      includeGuests: true,
      includes: [],
      excludes: [],
    },
    segment: () => undefined,
    now: 100,
    calendar,
  };
  for await (const block of warehouse.matching(question, { purpose: 'report' })) found.push(...block);
  return found;
}

describe('the warehouse', () => {
  it('gives the events of a few identities, by name and up to a position', async () => {
    expect(await ids([1, 3], null)).toEqual(['m1-10', 'm1-20', 'm1-30', 'm3-10', 'm3-20', 'm3-30']);
    expect(await ids([1, 3], ['Order'])).toEqual(['m1-20', 'm3-20']);
    expect(await ids([1], ['Page', 'Order'], 20)).toEqual(['m1-10', 'm1-20']);
    expect(await ids([], null)).toEqual([]);
    expect(await ids([1], [])).toEqual([]);
  });

  it('takes out one event, of one site', async () => {
    const places = await warehouse.find(site, 'm1-20');
    expect(places).toEqual([{ identity: 1, name: 'Order', time: 20 }]);
    await warehouse.erasure.event(site, 'm1-20', places);
    await warehouse.erasure.event(site, 'm1-20', places);
    expect(await warehouse.find(site, 'm1-20')).toEqual([]);
    expect(await warehouse.find(2, 'm1-20')).toHaveLength(1);
    expect(await ids([1], null)).toEqual(['m1-10', 'm1-30']);
  });

  it('takes out a person with every identity, and leaves everybody else', async () => {
    expect(await members()).toEqual([1, 2]);
    await warehouse.erasure.people(site, [1, 3]);
    await warehouse.erasure.purge();
    expect(await members()).toEqual([2]);
    expect(await ids([1, 3], null)).toEqual([]);
    expect(await warehouse.seen(site, [1, 3])).toBeNull();
    expect(await warehouse.seen(site, [2])).toEqual({ first: 10, last: 30 });
    expect((await warehouse.analytics.searchProfiles(site, '', { limit: 10 })).map(({ id }) => id)).toEqual([2]);
    expect(await warehouse.analytics.membershipByDay(site, 's', calendar, { from: 0, to: 100 })).toMatchObject([
      { entered: 1 },
    ]);
  });
});
