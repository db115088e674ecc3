import type { Generated } from 'kysely';
import type { AuditEntry } from '../audit.js';
import type {
  Correction,
  Delivery,
  Job,
  Key,
  LeafRow,
  RejectedEvent,
  SegmentDefinition,
  SegmentPeriod,
  SegmentRuntime,
  Site,
  StudioSession,
  Suppression,
  User,
  Webhook,
} from '../definitions.js';
import type { ExportPlan, ExportRun } from '../exports.js';
import type { Import } from '../imports.js';

/** JSON columns are text, truth values are 0 and 1: every dialect keeps them alike. */
type Stored<T, Json extends keyof T = never, Flag extends keyof T = never> = {
  [K in keyof T]: K extends Json ? string : K extends Flag ? number : T[K];
};

type StoredWebhook = Omit<Stored<Webhook, never, 'active'>, 'segments'> & { readonly segments: string | null };

export type StoredSegment = Omit<
  Stored<
    SegmentDefinition,
    'name' | 'description' | 'criteria' | 'includes' | 'excludes',
    'includeGuests' | 'public' | 'active'
  >,
  'notes' | 'schedule' | 'inheritedFrom' | 'roles' | 'editors' | 'restored'
> & {
  readonly notes: string | null;
  readonly schedule: string | null;
  readonly inheritedFrom: string | null;
  readonly roles: string;
  readonly editors: string | null;
  readonly restored: number | null;
};

export type StoredRuntime = Omit<SegmentRuntime, 'set'> & { readonly setId: number | null };

/** Roles by site as JSON. */
export type StoredUser = Omit<User, 'siteRoles'> & { readonly siteRoles: string };

export type StoredExport = Stored<ExportPlan, 'traits'>;
export type StoredExportRun = Stored<ExportRun, 'traits'>;

export type StoredImport = Stored<Import, never, 'undoable'>;

/** The tables of definitions, in the names of the program; the naming plugin turns them into the database's. */
export interface Tables {
  sites: Omit<Site, 'id'> & { readonly id: Generated<number> };
  keys: Key;
  users: StoredUser;
  studioSessions: StudioSession;
  segments: StoredSegment;
  /** Written by triggers, see the migration. */
  segmentVersions: StoredSegment;
  segmentRuntimes: StoredRuntime;
  segmentPeriods: SegmentPeriod;
  leaves: LeafRow;
  webhooks: StoredWebhook;
  deliveries: Delivery;
  exports: StoredExport;
  exportRuns: StoredExportRun;
  rejectedEvents: Omit<RejectedEvent, 'id'> & { readonly id: Generated<number> };
  jobs: Job;
  imports: Omit<StoredImport, 'number'> & { readonly number: Generated<number> };
  importChanges: { readonly id: number; readonly import: number };
  corrections: Correction;
  auditEntries: Omit<Stored<AuditEntry, 'traits'>, 'id'> & { readonly id: Generated<number> };
  suppressions: Suppression;
  settings: { readonly name: string; readonly value: string };
}
