import type { GroupKind, PropertyBag } from '@kindred/criteria';
import {
  isTimed,
  isUnanswered,
  type LeafState,
  type LiveLeaf,
  leafDue,
  newProfile,
  type Profile,
  recordLeaf,
  setGroupOf,
  setTraitsOf,
} from '@kindred/live';
import { absorb } from './absorb.js';
import { causeOf } from './causes.js';
import type { AcceptedEvent, MembershipEvent } from './contract.js';
import type { Core } from './core.js';
import { idsOfEvent, type Resolution } from './identities.js';
import { LiveSubject, type SiteState, type Version } from './site-state.js';

/** A snapshot's `lastSeen` may be so much older (ms) than the profile's: it orders lists, and decides nothing. */
const lastSeenGrain = 3_600_000;

/** Turns what happened into changes of one profile: synchronous, in log order, costing what the event touches. */
export class Transitions {
  /** When the next date of a profile comes, by the conditions of an index: the same until what is known of them changes. */
  private readonly dates = new WeakMap<Profile, { readonly index: SiteState['index']; readonly at: number }>();

  constructor(private readonly core: Core) {}

  /** Like `apply`, for history: who is who, traits and groups, but no counting. */
  applyFacts(state: SiteState, event: AcceptedEvent, now: number): { profile: Profile; identity: number } | null {
    return this.apply(state, event, now, false);
  }

  /** Applies one event whose identities and profiles are loaded. Returns profile and identity, or null if no id is usable. */
  apply(
    state: SiteState,
    event: AcceptedEvent,
    now: number,
    counting = true,
  ): { profile: Profile; identity: number } | null {
    const site = state.site.id;
    const ids = this.idsOf(site, event);
    if (ids === null) return null;
    const { user, anonymous } = ids;
    const resolution = this.core.identities.resolve(
      site,
      user,
      anonymous,
      (id) => this.core.profiles.get(id)?.joins ?? 0,
    );
    const seenAt = firstSeenBy(event);
    const profile = this.subjectOfEvent(state, resolution, user, now, seenAt);
    const touched = new Set<Version>();
    this.core.followed.note(profile.id, resolution.identity, event);
    if (counting && event.name !== '') this.count(state, profile, event, now, touched);
    if (event.type === 'identify' && event.traits !== undefined) {
      this.identify(state, profile, resolution.identity, event, touched);
    }
    if (event.type === 'group' && event.group !== undefined) {
      this.join(state, profile, resolution.identity, event.group, true, touched);
    }
    if (seenAt < profile.firstSeen) {
      profile.firstSeen = seenAt;
      this.core.unwritten.snapshots.add(profile.id);
    }
    if (event.firstSeen === undefined && event.time > profile.lastSeen) {
      if (event.time - profile.lastSeen > lastSeenGrain) this.core.unwritten.snapshots.add(profile.id);
      profile.lastSeen = event.time;
    }
    this.evaluate(state, profile, touched, now, causeOf(event, counting));
    this.schedule(state, profile, now, event.name !== '' && resolution.absorbed === null);
    this.core.touch(profile);
    return { profile, identity: resolution.identity };
  }

  /**
   * Whose event it is; null where it is nobody's. An erased user is not taken in again; an anonymous id of theirs means
   * nobody, whoever else comes with it.
   */
  private idsOf(site: number, event: AcceptedEvent): { user: string | null; anonymous: string | null } | null {
    const { user, anonymous } = idsOfEvent(event);
    if (user === null && anonymous === null) return null;
    const { suppressed } = this.core;
    if (suppressed.size(site) === 0) return { user, anonymous };
    const usable = anonymous === null || suppressed.has(site, 'anonymous', anonymous) ? null : anonymous;
    if (user === null ? usable !== null : !suppressed.has(site, 'user', user)) return { user, anonymous: usable };
    suppressed.drop(site);
    return null;
  }

  private subjectOfEvent(
    state: SiteState,
    resolution: Resolution,
    user: string | null,
    now: number,
    time: number,
  ): Profile {
    const { core } = this;
    let profile = core.profiles.get(resolution.profile);
    if (profile === undefined) {
      profile = newProfile(resolution.profile, state.site.id, user, Math.min(time, now), core.switchNumber);
      core.touch(profile);
      core.unwritten.snapshots.add(profile.id);
      this.evaluate(state, profile, state.index.ofNewcomers, now, 'first-seen');
    } else {
      this.settle(state, profile, now);
    }
    if (resolution.joined) profile.joins++;
    if (resolution.becameKnown) {
      profile.userId = user;
      core.unwritten.snapshots.add(profile.id);
      this.evaluate(state, profile, state.index.askingWho, now, 'known');
    }
    if (resolution.absorbed !== null) absorb(core, this, state, profile, resolution.absorbed, now);
    return profile;
  }

  private count(state: SiteState, profile: Profile, event: AcceptedEvent, now: number, touched: Set<Version>): void {
    const marked = { ...event, id: event.messageId };
    for (const leaf of state.index.leavesByEvent.touched(event)) {
      this.core.asked.leaves++;
      const before = profile.leaves.get(leaf.id);
      const changed = recordLeaf(leaf, before, marked, now);
      if (changed === undefined) continue;
      if (changed !== before) profile.leaves.set(leaf.id, changed);
      for (const version of state.index.versionsByLeaf.get(leaf.id) ?? []) touched.add(version);
    }
  }

