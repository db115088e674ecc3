import { accountSubject } from '@kindred/criteria';
import type { Profile } from '@kindred/live';
import type { GroupRow } from '@kindred/store';
import type { Account, AccountVersion } from './accounts.js';
import type { MembershipEvent } from './contract.js';
import type { Core } from './core.js';
import type { Flusher } from './flusher.js';
import { membersOfGroup } from './group-members.js';
import type { People } from './people.js';
import type { Group, SiteState, Version } from './site-state.js';
import type { Transitions } from './transitions.js';

/**
 * Asks accounts, and people of segments that ask about accounts, once what happened has been applied as a whole: so
 * nobody is seen in a state between two that never was.
 */
export class AccountChanges {
  constructor(
    private readonly core: Core,
    private readonly people: People,
    private readonly transitions: Transitions,
    private readonly flusher: Flusher,
  ) {}

  /** To be called after each event, each instant at which windows end, and each change of groups. */
  async settle(at: number, cause: string): Promise<void> {
    const { unsettled } = this.core;
    if (unsettled.size === 0) return;
    const states = [...unsettled];
    unsettled.clear();
    for (const state of states) await this.settleSite(state, at, cause);
  }

  private async settleSite(state: SiteState, at: number, cause: string): Promise<void> {
    const { accounts } = state;
    if (!accounts.unsettled) return;
    const { accounts: changed, people } = accounts.takeUnsettled();
    const affected = new Map<string, Set<Version>>();
    for (const [id, sets] of changed) {
      const account = accounts.byId.get(id);
      if (account === undefined) continue;
      const reads = (of: { readonly sets: ReadonlySet<number> }): boolean =>
        sets === null || [...sets].some((set) => of.sets.has(set));
      this.evaluate(
        state,
        account,
        accounts.kept.filter(({ audience }) => reads(audience)),
        at,
        cause,
      );
      const sight = accounts.sight(id, at);
      for (const { version, audience, answers } of accounts.watches) {
        if (sight === null || !reads(audience)) continue;
        const holds = audience.holds(sight);
        if (answers.get(id) === holds) continue;
        answers.set(id, holds);
        const versions = affected.get(id) ?? new Set();
        affected.set(id, versions.add(version));
      }
      this.schedule(state, account, at);
    }
    for (const [{ id }, postponed] of people) {
      // Somebody may have become part of somebody else meanwhile.
      const [profile] = await this.people.profiles([id]);
      if (profile === undefined) continue;
      this.ask(state, profile, postponed.versions, at, postponed.cause);
    }
    if (affected.size > 0) await this.flusher.idle();
    for (const [id, versions] of affected) {
      for await (const ids of membersOfGroup(this.core, state.site.id, 'account', id)) {
        for (const profile of await this.people.profiles(ids)) this.ask(state, profile, versions, at, cause);
      }
    }
  }

  private ask(state: SiteState, profile: Profile, versions: Iterable<Version>, at: number, cause: string): void {
    this.transitions.evaluateNow(state, profile, versions, at, cause);
    this.core.touch(profile);
  }

  /** An account that a group of the kind makes when it is first told of. */
  create(state: SiteState, group: Group): void {
    const number = this.core.nextIdentity++;
    state.accounts.add(group, { number, changes: 0, switched: this.core.switchNumber });
    this.touch(state, group.id);
  }

  /** Its traits may have changed. */
  touch(state: SiteState, id: string): void {
    state.accounts.touch(id, null);
    this.core.unsettled.add(state);
  }

  /** Ends its memberships and forgets it. */
  delete(state: SiteState, id: string): void {
    const account = state.accounts.byId.get(id);
    if (account === undefined) return;
    this.tellOfSwitches(state, account);
    for (const version of state.accounts.kept) {
      if (account.memberships.has(version.set)) {
        this.setMember(state, account, version, null, this.core.now, `group:account/${id}`);
      }
    }
    state.accounts.forget(account);
  }

  /** Lets time pass for accounts that a window of their own has ended for. */
  due(number: number, time: number): void {
    for (const state of this.core.sites.values()) {
      const account = state.accounts.byNumber.get(number);
      if (account === undefined || account.dueAt !== time) continue;
      account.dueAt = null;
      this.touch(state, account.id);
    }
  }

