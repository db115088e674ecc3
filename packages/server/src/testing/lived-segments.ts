import type { Criteria } from '@kindred/criteria';
import { TestServer } from './test-server.js';

/** A stay of one member, by what criteria mean alone: from its first instant up to, but not with, the first one out. */
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

/** Segments of a life on a real server, and who was in them when, by what they meant. */
export abstract class LivedSegments {
  /** Ids of the segments by their keys. */
  readonly ids = new Map<string, string>();
  /** The present, when all is over. */
  ended = 0;
  protected now: number;
  private readonly steps = new Map<string, Step[]>();
  private readonly remembered = new Map<string, readonly Stay[]>();
  private server: TestServer | undefined;

  /** Everybody, or everything, that can be a member. */
  abstract readonly everyone: readonly string[];

  constructor(
    readonly begin: number,
    readonly timeZone: string,
    private readonly subject: 'person' | 'account',
  ) {
    this.now = begin;
  }

  /** Instants at which anything can change, besides those at which segments do. */
  protected abstract instants(): Iterable<number>;

  /** Whether somebody satisfies criteria at an instant, by everything that had happened by then. */
  protected abstract holds(who: string, criteria: Criteria, at: number): boolean;

  get test(): TestServer {
    if (this.server === undefined) throw new TypeError('The life has not begun');
    return this.server;
  }

  protected async start(): Promise<void> {
    this.server = await TestServer.start({ clock: () => this.now });
    await this.test.call('PATCH', '/v1/site', { timeZone: this.timeZone });
  }

  inForce(key: string, at: number): boolean {
    return this.meaning(key, at) !== null;
  }

  /** Instants at which a segment began or ceased to be in force, or to mean something. */
  changesOf(key: string): readonly number[] {
    return this.stepsOf(key).map(({ at }) => at);
  }

  /** Whether a stay ended because the segment was put out of force. */
  isEnd(key: string, at: number): boolean {
    return this.stepsOf(key).some((step) => step.at === at && step.criteria === null);
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

  protected meaning(key: string, at: number): Criteria | null {
    return this.stepsOf(key).findLast((step) => step.at <= at)?.criteria ?? null;
  }

  protected async activate(key: string, criteria: Criteria): Promise<void> {
    this.ids.set(key, (await this.test.segment(key, criteria, { subject: this.subject })).id);
    this.steps.set(key, [{ at: this.now, criteria }]);
  }

  protected async edit(key: string, criteria: Criteria): Promise<void> {
    const path = `/v1/segments/${this.ids.get(key)}`;
    const { body } = await this.test.get(path);
    await this.test.call('PUT', path, { ...body, criteria }, { ...this.test.auth(), 'if-match': '*' });
    await this.test.server.engine.idle();
    this.steps.get(key)?.push({ at: this.now, criteria });
  }

  /** @param criteria what it means from now on; null: it is put out of force */
  protected async setActive(key: string, criteria: Criteria | null): Promise<void> {
    const action = criteria === null ? 'deactivate' : 'activate';
    await this.test.post(`/v1/segments/${this.ids.get(key)}/${action}`, undefined);
    await this.test.server.engine.idle();
    this.steps.get(key)?.push({ at: this.now, criteria });
  }

  private stepsOf(key: string): readonly Step[] {
    return this.steps.get(key) ?? [];
  }

  /** Asked at every instant at which anything can change. */
  private staysOf(key: string): readonly Stay[] {
    const changes = this.stepsOf(key);
    const instants = new Set<number>([...this.instants(), ...changes.map(({ at }) => at)]);
    const order = [...instants].filter((at) => at <= this.ended).sort((a, b) => a - b);
    const found: Stay[] = [];
    for (const who of this.everyone) {
      let since: { from: number; counted: boolean } | null = null;
      for (const at of order) {
        const criteria = this.meaning(key, at);
        const inside = criteria !== null && this.holds(who, criteria, at);
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
}
