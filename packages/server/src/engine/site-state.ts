import type { Calendar, GroupKind, GroupRecord, Subject } from '@kindred/criteria';
import { type CompiledAudience, EventIndex, type LiveLeaf, newProfile, type Profile } from '@kindred/live';
import type { Site } from '@kindred/store';
import { Accounts, type AccountVersion } from './accounts.js';
import type { BatchState } from './batch/batch-state.js';
import { LeafRegistry } from './leaf-registry.js';
import { RequestLeaves } from './request-leaves.js';
import { RequestSegments } from './request-segments.js';
import { SiteDefinitions } from './site-definitions.js';
import type { Group, Version } from './versions.js';

export type { Group, Version } from './versions.js';

/** One step in which segments began to show new sets. Each profile is told of it when next looked at, or by the pass that follows. */
export interface Switch {
  readonly number: number;
  readonly at: number;
  readonly cause: string;
  readonly pairs: readonly { readonly segment: string; readonly old: number | null; readonly next: number }[];
}

/** What an event, a trait or a group can touch, so that its cost is that and not the number of segments. */
interface Index {
  readonly leavesByEvent: EventIndex;
  readonly leavesById: ReadonlyMap<number, LiveLeaf>;
  readonly versionsByLeaf: ReadonlyMap<number, readonly Version[]>;
  readonly versionsByTrait: ReadonlyMap<string, readonly Version[]>;
  /** By the kind of groups whose members they tell apart. */
  readonly versionsByGroup: ReadonlyMap<string, readonly Version[]>;
  /** By the property of groups that they read, with its kind: `account.plan`. */
  readonly versionsByGroupTrait: ReadonlyMap<string, readonly Version[]>;
  /** Versions that read the members of a batch segment, by the set that holds them; its own is not among them. */
  readonly versionsByHeldSet: ReadonlyMap<number, readonly Version[]>;
  /** Conditions about people that time alone changes, by the key in their calendar, and the versions that they are in. */
  readonly dues: CompiledAudience['dues'];
  readonly timed: readonly Version[];
  /** Live versions whose members are kept. */
  readonly kept: readonly Version[];
  /** Those that can hold of a visitor of whom nothing is known yet. */
  readonly ofNewcomers: readonly Version[];
  /** Those that can change when a guest becomes known. */
  readonly askingWho: readonly Version[];
  /** The shown request-time segments. */
  readonly requestTime: readonly Version[];
  readonly requestSegments: RequestSegments<Version>;
  readonly sets: ReadonlyMap<number, Version>;
  /** What each segment of people shows, by its id. */
  readonly shown: ReadonlyMap<string, Version>;
  /** Sets that a profile may still hold rows of. */
  readonly heldSets: ReadonlySet<number>;
}

/** Everything the engine holds of one site, besides people. */
export class SiteState {
  readonly versions = new Set<Version>();
  readonly leaves = new LeafRegistry();
  readonly groups = new Map<string, Group>();
  readonly accounts = new Accounts();
  readonly requestLeaves = new RequestLeaves();
  /** Stored definitions by segment id, active or not: what references mean. */
  readonly definitions = new SiteDefinitions();
  /** What is kept of the active batch segments, by id. */
  readonly batches = new Map<string, BatchState>();
  /** People with more events than are kept of a condition, by its leaf: the warehouse decides it for them. */
  readonly overflowing = new Map<number, Set<number>>();
  /** When somebody last entered or exited (ms), by segment id. */
  readonly lastChanges = new Map<string, number>();
  /** Switches of sets that not every profile has been told of yet, oldest first. */
  switches: Switch[] = [];
  /** While segments are put into force: profiles changed since its leaves are counted live, or since its sets are filled. */
  changed: Set<number> | null = null;
  /** While segments are put into force: profiles that are no more, since they became part of others for instance. */
  gone: Set<number> | null = null;
  index: Index;

  constructor(public site: Site) {
    this.index = this.buildIndex();
  }

  get calendar(): Calendar {
    return { timeZone: this.site.timeZone, weekStart: this.site.weekStart };
  }

  /** What a segment shows, be it of people or of accounts. */
  shown(segment: string): Version | AccountVersion | undefined {
    return this.index.shown.get(segment) ?? this.accounts.shown(segment);
  }

  /** Takes what a segment shows out of force. */
  withdraw(segment: string): void {
    const version = this.index.shown.get(segment);
    if (version !== undefined) this.versions.delete(version);
    const ofAccounts = this.accounts.shown(segment);
    if (ofAccounts !== undefined) this.accounts.versions.delete(ofAccounts);
  }

  group(kind: GroupKind, id: string): Group | undefined {
    return this.groups.get(`${kind}/${id}`);
  }

