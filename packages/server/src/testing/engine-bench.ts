import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Calendar, Criteria, PropertyBag } from '@kindred/criteria';
import { openSqliteStore, type SegmentDefinition, type Site, type SqliteStore } from '@kindred/store';
import { openWarehouse, type Warehouse } from '@kindred/warehouse';
import type { AcceptedEvent, Engine } from '../engine/contract.js';
import type { EngineOptions } from '../engine/core.js';
import { createEngine } from '../engine/engine.js';

/** Sizes at which the engine does things another way, and how long it leaves what it did unwritten. */
type EngineSizes = Partial<
  Pick<EngineOptions, 'wholesaleFrom' | 'cachedProfiles' | 'comparedAtOnce' | 'flushInterval'>
>;

/** As on a site of millions: hardly anybody stays in memory, and new segments take their members from the warehouse. */
export const wholesale: EngineSizes = { wholesaleFrom: 0, cachedProfiles: 4 };

/** A real engine over real stores in a temporary directory, with a clock that the test moves. */
export class EngineBench {
  engine!: Engine;
  store!: SqliteStore;
  warehouse!: Warehouse;
  site!: Site;
  readonly errors: unknown[] = [];
  private path = '';
  private messages = 0;

  private constructor(
    public now: number,
    private readonly sizes: EngineSizes,
  ) {}

  static async open(
    timeZone = 'Europe/Berlin',
    now = Date.UTC(2026, 2, 10, 12),
    sizes: EngineSizes = {},
  ): Promise<EngineBench> {
    const bench = new EngineBench(now, sizes);
    bench.path = await mkdtemp(join(tmpdir(), 'kindred-engine-'));
    await bench.openStores();
    bench.site = await bench.store.definitions.sites.create({
      slug: 'test',
      name: 'Test',
      timeZone,
      weekStart: 1,
      createdAt: bench.now,
    });
    await bench.openEngine();
    return bench;
  }

  private async openStores(): Promise<void> {
    this.store = await openSqliteStore({ path: join(this.path, 'state'), clock: () => this.now });
    this.warehouse = await openWarehouse({ path: join(this.path, 'warehouse') });
  }

  /** Over the stores as they are now. */
  async openEngine(): Promise<void> {
    this.engine = await createEngine({
      log: this.store.log,
      state: this.store.state,
      definitions: this.store.definitions,
      warehouse: this.warehouse,
      clock: () => this.now,
      onError: (error) => this.errors.push(error),
      flushInterval: 10,
      forwardInterval: 20,
      ...this.sizes,
    });
  }

  /** Stops everything and opens it again on the same data, to which something may be done meanwhile. */
  async restart(meanwhile: (path: string) => void = () => undefined): Promise<void> {
    await this.engine.close().catch((error: unknown) => {
      // One that is not well has said so before.
      if (this.engine.healthy) throw error;
    });
    await this.warehouse.close();
    await this.store.close();
    meanwhile(this.path);
    await this.openStores();
    await this.openEngine();
  }

  /** Keeps what is stored now; gives what opens everything again as if the process had been killed at this moment. */
  killed(): () => Promise<void> {
    const copy = mkdtempSync(join(tmpdir(), 'kindred-killed-'));
    const isData = (path: string): boolean => !path.includes('lock');
    cpSync(join(this.path, 'state'), copy, { recursive: true, filter: isData });
    return () =>
      this.restart((path) => {
        for (const name of readdirSync(join(path, 'state'))) if (isData(name)) rmSync(join(path, 'state', name));
        cpSync(copy, join(path, 'state'), { recursive: true });
        rmSync(copy, { recursive: true });
      });
  }

  async close(): Promise<void> {
    await this.engine.close();
    await this.warehouse.close();
    await this.store.close();
    await rm(this.path, { recursive: true, force: true });
  }

  event(partial: Partial<AcceptedEvent> & Pick<AcceptedEvent, 'type'>): AcceptedEvent {
    return {
      messageId: `m${this.messages++}`,
      name: '',
      userId: null,
      anonymousId: null,
      time: this.now,
      properties: {},
      context: {},
      ...partial,
    };
  }

