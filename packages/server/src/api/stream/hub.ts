import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { ChangeRow, StateStore } from '@kindred/store';
import type { z } from 'zod';
import type { Grant, Revocations } from '../../auth/revocations.js';
import type { Engine } from '../../engine/contract.js';
import type { NewRejectedEvent } from '../../ingest/dependencies.js';
import type { SegmentDirectory } from '../../segments/directory.js';
import { type Change, gone, memberOf, type ProfileSummary, presentChanges, summaries } from '../profile-views.js';
import { toInstant } from '../schemas/base.js';
import type { streamedEvent, streamedRejection } from '../schemas/events.js';
import { type Happening, isOf, mayJoin, type StreamInterest, wants } from './interest.js';

interface Client {
  /** Follows a guest who becomes part of a user. */
  interest: StreamInterest;
  readonly response: ServerResponse;
  readonly grant: Grant;
  /** Happenings told before it came are not for it; those missed since an earlier connection are in the record. */
  readonly from: number;
  /** The change told last before it came; undefined where none was since the start of the server. */
  readonly place: string | undefined;
  /** While it is told what it missed: what happens meanwhile, by id, and the messages that wait for the end of that. */
  catchUp: { readonly coming: Set<string>; readonly held: string[] } | null;
}

/** Stands for the place before a site's first change. */
const beginning = 'start';
/** Changes read from the record in one go. */
const missedPage = 500;
/** Characters told of an event that was refused: a batch of them must not fill what may wait for a client. */
const rejectedExcerpt = 300;
/** How long a client may take to read such a page before it is cut off. */
const drainMs = 60_000;

export interface StreamLimits {
  /** Bytes that may wait for one client; a slower one is cut off, and its browser connects again. */
  readonly clientBytes: number;
  /** Happenings that may wait to be written; beyond, every client of that site is cut off rather than skipped past. */
  readonly waiting: number;
  readonly heartbeatMs: number;
}

export const streamLimits: StreamLimits = { clientBytes: 1_048_576, waiting: 20_000, heartbeatMs: 15_000 };

export interface StreamParts {
  readonly engine: Engine;
  readonly state: Pick<StateStore, 'changes' | 'changesAfter'>;
  readonly directory: SegmentDirectory;
  readonly revocations: Revocations;
  readonly clock: () => number;
}

/** How a client was let in. */
export interface LetIn {
  readonly grant: Grant;
  /** Asked once it would be heard of if the grant were revoked: that may have been while the request was looked at. */
  readonly isStillGranted: () => Promise<boolean>;
}

/** Tells connected clients what happens, in the order in which it happens. Costs nothing while nobody listens. */
export class StreamHub {
  readonly #clients = new Set<Client>();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #stopListening: readonly (() => void)[];
  #waiting: Happening[] = [];
  #writing = false;
  #happened = 0;
  /** The change told last, by site. */
  readonly #latest = new Map<number, string>();

  constructor(
    private readonly parts: StreamParts,
    private readonly onError: (error: unknown) => void,
    private readonly limits: StreamLimits = streamLimits,
  ) {
    const { engine, revocations } = parts;
    revocations.onRevoked((isRevoked) => {
      for (const client of this.#clients) if (isRevoked(client.grant)) this.#drop(client);
    });
    this.#stopListening = [
      engine.onEvent((site, profile, event) =>
        this.#add({ type: 'event', number: this.#happened++, site, profile, event }),
      ),
      engine.onChange((change) => {
        const { site, profile } = change;
        this.#latest.set(site, change.id);
        this.#add({ type: 'change', number: this.#happened++, site, profile, change });
      }),
    ];
    this.#heartbeat = setInterval(() => this.#beat(), limits.heartbeatMs);
    this.#heartbeat.unref();
  }

  /**
   * Takes over a response whose head is written; it is let go of when the client leaves. Enters and exits recorded after
   * the change `lastId`, the last that the client knows of, come first; where it is kept no longer, a `gap` does. It is
   * cut off as soon as what it was let in with holds no longer.
   */
  join(interest: StreamInterest, response: ServerResponse, letIn: LetIn, lastId: string | null = null): void {
    const resumes = interest.memberships && lastId !== null;
    const catchUp = { coming: new Set<string>(), held: [] };
    const client: Client = {
      interest,
      response,
      grant: letIn.grant,
      from: this.#happened,
      place: this.#latest.get(interest.site),
      catchUp,
    };
    this.#clients.add(client);
    response.on('close', () => this.#clients.delete(client));
    const tell = async () => {
      if (!(await letIn.isStillGranted())) return this.#drop(client);
      await (resumes ? this.#tellMissed(client, lastId) : this.#tellPlace(client, ': connected\n'));
    };
    tell()
      .then(() => {
        for (const message of catchUp.held) this.#send(client, message);
        client.catchUp = null;
      })
      .catch((error: unknown) => {
        this.#drop(client);
        this.onError(error);
      });
  }

  /** Lets the client know from where to go on, should the connection be lost before the first change. */
  async #tellPlace(client: Client, before: string): Promise<void> {
    const { interest, place, catchUp } = client;
    const recorded =
      place === undefined ? (await this.parts.state.changes(interest.site, {}, null, missedPage)).rows : [];
    const latest = place ?? recorded.find((row) => catchUp?.coming.has(row.id) !== true)?.id ?? beginning;
    this.#send(client, `${before}id: ${latest}\n\n`);
  }

  async #tellMissed(client: Client, lastId: string): Promise<void> {
    const { interest, response, catchUp } = client;
    const { site, segment } = interest;
    this.#send(client, ': connected\n\n');
    // Brings what was told before this client came into the record.
    await this.parts.engine.settle(1);
    for (let id: string | null = lastId === beginning ? null : lastId; this.#clients.has(client); ) {
      const rows: readonly ChangeRow[] | null = await this.parts.state.changesAfter(site, segment, id, missedPage);
      if (rows === null) {
        const data = {
          lastEventId: id ?? beginning,
          detail: 'This change is not kept; what came after it is not all told here.',
        };
        return this.#tellPlace(client, `event: gap\ndata: ${JSON.stringify(data)}\n`);
      }
      // From the first that this connection has heard of itself, all follow by themselves.
      const known = rows.findIndex((row) => catchUp?.coming.has(row.id) === true);
      const missed = known < 0 ? rows : rows.slice(0, known);
      const theirs = missed.filter((row) => isOf(row, interest.profiles));
      const changes = await presentChanges(this.parts.engine, site, theirs, (one) =>
        this.parts.directory.reference(site, one),
      );
      for (const change of changes) this.#write(client, encode(change.kind, change.id, change));
      if (known >= 0 || rows.length < missedPage) return;
      id = rows.at(-1)?.id ?? null;
      if (response.writableNeedDrain) await once(response, 'drain', { signal: AbortSignal.timeout(drainMs) });
    }
  }

