import type { Core } from '../core.js';
import type { SiteState } from '../site-state.js';
import { dueOf, isBatch } from './batch-state.js';

/** Longest pause (ms) between looks at what is due: the system's clock may be set. */
const longestPause = 30_000;

/** Has batch segments run when they are due. */
export class BatchSchedule {
  private timer: NodeJS.Timeout | null = null;
  private closing = false;

  /** @param begin puts runs into the queue; one that waits or goes on already is not begun again */
  constructor(
    private readonly core: Core,
    private readonly isUnderway: (segment: string) => boolean,
    private readonly begin: (state: SiteState, segments: readonly string[]) => void,
  ) {}

  /** Begins what is due by now, and looks again when the next is. */
  look(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    if (this.closing) return;
    const now = this.core.options.clock();
    let next = Number.POSITIVE_INFINITY;
    for (const state of this.core.sites.values()) {
      const due: string[] = [];
      for (const [id, batch] of state.batches) {
        const definition = state.definitions.get(id);
        if (definition === undefined || !isBatch(definition) || this.isUnderway(id)) continue;
        const at = dueOf(batch);
        if (at <= now) due.push(id);
        else next = Math.min(next, at);
      }
      if (due.length > 0) this.begin(state, due);
    }
    this.timer = setTimeout(() => this.look(), Math.min(longestPause, next - now));
    this.timer.unref();
  }

  close(): void {
    this.closing = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }
}
