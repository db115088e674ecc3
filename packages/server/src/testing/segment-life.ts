import { type Criteria, evaluate, windowEnds } from '@kindred/criteria';
import { randomFrom } from '@kindred/criteria/generate';
import { TestServer } from './test-server.js';

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

/** A stay of one profile, by the predicate alone: from its first instant up to, but not with, the first one out. */
export interface Stay {
  readonly who: string;
  readonly from: number;
  readonly to: number;
  /** Found in the segment when a period of it began. */
  readonly counted: boolean;
}

/** What a segment meant from an instant on; null while it was not in force. */
interface Step {
  readonly at: number;
  readonly criteria: Criteria | null;
}

/** Everything that happened, and what the predicate says of it. */
export class SegmentLife {
  readonly timeZone = calendar.timeZone;
  readonly begin = begin;
  readonly keys = Object.keys(meanings);
  readonly users: readonly string[] = users;
  readonly everyone: readonly string[] = [...users, ...guests];
  /** Ids of the segments by their keys. */
  readonly ids = new Map<string, string>();
  /** The present, when all is over. */
  ended = 0;
  private now = begin;
  private readonly random;
  private readonly events: { readonly who: string; readonly name: string; readonly at: number }[] = [];
  private readonly plans: { readonly who: string; readonly plan: string; readonly at: number }[] = [];
  /** When a guest became part of a user. */
  private readonly joins = new Map<string, number>();
  private readonly steps = new Map<string, Step[]>(this.keys.map((key) => [key, []]));
  private readonly remembered = new Map<string, readonly Stay[]>();
  private server: TestServer | undefined;

  constructor(seed: number) {
    this.random = randomFrom(seed);
  }

  get test(): TestServer {
    if (this.server === undefined) throw new TypeError('The life has not begun');
    return this.server;
  }

  async live(): Promise<void> {
    this.server = await TestServer.start({ clock: () => this.now });
    await this.test.call('PATCH', '/v1/site', { timeZone: calendar.timeZone });
    const plan = [
      { at: begin + 2 * day, run: () => this.activate('views') },
      { at: begin + 4 * day, run: () => this.activate('buys') },
      { at: begin + 5 * day, run: () => this.activate('gold') },
      { at: begin + 6 * day, run: () => this.activate('calm') },
      { at: begin + 18 * day, run: () => this.edit('buys', recent('Bought', 1, 6)) },
      { at: begin + 20 * day, run: () => this.setActive('calm', false) },
      { at: begin + 27 * day, run: () => this.setActive('calm', true) },
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

  inForce(key: string, at: number): boolean {
    return this.meaning(key, at) !== null;
  }

  /** Instants at which a segment began or ceased to be in force, or to mean something. */
  changesOf(key: string): readonly number[] {
    return (this.steps.get(key) ?? []).map(({ at }) => at);
  }

  /** Whether a stay ended because the segment was put out of force. */
  isEnd(key: string, at: number): boolean {
    return this.steps.get(key)?.some((step) => step.at === at && step.criteria === null) ?? false;
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

  inside(key: string, at: number): ReadonlySet<string> {
    return new Set(
      this.stays(key)
        .filter(({ from, to }) => from <= at && at < to)
        .map(({ who }) => who),
    );
  }

  stays(key: string): readonly Stay[] {
    const known = this.remembered.get(key) ?? this.staysOf(key);
    this.remembered.set(key, known);
    return known;
  }

  private meaning(key: string, at: number): Criteria | null {
    return this.steps.get(key)?.findLast((step) => step.at <= at)?.criteria ?? null;
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

  private async activate(key: string): Promise<void> {
    const criteria = meanings[key] ?? null;
    this.ids.set(key, (await this.test.segment(key, criteria)).id);
    this.steps.get(key)?.push({ at: this.now, criteria });
  }

  private async edit(key: string, criteria: Criteria): Promise<void> {
    const path = `/v1/segments/${this.ids.get(key)}`;
    const { body } = await this.test.get(path);
    await this.test.call('PUT', path, { ...body, criteria }, { ...this.test.auth(), 'if-match': '*' });
    await this.test.server.engine.idle();
    this.steps.get(key)?.push({ at: this.now, criteria });
  }

  private async setActive(key: string, active: boolean): Promise<void> {
    await this.test.post(`/v1/segments/${this.ids.get(key)}/${active ? 'activate' : 'deactivate'}`, undefined);
    await this.test.server.engine.idle();
    this.steps.get(key)?.push({ at: this.now, criteria: active ? (meanings[key] ?? null) : null });
  }

  /** Stays by the predicate, asked at every instant at which anything can change. */
  private staysOf(key: string): readonly Stay[] {
    const changes = this.steps.get(key) ?? [];
    const instants = new Set<number>([...this.joins.values(), ...changes.map(({ at }) => at)]);
    for (const { at } of [...this.events, ...this.plans]) instants.add(at);
    for (const { at } of this.events) {
      for (const amount of windows) instants.add(windowEnds({ rolling: { amount, unit: 'days' } }, at, calendar));
    }
    const order = [...instants].filter((at) => at <= this.ended).sort((a, b) => a - b);
    const found: Stay[] = [];
    for (const who of this.everyone) {
      let since: { from: number; counted: boolean } | null = null;
      for (const at of order) {
        const inside = this.holds(who, key, at);
        if (inside && since === null) {
          const step = changes.findIndex((one) => one.at === at);
          since = { from: at, counted: step >= 0 && (changes[step - 1]?.criteria ?? null) === null };
        } else if (!inside && since !== null) {
          found.push({ who, ...since, to: at });
          since = null;
        }
      }
      if (since !== null) found.push({ who, ...since, to: Number.POSITIVE_INFINITY });
    }
    return found;
  }

  /** Whether a profile satisfies what a segment meant at an instant, by everything that had happened by then. */
  private holds(who: string, key: string, at: number): boolean {
    const criteria = this.meaning(key, at);
    if (criteria === null || (this.joins.get(who) ?? Number.POSITIVE_INFINITY) <= at) return false;
    return this.satisfies(who, criteria, at, at);
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
