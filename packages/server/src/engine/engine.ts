import type { SegmentDefinition, Site } from '@kindred/store';
import { viewOfAccount } from './account-view.js';
import { Applier } from './applier.js';
import { Arrivals } from './arrivals.js';
import { BatchRuns } from './batch/batch-run.js';
import { BatchSchedule } from './batch/batch-schedule.js';
import type {
  AcceptedEvent,
  AccountView,
  Engine,
  EngineStatistics,
  MembershipEvent,
  ProfileView,
  SegmentStatus,
  VisitorIds,
} from './contract.js';
import { Core, type EngineOptions } from './core.js';
import { Corrections } from './corrections/corrections.js';
import { mend } from './corrections/mending.js';
import { EngineStoppedError, UnknownSiteError } from './errors.js';
import { Flusher } from './flusher.js';
import { Forwarder } from './forwarder.js';
import { HistoryImport } from './imports/history-import.js';
import { presentReferences, type References, sameCalendar } from './meaning.js';
import { Overflows } from './overflows.js';
import { OwedCounts } from './recount/owed-counts.js';
import { Recount } from './recount/recount.js';
import { RecountQueue, scheduled } from './recount/recount-queue.js';
import { SwitchPass } from './recount/switch-pass.js';
import { SiteState } from './site-state.js';
import { start } from './startup.js';
import { requireStorable, requireStorableEvents } from './storable.js';
import { Transitions } from './transitions.js';
import { verify } from './verification.js';
import { Visitors } from './visitors.js';

/** Events on their way at most; beyond, callers are asked to come again. */
const queueLimit = 50_000;

