import type { Criteria } from '@kindred/criteria';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Question, Warehouse } from '../contract.js';
import { openWarehouse } from '../open.js';
import { temporaryDirectory } from '../testing/temporary.js';

const berlin = { timeZone: 'Europe/Berlin', weekStart: 1 };
const minute = 60_000;
const evening = Date.parse('2026-05-19T21:50:00Z');
const now = Date.parse('2026-05-20T12:00:00Z');
const everything = { from: 0, to: now };

describe('analytics', () => {
  let warehouse: Warehouse;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const directory = await temporaryDirectory();
    remove = directory.remove;
    warehouse = await openWarehouse({ path: directory.path });
    const { encode } = warehouse;
    let position = 0;
    const event = (site: number, identity: number, name: string, time: number, properties = {}): string => {
      position++;
      const type = name === 'Page Viewed' ? 'page' : name === '' ? 'identify' : 'track';
      const ids = { messageId: `m${String(position).padStart(3, '0')}`, userId: null, anonymousId: `Anon-${identity}` };
      const context = { 'page.title': 'Home' };
      return encode.event({
        site,
        identity,
        position,
        type,
        name,
        time,
        receivedAt: time,
        properties,
        context,
        ...ids,
      });
    };
    const page = (site: number, identity: number, time: number, path: string): string =>
      event(site, identity, 'Page Viewed', time, { path });
    const events = [
      // A session that midnight in Berlin (22:00 UTC) cuts in two, then one after a gap; identity 12 is person 1 too.
      page(1, 1, evening, '/Home'),
      page(1, 12, evening + 9 * minute, '/Pricing'),
      event(1, 1, 'Order Completed', evening + 10 * minute, { total: 5, tags: ['A', 'b'] }),
      page(1, 1, evening + 20 * minute, '/Done'),
      page(1, 1, evening + 51 * minute, '/Home'),
      event(1, 1, '', evening + 52 * minute),
      page(1, 2, evening, '/Home'),
      event(1, 2, 'Order Completed', evening, { total: 7, tags: ['A'], paid: true }),
      // Joined to person 2, then taken apart again; and another site's events.
      page(1, 13, evening, '/Away'),
      page(2, 1, evening, '/Secret'),
    ];
    await warehouse.insert('events', events.join('\n'), 'events');
    const profile = (site: number, id: number, userId: string | null, traits: Record<string, unknown>): string =>
      encode.profile({
        site,
        id,
        version: 1,
        deleted: false,
        userId,
        traits,
        groups: {},
        firstSeen: 0,
        lastSeen: 100 + id,
      });
    const profiles = [
      profile(1, 1, 'U-1', { email: 'Ann@Example.com', plan: 'Gold', age: 30, born: '1990-05-01', seen: '2026-01-01' }),
      profile(1, 2, 'U-2', { email: 'bob@example.com', plan: 'gold', age: 30, vip: true }),
      profile(1, 3, null, { name: 'Zoë', plan: 'Free', born: '1990-05-01T10:00:00Z', seen: 'never' }),
      profile(1, 13, null, {}),
      profile(2, 1, 'U-1', { email: 'ann@example.com', plan: 'Secret' }),
    ];
    await warehouse.insert('profiles', profiles.join('\n'), 'profiles');
    const identities = [
      encode.identity({ site: 1, identity: 12, profile: 1, version: 1 }),
      encode.identity({ site: 1, identity: 13, profile: 2, version: 1 }),
      encode.identity({ site: 1, identity: 13, profile: 13, version: 2 }),
    ];
    await warehouse.insert('identities', identities.join('\n'), 'identities');
    const change = (id: string, kind: 'entered' | 'exited', at: number, cause = 'time'): string =>
      encode.membership({ site: 1, id, segment: 's', profile: 1, kind, at, cause });
    const changes = [
      change('past', 'entered', evening, 'backfill'),
      change('a', 'entered', evening),
      change('b', 'exited', evening + 15 * minute),
      change('b', 'exited', evening + 15 * minute),
      change('c', 'entered', evening + 16 * minute),
    ];
    await warehouse.insert('memberships', changes.join('\n'), 'memberships');
  }, 30_000);

  afterAll(async () => {
    await warehouse.close();
    await remove();
  });

  const having = (criteria: Criteria): Question => ({
    site: 1,
    audience: { criteria, includeGuests: true, includes: [], excludes: [] },
    segment: () => undefined,
    now,
    calendar: berlin,
  });
  const vip = having({ type: 'property', property: 'user.vip', operator: 'equals', value: true });

  it('shows a person’s events, newest first, page by page, over joined identities', async () => {
    const first = await warehouse.analytics.events(1, 1, { limit: 4 });
    expect(first.map((event) => event.messageId)).toEqual(['m006', 'm005', 'm004', 'm003']);
    expect(first[3]).toMatchObject({
      name: 'Order Completed',
      properties: { total: 5, tags: ['A', 'b'] },
      context: { 'page.title': 'Home' },
    });
    const before = { time: first[3]?.time ?? 0, messageId: 'm003' };
    const rest = await warehouse.analytics.events(1, 1, { before, limit: 9 });
    expect(rest.map((event) => event.messageId)).toEqual(['m002', 'm001']);
    const pages = await warehouse.analytics.events(1, 1, { names: ['Page Viewed'], limit: 9 });
    expect(pages).toHaveLength(4);
    // Taken apart again: the events went with the identity.
    expect(await warehouse.analytics.events(1, 13, { limit: 9 })).toHaveLength(1);
    expect(await warehouse.analytics.events(1, 2, { limit: 9 })).toHaveLength(2);
    expect(await warehouse.analytics.events(1, 12, { limit: 9 })).toEqual([]);
  });

  it('cuts sessions at gaps over 30 minutes and at midnight in the site’s zone', async () => {
    const home = { entry: '/Home', exit: '/Home' };
    const { sessions, next } = await warehouse.analytics.sessions(1, 1, berlin, { limit: 10 });
    expect(next).toBeNull();
    expect(sessions).toEqual([
      { start: evening + 51 * minute, end: evening + 51 * minute, events: 1, pages: 1, ...home },
      { start: evening + 10 * minute, end: evening + 20 * minute, events: 2, pages: 1, entry: '/Done', exit: '/Done' },
      { start: evening, end: evening + 9 * minute, events: 2, pages: 2, entry: '/Home', exit: '/Pricing' },
    ]);
    const inUtc = { ...berlin, timeZone: 'UTC' };
    const first = await warehouse.analytics.sessions(1, 1, inUtc, { limit: 1 });
    expect(first).toMatchObject({ sessions: [{ start: evening + 51 * minute }], next: evening + 51 * minute });
    const second = await warehouse.analytics.sessions(1, 1, inUtc, { limit: 1, before: first.next ?? 0 });
    expect(second).toMatchObject({ sessions: [{ start: evening, events: 4 }], next: null });
  });

  it('finds people by user id, e-mail and name, and those named, newest seen first', async () => {
    const ids = async (
      text: string,
      options: { known?: boolean; after?: { at: number; id: number }; also?: number[] } = {},
    ) => (await warehouse.analytics.searchProfiles(1, text, { ...options, limit: 10 })).map(({ id }) => id);
    expect(await ids('')).toEqual([13, 3, 2, 1]);
    expect(await ids('EXAMPLE.com')).toEqual([2, 1]);
    expect(await ids('u-2')).toEqual([2]);
    expect(await ids('ZOË')).toEqual([3]);
    expect(await ids('gold')).toEqual(await ids('GOLD '));
    expect(await ids('gold')).not.toEqual([]);
    expect(await ids('example.com u-2')).toEqual([2]);
    expect(await ids('u-2 EXAMPLE.com')).toEqual([2]);
    expect(await ids('u-2 nowhere')).toEqual([]);
    expect(await ids('Anon-12')).toEqual([]);
    expect(await ids('ZOË', { also: [1, 13, 99] })).toEqual([13, 3, 1]);
    expect(await ids('ZOË', { also: [1, 13], known: true })).toEqual([1]);
    expect(await ids('', { known: false })).toEqual([13, 3]);
    expect(await ids('', { after: { at: 103, id: 3 } })).toEqual([2, 1]);
    expect(await ids("%' OR 1 --")).toEqual([]);
  });

  it('ranks pages and events of members and of everyone', async () => {
    const { top, activePeople } = warehouse.analytics;
    expect(await top(1, 'pages', null, everything, 2)).toEqual([
      { value: '/Home', people: 2, count: 3 },
      { value: '/Away', people: 1, count: 1 },
    ]);
    expect(await top(1, 'pages', vip, everything, 5)).toEqual([{ value: '/Home', people: 1, count: 1 }]);
    expect(await top(1, 'events', null, everything, 5)).toEqual([
      { value: 'Page Viewed', people: 3, count: 6 },
      { value: 'Order Completed', people: 2, count: 2 },
    ]);
    expect(await activePeople(1, null, everything)).toBe(3);
    expect(await activePeople(1, vip, everything)).toBe(1);
    expect(await activePeople(1, null, { from: evening + minute, to: now })).toBe(1);
  });

  it('counts each enter and exit once, on its local day', async () => {
    expect(
      await warehouse.analytics.membershipByDay(1, 's', berlin, { from: evening - 24 * 60 * minute, to: now }),
    ).toEqual([
      { day: '2026-05-18', entered: 0, exited: 0 },
      { day: '2026-05-19', entered: 1, exited: 0 },
      { day: '2026-05-20', entered: 1, exited: 1 },
    ]);
  });

  it('offers the vocabulary of one site alone', async () => {
    const { eventNames, paths, values } = warehouse.analytics;
    expect(await eventNames(1, '', 10)).toEqual([
      { name: 'Page Viewed', count: 6, properties: ['path'] },
      { name: 'Order Completed', count: 2, properties: ['paid', 'tags', 'total'] },
    ]);
    expect((await eventNames(1, 'ORDER', 10)).map(({ name }) => name)).toEqual(['Order Completed']);
    expect(await paths(1, 'user', 9)).toEqual(
      expect.arrayContaining([
        { path: 'born', types: ['date', 'text'], people: 2 },
        { path: 'seen', types: ['text'], people: 2 },
      ]),
    );
    expect(await paths(1, 'user', 3)).toEqual([
      { path: 'plan', types: ['text'], people: 3 },
      { path: 'age', types: ['number'], people: 2 },
      { path: 'born', types: ['date', 'text'], people: 2 },
    ]);
    expect(await paths(1, 'event:Order Completed', 9)).toContainEqual({ path: 'tags', types: ['textList'], people: 2 });
    await expect(paths(1, 'weather', 9)).rejects.toMatchObject({ code: 'invalid_property' });
    expect(await values(1, 'user.plan', null, '', 10)).toEqual([
      { value: 'Free', count: 1 },
      { value: 'Gold', count: 1 },
      { value: 'gold', count: 1 },
    ]);
    expect(await values(1, 'user.plan', null, 'OLD', 10)).toHaveLength(2);
    expect(await values(1, 'user.age', null, '', 10)).toEqual([{ value: 30, count: 2 }]);
    expect(await values(1, 'user.vip', null, '', 10)).toEqual([{ value: true, count: 1 }]);
    const { histogram } = warehouse.analytics;
    expect(await histogram(1, 'user.age', null, 4)).toEqual({
      count: 2,
      minimum: 30,
      maximum: 30,
      bars: [{ from: 30, to: 30, count: 2 }],
    });
    expect(await histogram(1, 'user.plan', null, 4)).toEqual({ count: 0, minimum: null, maximum: null, bars: [] });
    expect(await values(1, 'properties.tags', 'Order Completed', '', 10)).toEqual([
      { value: 'A', count: 2 },
      { value: 'b', count: 1 },
    ]);
    expect(await values(1, 'context.page.title', null, '', 10)).toEqual([{ value: 'Home', count: 9 }]);
  });
});
