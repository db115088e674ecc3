import { createHash } from 'node:crypto';
import type { Applier } from '../applier.js';
import type { AcceptedEvent, EventsImported, PersonImport } from '../contract.js';
import type { Core } from '../core.js';
import type { Flusher } from '../flusher.js';
import type { Forwarder } from '../forwarder.js';
import type { SiteState } from '../site-state.js';
import { requireStorableEvents } from '../storable.js';
import type { Transitions } from '../transitions.js';
import { ImportRecord } from './import-record.js';
import { ImportedMessages } from './imported-messages.js';

/** Events in one insert; large, because the warehouse likes that. */
const insertRows = 50_000;
const longestForward = 600_000;
/** How long after it happened an event may still be sent by a client that was away (ms). */
const stillSent = 7 * 86_400_000;

/**
 * Brings in the past: people and identities through the state store, events straight to the warehouse.
 * Identities are durable before any event under them is sent. A message id that the site has an event of, from another
 * file or from live traffic, is left out; a chunk goes under a token of its content, so an attempt repeated counts once.
 * What an import of a number changes of people is put down beside it, and its events carry the number: see `ImportUndo`.
 */
export class HistoryImport {
  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly transitions: Transitions,
    private readonly flusher: Flusher,
    private readonly forwarder: Forwarder,
  ) {}

  async people(
    state: SiteState,
    chunks: AsyncIterable<readonly PersonImport[]>,
    progress: (done: number) => void,
    number: number | null,
  ): Promise<void> {
    let done = 0;
    const record = new ImportRecord(this.core, state.site.id, number);
    for await (const people of chunks) {
      await this.applier.exclusively(async () => {
        await this.applier.sweep();
        const events = people.flatMap((person) => this.identifies(person));
        requireStorableEvents(events);
        await this.applier.people.ofEvents(state, events);
        for (const event of events) {
          record.around(event, () => this.transitions.apply(state, event, this.core.now));
          // A group that nobody has told of is one all the same, in live state and in the warehouse.
          if (event.group !== undefined) await this.applier.groups.put(state, event.group.kind, event.group.id, {});
          await this.applier.accounts.settle(this.core.now, 'import');
        }
        record.write();
        await this.write();
      });
      done += people.length;
      progress(done);
      await this.forwarder.settle(60_000);
    }
  }

  /** What is told of a person holds as of the import, however long ago they were first seen. */
  private identifies(person: PersonImport): AcceptedEvent[] {
    const time = this.core.now;
    const base = {
      messageId: '',
      name: '',
      properties: {},
      context: {},
      time,
      userId: person.userId,
      // Nobody is seen before it is so, as no event is.
      firstSeen: Math.min(person.firstSeen ?? time, time),
    };
    const [first = null, ...rest] = person.anonymousIds;
    return [
      { ...base, type: 'identify', anonymousId: first, traits: person.traits },
      ...rest.map((anonymousId) => ({ ...base, type: 'identify' as const, anonymousId })),
      ...person.groups.map((group) => ({ ...base, type: 'group' as const, anonymousId: null, group })),
    ];
  }

  /** @param inserting is waited for before each insert; once this has ended, in whatever way, none is under way */
  async events(
    state: SiteState,
    chunks: AsyncIterable<readonly AcceptedEvent[]>,
    progress: (done: number) => void,
    number: number | null,
    inserting: () => Promise<void>,
  ): Promise<EventsImported> {
    let done = 0;
    let duplicates = 0;
    let sent: Promise<void> = Promise.resolve();
    // Whatever came live before the import is in the warehouse before it is asked what it knows.
    await this.write();
    await this.forwarder.settle(longestForward);
    const messages = await ImportedMessages.open(this.core, state.site.id);
    const record = new ImportRecord(this.core, state.site.id, number);
    let batch = new ImportBatch(state.site.id, number);
    const send = async (): Promise<void> => {
      await inserting();
      const { body, token } = batch.close();
      batch = new ImportBatch(state.site.id, number);
      // Identities first: no event is in the warehouse under one that a crash could give to somebody else.
      const written = await this.writeBehind();
      written.done.catch(() => undefined);
      await sent;
      messages.sent();
      // Not awaited here: the next chunks are read while this one goes in.
      sent = written.done.then(() => this.core.warehouse.insert('events', body, token));
      sent.catch(() => undefined);
    };
    try {
      for await (const events of chunks) {
        requireStorableEvents(events);
        const fresh = await messages.fresh(events);
        duplicates += events.length - fresh.length;
        await this.remember(state.site.id, fresh);
        await this.applier.exclusively(() => this.take(state, fresh, batch, record));
        done += events.length;
        progress(done);
        if (batch.size >= insertRows) await send();
      }
      if (batch.size > 0) await send();
    } catch (error) {
      // Whoever counts what came in finds all of it.
      await sent.catch(() => undefined);
      throw error;
    }
    await sent;
    return { duplicates };
  }

  /** What happened lately may still be on its way live, too: the same message id counts once, whichever comes first. */
  private async remember(site: number, events: readonly AcceptedEvent[]): Promise<void> {
    const since = this.core.options.clock() - stillSent;
    const ids = events.filter(({ time }) => time >= since).map(({ messageId }) => messageId);
    if (ids.length > 0) await this.core.options.log.remember(site, ids);
  }

  private async take(
    state: SiteState,
    events: readonly AcceptedEvent[],
    batch: ImportBatch,
    record: ImportRecord,
  ): Promise<void> {
    const { core } = this;
    const { encode } = core.warehouse;
    await this.applier.sweep();
    await this.applier.people.ofEvents(state, events);
    const { nextIdentity } = core;
    for (const event of events) {
      // The leaves are counted anew once the import is in, so history does not pass through them here.
      const result = record.around(event, () => this.transitions.applyFacts(state, event, core.now));
      if (result === null) continue;
      const row = encode.event({
        site: state.site.id,
        identity: result.identity,
        position: core.position,
        messageId: event.messageId,
        type: event.type,
        name: event.name,
        time: event.time,
        receivedAt: event.time,
        userId: event.userId,
        anonymousId: event.anonymousId,
        properties: event.properties,
        context: event.context,
        ...(batch.number === null ? {} : { import: batch.number }),
      });
      batch.add(event.messageId, row);
      if (event.type === 'group' && event.group !== undefined) {
        const { kind, id, parent } = event.group;
        await this.applier.groups.put(state, kind, id, {
          traits: event.traits ?? {},
          ...(parent === undefined ? {} : { parent }),
        });
      }
      await this.applier.accounts.settle(core.now, 'import');
    }
    record.write();
    // Whom it made is durable before the log goes on, which in a replay numbers those who come then as it did before.
    if (core.nextIdentity > nextIdentity) await this.write();
  }

  /** Takes the state for writing; `done` resolves once it is durable. */
  private writeBehind(): Promise<{ readonly done: Promise<void> }> {
    return this.applier.exclusively(async () => {
      await this.flusher.idle();
      return { done: this.flusher.flush() };
    });
  }

  private async write(): Promise<void> {
    await this.flusher.idle();
    await this.flusher.flush();
  }
}

/** Rows on their way into the warehouse, named by their content. */
class ImportBatch {
  private readonly rows: string[] = [];
  private readonly digest = createHash('sha256');

  constructor(
    private readonly site: number,
    /** Of the import. */
    readonly number: number | null,
  ) {}

  get size(): number {
    return this.rows.length;
  }

  add(messageId: string, row: string): void {
    this.digest.update(messageId);
    this.rows.push(row.endsWith('\n') ? row : `${row}\n`);
  }

  close(): { body: string; token: string } {
    return { body: this.rows.join(''), token: `import-${this.site}-${this.number ?? 0}-${this.digest.digest('hex')}` };
  }
}