  track(
    who: { userId?: string; anonymousId?: string },
    name: string,
    properties: PropertyBag = {},
    time = this.now,
  ): AcceptedEvent {
    return this.event({
      type: 'track',
      name,
      properties,
      time,
      userId: who.userId ?? null,
      anonymousId: who.anonymousId ?? null,
    });
  }

  async send(...events: AcceptedEvent[]): Promise<void> {
    await this.engine.accept(this.site.id, this.now, events);
  }

  /** Another site on the same engine. */
  async addSite(calendar: Calendar): Promise<Site> {
    const site = await this.store.definitions.sites.create({
      slug: `site-${this.messages++}`,
      name: 'Another',
      ...calendar,
      createdAt: this.now,
    });
    await this.engine.setSite(site);
    return site;
  }

  segmentOf(site: Site, id: string, criteria: Criteria): Promise<SegmentDefinition> {
    return this.segment(id, criteria, { site: site.id });
  }

  /** Stores a definition and puts it into force; resolves once it is. */
  async segment(id: string, criteria: Criteria, more: Partial<SegmentDefinition> = {}): Promise<SegmentDefinition> {
    const definition = await this.define(id, criteria, more);
    await this.engine.idle();
    return definition;
  }

  /** The same without waiting until it is in force. */
  async define(id: string, criteria: Criteria, more: Partial<SegmentDefinition> = {}): Promise<SegmentDefinition> {
    const definition: SegmentDefinition = {
      id,
      site: this.site.id,
      key: id,
      subject: 'person',
      name: { en: id },
      description: {},
      criteria,
      includeGuests: true,
      includes: [],
      excludes: [],
      public: false,
      active: true,
      kind: 'live',
      version: 1,
      createdAt: this.now,
      updatedAt: this.now,
      updatedBy: 'test',
      ...more,
    };
    if (definition.version === 1) await this.store.definitions.segments.create(definition);
    else await this.store.definitions.segments.update(definition, definition.version - 1);
    await this.engine.apply(definition);
    return definition;
  }

  /** Has whatever begins to count the past wait from now on, of one site or of all, until it is released. */
  holdCounts(site: number | null = null): Held {
    const { warehouse } = this;
    const read = warehouse.leafCounts.bind(warehouse);
    const held = new Held();
    warehouse.leafCounts = async function* (...asked) {
      if (site === null || site === asked[0]) await held.wait();
      yield* read(...asked);
    };
    return held;
  }

  /** The same of whatever begins to read the past of some people. */
  holdPasts(): Held {
    const { warehouse } = this;
    const read = warehouse.eventsOf.bind(warehouse);
    const held = new Held();
    warehouse.eventsOf = async function* (...asked) {
      await held.wait();
      yield* read(...asked);
    };
    return held;
  }

  async profileOf(ids: { userId?: string; anonymousId?: string }): Promise<number> {
    return (await this.engine.resolve(this.site.id, ids)) ?? 0;
  }

  async segmentsOf(ids: { userId?: string; anonymousId?: string }): Promise<string[]> {
    const profile = await this.engine.profile(this.site.id, await this.profileOf(ids));
    return (profile?.memberships ?? []).map((membership) => membership.segment).sort();
  }

  /** Differences between live members and SQL, over all segments. */
  async differences(): Promise<string[]> {
    const results = await this.engine.verify(this.site.id);
    return results
      .filter((result) => result.missing.length + result.extra.length > 0)
      .map((result) => `${result.segment}: missing ${result.missing.join(',')}; extra ${result.extra.join(',')}`);
  }
}

/** What waits until it is released. */
class Held {
  private begin = (): void => {};
  release = (): void => {};
  readonly begun = new Promise<void>((resolve) => {
    this.begin = resolve;
  });
  private readonly released = new Promise<void>((resolve) => {
    this.release = resolve;
  });

  wait(): Promise<void> {
    this.begin();
    return this.released;
  }
}
