import { setTimeout as sleep } from 'node:timers/promises';
import { writeKey } from '@kindred/cli/testing';

/** One call of the tracking API. */
export type Event = Readonly<Record<string, unknown>> & { readonly messageId: string };

/**
 * Sends batches of a fixed set of events and remembers which were acknowledged. As published clients do, it sends a
 * batch again, unchanged, until it is; so in the end every event must count, and count once.
 */
export class AcknowledgedLoad {
  readonly #batches: readonly string[];
  readonly #waiting: number[];
  #acknowledged = 0;
  #refused: string | null = null;
  #running = false;
  #eager = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(
    private readonly url: string,
    events: readonly Event[],
    batchSize: number,
  ) {
    this.#batches = Array.from({ length: Math.ceil(events.length / batchSize) }, (_, index) =>
      JSON.stringify({ batch: events.slice(index * batchSize, (index + 1) * batchSize) }),
    );
    this.#waiting = this.#batches.map((_, index) => index).reverse();
  }

  get total(): number {
    return this.#batches.length;
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** What the server said to a batch that it will never take; null while all is well. */
  get refused(): string | null {
    return this.#refused;
  }

  get done(): boolean {
    return this.#acknowledged === this.#batches.length;
  }

  /**
   * Sends with a few connections until the server is gone, everything is acknowledged, or `pause` is called. Once
   * `eager` batches are acknowledged in all it only trickles, so that there is load for as long as the server lives.
   */
  resume(connections: number, eager = Number.POSITIVE_INFINITY): void {
    this.#running = true;
    this.#eager = eager;
    this.#work = Promise.all(Array.from({ length: connections }, () => this.#sendAll())).then(() => undefined);
  }

  async pause(): Promise<void> {
    this.#running = false;
    await this.#work;
  }

  async #sendAll(): Promise<void> {
    while (this.#running) {
      if (this.#acknowledged >= this.#eager) await sleep(200);
      const index = this.#waiting.pop();
      if (index === undefined) return;
      const outcome = await this.#send(this.#batches[index] ?? '');
      if (outcome === 'acknowledged') this.#acknowledged += 1;
      else this.#waiting.push(index);
      if (outcome === 'gone') return;
    }
  }

  async #send(body: string): Promise<'acknowledged' | 'again' | 'gone'> {
    try {
      const response = await fetch(`${this.url}/v1/batch`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
        },
        body,
      });
      const text = await response.text();
      if (response.status === 200) {
        if (text.includes('"rejected":[{')) this.#refused = text;
        return 'acknowledged';
      }
      if (response.status === 400 || response.status === 401) this.#refused = text;
      return 'again';
    } catch {
      return 'gone';
    }
  }
}
