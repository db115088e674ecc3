import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ForwardBatch, StateStore, StoredOutboxEntry } from '@kindred/store';
import type { Warehouse, WarehouseTable } from '@kindred/warehouse';

/** Bytes of outbox bodies kept in memory, to spare reading back what was just written. */
const memoryLimit = 64 * 1024 * 1024;
/** Bytes of one forward at most, unless one entry alone is larger. */
const batchLimit = 8 * 1024 * 1024;
/** Entries whose sizes are asked for at once. */
const sizesAtOnce = 1_000;
const firstRetryDelay = 200;
const lastRetryDelay = 10_000;
/** How long (ms) nothing is compared after an attempt to do so has failed. */
const reconcilePause = 60_000;
const reconcileTag = 'event-times';

export interface ForwarderOptions {
  readonly store: StateStore;
  readonly warehouse: Warehouse;
  readonly interval: number;
  readonly onError: (error: unknown, doing: string) => void;
  readonly failpoint: (name: string) => void;
}

/**
 * Drains the outbox into the warehouse. A batch's bounds are durable before its first attempt and its entries never change,
 * so an attempt after a crash sends the same rows under the same token, which the warehouse drops if it has them.
 */
export class Forwarder {
  private readonly recent = new Map<number, StoredOutboxEntry>();
  private recentBytes = 0;
  private head = 0;
  private done = 0;
  private urgent = false;
  private closing = false;
  private readonly holds = new Set<{ readonly upTo: number }>();
  private wake: (() => void) | null = null;
  private loop: Promise<void> | null = null;
  private reconciling = false;
  private reconcileAfter = 0;
  private readonly waiters = new Set<{ until: number; resolve: () => void }>();

  constructor(private readonly options: ForwarderOptions) {}

  /** Takes up what an earlier run left. */
  async start(): Promise<void> {
    const open = await this.options.store.openForwardBatch();
    for (let after = 0; ; ) {
      const rows = await this.options.store.outboxSizes(after, sizesAtOnce);
      if (rows.length === 0) break;
      after = rows[rows.length - 1]?.id ?? after;
      this.head = after;
      if (this.done === 0) this.done = (rows[0]?.id ?? 1) - 1;
    }
    this.loop = this.run(open);
  }

  add(entries: readonly StoredOutboxEntry[]): void {
    // Ids go on from earlier runs: nothing is behind before the first entry of this one.
    if (this.head === this.done) this.done = (entries[0]?.id ?? this.done + 1) - 1;
    for (const entry of entries) {
      this.head = Math.max(this.head, entry.id);
      if (this.recentBytes + entry.body.length > memoryLimit) continue;
      this.recent.set(entry.id, entry);
      this.recentBytes += entry.body.length;
    }
    this.wake?.();
  }

  /** Entries not yet in the warehouse. */
  get behind(): number {
    return this.head - this.done;
  }

  /** Resolves once everything in the outbox now is in the warehouse; false after `timeout` ms. */
  async settle(timeout: number): Promise<boolean> {
    const until = this.head;
    if (this.done >= until) return true;
    this.urgent = true;
    this.wake?.();
    return new Promise((resolve) => {
      const waiter = {
        until,
        resolve: () => {
          clearTimeout(timer);
          resolve(true);
        },
      };
      const timer = setTimeout(() => {
        this.waiters.delete(waiter);
        resolve(false);
      }, timeout);
      this.waiters.add(waiter);
    });
  }

  /** Forwards nothing beyond what is in the outbox now until released, so that the warehouse stands still; of several the first. */
  hold(): () => void {
    const hold = { upTo: this.head };
    this.holds.add(hold);
    return () => {
      this.holds.delete(hold);
      this.wake?.();
    };
  }

  async close(): Promise<void> {
    this.closing = true;
    this.wake?.();
    if (this.reconciling) await this.options.warehouse.cancel(reconcileTag);
    await this.loop;
  }

