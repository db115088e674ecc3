import type { EventLog } from '@kindred/store';
import type { Applier } from './applier.js';
import type { AcceptedEvent } from './contract.js';

/** Events on their way: into the log, then to be applied. Each batch is of an instant that none before it is later than. */
export class Arrivals {
  /** Times of batches on their way into the log, oldest first. */
  private readonly underway: number[] = [];
  private underwayEvents = 0;
  private latest = 0;
  /** Until they are applied. */
  private readonly accepting = new Set<Promise<unknown>>();

  constructor(
    private readonly log: EventLog,
    private readonly applier: Applier,
    /** The engine's time, at the latest. */
    private readonly now: () => number,
  ) {}

  /** Time of the oldest batch on its way into the log. */
  get oldest(): number {
    return this.underway[0] ?? Number.POSITIVE_INFINITY;
  }

  /** Events that are in the log, or on their way there, and not applied. */
  get waiting(): number {
    return this.applier.queued + this.underwayEvents;
  }

  /** Resolves once they are in the log and applied. */
  async accept(
    site: number,
    receivedAt: number,
    events: readonly AcceptedEvent[],
  ): Promise<{ duplicates: readonly number[] }> {
    const accepted = this.take(site, Math.max(receivedAt, this.latest, this.now()), events);
    this.accepting.add(accepted);
    try {
      return await accepted;
    } finally {
      this.accepting.delete(accepted);
    }
  }

  /** Gives every batch from here on a later time than `instant`. Resolves once those before it are applied. */
  async closeAt(instant: number): Promise<number> {
    const end = Math.max(instant, this.latest);
    this.latest = end + 1;
    await Promise.allSettled(this.accepting);
    return end;
  }

  private async take(
    site: number,
    at: number,
    events: readonly AcceptedEvent[],
  ): Promise<{ duplicates: readonly number[] }> {
    this.latest = at;
    this.underway.push(at);
    this.underwayEvents += events.length;
    let receipt: { position: number; duplicates: readonly number[] };
    try {
      receipt = await this.log.append({
        site,
        receivedAt: at,
        messageIds: events.map((event) => event.messageId),
        body: JSON.stringify(events),
      });
    } finally {
      this.underway.shift();
      this.underwayEvents -= events.length;
    }
    const repeated = new Set(receipt.duplicates);
    const fresh = repeated.size === 0 ? events : events.filter((_, index) => !repeated.has(index));
    await new Promise<void>((resolve, reject) => {
      this.applier.add({
        position: receipt.position,
        site,
        receivedAt: at,
        events: fresh,
        applied: resolve,
        failed: reject,
      });
    });
    return { duplicates: receipt.duplicates };
  }
}
