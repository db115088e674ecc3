import {
  accountSubject,
  type Calendar,
  type Criteria,
  canonical,
  type PeopleNode,
  referencedSegments,
} from '@kindred/criteria';
import type { AccountMeaning, AccountSight, CompiledAccountAudience, Profile } from '@kindred/live';
import type { GroupRow, SegmentDefinition } from '@kindred/store';
import { sameCalendar } from './meaning.js';
import type { Group, Version } from './versions.js';

/** An account as a member of segments. */
export interface Account {
  readonly id: string;
  readonly group: Group;
  /** What it is in sets, beside the ids of profiles. */
  readonly number: number;
  /** Number of its next enter or exit. */
  changes: number;
  /** The latest switch of a segment's set that it was told of. */
  switched: number;
  /** Since when (ms), by membership set. */
  readonly memberships: Map<number, number>;
  /** Next instant at which time alone may change it. */
  dueAt: number | null;
}

/**
 * A condition about people of accounts: the people who satisfy it are a set like any other, which nobody sees, and each
 * account knows how many of its people are in it.
 */
export interface PeopleLeaf {
  readonly set: number;
  readonly key: string;
  readonly of: Criteria;
  readonly version: Version;
  readonly counts: Map<string, number>;
  state: 'backfilling' | 'ready';
}

/** One computed form of a segment of accounts. */
export interface AccountVersion {
  readonly definition: SegmentDefinition;
  readonly set: number;
  readonly audience: CompiledAccountAudience;
  references: Version['references'];
  calendar: Version['calendar'];
  phase: 'collecting' | 'filling' | 'shown';
  size: number;
}

/** A segment of people that asks about one of accounts, with what it was answered last of each account. */
interface Watch {
  readonly version: Version;
  readonly audience: CompiledAccountAudience;
  readonly answers: Map<string, boolean>;
}

/** What has to be asked once what happened has been applied as a whole. */
interface Unsettled {
  /** Sets of people whose size changed, by account; null: anything may have. */
  readonly accounts: ReadonlyMap<string, ReadonlySet<number> | null>;
  readonly people: ReadonlyMap<Profile, { readonly versions: ReadonlySet<Version>; readonly cause: string }>;
}

/** Everything the engine holds of one site's accounts. */
export class Accounts implements Pick<AccountMeaning, 'sight'> {
  readonly byId = new Map<string, Account>();
  readonly byNumber = new Map<number, Account>();
  readonly leaves = new Map<number, PeopleLeaf>();
  readonly versions = new Set<AccountVersion>();
  /** Versions whose members are kept. */
  kept: readonly AccountVersion[] = [];
  watches: readonly Watch[] = [];
  /** Sets of batch segments of accounts that are asked about elsewhere. */
  heldSets: ReadonlySet<number> = new Set();
  private readonly people = new Map<string, number>();
  private changed = new Map<string, Set<number> | null>();
  private postponed = new Map<Profile, { versions: Set<Version>; cause: string }>();

  get unsettled(): boolean {
    return this.changed.size > 0 || this.postponed.size > 0;
  }

  takeUnsettled(): Unsettled {
    const taken = { accounts: this.changed, people: this.postponed };
    this.changed = new Map();
    this.postponed = new Map();
    return taken;
  }

  shown(segment: string): AccountVersion | undefined {
    for (const version of this.versions) {
      if (version.definition.id === segment && version.phase === 'shown') return version;
    }
    return undefined;
  }

  /** The leaf of a condition, if it can be taken over; what others mean by a segment may have changed since. */
  readyLeaf({ of }: PeopleNode, calendar: Calendar): PeopleLeaf | undefined {
    const key = canonical(of);
    if (referencedSegments(of).length > 0) return undefined;
    return this.storedLeaf(key, calendar);
  }

  storedLeaf(key: string, calendar: Calendar): PeopleLeaf | undefined {
    for (const leaf of this.leaves.values()) {
      if (leaf.key === key && leaf.state === 'ready' && sameCalendar(leaf.version.calendar, calendar)) return leaf;
    }
    return undefined;
  }