  private identify(
    state: SiteState,
    profile: Profile,
    identity: number,
    event: AcceptedEvent,
    touched: Set<Version>,
  ): void {
    const changed = setTraitsOf(profile, identity, event.traits ?? {}, event.time);
    if (changed.length === 0) return;
    this.core.unwritten.snapshots.add(profile.id);
    for (const path of changed) for (const version of state.index.versionsByTrait.get(path) ?? []) touched.add(version);
  }

  /** Puts a profile into a group, by what one of its identities did, or takes it out. */
  join(
    state: SiteState,
    profile: Profile,
    identity: number,
    { kind, id }: { readonly kind: GroupKind; readonly id: string },
    member: boolean,
    touched: Set<Version>,
  ): void {
    const belonged = (profile.groups[kind] ?? []).includes(id);
    setGroupOf(profile, identity, kind, id, member);
    if (belonged === member) return;
    this.belongs(state, profile, kind, id, member);
    for (const version of state.index.versionsByGroup.get(kind) ?? []) touched.add(version);
  }

  /** Has groups and stores know that a profile began to belong to a group, or ceased to. */
  belongs(state: SiteState, profile: Profile, kind: GroupKind, id: string, member: boolean): void {
    if (kind === 'account') {
      state.accounts.joined(profile, id, member ? 1 : -1);
      this.core.unsettled.add(state);
    }
    const { unwritten } = this.core;
    const row = { site: state.site.id, kind, group: id, profile: profile.id, member };
    unwritten.groupMembers.set(`${row.site}/${kind}/${profile.id}/${id}`, row);
    unwritten.snapshots.add(profile.id);
    this.core.touch(profile);
  }

  /** Lets time pass for one profile: each window that has ended by `now` ends at its own instant, in order. */
  settle(state: SiteState, profile: Profile, now: number): void {
    if (state.switches.length > 0) this.tellOfSwitches(state, profile);
    while (profile.dueAt !== null && profile.dueAt <= now) {
      const at = profile.dueAt;
      this.evaluate(state, profile, this.timed(state, profile), at, 'time');
      this.schedule(state, profile, at, true);
      this.core.touch(profile);
    }
  }

  /** Tells of who came and went when a segment began to show a new set. */
  private tellOfSwitches(state: SiteState, profile: Profile): void {
    for (const { number, at, cause, pairs } of state.switches) {
      if (profile.switched >= number) continue;
      profile.switched = number;
      for (const { old, next } of pairs) {
        const before = old === null ? undefined : profile.memberships.get(old);
        const since = profile.memberships.get(next);
        if (old !== null) profile.memberships.delete(old);
        if (before !== undefined && since !== undefined) {
          profile.memberships.set(next, before);
          this.core.unwritten.membership(next, profile.id, before);
        }
        const version = state.index.sets.get(next);
        if (version === undefined || (before === undefined) === (since === undefined)) continue;
        // Of a segment that showed nothing before, its past was counted: nobody has come just now.
        const reason = old === null ? 'backfill' : cause;
        this.tell(state, profile, version, since === undefined ? 'exited' : 'entered', at, reason);
      }
      this.core.touch(profile);
    }
  }

  private timed(state: SiteState, profile: Profile): Set<Version> {
    const touched = new Set<Version>(state.index.timed);
    for (const id of profile.leaves.keys()) {
      const leaf = state.index.leavesById.get(id);
      if (leaf === undefined || !isTimed(leaf)) continue;
      for (const version of state.index.versionsByLeaf.get(leaf.id) ?? []) touched.add(version);
    }
    return touched;
  }

  /**
   * Sets when this profile has to be looked at again.
   *
   * @param sameFacts whether its traits and groups, and the traits of these, are as they were at the last time
   */
  schedule(state: SiteState, profile: Profile, now: number, sameFacts = false): void {
    let due = Number.POSITIVE_INFINITY;
    for (const id of profile.leaves.keys()) {
      const leaf = state.index.leavesById.get(id);
      const counted = profile.leaves.get(id);
      if (leaf === undefined || counted === undefined) continue;
      const at = leafDue(leaf, counted, now);
      if (at < due) due = at;
      if (isUnanswered(counted, now)) this.core.ask({ site: profile.site, profile: profile.id, leaf: id });
    }
    if (state.index.dues.size > 0) due = Math.min(due, this.nextDate(state, profile, now, sameFacts));
    const next = due === Number.POSITIVE_INFINITY ? null : due;
    if (next === profile.dueAt) return;
    profile.dueAt = next;
    this.enqueue(profile);
  }

