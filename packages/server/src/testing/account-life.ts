import type { Criteria } from '@kindred/criteria';
import { randomFrom } from '@kindred/criteria/generate';
import { LivedSegments } from './lived-segments.js';

const hour = 3_600_000;
const day = 24 * hour;
/** Six weeks amid which the clocks go back. */
const begin = Date.parse('2026-10-01T10:00:00Z');
const finish = begin + 42 * day;
const users = Array.from({ length: 10 }, (_, i) => `user-${i}`);
const accounts = Array.from({ length: 6 }, (_, i) => `account-${i}`);

/** What a segment of accounts is asked for, and the same as a plain formula over what happened. */
interface Meaning {
  readonly criteria: Criteria;
  holds(happened: Happened, account: string, at: number): boolean;
}

interface Happened {
  /** Who belonged to an account at an instant. */
  people(account: string, at: number): readonly string[];
  plan(account: string, at: number): string | undefined;
  /** Whether somebody did something within so many hours up to an instant; ever, where none are given. */
  did(who: string, name: string, at: number, hours?: number): boolean;
}

const did = (event: string, hours?: number): Criteria => ({
  type: 'event',
  event,
  count: { atLeast: 1 },
  ...(hours === undefined ? {} : { window: { rolling: { amount: hours, unit: 'hours' } } }),
});
const people = (of: Criteria, atLeast: number): Criteria => ({ type: 'people', of, count: { atLeast } });

/** Hours of the windows below. */
const windows = [40, 60, 90];
const buying = (hours: number, atLeast: number): Meaning => ({
  criteria: people(did('Bought', hours), atLeast),
  holds: (happened, account, at) =>
    happened.people(account, at).filter((who) => happened.did(who, 'Bought', at, hours)).length >= atLeast,
});
const meanings = {
  buying: buying(40, 2),
  gold: {
    criteria: { type: 'property', property: 'account.plan', operator: 'equals', value: 'gold' },
    holds: (happened, account, at) => happened.plan(account, at) === 'gold',
  },
  quiet: {
    criteria: { type: 'all', of: [people(did('Viewed'), 1), { type: 'not', of: people(did('Viewed', 60), 1) }] },
    holds: (happened, account, at) => {
      const present = happened.people(account, at);
      return (
        present.some((who) => happened.did(who, 'Viewed', at)) &&
        !present.some((who) => happened.did(who, 'Viewed', at, 60))
      );
    },
  },
} as const satisfies Readonly<Record<string, Meaning>>;
const edited = buying(90, 1);
const all: readonly Meaning[] = [...Object.values(meanings), edited];

/** Accounts whose people come, go and do things, and what plain formulas say of them. */
export class AccountLife extends LivedSegments {
  readonly keys = Object.keys(meanings);
  readonly everyone: readonly string[] = accounts;
  private readonly random;
  private readonly events: { readonly who: string; readonly name: string; readonly at: number }[] = [];
  private readonly plans: { readonly account: string; readonly plan: string; readonly at: number }[] = [];
  private readonly moves: {
    readonly who: string;
    readonly account: string;
    readonly member: boolean;
    readonly at: number;
  }[] = [];

  constructor(seed: number) {
    super(begin, 'Europe/Berlin', 'account');
    this.random = randomFrom(seed);
  }

  async live(): Promise<void> {
    await this.start();
    await this.test.send(...users.map((userId) => ({ type: 'identify', userId, traits: { known: true } })));
    for (const account of accounts) await this.test.call('PUT', `/v1/groups/account/${account}`, { traits: {} });
    const plan = [
      { at: begin + 7 * day, run: () => this.activate('gold', meanings.gold.criteria) },
      { at: begin + 8 * day, run: () => this.activate('quiet', meanings.quiet.criteria) },
      { at: begin + 10 * day, run: () => this.activate('buying', meanings.buying.criteria) },
      { at: begin + 16 * day + 4 * hour, run: () => this.edit('buying', edited.criteria) },
      { at: begin + 20 * day, run: () => this.setActive('quiet', null) },
      { at: begin + 26 * day, run: () => this.setActive('quiet', meanings.quiet.criteria) },
    ];
    while (this.now < finish) {
      this.now += Math.floor(hour / 2 + this.random.below(5 * hour));
      while ((plan[0]?.at ?? Number.POSITIVE_INFINITY) <= this.now) {
        await plan.shift()?.run();
        this.now += 1_000;
      }
      await this.something();
    }
    this.ended = this.now;
  }

  protected instants(): number[] {
    return [
      ...[...this.events, ...this.plans, ...this.moves].map(({ at }) => at),
      ...this.events.flatMap(({ at }) => windows.map((hours) => at + hours * hour)),
    ];
  }

  protected holds(who: string, criteria: Criteria, at: number): boolean {
    const meaning = all.find((one) => one.criteria === criteria);
    if (meaning === undefined) throw new TypeError('There is no formula of these criteria');
    return meaning.holds(this.happened, who, at);
  }

  private readonly happened: Happened = {
    people: (account, at) =>
      users.filter(
        (user) =>
          this.moves.findLast((one) => one.who === user && one.account === account && one.at <= at)?.member === true,
      ),
    plan: (account, at) => this.plans.findLast((one) => one.account === account && one.at <= at)?.plan,
    did: (who, name, at, hours = Number.POSITIVE_INFINITY) =>
      this.events.some(
        (event) => event.who === who && event.name === name && event.at <= at && event.at > at - hours * hour,
      ),
  };

  private async something(): Promise<void> {
    const { random, now, test } = this;
    const [user, account] = [random.pick(users), random.pick(accounts)];
    if (random.chance(18)) {
      const plan = random.pick(['gold', 'free']);
      this.plans.push({ account, plan, at: now });
      await test.call('PUT', `/v1/groups/account/${account}`, { traits: { plan } });
    } else if (random.chance(25)) {
      const member = !this.happened.people(account, now).includes(user);
      this.moves.push({ who: user, account, member, at: now });
      await test.call(member ? 'PUT' : 'DELETE', `/v1/groups/account/${account}/members/${user}`);
    } else {
      const name = random.pick(['Viewed', 'Bought', 'Bought']);
      this.events.push({ who: user, name, at: now });
      await test.send({ type: 'track', event: name, userId: user });
    }
  }
}
