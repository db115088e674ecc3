import { type Criteria, evaluate, windowEnds } from '@kindred/criteria';
import { randomFrom } from '@kindred/criteria/generate';
import { LivedSegments } from './lived-segments.js';

const hour = 3_600_000;
const day = 24 * hour;
const calendar = { timeZone: 'Europe/Berlin', weekStart: 1 };
/** Six weeks amid which the clocks go back. */
const begin = Date.parse('2026-10-01T10:00:00Z');
const finish = begin + 42 * day;
const users = Array.from({ length: 14 }, (_, i) => `user-${i}`);
const guests = users.slice(0, 7).map((user) => `guest-of-${user}`);

const recent = (event: string, atLeast: number, days: number): Criteria => ({
  type: 'event',
  event,
  count: { atLeast },
  window: { rolling: { amount: days, unit: 'days' } },
});
/** Lengths of the windows below. */
const windows = [3, 5, 6, 9, 12];
const meanings: Readonly<Record<string, Criteria>> = {
  views: recent('Viewed', 1, 3),
  buys: recent('Bought', 2, 9),
  gold: { type: 'property', property: 'user.plan', operator: 'equals', value: 'gold' },
  calm: { type: 'all', of: [recent('Viewed', 1, 12), { type: 'not', of: recent('Bought', 1, 5) }] },
};

/** Everything that happened, and what the predicate says of it. */
export class SegmentLife extends LivedSegments {
  readonly keys = Object.keys(meanings);
  readonly users: readonly string[] = users;
  readonly everyone: readonly string[] = [...users, ...guests];
  private readonly random;
  private readonly events: { readonly who: string; readonly name: string; readonly at: number }[] = [];
  private readonly plans: { readonly who: string; readonly plan: string; readonly at: number }[] = [];
  /** When a guest became part of a user. */
  private readonly joins = new Map<string, number>();

  constructor(seed: number) {
    super(begin, calendar.timeZone, 'person');
    this.random = randomFrom(seed);
  }

  async live(): Promise<void> {
    await this.start();
    const means = (key: string): Criteria => {
      const criteria = meanings[key];
      if (criteria === undefined) throw new TypeError(`There is no segment ${key}`);
      return criteria;
    };
    const plan = [
      { at: begin + 2 * day, run: () => this.activate('views', means('views')) },
      { at: begin + 4 * day, run: () => this.activate('buys', means('buys')) },
      { at: begin + 5 * day, run: () => this.activate('gold', means('gold')) },
      { at: begin + 6 * day, run: () => this.activate('calm', means('calm')) },
      { at: begin + 18 * day, run: () => this.edit('buys', recent('Bought', 1, 6)) },
      { at: begin + 20 * day, run: () => this.setActive('calm', null) },
      { at: begin + 27 * day, run: () => this.setActive('calm', means('calm')) },
    ];
    while (this.now < finish) {
      this.now += Math.floor(hour / 2 + this.random.below(9 * hour));
      while ((plan[0]?.at ?? Number.POSITIVE_INFINITY) <= this.now) {
        await plan.shift()?.run();
        this.now += 1_000;
      }
      await this.something();
    }
    this.ended = this.now;
  }

  /** An instant amid it. */
  anyTime(): number {
    return begin + this.random.below(this.ended - begin);
  }

  /** Whether a stay ended because a guest became part of a user. */
  isJoin(who: string, at: number): boolean {
    return this.joins.get(who) === at;
  }

  /** Who somebody has become. */
  person(who: string): string {
    return this.joins.has(who) ? who.replace('guest-of-', '') : who;
  }

  /** Who would have been in before a segment was in force, by all that is known now: as people, not as profiles. */
  wouldHaveBeen(key: string, at: number): ReadonlySet<string> {
    const criteria = this.meaning(key, this.ended);
    const people = new Set(this.everyone.map((who) => this.person(who)));
    return new Set([...people].filter((who) => criteria !== null && this.satisfies(who, criteria, at, this.ended)));
  }

  private async something(): Promise<void> {
    const { random, joins, now, test } = this;
    const user = random.pick(users);
    const guest = `guest-of-${user}`;
    const isGuest = guests.includes(guest) && !joins.has(guest);
    if (random.chance(14)) {
      const plan = random.pick(['gold', 'free']);
      this.plans.push({ who: user, plan, at: now });
      await test.send({ type: 'identify', userId: user, traits: { plan } });
    } else if (isGuest && now > begin + 9 * day && random.chance(30)) {
      joins.set(guest, now);
      await test.send({ type: 'identify', userId: user, anonymousId: guest });
    } else {
      const who = isGuest && random.chance(50) ? guest : user;
      const name = random.pick(['Viewed', 'Bought']);
      this.events.push({ who, name, at: now });
      await test.send({ type: 'track', event: name, ...(who === guest ? { anonymousId: guest } : { userId: user }) });
    }
  }

  protected instants(): number[] {
    return [
      ...this.joins.values(),
      ...[...this.events, ...this.plans].map(({ at }) => at),
      ...this.events.flatMap(({ at }) =>
        windows.map((amount) => windowEnds({ rolling: { amount, unit: 'days' } }, at, calendar)),
      ),
    ];
  }

  /** Whether a profile satisfies criteria; a guest who became part of a user is no profile any more. */
  protected holds(who: string, criteria: Criteria, at: number): boolean {
    return (this.joins.get(who) ?? Number.POSITIVE_INFINITY) > at && this.satisfies(who, criteria, at, at);
  }

  /** By what had happened until an instant, and who somebody is and what is known of them at another. */
  private satisfies(who: string, criteria: Criteria, at: number, known: number): boolean {
    const guest = `guest-of-${who}`;
    const taken = (one: string): boolean => (this.joins.get(one) ?? Number.POSITIVE_INFINITY) <= known;
    const plan = this.plans.findLast((one) => one.who === who && one.at <= known)?.plan;
    const events = this.events.filter(
      (event) => event.at <= at && (event.who === who || (event.who === guest && taken(guest))),
    );
    return evaluate(criteria, {
      subject: {
        id: who,
        userId: guests.includes(who) ? null : who,
        traits: plan === undefined ? {} : { plan },
        groups: {},
      },
      events: events.map((event, index) => ({
        id: String(index),
        name: event.name,
        time: event.at,
        properties: {},
        context: {},
      })),
      request: null,
      isMember: () => false,
      now: at,
      calendar,
    });
  }
}
