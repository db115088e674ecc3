import type { Applier } from '../applier.js';
import type { Core } from '../core.js';
import type { Flusher } from '../flusher.js';
import type { SiteState, Switch } from '../site-state.js';
import type { Transitions } from '../transitions.js';

const chunk = 500;

/**
 * After segments have begun to show new sets, tells the enters and exits of those who are in them, or were in the sets
 * shown before, a few profiles at a time.
 * A profile touched meanwhile is told first, so its changes stay in order; each knows which switch it was told of last.
 */
export class SwitchPass {
  private readonly underway = new Map<SiteState, Promise<void>>();

  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly transitions: Transitions,
    private readonly flusher: Flusher,
  ) {}

  /** Keeps the open switches for a restart. */
  async save(state: SiteState): Promise<void> {
    await this.core.options.definitions.settings.set(settingOf(state), JSON.stringify(state.switches));
  }

  /** The last switch is stored before what it switches to: where the process ended in between, nothing has been switched. */
  async load(state: SiteState): Promise<void> {
    const { segments, settings } = this.core.options.definitions;
    const stored = await settings.get(settingOf(state));
    const switches = stored === null ? [] : (JSON.parse(stored) as Switch[]);
    const last = switches.pop();
    if (last !== undefined) {
      const shown = new Map((await segments.runtimes()).map(({ segment, set }) => [segment, set]));
      const pairs = last.pairs.filter(({ segment, next }) => shown.get(segment) === next);
      if (pairs.length > 0) switches.push({ ...last, pairs });
    }
    state.switches = switches;
    for (const { number } of state.switches) this.core.switchNumber = Math.max(this.core.switchNumber, number);
  }

  /** One after the other, where several ask for it. */
  run(state: SiteState): Promise<void> {
    const before = this.underway.get(state) ?? Promise.resolve();
    const next = before.catch(() => undefined).then(() => this.tellAll(state));
    this.underway.set(state, next);
    return next;
  }

  private async tellAll(state: SiteState): Promise<void> {
    const told = state.switches;
    if (told.length === 0) return;
    // Those who were in a set before, or are now; nobody else has anything to be told of.
    const sets = new Set(
      told.flatMap(({ pairs }) => pairs.flatMap(({ old, next }) => (old === null ? [next] : [old, next]))),
    );
    for (const set of sets) {
      for (let after = 0; ; ) {
        const ids = (await this.core.store.members(set, after, chunk)).map(({ profile }) => profile);
        if (ids.length === 0) break;
        after = ids[ids.length - 1] ?? after;
        await this.applier.exclusively(() => this.tell(state, ids));
      }
    }
    await this.applier.exclusively(async () => {
      for (const account of state.accounts.byId.values()) this.applier.accounts.tellOfSwitches(state, account);
      await this.flusher.idle();
      await this.flusher.flush();
      state.switches = state.switches.filter((one) => !told.includes(one));
      state.reindex();
      await this.save(state);
    });
    const olds = told.flatMap(({ pairs }) => pairs.flatMap(({ old }) => old ?? []));
    this.core.dropping.add({ leaves: [], sets: olds });
  }

  private async tell(state: SiteState, ids: readonly number[]): Promise<void> {
    for (const profile of await this.applier.people.profiles(ids)) {
      this.transitions.settle(state, profile, this.core.now);
    }
    if (this.flusher.unwrittenProfiles <= chunk * 8) return;
    await this.flusher.idle();
    await this.flusher.flush();
  }
}

function settingOf(state: SiteState): string {
  return `engine.switches.${state.site.id}`;
}
