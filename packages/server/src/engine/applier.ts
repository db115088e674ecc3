import { setImmediate as nextTurn } from 'node:timers/promises';
import { AccountChanges } from './account-changes.js';
import { causeOf } from './causes.js';
import type { AcceptedEvent } from './contract.js';
import type { Core } from './core.js';
import type { Flusher } from './flusher.js';
import { GroupChanges } from './group-changes.js';
import { forgetPastDues, pastDuesWithin } from './past-dues.js';
import { People } from './people.js';
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
/** Changed profiles from which on writing begins, and those beyond which work waits for it. */
const unwritten = { many: 8_000, most: 48_000 } as const;
/**
 * Flushes that take long come more rarely, so that who does much is written once for all of it: four times as long as the
 * last one took lies between two, a second (ms) at most.
 */
const pacing = { times: 4, most: 1_000 } as const;
const dueHorizon = 3_600_000;

/**
 * Does one piece of work at a time, in order: batches by log position, the passing of time, and tasks that need the state
 * to stand still. Between two pieces the state is that of one log position, and may be flushed.
 */
export class Applier {
  readonly people: People;
  readonly groups: GroupChanges;
  readonly accounts: AccountChanges;
  private readonly batches: Batch[] = [];
  private readonly tasks: (() => Promise<void>)[] = [];
  private running = false;
  private sweepTimer: NodeJS.Timeout | null = null;
  private flushTimer: NodeJS.Timeout | null = null;
  private closing = false;
  private waiting = 0;
  private oldestWaiting: () => number = () => Number.POSITIVE_INFINITY;

  constructor(
    private readonly core: Core,
    private readonly transitions: Transitions,
    private readonly flusher: Flusher,
    private readonly flushInterval: number,
  ) {
    this.people = new People(core);
    this.accounts = new AccountChanges(core, this.people, transitions, flusher);
    this.groups = new GroupChanges(core, this.people, transitions, flusher, this.accounts);
  }

  /** Events accepted and not yet applied. */
  get queued(): number {
    return this.waiting;
  }