  /** Tells of events that were refused, once they are kept. */
  tellRejected(rows: readonly NewRejectedEvent[]): void {
    for (const rejected of rows) {
      this.#add({ type: 'rejected', number: this.#happened++, site: rejected.site, rejected });
    }
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
    for (const client of this.#clients) this.#expect(client, happening);
    this.#waiting.push(happening);
    if (!this.#writing) this.#tellAll().catch(this.onError);
  }

  #expect({ interest, catchUp }: Client, happening: Happening): void {
    if (catchUp !== null && happening.type === 'change' && wants(interest, happening)) {
      catchUp.coming.add(happening.change.id);
    }
  }

  #anybody(happening: Happening): boolean {
    for (const { interest } of this.#clients) {
      if (wants(interest, happening)) return true;
      // Whom somebody has become part of is known once what may have joined them is written.
      const joining = this.#writing || mayJoin(happening);
      if (joining && interest.profiles !== null && interest.site === happening.site) return true;
    }
    return false;
  }

  async #tellAll(): Promise<void> {
    this.#writing = true;
    try {
      while (this.#waiting.length > 0) await this.#tellWaiting();
    } finally {
      this.#writing = false;
    }
  }

  async #tellWaiting(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    await this.#followJoined(batch);
    const people = new Map<number, ReadonlyMap<number, ProfileSummary>>();
    for (const site of new Set(batch.map((one) => one.site))) {
      const ids = batch
        .filter((one) => one.type !== 'rejected')
        .filter((one) => one.site === site && (one.type === 'event' || one.change.account === null))
        .map((one) => one.profile);
      people.set(site, await summaries(this.parts.engine, site, ids));
    }
    for (const happening of batch) {
      const profile = happening.type === 'rejected' ? undefined : people.get(happening.site)?.get(happening.profile);
      const message = this.#message(happening, profile);
      for (const client of this.#clients) {
        if (happening.number < client.from || !wants(client.interest, happening)) continue;
        if (client.catchUp === null) this.#send(client, message);
        else if (client.catchUp.held.push(message) > this.limits.waiting) this.#drop(client);
      }
    }
  }

  /** Whom a guest has become part of is heard from then on, the event that joined them included. */
  async #followJoined(batch: readonly Happening[]): Promise<void> {
    for (const client of this.#clients) {
      const { site, profiles } = client.interest;
      const last = profiles?.at(-1);
      if (last === undefined || !batch.some((one) => one.site === site && mayJoin(one))) continue;
      const now = await this.parts.engine.profile(site, last);
      if (now !== null && now.id !== last)
        client.interest = { ...client.interest, profiles: [...(profiles ?? []), now.id] };
    }
  }

  #message(happening: Happening, profile: ProfileSummary | undefined): string {
    if (happening.type === 'rejected') {
      const { receivedAt, code, message, path, body } = happening.rejected;
      const data: z.output<typeof streamedRejection> = {
        receivedAt: toInstant(receivedAt),
        code,
        message,
        path,
        body: body.slice(0, rejectedExcerpt),
      };
      return encode('rejected', null, data);
    }
    if (happening.type === 'change') {
      const { change } = happening;
      const data: Change = {
        id: change.id,
        segment: this.parts.directory.reference(change.site, change.segment),
        ...memberOf(this.parts.engine, change.site, change, profile),
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
    // Without an id: the client's last one stays that of a change, from which it can go on.
    return encode('event', null, data);
  }

  #send(client: Client, message: string): void {
    this.#write(client, message);
    if (client.response.writableLength > this.limits.clientBytes) this.#drop(client);
  }

  /** Nothing to whom it is not for any more: the end of a session is not told of. */
  #write(client: Client, message: string): void {
    if (!this.#clients.has(client)) return;
    const { expiresAt } = client.grant;
    if (expiresAt !== null && expiresAt <= this.parts.clock()) this.#drop(client);
    else client.response.write(message);
  }

  #drop(client: Client): void {
    this.#clients.delete(client);
    client.response.destroy();
  }

  #beat(): void {
    for (const client of this.#clients) this.#send(client, ': heartbeat\n\n');
  }
}

/** One server-sent message. An id must not hold a line break, or it could forge another message. */
function encode(event: string, id: string | null, data: unknown): string {
  const place = id === null ? '' : `id: ${id.replace(/[\r\n\0]/g, '')}\n`;
  return `event: ${event}\n${place}data: ${JSON.stringify(data)}\n\n`;
}
