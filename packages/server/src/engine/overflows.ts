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
      await this.applier.people.profiles(asked.map(({ profile }) => profile));
      // What comes from here on is not part of the answer, and makes it stale again.
      for (const each of asked) {
        const overflow = this.overflow(each);
        if (overflow !== undefined) overflow.stale = false;
      }
      await this.flusher.idle();
      await this.flusher.flush();
      return { now: core.now, position: core.position };
    });
    try {
      if (!(await this.forwarder.settle(longestForward))) throw new RangeError('The warehouse is far behind the log');
      for (const each of asked) await this.answer(each, question);
    } catch (error) {
      for (const each of asked) core.unanswered.set(`${each.profile}/${each.leaf}`, each);
      throw error;
    }
  }

  private async answer(
    asked: UnansweredLeaf,
    at: Pick<Question, 'now'> & { readonly position: number },
  ): Promise<void> {
    const { core } = this;
    const state = core.sites.get(asked.site);
    const leaf = state?.index.leavesById.get(asked.leaf);
    if (state === undefined || leaf === undefined) return;
    const audience = { criteria: leaf.node, includeGuests: true, includes: [], excludes: [] };
    const question = { site: asked.site, audience, segment: () => undefined, calendar: state.calendar, ...at };
    const [first] = await core.warehouse.page(question, 'certain', asked.profile - 1, 1, { purpose: 'backfill' });
    await this.applier.exclusively(async () => {
      const [profile] = await this.applier.people.profiles([asked.profile]);
      const overflow = this.overflow(asked);
      if (profile === undefined || overflow === undefined) return;
      overflow.held = first === asked.profile;
      overflow.at = at.now;
      this.transitions.evaluate(state, profile, state.index.versionsByLeaf.get(leaf.id) ?? [], core.now, 'warehouse');
      this.transitions.schedule(state, profile, core.now);
      core.touch(profile);
    });
  }

  private overflow({ profile, leaf }: UnansweredLeaf): ReturnType<typeof overflowOf> {
    return overflowOf(this.core.profiles.get(profile)?.leaves.get(leaf));
  }

  async close(): Promise<void> {
    this.closing = true;
    if (this.timer !== null) clearTimeout(this.timer);
    while (this.running !== null) await this.running;
  }
}
