import { createHash } from 'node:crypto';
import type { Applier } from './applier.js';
import type { AcceptedEvent, PersonImport } from './contract.js';
import type { Core } from './core.js';
import type { Flusher } from './flusher.js';
import type { Forwarder } from './forwarder.js';
import type { SiteState } from './site-state.js';
import type { Transitions } from './transitions.js';

/** Events in one insert; large, because the warehouse likes that. */
const insertRows = 50_000;

/**
 * Brings in the past: people and identities through the state store, events straight to the warehouse.
 * Identities are durable before any event under them is sent. A chunk goes under a token of its content,
 * so the same file twice counts once.
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
  ): Promise<void> {
    let done = 0;
    for await (const people of chunks) {
      await this.applier.exclusively(async () => {
        const events = people.flatMap((person) => this.identifies(person));
        await this.applier.load(state, events);
        for (const event of events) this.transitions.apply(state, event, this.core.now);
        await this.write();
      });
      done += people.length;
      progress(done);
      await this.forwarder.settle(60_000);
    }
  }

  private identifies(person: PersonImport): AcceptedEvent[] {
    const time = person.firstSeen ?? this.core.now;
    const base = { messageId: '', name: '', properties: {}, context: {}, time, userId: person.userId };
    const [first = null, ...rest] = person.anonymousIds;
    return [
      { ...base, type: 'identify', anonymousId: first, traits: person.traits },
      ...rest.map((anonymousId) => ({ ...base, type: 'identify' as const, anonymousId })),
      ...person.groups.map((group) => ({ ...base, type: 'group' as const, anonymousId: null, group })),
    ];
  }

  async events(
    state: SiteState,
    chunks: AsyncIterable<readonly AcceptedEvent[]>,
    progress: (done: number) => void,
  ): Promise<void> {
    let done = 0;
    let sending: Promise<void> = Promise.resolve();
    let rows: string[] = [];
    let digest = createHash('sha256');
    const send = async (): Promise<void> => {
      const [body, token] = [rows.join(''), `import-${state.site.id}-${digest.digest('hex')}`];
      rows = [];
      digest = createHash('sha256');
      await sending;
      // Not awaited here: the next chunk is read while this one goes in.
      sending = this.core.warehouse.insert('events', body, token);
      sending.catch(() => undefined);
    };
    for await (const events of chunks) {
      await this.applier.exclusively(() => this.take(state, events, rows, digest));
      done += events.length;
      progress(done);
      if (rows.length >= insertRows) await send();
    }
    if (rows.length > 0) await send();
    await sending;
  }

  private async take(
    state: SiteState,
    events: readonly AcceptedEvent[],
    rows: string[],
    digest: ReturnType<typeof createHash>,
  ): Promise<void> {
    const { core } = this;
    const { encode } = core.warehouse;
    await this.applier.load(state, events);
    for (const event of events) {
      // The leaves are counted anew once the import is in, so history does not pass through them here.
      const result = this.transitions.applyFacts(state, event, core.now);
      if (result === null) continue;
      digest.update(event.messageId);
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
      });
      rows.push(row.endsWith('\n') ? row : `${row}\n`);
      if (event.type === 'group' && event.group !== undefined) {
        await this.applier.putGroup(state, event.group.kind, event.group.id, { traits: event.traits ?? {} });
      }
    }
    await this.write();
  }

  private async write(): Promise<void> {
    await this.flusher.idle();
    await this.flusher.flush();
  }
}
