import { decodeProfile, type Profile } from '@kindred/live';
import type { AcceptedEvent } from './contract.js';
import type { Core } from './core.js';
import type { Flusher } from './flusher.js';
import { usableId } from './identities.js';
import type { SiteState, Version } from './site-state.js';
import type { Transitions } from './transitions.js';

/** A batch in the log, waiting to be applied. */
export interface Batch {
  readonly position: number;
  readonly site: number;
  readonly receivedAt: number;
  readonly events: readonly AcceptedEvent[];
  readonly applied: () => void;
  readonly failed: (error: unknown) => void;
}

/** Profiles looked at between two chances for others to run. */
const sweepChunk = 500;
const unwrittenLimit = 4_000;
const dueHorizon = 3_600_000;

/**
 * Does one piece of work at a time, in order: batches by log position, the passing of time, and tasks that need the state
 * to stand still. Between two pieces the state is that of one log position, and may be flushed.
 */
export class Applier {
  private readonly batches: Batch[] = [];
  private readonly tasks: (() => Promise<void>)[] = [];
  private running = false;
  private sweepTimer: NodeJS.Timeout | null = null;
  private flushTimer: NodeJS.Timeout | null = null;
  private closing = false;
  private waiting = 0;
  private failure: unknown = null;
  private oldestWaiting: () => number = () => Number.POSITIVE_INFINITY;

  constructor(
    private readonly core: Core,
    private readonly transitions: Transitions,
    private readonly flusher: Flusher,
    private readonly flushInterval: number,
  ) {}

  /** Events accepted and not yet applied. */
  get queued(): number {
    return this.waiting;
  }

  get healthy(): boolean {
    return this.failure === null && this.flusher.healthy;
  }

  /** @param oldest time of the oldest batch on its way into the log, so that no sweep passes it */
  limitSweepsBy(oldest: () => number): void {
    this.oldestWaiting = oldest;
  }

  add(batch: Batch): void {
    this.batches.push(batch);
    this.waiting += batch.events.length;
    this.run();
  }

