import type { Environment } from './environment.js';
import type { Message } from './message.js';

/** Of one request; the server takes more, but the browser's own limit for pages that go away is 64 KB. */
const largestBody = 60_000;
const largestBatch = 100;
const gather = 80;
const firstRetry = 1_000;
const longestRetry = 60_000;
const sendTimeout = 15_000;
/** Messages kept while the server cannot be reached; beyond it the oldest are lost. */
const mostKept = 500;
const stored = 'kindred_queue';

export interface Queue {
  add(message: Message): void;
  /** Resolves once everything added so far is acknowledged or given up. */
  flush(): Promise<void>;
}

/**
 * Sends messages in order, in small batches, one request at a time. What was not acknowledged is tried again with growing pauses,
 * survives the page in storage, and goes out as a beacon when the page is left; the server drops repeats by `messageId`.
 */
export function createQueue(environment: Environment, url: string, writeKey: string): Queue {
  let waiting: Message[] = restore(environment);
  let sending: Message[] = [];
  let attempt = 0;
  let pending: 'gather' | 'retry' | null = null;
  let idle: (() => void)[] = [];

  const body = (batch: readonly Message[]): string =>
    JSON.stringify({ writeKey, sentAt: new Date(environment.now()).toISOString(), batch });

  function schedule(kind: 'gather' | 'retry', delay: number): void {
    if (pending !== null || sending.length > 0) return;
    pending = kind;
    environment.later(() => {
      if (pending !== kind) return;
      pending = null;
      void send();
    }, delay);
  }

  async function send(): Promise<void> {
    if (sending.length > 0) return;
    sending = takeBatch(waiting);
    if (sending.length === 0) return settled();
    waiting = waiting.slice(sending.length);
    const outcome = await deliver(sending);
    if (outcome.again) {
      waiting = [...sending, ...waiting].slice(-mostKept);
      sending = [];
      keep();
      attempt += 1;
      schedule('retry', outcome.pause ?? pause(attempt, environment.random()));
      return;
    }
    sending = [];
    if (attempt > 0) {
      attempt = 0;
      keep();
    }
    if (waiting.length > 0) void send();
    else settled();
  }

  async function deliver(batch: readonly Message[]): Promise<{ again: boolean; pause: number | null }> {
    try {
      const answer = await environment.post(url, body(batch), sendTimeout);
      const again = answer.status >= 500 || answer.status === 429 || answer.status === 408;
      return { again, pause: answer.retryAfter };
    } catch {
      return { again: true, pause: null };
    }
  }

  function settled(): void {
    const done = idle;
    idle = [];
    for (const resolve of done) resolve();
  }

  function keep(): void {
    environment.storage.set(stored, waiting.length > 0 ? JSON.stringify(waiting) : null);
  }

  environment.onLeave(() => {
    waiting = [...sending, ...waiting];
    while (waiting.length > 0) {
      const batch = takeBatch(waiting);
      if (!environment.beacon(url, body(batch))) break;
      waiting = waiting.slice(batch.length);
    }
    keep();
    // A page that comes back from the back/forward cache goes on with what is left.
    pending = null;
    if (waiting.length > 0) schedule('retry', firstRetry);
    else if (sending.length === 0) settled();
  });

  if (waiting.length > 0) {
    environment.storage.set(stored, null);
    schedule('gather', gather);
  }

  return {
    add(message) {
      waiting.push(message);
      if (waiting.length > mostKept) waiting = waiting.slice(-mostKept);
      schedule('gather', gather);
    },
    flush() {
      if (waiting.length === 0 && sending.length === 0) return Promise.resolve();
      return new Promise((resolve) => {
        idle.push(resolve);
        if (pending !== 'retry') {
          pending = null;
          void send();
        }
      });
    },
  };
}

/** As many from the front as one request may carry; at least one. */
export function takeBatch(messages: readonly Message[]): Message[] {
  const batch: Message[] = [];
  let size = 200;
  for (const message of messages.slice(0, largestBatch)) {
    size += JSON.stringify(message).length + 1;
    if (batch.length > 0 && size > largestBody) break;
    batch.push(message);
  }
  return batch;
}

/** Doubling, up to a minute, spread so that many pages do not come back at the same instant. */
export function pause(attempt: number, random: number): number {
  return Math.min(longestRetry, firstRetry * 2 ** (attempt - 1)) * (0.5 + random / 2);
}

function isMessage(item: unknown): item is Message {
  return typeof item === 'object' && item !== null && 'messageId' in item && 'type' in item;
}

function restore(environment: Environment): Message[] {
  try {
    const kept: unknown = JSON.parse(environment.storage.get(stored) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isMessage) : [];
  } catch {
    return [];
  }
}
