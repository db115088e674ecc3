import type { Profile } from '@kindred/live';
import type { Definitions, EventLog, StateStore } from '@kindred/store';
import type { Warehouse } from '@kindred/warehouse';
import type { AcceptedEvent, MembershipEvent } from './contract.js';
import { Followed } from './corrections/followed.js';
import { PastLock } from './corrections/past-lock.js';
import { SuppressedIds } from './corrections/suppressed-ids.js';
import { Dropping } from './dropping.js';
import { DueQueue } from './due-queue.js';
import { Identities } from './identities.js';
import { Periods } from './periods.js';
import { ResidentCache } from './resident-cache.js';
import type { SiteState } from './site-state.js';
import { Unwritten } from './unwritten.js';

export interface EngineOptions {
  readonly log: EventLog;
  readonly state: StateStore;
  readonly definitions: Definitions;
  readonly warehouse: Warehouse;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Something went wrong that nobody is waiting for. */
  readonly onError: (error: unknown, doing: string) => void;
  /** Longest time (ms) that applied state stays unwritten; the log keeps it safe meanwhile. */
  readonly flushInterval?: number;
  /** Longest time (ms) that written rows wait for the warehouse when nobody asks for them. */
  readonly forwardInterval?: number;
  /** From so many profiles on, members of a new segment are asked of the warehouse instead of evaluating everybody. */
  readonly wholesaleFrom?: number;
  /** Members that are compared with SQL at one instant, unless one segment alone has more. */
  readonly comparedAtOnce?: number;
  /** Profiles kept in memory, in one of two generations. */
  readonly cachedProfiles?: number;
  /** Ends the process at a named point; for tests of crashes. */
  readonly failpoint?: (name: string) => void;
}

/** Identities in memory at least: more than one batch can name. */
const fewestIdentities = 10_000;

export interface UnansweredLeaf {
  readonly site: number;
  readonly profile: number;
  readonly leaf: number;
}

/** What the parts of the engine share. Only the applier, running one piece of work at a time, changes it. */
export class Core {
  readonly sites = new Map<number, SiteState>();
  readonly profiles: ResidentCache<number, Profile>;
  readonly identities: Identities;
  readonly dues = new DueQueue();
  /** Accounts by number and the instant at which time alone may change them. */
  readonly accountDues = new DueQueue();
  /** Sites with accounts, or people of segments that ask about accounts, that have to be asked. */
  readonly unsettled = new Set<SiteState>();
  /** Who reads what has been, beside the live path, and who changes it. */
  readonly past = new PastLock();
  /** Profiles whose past is being read. */
  readonly followed = new Followed();
  readonly suppressed = new SuppressedIds();
  unwritten = new Unwritten();
  /** Leaves with too many events to be kept, about which the warehouse has to be asked; by profile and leaf. */
  readonly unanswered = new Map<string, UnansweredLeaf>();
  /** Called when something comes into `unanswered`. */
  onUnanswered: () => void = () => undefined;
  /** Profiles that the flush under way deletes: the store may still have them. */
  deleting: ReadonlyMap<number, number> = new Map();
  /** Log position that the state in memory includes. */
  position = 0;
  /** The engine's time: that of the latest batch or sweep. Never goes back. */
  now = 0;
  /** Of people and accounts alone, as the log makes them: whoever is told of keeps the number when the log is replayed. */
  nextIdentity = 1;
  /** Of all else that gets a number: what is written together, sets, leaves and switches. */
  nextNumber = 1;
  /** Number of the latest switch of a set; see `Profile.switched`. */
  switchNumber = 0;
  applied = 0;
  /** Work done for events and the passing of time: conditions that were shown an event, segments and dates that were asked. */
  readonly asked = { leaves: 0, segments: 0, dates: 0 };
  /** Instants up to which due times are in `dues`; later ones are in the store only. */
  dueHorizon = 0;
  replaying = false;
  readonly periods: Periods;
  readonly dropping: Dropping;
  readonly changeListeners = new Set<(change: MembershipEvent) => void>();
  readonly eventListeners = new Set<(site: number, profile: number, event: AcceptedEvent) => void>();

  /** Enters and exits not yet announced: what caused them is announced first. */
  private told: MembershipEvent[] = [];

  constructor(readonly options: EngineOptions) {
    const capacity = options.cachedProfiles ?? 100_000;
    this.periods = new Periods(this);
    this.dropping = new Dropping(options);
    this.profiles = new ResidentCache(capacity);
    this.identities = new Identities(options.state, () => this.nextIdentity++, Math.max(capacity, fewestIdentities));
  }

  get store(): StateStore {
    return this.options.state;
  }

  get warehouse(): Warehouse {
    return this.options.warehouse;
  }

  /** Since when the members of a segment are in the log of enters and exits; null: they are not. */
  keptSince(segment: string): number | null {
    return this.periods.sinceOf(segment);
  }

  tell(change: MembershipEvent): void {
    if (!this.replaying && this.changeListeners.size > 0) this.told.push(change);
  }

  /** Tells listeners of the enters and exits since the last time. */
  announce(): void {
    if (this.told.length === 0) return;
    const { told } = this;
    this.told = [];
    for (const change of told) for (const listener of this.changeListeners) listener(change);
  }

  ask(leaf: UnansweredLeaf): void {
    const overflowing = this.sites.get(leaf.site)?.overflowing;
    const known = overflowing?.get(leaf.leaf);
    if (known === undefined) overflowing?.set(leaf.leaf, new Set([leaf.profile]));
    else known.add(leaf.profile);
    this.unanswered.set(`${leaf.profile}/${leaf.leaf}`, leaf);
    this.onUnanswered();
  }

  /** A profile is no more. */
  forget(profile: number, site: number): void {
    const state = this.sites.get(site);
    state?.gone?.add(profile);
    for (const people of state?.overflowing.values() ?? []) people.delete(profile);
    this.profiles.forget(profile);
    this.unwritten.deletedProfiles.set(profile, site);
    this.unwritten.snapshots.delete(profile);
  }

  touch(profile: Profile): void {
    this.sites.get(profile.site)?.changed?.add(profile.id);
    this.profiles.write(profile.id, profile);
  }
}