  /** Runs a task between two pieces of work; nothing else changes the state meanwhile. */
  exclusively<T>(task: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.tasks.push(() => task().then(resolve, reject));
      this.run();
    });
  }

  private run(): void {
    if (this.running) return;
    this.running = true;
    void this.loop().finally(() => {
      this.running = false;
      if (this.batches.length > 0 || this.tasks.length > 0) this.run();
      else this.planSweep();
    });
  }

  private async loop(): Promise<void> {
    for (;;) {
      const task = this.tasks.shift();
      if (task !== undefined) {
        await task();
        this.planFlush();
        continue;
      }
      if (this.batches.length === 0) return;
      await this.applyAll(this.batches.splice(0));
      if ((this.core.dues.next ?? Number.POSITIVE_INFINITY) <= this.core.now) await this.sweepTo(this.core.now);
      await this.writeBehind();
    }
  }

  private async applyAll(batches: readonly Batch[]): Promise<void> {
    for (const batch of batches) {
      this.waiting -= batch.events.length;
      try {
        if (this.failure !== null) throw this.failure;
        await this.apply(batch);
        batch.applied();
      } catch (error) {
        // State in memory may now miss part of the log: only a restart, which replays it, is sure to mend that.
        this.failure ??= error;
        batch.failed(error);
        this.core.options.onError(error, `applying the log at position ${batch.position}`);
      }
    }
  }

  private async apply(batch: Batch): Promise<void> {
    const { core } = this;
    const state = core.sites.get(batch.site);
    core.now = Math.max(core.now, batch.receivedAt);
    if (state !== undefined) {
      await this.load(state, batch.events);
      const { encode } = core.warehouse;
      for (const event of batch.events) {
        const result = this.transitions.apply(state, event, core.now);
        if (result === null) continue;
        core.applied++;
        core.unwritten.events.push(
          encode.event({
            site: batch.site,
            identity: result.identity,
            position: batch.position,
            messageId: event.messageId,
            type: event.type,
            name: event.name,
            time: event.time,
            receivedAt: batch.receivedAt,
            userId: event.userId,
            anonymousId: event.anonymousId,
            properties: event.properties,
            context: event.context,
          }),
        );
        if (event.type === 'group' && event.group !== undefined) {
          const { kind, id, parent } = event.group;
          await this.putGroup(state, kind, id, {
            traits: event.traits ?? {},
            ...(parent === undefined ? {} : { parent }),
          });
        }
        if (!core.replaying) {
          for (const listener of core.eventListeners) listener(batch.site, result.profile.id, event);
        }
      }
    }
    core.position = batch.position;
  }

  /** Brings in identities and profiles of these events. */
  async load(
    state: SiteState,
    events: readonly Pick<AcceptedEvent, 'type' | 'userId' | 'anonymousId' | 'previousId'>[],
  ): Promise<void> {
    const { core } = this;
    const ids = events.map((event) => ({
      user: usableId(event.userId),
      anonymous: usableId(event.type === 'alias' ? (event.previousId ?? event.anonymousId) : event.anonymousId),
    }));
    const site = state.site.id;
    await core.identities.load(site, ids);
    const profiles = new Set<number>();
    for (const { user, anonymous } of ids) {
      if (user !== null) profiles.add(core.identities.find(site, user, null) ?? 0);
      if (anonymous !== null) profiles.add(core.identities.find(site, null, anonymous) ?? 0);
    }
    profiles.delete(0);
    await this.loadProfiles([...profiles]);
  }

  /** The profiles that exist of these ids, by way of memory. */
  async loadProfiles(ids: readonly number[]): Promise<Profile[]> {
    const { core } = this;
    const missing = ids.filter((id) => !core.profiles.has(id) && !core.unwritten.deletedProfiles.has(id));
    if (missing.length > 0) {
      for (const row of await core.store.profiles(missing)) {
        // Somebody else may have brought it in while we waited.
        if (row === null || core.profiles.has(row.id)) continue;
        core.profiles.keep(row.id, this.current(decodeProfile(row)));
      }
    }
    return ids.map((id) => core.profiles.get(id)).filter((profile) => profile !== undefined);
  }

  /** Drops what belongs to leaves and sets that are no more. */
  private current(profile: Profile): Profile {
    const index = this.core.sites.get(profile.site)?.index;
    if (index === undefined) return profile;
    for (const key in profile.leaves) if (!index.leavesById.has(Number(key))) delete profile.leaves[key];
    for (const key in profile.memberships) if (!index.heldSets.has(Number(key))) delete profile.memberships[key];
    return profile;
  }

  /** Sets a group's traits or parent and asks its members (and those below it) anew. */
  async putGroup(
    state: SiteState,
    kind: keyof Profile['groups'],
    id: string,
    change: { traits?: Readonly<Record<string, Profile['traits'][string] | null>>; parent?: string | null },
  ): Promise<void> {
    const { core } = this;
    const site = state.site.id;
    const known = state.group(kind, id);
    const group = known ?? { kind, id, traits: {}, parent: null };
    const before = JSON.stringify(group);
    for (const [path, value] of Object.entries(change.traits ?? {})) {
      if (value === null) delete group.traits[path];
      else group.traits[path] = value;
    }
    if (change.parent !== undefined) group.parent = change.parent;
    if (known !== undefined && JSON.stringify(group) === before) return;
    state.groups.set(`${kind}/${id}`, group);
    core.unwritten.groups.set(`${site}/${kind}/${id}`, {
      site,
      kind,
      id,
      parent: group.parent,
      traits: JSON.stringify(group.traits),
    });
    core.unwritten.deletedGroups.delete(`${site}/${kind}/${id}`);
    await this.groupChanged(state, kind, id);
  }

  async deleteGroup(state: SiteState, kind: keyof Profile['groups'], id: string): Promise<void> {
    const { core } = this;
    const site = state.site.id;
    if (!state.groups.has(`${kind}/${id}`)) return;
    await this.flusher.idle();
    for (const members of [this.unwrittenMembers(site, kind, id), this.storedMembers(site, kind, id)]) {
      for await (const ids of members) {
        for (const profile of await this.loadProfiles(ids)) this.changeMember(state, profile, kind, id, false);
      }
    }
    await this.groupChanged(state, kind, id);
    state.groups.delete(`${kind}/${id}`);
    core.unwritten.groups.delete(`${site}/${kind}/${id}`);
    core.unwritten.deletedGroups.set(`${site}/${kind}/${id}`, { site, kind, id });
    core.unwritten.touchedGroups.set(`${site}/${kind}/${id}`, { site, kind, id });
  }

  /** Puts a user into a group or takes them out; a user never seen gets a profile. */
  async setGroupMember(
    state: SiteState,
    kind: keyof Profile['groups'],
    group: string,
    userId: string,
    member: boolean,
  ): Promise<void> {
    const ids = { type: 'identify' as const, userId, anonymousId: null };
    await this.load(state, [ids]);
    const event = { ...ids, messageId: '', name: '', time: this.core.now, properties: {}, context: {}, traits: {} };
    const result = this.transitions.apply(state, event, this.core.now);
    if (result !== null) this.changeMember(state, result.profile, kind, group, member);
    if (member && state.group(kind, group) === undefined) await this.putGroup(state, kind, group, {});
  }

  private changeMember(
    state: SiteState,
    profile: Profile,
    kind: keyof Profile['groups'],
    group: string,
    member: boolean,
  ): void {
    const { core } = this;
    const touched = new Set<Version>();
    this.transitions.settle(state, profile, core.now);
    this.transitions.join(state, profile, kind, group, member, touched);
    this.transitions.evaluate(state, profile, touched, core.now, `group:${kind}/${group}`);
    core.touch(profile);
  }

  async groupChanged(state: SiteState, kind: keyof Profile['groups'], id: string): Promise<void> {
    const { core } = this;
    const site = state.site.id;
    const affected = state.withDescendants(kind, id);
    for (const one of affected) core.unwritten.touchedGroups.set(`${site}/${kind}/${one}`, { site, kind, id: one });
    const versions = state.index.versionsByGroup.get(kind) ?? [];
    if (versions.length === 0) return;
    // Members in a flush under way are neither unwritten nor stored yet.
    await this.flusher.idle();
    for (const one of affected) {
      for (const members of [this.unwrittenMembers(site, kind, one), this.storedMembers(site, kind, one)]) {
        for await (const ids of members) {
          for (const profile of await this.loadProfiles(ids)) {
            this.transitions.settle(state, profile, core.now);
            this.transitions.evaluate(state, profile, versions, core.now, `group:${kind}/${one}`);
            core.touch(profile);
          }
        }
      }
    }
  }

  private async *unwrittenMembers(site: number, kind: string, group: string): AsyncIterable<readonly number[]> {
    yield [...this.core.unwritten.groupMembers.values()]
      .filter((row) => row.site === site && row.kind === kind && row.group === group)
      .map((row) => row.profile);
  }

  private async *storedMembers(site: number, kind: string, group: string): AsyncIterable<readonly number[]> {
    for (let after = 0; ; ) {
      const ids = await this.core.store.groupMembers(site, kind, group, after, sweepChunk);
      if (ids.length === 0) return;
      after = ids[ids.length - 1] ?? after;
      yield ids;
    }
  }

  /** Lets time pass for everyone whose windows have ended by now, never ahead of a batch that is still to be applied. */
  async sweep(): Promise<void> {
    const now = Math.min(
      this.core.options.clock(),
      this.oldestWaiting(),
      this.batches[0]?.receivedAt ?? Number.POSITIVE_INFINITY,
    );
    if (now > this.core.now) await this.sweepTo(now);
  }

  private async sweepTo(now: number): Promise<void> {
    const { core } = this;
    if (now + dueHorizon / 2 > core.dueHorizon) await this.extendHorizon(now + dueHorizon);
    core.now = Math.max(core.now, now);
    for (;;) {
      const due = core.dues.take(core.now, sweepChunk);
      if (due.length === 0) return;
      await this.loadProfiles(due.map((entry) => entry.id));
      for (const { time, id } of due) {
        const profile = core.profiles.get(id);
        const state = profile === undefined ? undefined : core.sites.get(profile.site);
        if (profile === undefined || state === undefined) continue;
        if (profile.queuedAt !== null && profile.queuedAt !== time) continue;
        profile.queuedAt = null;
        this.transitions.settle(state, profile, core.now);
        this.transitions.enqueue(profile);
      }
      if (core.profiles.unwritten > unwrittenLimit) await this.flusher.flush();
    }
  }

  private async extendHorizon(until: number): Promise<void> {
    const { core } = this;
    const from = core.dueHorizon;
    core.dueHorizon = until;
    // Profiles with an unwritten due time were looked at by `schedule` under the earlier horizon: flush, then read all.
    await this.flusher.idle();
    if (this.flusher.dirty) await this.flusher.flush();
    for (const { id, dueAt } of await core.store.due(until, Number.MAX_SAFE_INTEGER)) {
      if (dueAt > from || from === 0) core.dues.push(dueAt, id);
    }
  }

  private planSweep(): void {
    if (this.sweepTimer !== null) clearTimeout(this.sweepTimer);
    this.sweepTimer = null;
    if (this.closing) return;
    const { core } = this;
    const now = core.options.clock();
    const wait = Math.min(Math.max((core.dues.next ?? Number.POSITIVE_INFINITY) - now, 1), 30_000);
    this.sweepTimer = setTimeout(() => {
      this.sweepTimer = null;
      this.exclusively(() => this.sweep()).catch((error: unknown) =>
        this.core.options.onError(error, 'letting time pass'),
      );
    }, wait);
  }

  private planFlush(): void {
    if (this.flushTimer !== null || this.closing || !this.flusher.dirty) return;
    this.flushTimer = setTimeout(() => {
      this.flushTimer = null;
      void this.exclusively(async () => {
        if (!this.flusher.dirty) return;
        if (this.flusher.busy) {
          this.planFlush();
          return;
        }
        // Taken between two pieces of work; written while the next ones go on.
        void this.flusher.flush().catch((error: unknown) => this.core.options.onError(error, 'writing the state'));
      });
    }, this.flushInterval);
  }

  private async writeBehind(): Promise<void> {
    if (this.flusher.unwrittenProfiles > unwrittenLimit && !this.flusher.busy) {
      void this.flusher.flush().catch((error: unknown) => this.core.options.onError(error, 'writing the state'));
    } else if (this.flusher.unwrittenProfiles > unwrittenLimit * 4) await this.flusher.flush();
    this.planFlush();
  }

  async close(): Promise<void> {
    this.closing = true;
    if (this.sweepTimer !== null) clearTimeout(this.sweepTimer);
    if (this.flushTimer !== null) clearTimeout(this.flushTimer);
    await this.exclusively(() => this.flusher.flush());
  }
}
