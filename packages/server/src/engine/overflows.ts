import { overflowOf } from '@kindred/live';
import type { Question } from '@kindred/warehouse';
import type { Applier } from './applier.js';
import type { Core, UnansweredLeaf } from './core.js';
import type { Flusher } from './flusher.js';
import type { Forwarder } from './forwarder.js';
import type { Transitions } from './transitions.js';

/** Time (ms) in which questions gather: somebody with so many events has the next one soon. */
const gathering = 1_000;
const longestForward = 600_000;
/** People whose answers are put into force without anything between. */
const atOnce = 1_000;

interface AskedOfLeaf {
  readonly site: number;
  readonly leaf: number;
  readonly profiles: number[];
}

/**
 * Leaves whose events of one person are too many to be kept are decided by the warehouse: it is asked after whatever
 * can change the answer, and every few minutes for what time alone changes. Between two answers the last one stands.
 */
export class Overflows {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private closing = false;

  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly transitions: Transitions,
    private readonly flusher: Flusher,
    private readonly forwarder: Forwarder,
  ) {
    core.onUnanswered = () => this.plan();
  }

  private plan(): void {
    if (this.timer !== null || this.closing) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.settle().catch((error: unknown) => this.core.options.onError(error, 'asking about people with many events'));
    }, gathering);
    this.timer.unref();
  }

  /** Resolves once the warehouse has answered everything that is asked now. */
  async settle(): Promise<void> {
    while (this.running !== null) await this.running;
    if (this.core.unanswered.size === 0 || this.closing) return;
    this.running = this.ask().finally(() => {
      this.running = null;
    });
    await this.running;
  }

  private async ask(): Promise<void> {
    const { core } = this;
    const asked = [...core.unanswered.values()];
    core.unanswered.clear();
    const question = await this.applier.exclusively(async () => {
      const people = await this.applier.people.profiles(asked.map(({ profile }) => profile));
      const profiles = new Map(people.map((profile) => [profile.id, profile]));
      // What comes from here on is not part of the answer, and makes it stale again.
      for (const { profile, leaf } of asked) {
        const overflow = overflowOf(profiles.get(profile)?.leaves.get(leaf));
        if (overflow !== undefined) overflow.stale = false;
      }
      await this.flusher.idle();
      await this.flusher.flush();
      return { now: core.now, position: core.position };
    });
    try {
      if (!(await this.forwarder.settle(longestForward))) throw new RangeError('The warehouse is far behind the log');
      for (const people of byLeaf(asked)) await this.answer(people, question);
    } catch (error) {
      for (const each of asked) core.unanswered.set(`${each.profile}/${each.leaf}`, each);
      throw error;
    }
  }

  /** One statement for everybody of whom a leaf is asked: it reads the events of all, however many are meant. */
  private async answer(asked: AskedOfLeaf, at: Pick<Question, 'now'> & { readonly position: number }): Promise<void> {
    const { core } = this;
    const state = core.sites.get(asked.site);
    const registered = state?.leaves.get(asked.leaf);
    if (state === undefined || registered === undefined) return;
    const { leaf, calendar } = registered;
    const audience = { criteria: leaf.node, includeGuests: true, includes: [], excludes: [] };
    const question = { site: asked.site, audience, segment: () => undefined, calendar, ...at };
    const profiles = asked.profiles.sort((one, other) => one - other);
    const range = { first: profiles.at(0) ?? 0, last: profiles.at(-1) ?? 0 };
    const wanted = new Set(profiles);
    const holding = new Set<number>();
    for await (const block of core.warehouse.matching(question, { purpose: 'backfill' }, range)) {
      for (const id of block) if (wanted.has(id)) holding.add(id);
    }
    for (let from = 0; from < profiles.length; from += atOnce) {
      const part = profiles.slice(from, from + atOnce);
      await this.applier.exclusively(async () => {
        await this.applier.sweep();
        for (const profile of await this.applier.people.profiles(part)) {
          const overflow = overflowOf(profile.leaves.get(leaf.id));
          if (overflow === undefined) continue;
          overflow.held = holding.has(profile.id);
          overflow.at = at.now;
          this.transitions.evaluate(
            state,
            profile,
            state.index.versionsByLeaf.get(leaf.id) ?? [],
            core.now,
            'warehouse',
          );
          this.transitions.schedule(state, profile, core.now);
          core.touch(profile);
        }
      });
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    if (this.timer !== null) clearTimeout(this.timer);
    while (this.running !== null) await this.running;
  }
}

function byLeaf(asked: readonly UnansweredLeaf[]): Iterable<AskedOfLeaf> {
  const found = new Map<number, AskedOfLeaf>();
  for (const { site, leaf, profile } of asked) {
    const together = found.get(leaf);
    if (together === undefined) found.set(leaf, { site, leaf, profiles: [profile] });
    else together.profiles.push(profile);
  }
  return found.values();
}