  get healthy(): boolean {
    return this.flusher.healthy;
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
      this.tasks.push(() =>
        task()
          .finally(() => this.core.announce())
          .then(resolve, reject),
      );
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
      if (this.nextDue <= this.core.now) await this.sweepTo(this.core.now);
      this.core.announce();
      await this.writeBehind();
      this.planFlush();
    }
  }

  private async applyAll(batches: readonly Batch[]): Promise<void> {
    for (const batch of batches) {
      this.waiting -= batch.events.length;
      try {
        this.flusher.requireHealthy();
        await this.apply(batch);
        batch.applied();
      } catch (error) {
        // A part of the batch may be in memory. Once that was written the log would count it again: only a restart mends it.
        this.flusher.refuse(error);
        batch.failed(error);
        this.core.options.onError(error, `applying the log at position ${batch.position}`);
      }
    }
  }

  private async apply(batch: Batch): Promise<void> {
    const { core } = this;
    const state = core.sites.get(batch.site);
    // Windows end in the order of time, and before what happened after their end.
    if (Math.min(this.nextDue, core.dueHorizon) <= batch.receivedAt) await this.sweepTo(batch.receivedAt);
    core.now = Math.max(core.now, batch.receivedAt);
    if (state !== undefined) {
      await this.people.ofEvents(state, batch.events);
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
          await this.groups.put(state, kind, id, {
            traits: event.traits ?? {},
            ...(parent === undefined ? {} : { parent }),
          });
        }
        if (core.unsettled.size > 0) await this.accounts.settle(core.now, causeOf(event, true));
        if (!core.replaying) {
          for (const listener of core.eventListeners) listener(batch.site, result.profile.id, event);
          core.announce();
        }
      }
    }
    core.announce();
    core.position = batch.position;
  }

  /** Lets time pass for everyone whose windows have ended by now, never ahead of a batch that is still to be applied. */
  async sweep(): Promise<void> {
    const now = Math.min(
      this.core.options.clock(),
      this.oldestWaiting(),
      this.batches[0]?.receivedAt ?? Number.POSITIVE_INFINITY,
    );
    // A run of a batch segment takes a millisecond of its own, in which windows of others may end.
    if (now > this.core.now || this.nextDue <= this.core.now) await this.sweepTo(Math.max(now, this.core.now));
  }

  private async sweepTo(now: number): Promise<void> {
    const { core } = this;
    if (now + dueHorizon / 2 > core.dueHorizon) await this.extendHorizon(now + dueHorizon);
    core.now = Math.max(core.now, now);
    while (this.nextDue <= core.now) {
      const due = core.dues.take(core.now, sweepChunk);
      await this.endWindows(due);
      await this.writeBehind();
      // Reads are answered meanwhile: thousands of windows may end at once.
      if (this.nextDue <= core.now) await nextTurn();
    }
  }

  /** One instant after another, over all profiles and accounts; what comes to be due before the rest puts that off. */
  private async endWindows(due: readonly { readonly time: number; readonly id: number }[]): Promise<void> {
    const { core } = this;
    let index = 0;
    do {
      const at = Math.min(due[index]?.time ?? Number.POSITIVE_INFINITY, this.nextDue);
      const profiles: number[] = [];
      while (due[index]?.time === at) profiles.push(due[index++]?.id ?? 0);
      if (core.dues.next === at) {
        for (const { id } of core.dues.take(at, Number.POSITIVE_INFINITY)) profiles.push(id);
      }
      for (const profile of await this.people.profiles(profiles)) {
        const state = core.sites.get(profile.site);
        if (state === undefined) continue;
        if (profile.queuedAt !== null && profile.queuedAt !== at) continue;
        profile.queuedAt = null;
        this.transitions.settle(state, profile, at);
        this.transitions.enqueue(profile);
      }
      while (core.accountDues.next !== null && core.accountDues.next <= at) {
        for (const { id, time } of core.accountDues.take(at, sweepChunk)) this.accounts.due(id, time);
      }
      if (core.unsettled.size > 0) await this.accounts.settle(at, 'time');
    } while (index < due.length);
  }

  /** The next instant at which time alone changes something. */
  private get nextDue(): number {
    const { dues, accountDues } = this.core;
    return Math.min(dues.next ?? Number.POSITIVE_INFINITY, accountDues.next ?? Number.POSITIVE_INFINITY);
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
    for (const { id, dueAt } of await pastDuesWithin(core, from, until)) core.dues.push(dueAt, id);
    await forgetPastDues(core);
  }

  private planSweep(): void {
    if (this.sweepTimer !== null) clearTimeout(this.sweepTimer);
    this.sweepTimer = null;
    if (this.closing || !this.flusher.healthy) return;
    const { core } = this;
    const now = core.options.clock();
    const wait = Math.min(Math.max(this.nextDue - now, 1), 30_000);
    this.sweepTimer = setTimeout(() => {
      this.sweepTimer = null;
      this.exclusively(() => this.sweep()).catch((error: unknown) =>
        this.core.options.onError(error, 'letting time pass'),
      );
    }, wait);
  }

  private planFlush(): void {
    if (this.flushTimer !== null || this.closing || !this.flusher.dirty || !this.flusher.healthy) return;
    this.flushTimer = setTimeout(() => {
      this.flushTimer = null;
      void this.exclusively(async () => {
        if (!this.flusher.dirty || !this.flusher.healthy) return;
        if (this.flusher.busy) {
          this.planFlush();
          return;
        }
        // Taken between two pieces of work; written while the next ones go on.
        this.write();
      });
    }, this.untilFlush);
  }

  private get untilFlush(): number {
    const paced = Math.min(pacing.most, pacing.times * this.flusher.lastTook);
    return Math.max(this.flushInterval, paced);
  }

  /** Writes beside the work that goes on, which waits only where writing cannot keep up. */
  private async writeBehind(): Promise<void> {
    const { flusher } = this;
    if (flusher.unwrittenProfiles <= unwritten.many) return;
    if (flusher.unwrittenProfiles > unwritten.most) await flusher.flush();
    else if (!flusher.busy) this.write();
  }

  private write(): void {
    this.flusher.flush().catch((error: unknown) => this.core.options.onError(error, 'writing the state'));
  }

  async close(): Promise<void> {
    this.closing = true;
    if (this.sweepTimer !== null) clearTimeout(this.sweepTimer);
    if (this.flushTimer !== null) clearTimeout(this.flushTimer);
    await this.exclusively(() => this.flusher.flush());
  }
}
