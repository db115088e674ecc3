import type { RunningProduct } from '@kindred/cli/testing';
import { ask, type SegmentAnswer } from './answers.js';

interface Changes {
  readonly items: readonly { readonly kind: 'entered' | 'exited'; readonly segment: { readonly id: string } }[];
  readonly next: string;
  readonly more: boolean;
}

/** Adds up what is told of enters and exits, from one round to the next. */
export class ToldMembers {
  private after = 'start';
  private readonly sizes = new Map<string, number>();

  /** How many more, and fewer, members these segments have than were ever told of. */
  async compare(
    product: RunningProduct,
    segments: readonly SegmentAnswer[],
  ): Promise<{ lost: number; doubled: number }> {
    for (let more = true; more; ) {
      const page = await ask<Changes>(product, 'GET', `/v1/membership-changes?after=${this.after}&limit=500`);
      for (const { kind, segment } of page.items) {
        this.sizes.set(segment.id, (this.sizes.get(segment.id) ?? 0) + (kind === 'entered' ? 1 : -1));
      }
      this.after = page.next;
      more = page.more;
    }
    let [lost, doubled] = [0, 0];
    for (const { id, size } of segments) {
      const untold = (size ?? 0) - (this.sizes.get(id) ?? 0);
      lost += Math.max(0, untold);
      doubled += Math.max(0, -untold);
    }
    return { lost, doubled };
  }
}