  /** Asks the given segments about an account anew and records whether it came or went. */
  evaluate(state: SiteState, account: Account, versions: Iterable<AccountVersion>, now: number, cause: string): void {
    this.tellOfSwitches(state, account);
    const sight = state.accounts.sight(account.id, now);
    if (sight === null) return;
    for (const version of versions) {
      const inside = version.audience.holds(sight);
      if (inside === account.memberships.has(version.set)) continue;
      this.setMember(state, account, version, inside ? now : null, now, cause);
    }
  }

  /** Sets when an account has to be looked at again. */
  schedule(state: SiteState, account: Account, now: number): void {
    const { kept, watches } = state.accounts;
    let due = Number.POSITIVE_INFINITY;
    const subject = accountSubject({ id: account.id, traits: account.group.traits });
    for (const { audience } of [...kept, ...watches]) {
      for (const dueOf of audience.dues.values()) due = Math.min(due, dueOf(subject, now));
    }
    const next = due === Number.POSITIVE_INFINITY ? null : due;
    if (next === account.dueAt) return;
    account.dueAt = next;
    if (next !== null) this.core.accountDues.push(next, account.number);
  }

  /** Sets anew when each account has to be looked at: after the segments have changed. */
  scheduleAll(state: SiteState, now: number): void {
    for (const account of state.accounts.byId.values()) this.schedule(state, account, now);
  }

  /** Tells of which accounts came and went when a segment began to show a new set. */
  tellOfSwitches(state: SiteState, account: Account): void {
    for (const { number, at, cause, pairs } of state.switches) {
      if (account.switched >= number) continue;
      account.switched = number;
      for (const { old, next } of pairs) {
        const before = old === null ? undefined : account.memberships.get(old);
        const since = account.memberships.get(next);
        if (old !== null) account.memberships.delete(old);
        if (before !== undefined && since !== undefined) {
          account.memberships.set(next, before);
          this.core.unwritten.membership(next, account.number, before);
          this.write(state, account);
        }
        const version = [...state.accounts.versions].find(({ set }) => set === next);
        if (version === undefined || (before === undefined) === (since === undefined)) continue;
        const reason = old === null ? 'backfill' : cause;
        this.tell(state, account, version, since === undefined ? 'exited' : 'entered', at, reason);
      }
    }
  }

  /** Has an account be in the set of a batch segment, or not; false where it was so already, or is no more. */
  hold(state: SiteState, number: number, version: AccountVersion, inside: boolean, cause: string): boolean {
    const account = state.accounts.byNumber.get(number);
    const { core } = this;
    if (account !== undefined) this.tellOfSwitches(state, account);
    if (account === undefined || account.memberships.has(version.set) === inside) {
      core.unwritten.membership(version.set, number, account?.memberships.get(version.set) ?? null);
      return false;
    }
    this.setMember(state, account, version, inside ? core.now : null, core.now, cause);
    return true;
  }

  private setMember(
    state: SiteState,
    account: Account,
    version: AccountVersion,
    since: number | null,
    at: number,
    cause: string,
  ): void {
    if (since === null) account.memberships.delete(version.set);
    else account.memberships.set(version.set, since);
    this.core.unwritten.membership(version.set, account.number, since);
    version.size += since === null ? -1 : 1;
    if (version.phase === 'shown') {
      this.tell(state, account, version, since === null ? 'exited' : 'entered', at, cause);
    }
    if (state.accounts.heldSets.has(version.set)) this.touch(state, account.id);
  }

  private tell(
    state: SiteState,
    account: Account,
    version: AccountVersion,
    kind: 'entered' | 'exited',
    at: number,
    cause: string,
  ): void {
    const change: MembershipEvent = {
      id: `${version.definition.id}.${account.number}.${account.changes++}`,
      site: state.site.id,
      segment: version.definition.id,
      profile: account.number,
      userId: null,
      account: account.id,
      kind,
      at,
      cause,
    };
    state.lastChanges.set(change.segment, at);
    this.core.unwritten.changes.push(change);
    this.core.tell(change);
    this.write(state, account);
  }

  private write(state: SiteState, { group, id }: Account): void {
    const row = groupRow(state, group);
    this.core.unwritten.groups.set(`${row.site}/account/${id}`, row);
  }
}

/** A group as it is stored. */
export function groupRow(state: SiteState, { kind, id, parent, traits }: Group): GroupRow {
  const account = kind === 'account' ? state.accounts.byId.get(id) : undefined;
  return {
    site: state.site.id,
    kind,
    id,
    parent,
    traits: JSON.stringify(traits),
    number: account?.number ?? 0,
    changes: account?.changes ?? 0,
    switched: account?.switched ?? 0,
  };
}
