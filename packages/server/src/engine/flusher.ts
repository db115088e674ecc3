import { encodeProfile, type Profile } from '@kindred/live';
import type { Flush, OutboxEntry, StoredOutboxEntry } from '@kindred/store';
import type { Core } from './core.js';
import { Lines } from './lines.js';
import { Unwritten } from './unwritten.js';

/**
 * Writes what has changed, in one transaction that moves the stored state from one log position to a later one.
 * Must be called between two pieces of the applier's work, never inside one.
 */
export class Flusher {
  private running: Promise<void> | null = null;
  private failure: unknown = null;
  /** How long (ms) the last flush took to be durable. */
  lastTook = 0;

  constructor(
    private readonly core: Core,
    private readonly onEntries: (entries: readonly StoredOutboxEntry[]) => void,
  ) {}

  get dirty(): boolean {
    const { profiles, unwritten, suppressed } = this.core;
    return profiles.unwritten > 0 || !unwritten.empty || suppressed.unwritten;
  }

  get unwrittenProfiles(): number {
    return this.core.profiles.unwritten;
  }

  /** False once a flush has failed, or nothing may be written: what is not is in the log, and a restart has to restore it. */
  get healthy(): boolean {
    return this.failure === null;
  }

  /** @throws what made it unhealthy */
  requireHealthy(): void {
    if (this.failure !== null) throw this.failure;
  }

  /** Has nothing written any more: what is in memory is not the state at any position of the log. */
  refuse(error: unknown): void {
    this.failure ??= error;
  }

  get busy(): boolean {
    return this.running !== null;
  }

  /** Resolves once no flush is under way. */
  async idle(): Promise<void> {
    while (this.running !== null) await this.running;
  }

  /** Takes the present state and resolves once it is durable. A flush under way is waited for first. */
  async flush(): Promise<void> {
    while (this.running !== null) await this.running;
    this.requireHealthy();
    this.running = this.write(this.take()).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async write(flush: Flush): Promise<void> {
    try {
      const started = performance.now();
      const { outboxIds } = await this.core.store.flush(flush);
      this.lastTook = performance.now() - started;
      this.core.profiles.written();
      this.core.deleting = new Map();
      this.core.identities.written();
      const entries = flush.outbox.map((entry, index) => ({ ...entry, id: outboxIds[index] ?? 0 }));
      if (entries.length > 0) this.onEntries(entries);
      await this.core.options.log.truncate(flush.checkpoint.position);
    } catch (error) {
      // What was taken is in memory only now; going on would acknowledge events whose effect a restart alone can restore.
      this.failure = error;
      throw error;
    }
  }

  private take(): Flush {
    const { core } = this;
    const { unwritten } = core;
    const profiles = core.profiles.takeUnwritten();
    const identities = core.identities.takeUnwritten();
    const version = core.nextNumber++;
    const outbox = this.outbox(unwritten, identities.joined, version);
    core.unwritten = new Unwritten();
    core.deleting = unwritten.deletedProfiles;
    const memberships: { set: number; profile: number; since: number }[] = [];
    const endedMemberships: { set: number; profile: number }[] = [];
    for (const [set, rows] of unwritten.memberships) {
      for (const [profile, since] of rows) {
        if (since === null) endedMemberships.push({ set, profile });
        else memberships.push({ set, profile, since });
      }
    }
    return {
      checkpoint: {
        position: core.position,
        nextIdentity: core.nextIdentity,
        nextNumber: core.nextNumber,
        clock: core.now,
      },
      profiles: profiles.map((profile) => ({
        id: profile.id,
        site: profile.site,
        body: encodeProfile(profile),
        dueAt: profile.dueAt,
      })),
      deletedProfiles: [...unwritten.deletedProfiles.keys()],
      identities: identities.rows,
      deletedIdentities: identities.deleted,
      forgottenPeople: unwritten.forgottenPeople,
      suppressed: core.suppressed.takeUnwritten(),
      groups: [...unwritten.groups.values()],
      deletedGroups: [...unwritten.deletedGroups.values()],
      groupMembers: [...unwritten.groupMembers.values()],
      memberships,
      endedMemberships,
      changes: unwritten.changes,
      importChanges: unwritten.importChanges,
      rewrittenImportChanges: unwritten.rewrittenImportChanges,
      deletedImportChanges: unwritten.deletedImportChanges,
      outbox,
    };
  }

  private outbox(unwritten: Unwritten, joined: ReadonlyMap<number, number>, version: number): OutboxEntry[] {
    const { encode } = this.core.warehouse;
    const identities = new Lines();
    for (const [identity, profile] of joined) {
      identities.push(encode.identity({ site: this.siteOf(profile), identity, profile, version }));
    }
    const profiles = new Lines();
    for (const id of unwritten.snapshots) {
      const profile = this.core.profiles.get(id);
      if (profile !== undefined) profiles.push(this.snapshot(profile, version, false));
    }
    for (const [id, site] of unwritten.deletedProfiles) {
      profiles.push(
        encode.profile({
          site,
          id,
          version,
          deleted: true,
          userId: null,
          traits: {},
          groups: {},
          firstSeen: 0,
          lastSeen: 0,
        }),
      );
    }
    const groups = new Lines();
    for (const { site, kind, id } of unwritten.touchedGroups.values()) {
      const state = this.core.sites.get(site);
      const group = state?.group(kind, id);
      groups.push(
        encode.group({
          site,
          kind,
          id,
          number: kind === 'account' ? (state?.accounts.byId.get(id)?.number ?? 0) : 0,
          version,
          deleted: group === undefined,
          parent: group?.parent ?? null,
          ancestorIds: group === undefined ? [] : (state?.ancestors(kind, id) ?? []),
          traits: group?.traits ?? {},
        }),
      );
    }
    const memberships = unwritten.loggedMembers;
    for (const change of unwritten.changes) memberships.push(encode.membership(change));
    return [
      ...entries('identities', identities),
      ...entries('groups', groups),
      ...entries('profiles', profiles),
      ...entries('events', unwritten.events),
      ...entries('memberships', memberships),
    ];
  }

  private siteOf(profile: number): number {
    return this.core.profiles.get(profile)?.site ?? 0;
  }

  private snapshot(profile: Profile, version: number, deleted: boolean): string {
    return this.core.warehouse.encode.profile({
      site: profile.site,
      id: profile.id,
      version,
      deleted,
      userId: profile.userId,
      traits: profile.traits,
      groups: definedGroups(profile),
      firstSeen: profile.firstSeen,
      lastSeen: profile.lastSeen,
    });
  }
}

function definedGroups(profile: Profile): Record<string, readonly string[]> {
  const groups: Record<string, readonly string[]> = {};
  for (const kind of Object.keys(profile.groups) as (keyof Profile['groups'])[]) {
    const ids = profile.groups[kind];
    if (ids !== undefined && ids.length > 0) groups[kind] = ids;
  }
  return groups;
}

function entries(table: string, lines: Lines): OutboxEntry[] {
  return lines.take().map(({ bytes, rows }) => ({ table, body: bytes, rows }));
}