  sight(id: string, now: number): AccountSight | null {
    const account = this.byId.get(id);
    if (account === undefined) return null;
    return {
      subject: accountSubject({ id, traits: account.group.traits }),
      number: account.number,
      people: this.people.get(id) ?? 0,
      memberships: account.memberships,
      inSet: (set) => this.leaves.get(set)?.counts.get(id) ?? 0,
      now,
    };
  }

  /** Takes note of an account that is new, or read from the store. */
  add(group: Group, row: Pick<GroupRow, 'number' | 'changes' | 'switched'>): Account {
    const { id } = group;
    const account: Account = { ...row, id, group, memberships: new Map(), dueAt: null };
    this.byId.set(id, account);
    this.byNumber.set(row.number, account);
    return account;
  }

  forget({ id, number }: Account): void {
    this.byId.delete(id);
    this.byNumber.delete(number);
    this.people.delete(id);
    for (const leaf of this.leaves.values()) leaf.counts.delete(id);
    for (const watch of this.watches) watch.answers.delete(id);
    this.changed.delete(id);
  }

  /** How many people each account has, as stored. */
  setPeople(sizes: ReadonlyMap<string, number>): void {
    for (const [id, size] of sizes) this.people.set(id, size);
  }

  /** Somebody came into a set of people, or left it. */
  counted(profile: Profile, set: number, by: 1 | -1): void {
    const leaf = this.leaves.get(set);
    if (leaf === undefined) return;
    for (const id of profile.groups.account ?? []) {
      leaf.counts.set(id, (leaf.counts.get(id) ?? 0) + by);
      this.touch(id, set);
    }
  }

  /** Somebody began to belong to an account, or ceased to. */
  joined(profile: Profile, id: string, by: 1 | -1): void {
    this.people.set(id, (this.people.get(id) ?? 0) + by);
    for (const [set, leaf] of this.leaves) {
      if (profile.memberships.has(set)) leaf.counts.set(id, (leaf.counts.get(id) ?? 0) + by);
    }
    this.touch(id, null);
  }

  /** An account has to be asked anew, for the segments that read a set of people or, with null, for all. */
  touch(id: string, set: number | null): void {
    if (this.kept.length === 0 && this.watches.length === 0) return;
    const known = this.changed.get(id);
    if (set === null || known === null) this.changed.set(id, null);
    else if (known === undefined) this.changed.set(id, new Set([set]));
    else known.add(set);
  }

  /** Somebody has to be asked once every account is as it is now. */
  postpone(profile: Profile, version: Version, cause: string): void {
    const known = this.postponed.get(profile);
    if (known === undefined) this.postponed.set(profile, { versions: new Set([version]), cause });
    else known.versions.add(version);
  }

  /** To be called after any change of versions. */
  reindex(ofPeople: readonly Version[]): void {
    this.kept = [...this.versions].filter(({ phase }) => phase !== 'collecting');
    const answers = new Map(this.watches.map((watch) => [watch.audience, watch.answers]));
    this.watches = ofPeople.flatMap((version) =>
      [...version.audience.accountSegments.values()].map((audience) => ({
        version,
        audience,
        answers: answers.get(audience) ?? new Map<string, boolean>(),
      })),
    );
    this.heldSets = new Set([
      ...this.kept.flatMap(({ set, audience }) => [...audience.heldSets].filter((held) => held !== set)),
      ...this.watches.flatMap(({ audience }) => [...audience.heldSets]),
    ]);
  }

  /** Leaves that no version asks for any more. */
  unusedLeaves(ofPeople: Iterable<Version>): PeopleLeaf[] {
    const used = new Set<number>();
    const use = ({ sets }: CompiledAccountAudience): void => {
      for (const set of sets) used.add(set);
    };
    for (const { audience } of this.versions) use(audience);
    for (const { audience } of ofPeople) for (const asked of audience.accountSegments.values()) use(asked);
    return [...this.leaves.values()].filter(({ set }) => !used.has(set));
  }
}
