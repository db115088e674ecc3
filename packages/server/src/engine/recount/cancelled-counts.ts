import type { Applier } from '../applier.js';
import type { Core } from '../core.js';

/** Of which segments it is stored that their count was cancelled, so that the next start does not begin it again. */
export class CancelledCounts {
  private readonly segments: Set<string>;

  /** @param segments of which it is stored already */
  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    segments: Iterable<string> = [],
  ) {
    this.segments = new Set(segments);
  }

  has(segment: string): boolean {
    return this.segments.has(segment);
  }

  async add(segments: readonly string[], error: string): Promise<void> {
    for (const id of segments) this.segments.add(id);
    await this.note(segments, error);
  }

  /** They are to be counted after all. */
  async takeUp(segments: Iterable<string>): Promise<void> {
    await this.note(
      [...segments].filter((id) => this.segments.delete(id)),
      null,
    );
  }

  private async note(ids: readonly string[], error: string | null): Promise<void> {
    if (ids.length === 0) return;
    const { segments } = this.core.options.definitions;
    const nothing = { shownVersion: null, set: null, shown: null, shownSince: null, batch: null };
    const note = { state: error === null ? 'ready' : 'failed', error, updatedAt: this.core.options.clock() } as const;
    await this.applier.exclusively(async () => {
      const known = new Map((await segments.runtimes()).map((runtime) => [runtime.segment, runtime]));
      await segments.saveRuntimes(ids.map((segment) => ({ segment, ...nothing, ...known.get(segment), ...note })));
    });
  }
}
