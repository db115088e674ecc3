import type { Core } from '../core.js';
import type { SiteState } from '../site-state.js';
import type { RecountQueue } from './recount-queue.js';

/**
 * Sites whose segments are to be counted anew, because events of the past came in beside the live path. It is stored before
 * the first of them goes in, and until every segment was counted after the last: whatever ends the import or the process
 * meanwhile, members come to be true. One that cannot be counted is tried again at the next start.
 */
export class OwedCounts {
  /** Imports under way that have brought something in, by site. */
  private readonly bringing = new Map<SiteState, number>();
  private readonly counting = new Set<Promise<void>>();

  constructor(
    private readonly core: Core,
    private readonly recounts: RecountQueue,
  ) {}

  /**
   * Counts every segment anew once an import has ended, however it did, if it brought anything in.
   *
   * @param bring gets what it has to call, and wait for, before each insert
   */
  async after<T>(state: SiteState, bring: (owe: () => Promise<void>) => Promise<T>): Promise<T> {
    let stored: Promise<void> | null = null;
    const owe = (): Promise<void> => {
      if (stored === null) {
        this.bringing.set(state, (this.bringing.get(state) ?? 0) + 1);
        stored = this.note(state, true);
      }
      return stored;
    };
    try {
      return await bring(owe);
    } finally {
      if (stored !== null) {
        this.bringing.set(state, (this.bringing.get(state) ?? 1) - 1);
        this.begin(state, new Set());
      }
    }
  }

  /**
   * Counts what an earlier run of the process left.
   *
   * @param cancelled segments whose count somebody cancelled: they stay as they are
   */
  async resume(cancelled: ReadonlyMap<string, string>): Promise<void> {
    const { settings } = this.core.options.definitions;
    for (const state of this.core.sites.values()) {
      if ((await settings.get(settingOf(state))) === 'owed') this.begin(state, new Set(cancelled.keys()));
    }
  }

  /** Resolves once nothing that is owed is being counted. */
  async idle(): Promise<void> {
    while (this.counting.size > 0) await Promise.all(this.counting);
  }

  private begin(state: SiteState, without: ReadonlySet<string>): void {
    const counting = this.count(state, without)
      .catch((error: unknown) => this.core.options.onError(error, 'counting what an import brought in'))
      .finally(() => this.counting.delete(counting));
    this.counting.add(counting);
  }

  private async count(state: SiteState, without: ReadonlySet<string>): Promise<void> {
    const segments = [...state.definitions.keys()].filter((id) => !without.has(id));
    await this.recounts.anew(state, segments, 'import');
    await this.recounts.idle();
    // An import that has ended meanwhile has put its segments into the queue; one that has not counts them when it does.
    const more = this.bringing.get(state) ?? 0;
    if (more === 0 && this.recounts.isCounted(state)) await this.note(state, false);
  }

  private note(state: SiteState, owed: boolean): Promise<void> {
    return this.core.options.definitions.settings.set(settingOf(state), owed ? 'owed' : '');
  }
}

function settingOf({ site }: SiteState): string {
  return `engine.counts.${site.id}`;
}
