import type { Definitions, Delivery, Webhook } from '@kindred/store';
import { Webhook as Signature } from 'standardwebhooks';
import { delayAfter } from './schedule.js';

export interface SenderParts {
  readonly definitions: Definitions;
  /** The webhook of this id; undefined where it was deleted. */
  readonly webhook: (id: string) => Webhook | undefined;
  readonly clock: () => number;
  readonly random: () => number;
  readonly fetch: typeof fetch;
  readonly retryDelays: readonly number[];
  /** Longest wait (ms) for an answer. */
  readonly timeout: number;
  readonly onError: (error: unknown) => void;
}

/** Deliveries under way at once to one webhook. */
const perWebhook = 16;

type Outcome = { readonly status: number | null; readonly error: string | null; readonly retryAfter: number | null };

/** What is under way to one webhook. */
interface UnderWay {
  readonly deliveries: Set<string>;
  readonly subjects: Set<string>;
  /** Whether what is due is being read, and whether there was reason since to read it again. */
  looking: boolean;
  again: boolean;
}

/**
 * Sends what is due. The changes of one person go to a webhook in their order: the store makes the next one due when the
 * one before it is delivered or given up. A webhook that is slow or down holds up no other. Each delivery that is over is
 * followed by the next at once, so that nothing but the receiver says how fast they go.
 */
export class DeliverySender {
  readonly #underWay = new Map<string, UnderWay>();
  readonly #unfinished = new Set<Promise<void>>();
  #stopped = false;

  constructor(private readonly parts: SenderParts) {}

  /** Takes up what an earlier process left between two steps. */
  async start(): Promise<void> {
    await this.parts.definitions.deliveries.wake(this.parts.clock());
  }

  /** Begins to send what is due to a webhook and free to go. */
  look(webhook: string): void {
    const underWay = this.#of(webhook);
    underWay.again = true;
    if (!underWay.looking) this.#keep(this.#fill(webhook, underWay));
  }

  /** Waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    while (this.#unfinished.size > 0) await Promise.all(this.#unfinished);
  }

  #of(webhook: string): UnderWay {
    const known = this.#underWay.get(webhook) ?? {
      deliveries: new Set(),
      subjects: new Set(),
      looking: false,
      again: false,
    };
    this.#underWay.set(webhook, known);
    return known;
  }

  #keep(work: Promise<void>): void {
    const kept = work.catch(this.parts.onError).finally(() => this.#unfinished.delete(kept));
    this.#unfinished.add(kept);
  }

  async #fill(id: string, underWay: UnderWay): Promise<void> {
    const { definitions, clock } = this.parts;
    const { deliveries, subjects } = underWay;
    underWay.looking = true;
    try {
      while (underWay.again && deliveries.size < perWebhook && !this.#stopped) {
        underWay.again = false;
        // Those under way are due still; as each is of another person, the others among these fill the room.
        const due = await definitions.deliveries.due(id, clock(), perWebhook);
        const webhook = this.parts.webhook(id);
        if (webhook === undefined) return;
        for (const delivery of due) {
          if (this.#stopped || deliveries.size >= perWebhook) return;
          // One sent again may be about somebody another delivery is under way about.
          if (deliveries.has(delivery.id) || subjects.has(delivery.subject)) continue;
          this.#keep(this.#begin(webhook, delivery, underWay));
        }
      }
    } finally {
      underWay.looking = false;
    }
  }

  async #begin(webhook: Webhook, delivery: Delivery, { deliveries, subjects }: UnderWay): Promise<void> {
    deliveries.add(delivery.id);
    subjects.add(delivery.subject);
    try {
      await this.#send(webhook, delivery);
    } finally {
      deliveries.delete(delivery.id);
      subjects.delete(delivery.subject);
    }
    // Not after a failure to note what came of it, which would be sent again and again without a pause.
    this.look(webhook.id);
  }

  async #send(webhook: Webhook, delivery: Delivery): Promise<void> {
    const { definitions, clock, random, retryDelays } = this.parts;
    const outcome = await this.#post(webhook, delivery);
    const attempts = delivery.attempts + 1;
    const tried = { ...delivery, attempts, lastStatus: outcome.status, lastError: outcome.error };
    if (outcome.error === null) {
      await definitions.deliveries.finish({ ...tried, state: 'delivered' }, clock());
      return;
    }
    const delay = delayAfter(retryDelays, attempts, random());
    if (delay === null || this.parts.webhook(webhook.id) === undefined) {
      await definitions.deliveries.finish({ ...tried, state: 'dead' }, clock());
      return;
    }
    await definitions.deliveries.retry({ ...tried, nextAttemptAt: clock() + Math.max(delay, outcome.retryAfter ?? 0) });
  }

  async #post(webhook: Webhook, { id, body }: Delivery): Promise<Outcome> {
    const now = new Date(this.parts.clock());
    try {
      const response = await this.parts.fetch(webhook.url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(this.parts.timeout),
        headers: {
          'content-type': 'application/cloudevents+json; charset=utf-8',
          'user-agent': 'Kindred',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
          'webhook-signature': new Signature(webhook.secret).sign(id, now, body),
        },
        body,
      });
      await response.body?.cancel();
      const { status } = response;
      if (response.ok) return { status, error: null, retryAfter: null };
      return { status, error: `The receiver answered ${status}`, retryAfter: retryAfterOf(response) };
    } catch (error) {
      return { status: null, error: reasonOf(error), retryAfter: null };
    }
  }
}

/** Seconds that the receiver asks to be left alone, in ms, at most an hour. */
function retryAfterOf(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) * 1_000 : null;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'The request failed';
  if (error.name === 'TimeoutError') return 'The receiver did not answer in time';
  const cause = error.cause;
  return (cause instanceof Error ? cause.message : error.message).slice(0, 300);
}