  /** Ids of all ancestors, nearest first; a cycle ends where it would repeat. */
  ancestors(kind: GroupKind, id: string): string[] {
    const path: string[] = [];
    let parent = this.group(kind, id)?.parent ?? null;
    while (parent !== null && parent !== id && !path.includes(parent)) {
      path.push(parent);
      parent = this.group(kind, parent)?.parent ?? null;
    }
    return path;
  }

  /** The group itself and all below it. */
  withDescendants(kind: GroupKind, id: string): string[] {
    const found = [id];
    for (const group of this.groups.values()) {
      if (group.kind === kind && group.id !== id && this.ancestors(kind, group.id).includes(id)) found.push(group.id);
    }
    return found;
  }

  /** To be called after any change of `versions` or `leaves`. */
  reindex(): void {
    this.index = this.buildIndex();
    this.requestLeaves.keep(new Set(this.index.requestTime.flatMap((version) => [...version.audience.requestLeaves])));
  }

  private buildIndex(): Index {
    const leavesById = new Map([...this.leaves.values()].map(({ leaf }) => [leaf.id, leaf]));
    const versionsByLeaf = new Map<number, Version[]>();
    const versionsByTrait = new Map<string, Version[]>();
    const versionsByGroup = new Map<string, Version[]>();
    const versionsByGroupTrait = new Map<string, Version[]>();
    const versionsByHeldSet = new Map<number, Version[]>();
    const kept: Version[] = [];
    const dues = new Map<string, (subject: Subject, now: number) => number>();
    const timed: Version[] = [];
    const requestTime: Version[] = [];
    const sets = new Map<number, Version>();
    const shown = new Map<string, Version>();
    for (const version of this.versions) {
      if (version.phase === 'shown') shown.set(version.definition.id, version);
      if (version.set === null) {
        if (version.phase === 'shown') requestTime.push(version);
        continue;
      }
      sets.set(version.set, version);
      if (version.phase === 'collecting') continue;
      kept.push(version);
      if (version.audience.dues.size > 0) timed.push(version);
      for (const [key, due] of version.audience.dues) dues.set(key, due);
      for (const leaf of version.audience.leaves) add(versionsByLeaf, leaf.id, version);
      for (const set of version.audience.heldSets) if (set !== version.set) add(versionsByHeldSet, set, version);
      for (const property of version.audience.properties) {
        const dot = property.indexOf('.');
        const scope = property.slice(0, dot);
        if (scope === 'user') add(versionsByTrait, property.slice(dot + 1), version);
        else if (scope !== 'profile' && scope !== 'request') {
          add(versionsByGroup, scope, version);
          add(versionsByGroupTrait, property, version);
        }
      }
      if (version.audience.accountSegments.size > 0) add(versionsByGroup, 'account', version);
    }
    this.accounts.reindex(kept.filter(({ audience }) => audience.accountSegments.size > 0));
    const nobody = newProfile(0, this.site.id, null, 0, 0);
    const sight = { profile: nobody, subject: new LiveSubject(nobody, this), now: 0, request: null };
    const heldSets = new Set(sets.keys());
    for (const { pairs } of this.switches) for (const { old } of pairs) if (old !== null) heldSets.add(old);
    return {
      heldSets,
      leavesByEvent: new EventIndex(leavesById.values()),
      leavesById,
      versionsByLeaf,
      versionsByTrait,
      versionsByGroup,
      versionsByGroupTrait,
      versionsByHeldSet,
      kept,
      ofNewcomers: kept.filter(({ audience }) => audience.asksWho || audience.holds(sight)),
      askingWho: kept.filter(({ audience }) => audience.asksWho),
      dues,
      timed,
      requestTime,
      requestSegments: new RequestSegments(requestTime),
      sets,
      shown,
    };
  }
}

/** A profile as criteria see it; groups are looked up only when a condition asks. */
export class LiveSubject implements Subject {
  private resolved: Partial<Record<GroupKind, GroupRecord[]>> | undefined;

  constructor(
    private readonly profile: Profile,
    private readonly state: SiteState,
  ) {}

  /** Nobody seen yet has no place in a bucket. */
  get id(): string | undefined {
    return this.profile.id === 0 ? undefined : String(this.profile.id);
  }

  get userId(): string | null {
    return this.profile.userId;
  }

  get traits(): Profile['traits'] {
    return this.profile.traits;
  }

  get groups(): Partial<Record<GroupKind, GroupRecord[]>> {
    if (this.resolved === undefined) {
      this.resolved = {};
      for (const kind of Object.keys(this.profile.groups) as GroupKind[]) {
        this.resolved[kind] = (this.profile.groups[kind] ?? []).map((id) => ({
          id,
          traits: this.state.group(kind, id)?.traits ?? {},
          ancestorIds: this.state.ancestors(kind, id),
        }));
      }
    }
    return this.resolved;
  }
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  // Versions come one after the other, so one that is there already is the last.
  else if (list[list.length - 1] !== value) list.push(value);
}