  /** When a condition on a date that is known of somebody changes next. What was found stays true until that comes. */
  private nextDate(state: SiteState, profile: Profile, now: number, sameFacts: boolean): number {
    const { index } = state;
    const known = this.dates.get(profile);
    if (sameFacts && known?.index === index && known.at > now) return known.at;
    this.core.asked.dates += index.dues.size;
    const subject = new LiveSubject(profile, state);
    let at = Number.POSITIVE_INFINITY;
    for (const dueOf of index.dues.values()) at = Math.min(at, dueOf(subject, now));
    this.dates.set(profile, { index, at });
    return at;
  }

  /**
   * The same where one leaf alone has got more of the past: not all others are looked at, for each of a thousand leaves that
   * are counted together. Never later than `schedule` would say.
   */
  scheduleLeaf(profile: Profile, leaf: LiveLeaf, counted: LeafState, now: number): void {
    if (isUnanswered(counted, now)) this.core.ask({ site: profile.site, profile: profile.id, leaf: leaf.id });
    const due = leafDue(leaf, counted, now);
    if (due >= (profile.dueAt ?? Number.POSITIVE_INFINITY)) return;
    profile.dueAt = due;
    this.enqueue(profile);
  }

  /** One entry a profile is enough: when it comes up too early, the profile is put in again for its present due time. */
  enqueue(profile: Profile): void {
    const { dueAt, queuedAt } = profile;
    if (dueAt === null || dueAt > this.core.dueHorizon || (queuedAt !== null && queuedAt <= dueAt)) return;
    profile.queuedAt = dueAt;
    this.core.dues.push(dueAt, profile.id);
  }

  /**
   * Asks the given segments about a profile anew and records who came and went. Segments that ask about accounts are
   * asked once accounts have been: see `AccountChanges`.
   */
  evaluate(state: SiteState, profile: Profile, versions: Iterable<Version>, now: number, cause: string): void {
    if (state.accounts.watches.length === 0) {
      this.evaluateNow(state, profile, versions, now, cause);
      return;
    }
    const atOnce: Version[] = [];
    for (const version of versions) {
      if (version.audience.accountSegments.size === 0) atOnce.push(version);
      else state.accounts.postpone(profile, version, cause);
    }
    this.core.unsettled.add(state);
    this.evaluateNow(state, profile, atOnce, now, cause);
  }

  /** The same of segments whose answer is known for good. */
  evaluateNow(state: SiteState, profile: Profile, versions: Iterable<Version>, now: number, cause: string): void {
    const sight = { profile, subject: new LiveSubject(profile, state), now, request: null };
    for (const version of versions) {
      if (version.set === null) continue;
      this.core.asked.segments++;
      const inside = version.audience.holds(sight);
      if (inside === profile.memberships.has(version.set)) continue;
      this.setMember(state, profile, version.set, inside ? now : null, now, cause);
      this.follow(state, profile, version.set, now, cause);
    }
  }

  /** Asks the segments that read the members of a batch segment, once somebody came into its set or left it. */
  follow(state: SiteState, profile: Profile, set: number, now: number, cause: string): void {
    const following = state.index.versionsByHeldSet.get(set);
    if (following !== undefined) this.evaluate(state, profile, following, now, cause);
  }

  /** Which of the versions hold now, without recording anything; for reads between events. */
  holding(
    state: SiteState,
    profile: Profile,
    versions: readonly Version[],
    now: number,
    request: PropertyBag | null,
  ): Version[] {
    const sight = { profile, subject: new LiveSubject(profile, state), now, request };
    return versions.filter((version) => version.audience.holds(sight));
  }

  /** Which request-time segments hold of a visitor's request. */
  holdingNow(state: SiteState, profile: Profile, now: number, request: PropertyBag): Version[] {
    return state.index.requestSegments.holding({ profile, subject: new LiveSubject(profile, state), now, request });
  }

  /** Records one enter (`since`) or exit (null). Sets not shown yet change in silence; the switch tells of them. */
  setMember(state: SiteState, profile: Profile, set: number, since: number | null, at: number, cause: string): void {
    const { core } = this;
    if (since === null) profile.memberships.delete(set);
    else profile.memberships.set(set, since);
    core.unwritten.membership(set, profile.id, since);
    if (state.accounts.leaves.has(set)) {
      state.accounts.counted(profile, set, since === null ? -1 : 1);
      core.unsettled.add(state);
    }
    const version = state.index.sets.get(set);
    if (version === undefined) return;
    version.size += since === null ? -1 : 1;
    if (version.phase === 'shown') this.tell(state, profile, version, since === null ? 'exited' : 'entered', at, cause);
  }

  tell(
    state: SiteState,
    profile: Profile,
    version: Version,
    kind: 'entered' | 'exited',
    at: number,
    cause: string,
  ): void {
    const { core } = this;
    const change: MembershipEvent = {
      id: `${version.definition.id}.${profile.id}.${profile.changes++}`,
      site: state.site.id,
      segment: version.definition.id,
      profile: profile.id,
      userId: profile.userId,
      account: null,
      kind,
      at,
      cause,
    };
    state.lastChanges.set(change.segment, at);
    core.unwritten.changes.push(change);
    core.tell(change);
  }
}

/** Somebody whom an event is of was seen then at the latest. */
export function firstSeenBy({ firstSeen, time }: AcceptedEvent): number {
  return firstSeen ?? time;
}