  private async run(open: ForwardBatch | null): Promise<void> {
    let batch = open;
    let delay = firstRetryDelay;
    while (!this.closing) {
      try {
        if (batch === null) {
          await this.reconcile();
          batch = await this.nextBatch();
        }
        if (batch === null) {
          await this.sleep(this.options.interval, true);
          continue;
        }
        await this.forward(batch);
        batch = null;
        delay = firstRetryDelay;
      } catch (error) {
        this.options.onError(error, 'forwarding events to the warehouse');
        await this.sleep(delay, false);
        delay = Math.min(delay * 2, lastRetryDelay);
      }
    }
  }

  /** Between two batches, when none waits to be sent again. Without it questions take longer and are as right. */
  private async reconcile(): Promise<void> {
    if (this.closing || performance.now() < this.reconcileAfter) return;
    this.reconciling = true;
    try {
      await this.options.warehouse.reconcile(reconcileTag);
    } catch (error) {
      this.reconcileAfter = performance.now() + reconcilePause;
      if (!this.closing) this.options.onError(error, 'comparing what the warehouse keeps beside the events');
    } finally {
      this.reconciling = false;
    }
  }

  /** Waits until somebody asks, or for an interval after something came in; not at all once it is to end. */
  private sleep(ms: number, idle: boolean): Promise<void> {
    // Whoever closed it while it was looking for work found nobody to wake.
    if (this.closing) return Promise.resolve();
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | null = null;
      const finish = (): void => {
        if (timer !== null) clearTimeout(timer);
        this.wake = null;
        resolve();
      };
      if (!idle || this.behind > 0) timer = setTimeout(finish, ms);
      this.wake = () => {
        if (this.closing || (this.urgent && idle)) finish();
        else if (timer === null) timer = setTimeout(finish, ms);
      };
    });
  }

  private async nextBatch(): Promise<ForwardBatch | null> {
    this.urgent = false;
    const upTo = Math.min(this.head, ...[...this.holds].map((hold) => hold.upTo));
    if (this.done >= upTo) return null;
    let bytes = 0;
    let last = this.done;
    for (const entry of await this.options.store.outboxSizes(this.done, sizesAtOnce)) {
      if (entry.id > upTo || (last > this.done && bytes + entry.bytes > batchLimit)) break;
      bytes += entry.bytes;
      last = entry.id;
    }
    return last === this.done ? null : this.options.store.beginForward(this.done + 1, last);
  }

  /** The bodies of a batch by table. Reading them back takes a turn of the event loop each, so that nobody waits for all. */
  private async bodies(batch: ForwardBatch): Promise<ReadonlyMap<WarehouseTable, Uint8Array[]>> {
    const byTable = new Map<WarehouseTable, Uint8Array[]>();
    for (let id = batch.first; id <= batch.last; id++) {
      let entry = this.recent.get(id);
      if (entry === undefined) {
        await nextTurn();
        [entry] = await this.options.store.outbox(id - 1, 1);
      }
      if (entry === undefined || entry.id > batch.last) break;
      const table = entry.table as WarehouseTable;
      const bodies = byTable.get(table);
      if (bodies === undefined) byTable.set(table, [entry.body]);
      else bodies.push(entry.body);
      id = entry.id;
    }
    return byTable;
  }

  private async forward(batch: ForwardBatch): Promise<void> {
    for (const [table, bodies] of await this.bodies(batch)) {
      await this.options.warehouse.insert(table, Buffer.concat(bodies), `outbox-${batch.first}-${batch.last}-${table}`);
      this.options.failpoint(`after-warehouse-insert:${table}`);
    }
    await this.options.store.endForward(batch);
    for (let id = batch.first; id <= batch.last; id++) {
      const entry = this.recent.get(id);
      if (entry === undefined) continue;
      this.recentBytes -= entry.body.length;
      this.recent.delete(id);
    }
    this.done = batch.last;
    for (const waiter of this.waiters) {
      if (waiter.until > this.done) continue;
      this.waiters.delete(waiter);
      waiter.resolve();
    }
  }
}
