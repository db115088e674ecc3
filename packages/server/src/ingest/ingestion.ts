import type { AcceptedEvent } from '../engine/contract.js';
import { ApiError, InvalidRequestError, TooManyRequestsError } from '../http/errors.js';
import type { ReceivedBody } from './body.js';
import { CallFault, type CallType, readCall } from './call.js';
import type { IngestDependencies, KnownKey, NewRejectedEvent } from './dependencies.js';
import { readTime } from './event-time.js';
import { isObject } from './json.js';
import type { IngestLimits } from './limits.js';
import { type Envelope, normalise } from './normalise.js';
import type { EventRate } from './rate.js';
import type { RefusedEvent } from './schemas.js';

export interface Delivery {
  readonly key: KnownKey;
  readonly body: ReceivedBody;
  /** Type given by the endpoint; null for a batch. */
  readonly type: CallType | null;
  readonly strict: boolean;
}

export interface Outcome {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly RefusedEvent[];
}

/** 400, as the tracking API answers it: clients do not send it again, which would be refused again. */
class EventTooLargeError extends ApiError {
  override readonly name = 'EventTooLargeError';
  constructor(message: string) {
    super(400, 'event_too_large', message, { errors: [{ path: '', code: 'event_too_large', message }] });
  }
}

/** What is kept of a refused item. */
const excerptBytes = 8 * 1024;

export interface IngestionParts {
  readonly dependencies: IngestDependencies;
  readonly limits: IngestLimits;
  readonly rate: EventRate;
  /** Called when refused events could not be kept; the request succeeds all the same. */
  readonly onLoss: (error: unknown) => void;
}

/**
 * Checks, normalises and accepts the calls of one request; resolves once they are durable and applied. Refused items
 * are kept apart with their reasons and never keep the others from being accepted.
 *
 * @throws EventTooLargeError for a single call that is too large, which is kept apart all the same
 * @throws InvalidRequestError for a body that is no batch, too long a batch, and any refused item of a strict request
 * @throws TooManyRequestsError while the engine is too far behind, or where the key sends too much
 */
export async function ingest(
  delivery: Delivery,
  { dependencies, limits, rate, onLoss }: IngestionParts,
): Promise<Outcome> {
  const { key, type, body } = delivery;
  const items = itemsOf(delivery, limits);
  if (!dependencies.engine.ready) {
    throw new TooManyRequestsError('The server is catching up; send this again in a moment.', 1, 'busy');
  }
  rate.spend(key.id, items.length);
  const receivedAt = dependencies.clock();
  const envelope = envelopeOf(body.value, type, receivedAt, limits);
  const rules = { limits, type, strict: delivery.strict, weigh: body.bytes > limits.eventBytes };
  const events: AcceptedEvent[] = [];
  const rejected: RefusedEvent[] = [];
  const rows: NewRejectedEvent[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    try {
      events.push(normalise(readCall(item, rules), envelope));
    } catch (error) {
      if (!(error instanceof CallFault)) throw error;
      rejected.push({ index, code: error.code, message: error.message, path: error.path });
      rows.push(rejectedRow(key.site, receivedAt, error, item));
    }
  }
  if (delivery.strict && rejected.length > 0) throw strictRefusal(rejected, type);
  const { duplicates } =
    events.length > 0 ? await dependencies.engine.accept(key.site, receivedAt, events) : { duplicates: [] };
  if (rows.length > 0) {
    try {
      await dependencies.rejected(key.site, rows);
    } catch (error) {
      onLoss(error);
    }
  }
  const [refused] = rejected;
  if (type !== null && refused?.code === 'event_too_large') throw new EventTooLargeError(refused.message);
  return { accepted: events.length, duplicates: duplicates.length, rejected };
}

/** The calls of a body: the batch's items, or the body itself. */
function itemsOf({ body, type }: Delivery, limits: IngestLimits): readonly unknown[] {
  if (type !== null) return [body.value];
  const batch = isObject(body.value) ? body.value.batch : undefined;
  if (!Array.isArray(batch)) {
    const message = 'A batch must be an object with a list named batch.';
    throw new InvalidRequestError(message, [{ path: 'batch', code: 'invalid_batch', message }], 'invalid_batch');
  }
  if (batch.length > limits.batchEvents) {
    const message = `A batch may have at most ${limits.batchEvents} events; this one has ${batch.length}.`;
    throw new InvalidRequestError(message, [{ path: 'batch', code: 'batch_too_long', message }], 'batch_too_long');
  }
  return batch;
}

function envelopeOf(body: unknown, type: CallType | null, receivedAt: number, limits: IngestLimits): Envelope {
  const { maxAgeYears } = limits;
  if (type !== null || !isObject(body)) return { receivedAt, sentAt: null, context: null, maxAgeYears };
  const context = isObject(body.context) ? body.context : null;
  return { receivedAt, sentAt: readTime(body.sentAt), context, maxAgeYears };
}

function strictRefusal(rejected: readonly RefusedEvent[], type: CallType | null): InvalidRequestError {
  const faults = rejected.map(({ index, code, message, path }) => ({
    path: type === null ? [`batch.${index}`, path].filter((part) => part !== '').join('.') : path,
    code,
    message,
  }));
  return new InvalidRequestError('Nothing was accepted, because events were refused.', faults, 'events_refused');
}

function rejectedRow(site: number, receivedAt: number, fault: CallFault, item: unknown): NewRejectedEvent {
  return { site, receivedAt, code: fault.code, message: fault.message, path: fault.path, body: excerpt(item) };
}

function excerpt(item: unknown): string {
  try {
    const text = JSON.stringify(item) ?? '';
    return Buffer.from(text).subarray(0, excerptBytes).toString('utf8');
  } catch {
    // Written out recursively, so there is a depth at which this fails; reading had no such limit.
    return '(nested too deeply to show)';
  }
}
