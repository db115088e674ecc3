import type { Definitions, Delivery, Webhook } from '@kindred/store';
import { Webhook as Signature } from 'standardwebhooks';
import { subjectOf } from './cloud-event.js';
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
  /** An attempt is over, so there may be room or a person's next change free to go. */
  readonly onDone: () => void;
}

/** Deliveries looked at at once, and under way at once to one webhook. */
const window = 500;
const perWebhook = 8;
/** Pending deliveries looked at at start for those that wait for another attempt. */
const mostAtStart = 100_000;

type Outcome = { readonly status: number | null; readonly error: string | null; readonly retryAfter: number | null };

/**
 * Sends what is due. The changes of one person go to a webhook in their order: while one is under way or waits for
 * another attempt, the person's later ones wait behind it.
 */
export class DeliverySender {
  /** By webhook and person: when the earliest unfinished delivery is due again; Infinity while it is under way. */
  readonly #lanes = new Map<string, { readonly id: string; until: number }>();
  readonly #underWay = new Map<string, number>();
  readonly #sending = new Set<Promise<void>>();
  #stopped = false;

  constructor(private readonly parts: SenderParts) {}

  /** Learns which people's deliveries wait for another attempt since before the process began. */
  async start(): Promise<void> {
    const pending = await this.parts.definitions.deliveries.due(Number.MAX_SAFE_INTEGER, mostAtStart);
    const earliest = new Map<string, Delivery>();
    for (const delivery of pending) {
      const lane = laneOf(delivery);
      const first = earliest.get(lane);
      if (first === undefined || delivery.createdAt < first.createdAt) earliest.set(lane, delivery);
    }
    for (const [lane, { id, attempts, nextAttemptAt }] of earliest) {
      if (attempts > 0) this.#lanes.set(lane, { id, until: nextAttemptAt });
    }
  }

  /** Begins to send what is due and free to go; true if there may be more at once. */
  async pass(): Promise<boolean> {
    const due = await this.parts.definitions.deliveries.due(this.parts.clock(), window);
    let begun = 0;
    for (const delivery of due) {
      if (this.#stopped) return false;
      if (await this.#consider(delivery)) begun += 1;
    }
    return begun > 0 && due.length === window;
  }

  /** Waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#sending);
  }

  async #consider(delivery: Delivery): Promise<boolean> {
    const { webhook: find, definitions } = this.parts;
    const lane = laneOf(delivery);
    const ahead = this.#lanes.get(lane);
    if (ahead !== undefined && ahead.id !== delivery.id) {
      // Moved behind the one ahead, so that a page of due deliveries is not full of those that must wait.
      if (Number.isFinite(ahead.until) && ahead.until > delivery.nextAttemptAt) {
        await definitions.deliveries.update({ ...delivery, nextAttemptAt: ahead.until });
      }
      return false;
    }
    if (ahead?.until === Number.POSITIVE_INFINITY) return false;
    const webhook = find(delivery.webhook);
    if (webhook === undefined || !webhook.active) {
      await definitions.deliveries.update({ ...delivery, state: 'dead', lastError: 'The webhook was deleted' });
      this.#lanes.delete(lane);
      return true;
    }
    if ((this.#underWay.get(webhook.id) ?? 0) >= perWebhook) return false;
    this.#lanes.set(lane, { id: delivery.id, until: Number.POSITIVE_INFINITY });
    this.#underWay.set(webhook.id, (this.#underWay.get(webhook.id) ?? 0) + 1);
    const sending = this.#send(webhook, delivery, lane)
      .catch((error: unknown) => {
        this.#lanes.delete(lane);
        this.parts.onError(error);
      })
      .finally(() => {
        this.#sending.delete(sending);
        this.#underWay.set(webhook.id, (this.#underWay.get(webhook.id) ?? 1) - 1);
        this.parts.onDone();
      });
    this.#sending.add(sending);
    return true;
  }

  async #send(webhook: Webhook, delivery: Delivery, lane: string): Promise<void> {
    const { definitions, clock, random, retryDelays } = this.parts;
    const outcome = await this.#post(webhook, delivery);
    const attempts = delivery.attempts + 1;
    const tried = { ...delivery, attempts, lastStatus: outcome.status, lastError: outcome.error };
    if (outcome.error === null) {
      await definitions.deliveries.update({ ...tried, state: 'delivered' });
      this.#lanes.delete(lane);
      return;
    }
    const delay = delayAfter(retryDelays, attempts, random());
    if (delay === null) {
      await definitions.deliveries.update({ ...tried, state: 'dead' });
      this.#lanes.delete(lane);
      return;
    }
    const nextAttemptAt = clock() + Math.max(delay, outcome.retryAfter ?? 0);
    await definitions.deliveries.update({ ...tried, nextAttemptAt });
    this.#lanes.set(lane, { id: delivery.id, until: nextAttemptAt });
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

function laneOf(delivery: Delivery): string {
  return `${delivery.webhook} ${subjectOf(delivery.body)}`;
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
