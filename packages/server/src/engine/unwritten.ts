import type { GroupKind } from '@kindred/criteria';
import type { ChangeRow, GroupRow, ImportChange, ImportChangeRow } from '@kindred/store';
import { Lines } from './lines.js';

/** What has changed since the last flush, profiles and identities apart. Each flush takes it whole. */
export class Unwritten {
  /** Site by profile id. */
  readonly deletedProfiles = new Map<number, number>();
  /** Profiles whose warehouse snapshot is out of date. */
  readonly snapshots = new Set<number>();
  readonly groups = new Map<string, GroupRow>();
  readonly deletedGroups = new Map<string, { site: number; kind: string; id: string }>();
  readonly groupMembers = new Map<
    string,
    { site: number; kind: string; group: string; profile: number; member: boolean }
  >();
  /** By set and profile: since when, or null where it has ended. */
  readonly memberships = new Map<number, Map<number, number | null>>();
  readonly changes: ChangeRow[] = [];
  /** What imports changed of people; what earlier ones changed, as it is now; and what is undone. */
  readonly importChanges: ImportChange[] = [];
  readonly rewrittenImportChanges: ImportChangeRow[] = [];
  readonly deletedImportChanges: number[] = [];
  /** Profiles whose recorded enters and exits no longer tell whom they were of. */
  readonly forgottenPeople: { readonly site: number; readonly profile: number }[] = [];
  /** Encoded event rows for the warehouse. */
  readonly events = new Lines();
  /** Encoded rows for the warehouse's membership log of which nobody is told. */
  readonly loggedMembers = new Lines();
  /** Groups whose warehouse row is out of date, by kind and id. */
  readonly touchedGroups = new Map<string, { site: number; kind: GroupKind; id: string }>();

  membership(set: number, profile: number, since: number | null): void {
    let rows = this.memberships.get(set);
    if (rows === undefined) {
      rows = new Map();
      this.memberships.set(set, rows);
    }
    rows.set(profile, since);
  }

  get empty(): boolean {
    return (
      this.deletedProfiles.size === 0 &&
      this.groups.size === 0 &&
      this.deletedGroups.size === 0 &&
      this.groupMembers.size === 0 &&
      this.memberships.size === 0 &&
      this.changes.length === 0 &&
      this.importChanges.length === 0 &&
      this.rewrittenImportChanges.length === 0 &&
      this.deletedImportChanges.length === 0 &&
      this.forgottenPeople.length === 0 &&
      this.events.empty &&
      this.loggedMembers.empty &&
      this.snapshots.size === 0
    );
  }
}