/** Opens the engine over open stores: takes up what the last run left, replays the log after its checkpoint. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const engine = new LiveEngine(options);
  await engine.start();
  return engine;
}

class LiveEngine implements Engine {
  private readonly core: Core;
  private readonly transitions: Transitions;
  private readonly flusher: Flusher;
  private readonly forwarder: Forwarder;
  private readonly applier: Applier;
  private readonly switchPass: SwitchPass;
  private readonly recounts: RecountQueue;
  private readonly owed: OwedCounts;
  private readonly batches: BatchSchedule;
  private readonly overflows: Overflows;
  private readonly visitors: Visitors;
  private readonly history: HistoryImport;
  private readonly corrections: Corrections;
  private readonly arrivals: Arrivals;
  private stopped = false;

  constructor(private readonly options: EngineOptions) {
    const core = new Core(options);
    this.core = core;
    this.transitions = new Transitions(core);
    this.forwarder = new Forwarder({
      store: options.state,
      warehouse: options.warehouse,
      interval: options.forwardInterval ?? 500,
      onError: options.onError,
      failpoint: options.failpoint ?? (() => undefined),
    });
    this.flusher = new Flusher(core, (entries) => this.forwarder.add(entries));
    this.applier = new Applier(core, this.transitions, this.flusher, options.flushInterval ?? 100);
    this.arrivals = new Arrivals(options.log, this.applier, () => core.now);
    this.applier.limitSweepsBy(() => this.arrivals.oldest);
    this.switchPass = new SwitchPass(core, this.applier, this.transitions, this.flusher);
    this.overflows = new Overflows(core, this.applier, this.transitions, this.flusher, this.forwarder);
    const recount = new Recount(
      core,
      this.applier,
      this.transitions,
      this.flusher,
      this.forwarder,
      this.switchPass,
      this.overflows,
    );
    const { applier, transitions, flusher, forwarder } = this;
    const runs = new BatchRuns(core, applier, transitions, flusher, forwarder, (progress) => recount.goOn(progress));
    this.recounts = new RecountQueue(core, applier, recount, runs, flusher);
    this.owed = new OwedCounts(core, this.recounts);
    this.batches = new BatchSchedule(
      core,
      (id) => this.recounts.isUnderway(id),
      (state, segments) => this.recounts.add(state, segments, false, scheduled, false),
    );
    this.corrections = new Corrections(core, applier, transitions, flusher, forwarder, (state, cause) =>
      this.countedAnew(state, cause),
    );
    this.visitors = new Visitors(core, applier, transitions, () => this.now);
    this.history = new HistoryImport(core, this.applier, this.transitions, this.flusher, this.forwarder);
  }

  async start(): Promise<void> {
    await this.forwarder.start();
    const { stale, cancelled } = await start(this.core, this.applier, this.switchPass, this.flusher);
    this.recounts.restore(cancelled);
    await this.owed.resume(cancelled);
    for (const { state, segments } of stale) this.recounts.add(state, segments, false, 'edit');
    for (const state of this.core.sites.values()) {
      if (state.switches.length > 0) {
        void this.switchPass.run(state).catch((error: unknown) => this.options.onError(error, 'telling of a switch'));
      }
    }
    await this.applier.exclusively(() => this.applier.sweep());
    await this.corrections.resume();
    this.batches.look();
  }

  get now(): number {
    return Math.max(this.core.now, this.options.clock());
  }

  get healthy(): boolean {
    return this.applier.healthy;
  }

  get ready(): boolean {
    return !this.stopped && this.applier.healthy && this.arrivals.waiting < queueLimit;
  }

  async accept(
    site: number,
    receivedAt: number,
    events: readonly AcceptedEvent[],
  ): Promise<{ duplicates: readonly number[] }> {
    if (this.stopped || !this.applier.healthy) throw new EngineStoppedError();
    this.state(site);
    requireStorableEvents(events);
    if (events.length === 0) return { duplicates: [] };
    return this.arrivals.accept(site, receivedAt, events);
  }

  resolve(site: number, ids: VisitorIds): Promise<number | null> {
    return this.visitors.resolve(site, ids);
  }

  async profilesByAnonymousId(site: number, beginning: string, limit: number): Promise<readonly number[]> {
    await this.written();
    return this.core.store.profilesByAnonymousId(this.state(site).site.id, beginning, limit);
  }

  async profile(site: number, id: number): Promise<ProfileView | null> {
    return (await this.profiles(site, [id]))[0] ?? null;
  }

  async profiles(site: number, ids: readonly number[]): Promise<readonly ProfileView[]> {
    return this.visitors.profiles(this.state(site), ids);
  }

  async decide(...[site, ids, request]: Parameters<Engine['decide']>): ReturnType<Engine['decide']> {
    return this.visitors.decide(this.state(site), ids, request);
  }

  async apply(definition: SegmentDefinition): Promise<void> {
    await this.recounts.apply(this.state(definition.site), definition);
  }

  async remove(site: number, segment: string): Promise<void> {
    await this.recounts.remove(this.state(site), segment);
  }

  status(site: number, segment: string): SegmentStatus {
    return this.recounts.status(this.state(site), segment);
  }

  async members(site: number, segment: string, after: number, limit: number): ReturnType<Engine['members']> {
    const set = this.state(site).shown(segment)?.set ?? null;
    if (set === null) return [];
    await this.written();
    return this.core.store.members(set, after, limit);
  }

  async periods(site: number, segments: readonly string[]): ReturnType<Engine['periods']> {
    const { definitions } = this.state(site);
    return this.core.periods.of(segments.filter((id) => definitions.has(id)));
  }

  references(site: number): References {
    return presentReferences(this.state(site));
  }

  keptSince(segment: string): number | null {
    return this.core.keptSince(segment);
  }

  async endInstant(...[site, segments]: Parameters<Engine['endInstant']>): ReturnType<Engine['endInstant']> {
    const state = this.state(site);
    const { core } = this;
    const end = await this.arrivals.closeAt(this.now);
    const ended = await this.applier.exclusively(async () => {
      await this.applier.sweep();
      const at = Math.min(end, core.now);
      core.now = Math.max(core.now, at + 1);
      if (this.flusher.dirty || this.flusher.busy) await this.write();
      return { at, told: isTold(state, segments) };
    });
    this.batches.look();
    return ended;
  }

  account(site: number, id: string): AccountView | null {
    return viewOfAccount(this.state(site), id, this.now);
  }

  accountIds(site: number, numbers: readonly number[]): ReadonlyMap<number, string> {
    const { byNumber } = this.state(site).accounts;
    return new Map(
      numbers.flatMap((number) => {
        const account = byNumber.get(number);
        return account === undefined ? [] : [[number, account.id] as const];
      }),
    );
  }

  async putGroup(...[site, kind, id, change]: Parameters<Engine['putGroup']>): Promise<void> {
    const state = this.state(site);
    requireStorable({ id, parent: change.parent });
    await this.changeGroups((groups) => groups.put(state, kind, id, change));
  }

  async deleteGroup(...[site, kind, id]: Parameters<Engine['deleteGroup']>): Promise<void> {
    const state = this.state(site);
    await this.changeGroups((groups) => groups.delete(state, kind, id));
  }

  async setGroupMember(...[site, kind, group, userId, member]: Parameters<Engine['setGroupMember']>): Promise<void> {
    const state = this.state(site);
    requireStorable({ id: group, userId });
    await this.changeGroups((groups) => groups.setMember(state, kind, group, userId, member));
  }

  /** Resolves once the change is durable. */
  private changeGroups(change: (groups: Applier['groups']) => Promise<void>): Promise<void> {
    return this.applier.exclusively(async () => {
      await this.applier.sweep();
      await change(this.applier.groups);
      await this.write();
    });
  }

  group(...[site, kind, id]: Parameters<Engine['group']>): ReturnType<Engine['group']> {
    const state = this.state(site);
    const group = state.group(kind, id);
    return group === undefined
      ? null
      : { traits: group.traits, parent: group.parent, ancestorIds: state.ancestors(kind, id) };
  }

  groups(...[site, kind]: Parameters<Engine['groups']>): ReturnType<Engine['groups']> {
    return [...this.state(site).groups.values()].filter((group) => group.kind === kind);
  }

  groupsWithin(...[site, kind, id]: Parameters<Engine['groupsWithin']>): ReturnType<Engine['groupsWithin']> {
    return this.state(site).withDescendants(kind, id);
  }

  async importEvents(
    ...[site, events, job, number]: Parameters<Engine['importEvents']>
  ): ReturnType<Engine['importEvents']> {
    const state = this.state(site);
    return this.owed.after(state, (owe) => this.history.events(state, events, job, number ?? null, owe));
  }

  async importPeople(...[site, people, job, number]: Parameters<Engine['importPeople']>): Promise<void> {
    await this.history.people(this.state(site), people, job, number ?? null);
  }

  recompute(site: number, segments?: readonly string[]): Promise<void> {
    return this.recounts.anew(this.state(site), segments, null);
  }

  /** Counts every active segment anew; false where the engine was closed before one was. */
  private async countedAnew(state: SiteState, cause: string): Promise<boolean> {
    await this.recounts.anew(state, undefined, cause);
    await this.recounts.idle();
    return [...state.definitions.keys()].every((id) => !this.recounts.isUnderway(id));
  }

  cancelCount(site: number, job: string): Promise<boolean> {
    return this.recounts.cancel(site, job);
  }

  cancelCountOf(site: number, segment: string): Promise<boolean> {
    return this.recounts.cancelOf(this.state(site), segment);
  }

  async setSite(site: Site): Promise<void> {
    const state = this.core.sites.get(site.id);
    if (state === undefined) {
      this.core.sites.set(site.id, new SiteState(site));
      return;
    }
    const { calendar } = state;
    state.site = site;
    if (!sameCalendar(calendar, state.calendar)) await this.recompute(site.id);
  }

  async settle(timeout: number): Promise<{ asOf: number; complete: boolean }> {
    const started = this.options.clock();
    await this.written();
    const asOf = this.core.now;
    const left = Math.max(1, timeout - (this.options.clock() - started));
    const complete = await this.forwarder.settle(left);
    return { asOf: complete ? Math.max(asOf, started) : asOf, complete };
  }

  async verify(site: number, segments?: readonly string[]): ReturnType<Engine['verify']> {
    await this.overflows.settle();
    const state = this.state(site);
    return this.core.past.reading(() => verify(this.core, this.applier, this.flusher, this.forwarder, state, segments));
  }

  async mend(site: number, segments?: readonly string[]): ReturnType<Engine['mend']> {
    const found = await this.verify(site, segments);
    if (found.every(({ missing, extra }) => missing.length + extra.length === 0)) return { found, left: found };
    const state = this.state(site);
    const differing = found.filter(({ missing, extra }) => missing.length + extra.length > 0);
    const batches = differing.filter(({ segment }) => state.batches.has(segment));
    const live = differing.filter((result) => !batches.includes(result));
    await mend(this.core, this.applier, this.corrections, state, live);
    for (const { segment } of batches) this.recounts.add(state, [segment], false, 'mend');
    await this.recounts.idle();
    return { found, left: await this.verify(site, segments) };
  }

  async eraseEvent(...[site, messageId, by]: Parameters<Engine['eraseEvent']>): ReturnType<Engine['eraseEvent']> {
    return this.corrections.eraseEvent(this.state(site), messageId, by);
  }

  async erasePerson(
    ...[site, profile, suppress, by]: Parameters<Engine['erasePerson']>
  ): ReturnType<Engine['erasePerson']> {
    return this.corrections.erasePerson(this.state(site), profile, suppress, by);
  }

  async part(...[site, profile, anonymousId, by]: Parameters<Engine['part']>): ReturnType<Engine['part']> {
    return this.corrections.part(this.state(site), profile, anonymousId, by);
  }

  async undoImport(...[site, id, by]: Parameters<Engine['undoImport']>): ReturnType<Engine['undoImport']> {
    return this.corrections.undoImport(this.state(site), id, by);
  }

  suppressed(site: number): ReturnType<Engine['suppressed']> {
    return { ids: this.core.suppressed.size(site), dropped: this.core.suppressed.droppedOf(site) };
  }

  async unsuppress(...[site, kind, id]: Parameters<Engine['unsuppress']>): Promise<boolean> {
    return this.corrections.unsuppress(this.state(site), kind, id);
  }

  async sweep(): Promise<void> {
    await this.applier.exclusively(() => this.applier.sweep());
    this.batches.look();
  }

  /** Resolves once nothing is being put into force any more, and the warehouse has answered what it was asked. */
  async idle(): Promise<void> {
    await this.recounts.idle();
    await this.owed.idle();
    await this.corrections.idle();
    await this.overflows.settle();
    await this.core.dropping.idle();
  }

  onChange(listener: (change: MembershipEvent) => void): () => void {
    this.core.changeListeners.add(listener);
    return () => this.core.changeListeners.delete(listener);
  }

  onEvent(listener: (site: number, profile: number, event: AcceptedEvent) => void): () => void {
    this.core.eventListeners.add(listener);
    return () => this.core.eventListeners.delete(listener);
  }

  statistics(): EngineStatistics {
    return {
      applied: this.core.applied,
      leavesAsked: this.core.asked.leaves,
      segmentsAsked: this.core.asked.segments,
      datesAsked: this.core.asked.dates,
      checkpoint: this.core.position,
      queued: this.arrivals.waiting,
      cachedProfiles: this.core.profiles.size,
      outboxEntries: this.forwarder.behind,
      nextDue: this.core.dues.next,
    };
  }

  async close(): Promise<void> {
    this.stopped = true;
    this.batches.close();
    // Side by side: a count may wait for what is being put right, and that for a count.
    await Promise.all([this.corrections.close(), this.recounts.close()]);
    await this.owed.idle();
    await this.overflows.close();
    try {
      await this.applier.close();
    } finally {
      await this.core.dropping.close();
      await this.forwarder.close();
    }
  }

  private state(site: number): SiteState {
    const state = this.core.sites.get(site);
    if (state === undefined) throw new UnknownSiteError(site);
    return state;
  }

  private async write(): Promise<void> {
    await this.flusher.idle();
    await this.flusher.flush();
  }

  /** Makes everything applied so far readable from the store. */
  private async written(): Promise<void> {
    if (!this.flusher.dirty && !this.flusher.busy) return;
    await this.applier.exclusively(async () => {
      await this.flusher.idle();
      if (this.flusher.dirty) await this.flusher.flush();
    });
  }
}

/** Whether all enters and exits of segments (null: of the site) that have begun to show other members are recorded. */
function isTold({ switches, batches }: SiteState, segments: readonly string[] | null): boolean {
  const asked = (segment: string): boolean => segments?.includes(segment) ?? true;
  return (
    !switches.some(({ pairs }) => pairs.some(({ segment }) => asked(segment))) &&
    ![...batches].some(([segment, { underway }]) => underway !== null && asked(segment))
  );
}
