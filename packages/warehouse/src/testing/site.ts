import type { CriteriaEvent, GroupKind, GroupRecord, Subject } from '@kindred/criteria';
import type { Warehouse, WarehouseTable } from '../contract.js';

export interface Visitor {
  readonly subject: Subject;
  readonly events: readonly CriteriaEvent[];
}

/** Rows of many sites, put in with one insert a table. */
export class Sites {
  private readonly rows: Record<WarehouseTable, string[]> = {
    events: [],
    profiles: [],
    identities: [],
    groups: [],
    memberships: [],
  };
  private position = 0;

  constructor(private readonly warehouse: Warehouse) {}

  /** Profiles are numbered from 1, accounts from 2,000 in the order of their ids; every second visitor's later events came under another identity, joined since. */
  add(site: number, visitors: readonly Visitor[], accounts: readonly GroupRecord[] = []): void {
    const groups = new Map<string, { kind: GroupKind; group: GroupRecord }>();
    visitors.forEach(({ subject, events }, index) => {
      const id = index + 1;
      const joined = index % 2 === 1 ? 1_000 + id : null;
      this.addProfile(site, id, subject);
      if (joined !== null) {
        // Versions out of order: the highest wins whatever came last.
        for (const [profile, version] of [
          [id, 2],
          [777, 1],
        ] as const) {
          this.rows.identities.push(this.warehouse.encode.identity({ site, identity: joined, profile, version }));
        }
      }
      events.forEach((event, i) => {
        this.addEvent(site, joined !== null && i % 2 === 1 ? joined : id, event);
      });
      for (const kind of kindsOf(subject)) {
        for (const group of subject.groups[kind] ?? []) groups.set(`${kind} ${group.id}`, { kind, group });
      }
    });
    for (const group of accounts) groups.set(`account ${group.id}`, { kind: 'account', group });
    const numbers = accountNumbers(
      [...groups.values()].flatMap(({ kind, group }) => (kind === 'account' ? [group.id] : [])),
    );
    for (const { kind, group } of groups.values()) {
      const { id, traits, ancestorIds = [] } = group;
      const number = kind === 'account' ? (numbers.get(id) ?? 0) : 0;
      const row = {
        site,
        kind,
        id,
        number,
        version: 1,
        deleted: false,
        parent: ancestorIds[0] ?? null,
        ancestorIds,
        traits,
      };
      this.rows.groups.push(this.warehouse.encode.group(row));
    }
  }

  async insert(token: string): Promise<void> {
    for (const table of ['events', 'profiles', 'identities', 'groups'] as const) {
      await this.warehouse.insert(table, this.rows[table].join('\n'), token);
    }
  }

  private addProfile(site: number, id: number, subject: Subject): void {
    const groups = Object.fromEntries(
      kindsOf(subject).map((kind) => [kind, (subject.groups[kind] ?? []).map((group) => group.id)]),
    );
    const row = { site, id, userId: subject.userId, groups, firstSeen: 0, lastSeen: id };
    const { profile } = this.warehouse.encode;
    this.rows.profiles.push(profile({ ...row, version: 2, deleted: false, traits: subject.traits }));
    // An older snapshot and somebody who is gone, neither of whom may be found.
    this.rows.profiles.push(profile({ ...row, version: 1, deleted: false, traits: { stale: true } }));
    this.rows.profiles.push(profile({ ...row, id: 500 + id, version: 1, deleted: true, traits: subject.traits }));
  }

  private addEvent(site: number, identity: number, { id, name, time, properties, context }: CriteriaEvent): void {
    const row = { site, name, time, messageId: id, type: 'track', receivedAt: time, userId: null, anonymousId: null };
    const position = ++this.position;
    const { event } = this.warehouse.encode;
    this.rows.events.push(event({ ...row, identity, position, properties, context }));
    // What a profile that is gone once did.
    this.rows.events.push(event({ ...row, identity: 500 + (identity % 500), position, properties, context }));
  }
}

function kindsOf(subject: Subject): readonly GroupKind[] {
  return (['account', 'organization', 'userGroup', 'team', 'role'] as const).filter((kind) => subject.groups[kind]);
}

/** What `Sites` numbers the accounts of a site. */
export function accountNumbers(ids: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...ids].sort().map((id, index) => [id, 2_000 + index]));
}
