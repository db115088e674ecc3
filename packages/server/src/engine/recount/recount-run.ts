import type { Calendar } from '@kindred/criteria';
import type { LeafRow, SegmentRuntime } from '@kindred/store';
import type { AccountVersion, PeopleLeaf } from '../accounts.js';
import { encodeShown, leafRow } from '../in-force.js';
import type { RegisteredLeaf } from '../leaf-registry.js';
import { peopleLeafRow } from '../people-leaves.js';
import type { SiteState, Version } from '../site-state.js';

/** How far a run has come; units are profiles looked at, once a pass. */
export interface Progress {
  done: number;
  total: number | null;
  /** How often each profile is looked at. */
  passes: number;
  /** Names the run's statements in the warehouse. */
  readonly tag: string;
  /** Set to end the run at its next step. */
  cancelled: boolean;
}

/** Profiles in one piece of work, so that live traffic waits a few milliseconds at most. */
export const chunk = 500;
/** The same where their rows are written apart, which costs a tenth. */
export const wholesaleChunk = 4_000;
/** How long (ms) the warehouse may take to come up to the log. */
export const longestForward = 600_000;

/** What one run puts into force. */
export interface Started {
  readonly versions: readonly Version[];
  readonly accounts: readonly AccountVersion[];
  readonly people: readonly PeopleLeaf[];
  readonly leaves: readonly RegisteredLeaf[];
  /** That of the site as it was begun. */
  readonly calendar: Calendar;
  readonly position: number;
}

export function rowsOf(state: SiteState, { leaves, people }: Started): LeafRow[] {
  const site = state.site.id;
  return [...leaves.map((leaf) => leafRow(site, leaf)), ...people.map((leaf) => peopleLeafRow(site, leaf))];
}

/** Who is asked before the accounts are, and who, asking about accounts, after them. */
export function passesOf({ versions, people }: Started): readonly [readonly Version[], readonly Version[]] {
  const kept = versions.filter(({ set }) => set !== null);
  const asksAccounts = ({ audience }: Version): boolean => audience.accountSegments.size > 0;
  return [
    [...people.map(({ version }) => version), ...kept.filter((version) => !asksAccounts(version))],
    kept.filter(asksAccounts),
  ];
}

export function runtimeOf(version: Version | AccountVersion, now: number, shownSince: number | null): SegmentRuntime {
  return {
    segment: version.definition.id,
    state: 'ready',
    shownVersion: version.definition.version,
    set: version.set,
    shown: encodeShown(version),
    error: null,
    shownSince,
    batch: null,
    updatedAt: now,
  };
}

/** A segment of accounts came to read the present request, through a segment that it refers to. */
export class RequestOfAccountsError extends Error {
  readonly code = 'request_of_accounts';
  constructor() {
    super('A segment that this segment of accounts refers to reads the present request, of which accounts have none.');
  }
}

/** The warehouse did not take what was forwarded within ten minutes. */
export class WarehouseBehindError extends Error {
  readonly code = 'warehouse_behind';
  constructor(meanwhile = 'the segment keeps its last good members') {
    super(`The warehouse has not caught up with the log within ten minutes; ${meanwhile}.`);
  }
}

/** Somebody has cancelled the count. */
export class RecountCancelledError extends Error {
  readonly code = 'recount_cancelled';
  constructor() {
    super('Counting was cancelled; the segment keeps its last good members until it is recomputed or changed.');
  }
}

/** The server stops while segments are being counted. */
export class RecountStoppedError extends Error {
  readonly code = 'recount_stopped';
  constructor() {
    super('The server stopped while the segment was being counted; the next start counts it.');
  }
}
