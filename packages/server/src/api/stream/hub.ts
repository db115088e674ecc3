import type { ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { AcceptedEvent, Engine, MembershipEvent } from '../../engine/contract.js';
import type { SegmentDirectory } from '../../segments/directory.js';
import { type Change, gone, type ProfileSummary, summaries } from '../profile-views.js';
import { toInstant } from '../schemas/base.js';
import type { streamedEvent } from '../schemas/events.js';

export interface StreamInterest {
  readonly site: number;
  readonly events: boolean;
  readonly memberships: boolean;
  /** Only enters and exits of this segment. */
  readonly segment: string | null;
}

type Happening =
  | { readonly type: 'event'; readonly site: number; readonly profile: number; readonly event: AcceptedEvent }
  | { readonly type: 'change'; readonly site: number; readonly profile: number; readonly change: MembershipEvent };

interface Client {
  readonly interest: StreamInterest;
  readonly response: ServerResponse;
}

export interface StreamLimits {
  /** Bytes that may wait for one client; a slower one is cut off, and its browser connects again. */
  readonly clientBytes: number;
  /** Happenings that may wait to be written; beyond, every client of that site is cut off rather than skipped past. */
  readonly waiting: number;
  readonly heartbeatMs: number;
}

export const streamLimits: StreamLimits = { clientBytes: 1_048_576, waiting: 20_000, heartbeatMs: 15_000 };

/** Tells connected clients what happens, in the order in which it happens. Costs nothing while nobody listens. */
export class StreamHub {
  readonly #clients = new Set<Client>();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #stopListening: readonly (() => void)[];
  #waiting: Happening[] = [];
  #writing = false;

  constructor(
    private readonly engine: Engine,
    private readonly directory: SegmentDirectory,
    private readonly onError: (error: unknown) => void,
    private readonly limits: StreamLimits = streamLimits,
  ) {
    this.#stopListening = [
      engine.onEvent((site, profile, event) => this.#add({ type: 'event', site, profile, event })),
      engine.onChange((change) => this.#add({ type: 'change', site: change.site, profile: change.profile, change })),
    ];
    this.#heartbeat = setInterval(() => this.#beat(), limits.heartbeatMs);
    this.#heartbeat.unref();
  }

  /** Takes over a response whose head is written; it is let go of when the client leaves. */
  join(interest: StreamInterest, response: ServerResponse): void {
    const client: Client = { interest, response };
    this.#clients.add(client);
    response.on('close', () => this.#clients.delete(client));
    response.write(': connected\n\n');
  }

  get size(): number {
    return this.#clients.size;
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const stop of this.#stopListening) stop();
    for (const client of this.#clients) client.response.end();
    this.#clients.clear();
  }

  #add(happening: Happening): void {
    if (this.#clients.size === 0 || !this.#anybody(happening)) return;
    if (this.#waiting.length >= this.limits.waiting) {
      for (const client of this.#clients) if (client.interest.site === happening.site) this.#drop(client);
      return;
    }
    this.#waiting.push(happening);
    if (!this.#writing) this.#write().catch(this.onError);
  }

  #anybody(happening: Happening): boolean {
    for (const client of this.#clients) if (wants(client.interest, happening)) return true;
    return false;
  }

  async #write(): Promise<void> {
    this.#writing = true;
    try {
      while (this.#waiting.length > 0) await this.#writeWaiting();
    } finally {
      this.#writing = false;
    }
  }

  async #writeWaiting(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    const people = new Map<number, ReadonlyMap<number, ProfileSummary>>();
    for (const site of new Set(batch.map((one) => one.site))) {
      const ids = batch.filter((one) => one.site === site).map((one) => one.profile);
      people.set(site, await summaries(this.engine, site, ids));
    }
    for (const happening of batch) {
      const profile = people.get(happening.site)?.get(happening.profile);
      const message = this.#message(happening, profile);
      for (const client of this.#clients) if (wants(client.interest, happening)) this.#send(client, message);
    }
  }

  #message(happening: Happening, profile: ProfileSummary | undefined): string {
    if (happening.type === 'change') {
      const { change } = happening;
      const data: Change = {
        id: change.id,
        segment: this.directory.reference(change.site, change.segment),
        profile: profile ?? gone(change.profile, change.at),
        kind: change.kind,
        at: toInstant(change.at),
        cause: change.cause,
      };
      return encode(change.kind, change.id, data);
    }
    const { event } = happening;
    const data: z.output<typeof streamedEvent> = {
      profile: profile ?? gone(happening.profile, event.time),
      type: event.type,
      name: event.name,
      time: toInstant(event.time),
      messageId: event.messageId,
      properties: event.properties,
      context: event.context,
    };
    return encode('event', event.messageId, data);
  }

  #send(client: Client, message: string): void {
    client.response.write(message);
    if (client.response.writableLength > this.limits.clientBytes) this.#drop(client);
  }

  #drop(client: Client): void {
    this.#clients.delete(client);
    client.response.destroy();
  }

  #beat(): void {
    for (const client of this.#clients) this.#send(client, ': heartbeat\n\n');
  }
}

function wants(interest: StreamInterest, happening: Happening): boolean {
  if (interest.site !== happening.site) return false;
  if (happening.type === 'event') return interest.events;
  return interest.memberships && (interest.segment === null || interest.segment === happening.change.segment);
}

/** One server-sent message. An id must not hold a line break, or it could forge another message. */
function encode(event: string, id: string, data: unknown): string {
  return `event: ${event}\nid: ${id.replace(/[\r\n\0]/g, '')}\ndata: ${JSON.stringify(data)}\n\n`;
}
