import { accountSubject, type Criteria, evaluate, type GroupRecord } from '@kindred/criteria';
import { accountCases } from '@kindred/criteria/cases';
import { generateAccountCriteria, generateWorld, randomFrom, type World } from '@kindred/criteria/generate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Audience, Question, Warehouse } from './contract.js';
import { openWarehouse } from './open.js';
import { accountNumbers, Sites } from './testing/site.js';
import { temporaryDirectory } from './testing/temporary.js';

const nothing: Criteria = { type: 'property', property: 'account.nothing', operator: 'known' };
const named = (criteria: Criteria, more: Partial<Audience> = {}): Audience => ({
  subject: 'account',
  criteria,
  includeGuests: true,
  includes: [],
  excludes: [],
  ...more,
});

describe('SQL agrees with the predicate on accounts', () => {
  let warehouse: Warehouse;
  let remove: () => Promise<void>;
  const worlds = Array.from({ length: 40 }, (_, seed) => generateWorld(seed + 1, { accounts: 4, visitors: 8 }));
  const guestsSite = 9_999;
  const siteOfWorld = (index: number): number => 10_000 + index;

  beforeAll(async () => {
    const directory = await temporaryDirectory();
    remove = directory.remove;
    warehouse = await openWarehouse({ path: directory.path });
    const sites = new Sites(warehouse);
    accountCases.forEach(({ people, account }, index) => {
      sites.add(index + 1, people, [account]);
    });
    worlds.forEach((world, index) => {
      sites.add(siteOfWorld(index), world.visitors, world.groups.account);
    });
    const belongs = { id: '', traits: {}, groups: { account: [{ id: 'acme', traits: {} }] } };
    sites.add(guestsSite, [
      { subject: { ...belongs, userId: 'known' }, events: [] },
      {
        subject: { ...belongs, userId: null },
        events: [{ id: 'b', name: 'Bought', time: 1_000, properties: {}, context: {} }],
      },
    ]);
    await sites.insert('accounts');
  }, 60_000);

  afterAll(async () => {
    await warehouse.close();
    await remove();
  });

  const found = (question: Question) => warehouse.page(question, 'certain', 0, 1_000, { purpose: 'interactive' });

  it.each(accountCases.map((each, index) => ({ ...each, site: index + 1 })))('$name', async (each) => {
    const { account, people, site, now, calendar } = each;
    const ids = [account, ...people.flatMap(({ subject }) => subject.groups.account ?? [])].map(({ id }) => id);
    const number = accountNumbers([...new Set(ids)]).get(account.id) ?? 0;
    const question: Question = {
      site,
      audience: named(each.criteria),
      segment: (id) => (each.memberOf?.includes(id) ? named(nothing, { includes: [number] }) : undefined),
      now,
      calendar,
    };
    expect((await found(question)).includes(number)).toBe(each.expected);
  });

  it('counts what guests of an account did though only the known of its people are wanted', async () => {
    const bought: Criteria = { type: 'event', event: 'Bought', count: { atLeast: 1 } };
    const known: Criteria = { type: 'property', property: 'profile.known', operator: 'equals', value: true };
    const buyers = named({ type: 'people', of: bought, count: { atLeast: 1 } });
    const question: Question = {
      site: guestsSite,
      audience: {
        criteria: { type: 'all', of: [known, { type: 'segment', segment: 'buyers' }] },
        includeGuests: true,
        includes: [],
        excludes: [],
      },
      segment: (id) => (id === 'buyers' ? buyers : undefined),
      now: 2_000,
      calendar: { timeZone: 'UTC', weekStart: 1 },
    };
    expect(await found(question)).toEqual([1]);
  });

  it.each(worlds.map((world, index) => ({ world, index })))('generated world $index', async ({ world, index }) => {
    const numbers = accountNumbers(world.groups.account.map(({ id }) => id));
    const random = randomFrom(index);
    const inner: Audience = named(world.accountCriteria[0] ?? nothing, { includes: [2_000], excludes: [2_001] });
    const segment = (id: string) => (id === 'inner' ? inner : undefined);
    const nested = generateAccountCriteria(random, world.schema, { segments: ['inner', 'gone'] });
    const isMember = (account: GroupRecord) => (id: string) => {
      const number = numbers.get(account.id) ?? 0;
      if (id !== 'inner' || inner.excludes.includes(number)) return false;
      return inner.includes.includes(number) || holds(world, inner.criteria, account, () => false);
    };
    for (const criteria of [...world.accountCriteria, nested]) {
      const question: Question = {
        site: siteOfWorld(index),
        audience: named(criteria),
        segment,
        now: world.now,
        calendar: world.calendar,
      };
      const expected = world.groups.account
        .filter((account) => holds(world, criteria, account, isMember(account)))
        .map(({ id }) => numbers.get(id));
      const matching = await found(question);
      expect({ criteria, matching }).toEqual({ criteria, matching: expected });
      expect((await warehouse.count(question, { purpose: 'interactive' })).certain).toEqual({
        known: expected.length,
        guests: 0,
      });
    }
    const known: Criteria = { type: 'property', property: 'profile.known', operator: 'equals', value: true };
    for (const criteria of world.accountCriteria) {
      const of = named(criteria);
      const belonging = (others: readonly Criteria[]): Question => ({
        site: siteOfWorld(index),
        audience: {
          criteria: { type: 'all', of: [...others, { type: 'segment', segment: 'inner' }] },
          includeGuests: true,
          includes: [],
          excludes: [],
        },
        segment: (id) => (id === 'inner' ? of : undefined),
        now: world.now,
        calendar: world.calendar,
      });
      const expected = world.visitors.flatMap(({ subject }, visitor) =>
        subject.groups.account?.some((account) => holds(world, criteria, account, () => false)) === true
          ? [visitor + 1]
          : [],
      );
      expect({ criteria, people: await found(belonging([])) }).toEqual({ criteria, people: expected });
      // What an account's guests did counts, though only the known of its people are wanted.
      const wanted = expected.filter((profile) => world.visitors[profile - 1]?.subject.userId !== null);
      expect({ criteria, people: await found(belonging([known])) }).toEqual({ criteria, people: wanted });
    }
  });
});

function holds(world: World, criteria: Criteria, account: GroupRecord, isMember: (id: string) => boolean): boolean {
  const people = world.visitors.flatMap(({ subject, events }, visitor) =>
    subject.groups.account?.some(({ id }) => id === account.id) === true
      ? [{ subject: { ...subject, id: String(visitor + 1) }, events, isMember: () => false }]
      : [],
  );
  const { now, calendar } = world;
  return evaluate(criteria, {
    subject: accountSubject(account),
    people,
    events: [],
    request: null,
    isMember,
    now,
    calendar,
  });
}
