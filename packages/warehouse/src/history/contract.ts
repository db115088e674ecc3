/** A stretch in which a segment's enters and exits are all in the log, beginning with everybody who was in then. */
export interface KnownPeriod {
  readonly segment: string;
  readonly since: number;
  /** First instant at which members were kept no more; null while they are. */
  readonly until: number | null;
}

/** A segment at an instant of one of its periods. */
export interface Moment {
  readonly segment: string;
  /** Beginning of the period that the instant is in. */
  readonly since: number;
  readonly at: number;
}

/** Enters and exits of one cause within one bucket. */
export interface Movement {
  readonly period: number;
  /** Index of the bucket; -1: before the first. */
  readonly bucket: number;
  /** What kind of thing it was: the cause up to its colon. */
  readonly cause: string;
  readonly entered: number;
  readonly exited: number;
}

/** Those who entered within one bucket, and how many of them were in at the end of the ones that follow. */
export interface Cohort {
  readonly bucket: number;
  readonly size: number;
  /** By number of buckets later, from 0: in it then, whatever came between. */
  readonly inside: readonly number[];
  /** The same, never having left since. */
  readonly stayed: readonly number[];
}

export interface Flow {
  /** Distinct people or accounts that this is about. */
  readonly members: number;
  /** Of these, how many are (or were) in each segment; one may be in several. */
  readonly segments: ReadonlyMap<string, number>;
  /** Of these, how many are (or were) in none of them. */
  readonly none: number;
}

export interface LoggedChange {
  readonly segment: string;
  readonly profile: number;
  readonly entered: boolean;
  readonly at: number;
}

/** What an export has of each member. */
export interface ExportLayout {
  readonly subject: 'person' | 'account';
  readonly format: 'csv' | 'ndjson' | 'parquet';
  /** Traits that become columns of their own, as text. */
  readonly traits: readonly string[];
}

/** What the log of memberships says of the past. Members are profiles by the ids of the time, or numbers of accounts. */
export interface History {
  size(site: number, moment: Moment): Promise<number>;
  /** By ascending id, with the instant at which each had entered. */
  members(
    site: number,
    moment: Moment,
    after: number,
    limit: number,
  ): Promise<readonly { readonly profile: number; readonly since: number }[]>;
  /** Enters and exits up to `until` by period and bucket; `starts` are the first instants of the buckets. */
  movements(
    site: number,
    periods: readonly KnownPeriod[],
    starts: readonly number[],
    until: number,
  ): Promise<readonly Movement[]>;
  /**
   * Of those who entered within each bucket, how many were in at the end of the following ones. `starts` holds one instant
   * more than there are buckets: the end of the last. `cohorts` are the first so many buckets.
   */
  retention(
    site: number,
    periods: readonly KnownPeriod[],
    starts: readonly number[],
    cohorts: number,
    later: number,
  ): Promise<readonly Cohort[]>;
  /** Where those who left within a range are at `at`; by who they have become, where somebody became part of another. */
  destinations(
    site: number,
    period: KnownPeriod,
    range: { readonly from: number; readonly to: number },
    segments: readonly Moment[],
  ): Promise<Flow>;
  /** Where those who entered within a range were just before their first entering in it. */
  origins(
    site: number,
    period: KnownPeriod,
    range: { readonly from: number; readonly to: number },
    segments: readonly KnownPeriod[],
  ): Promise<Flow>;
  /** How many are in exactly these of the segments, for every combination that anybody is in; a set bit: in it, in their order. */
  overlap(site: number, moments: readonly Moment[]): Promise<ReadonlyMap<number, number>>;
  /** Every enter and exit of these profiles, in order. */
  changes(site: number, profiles: readonly number[]): Promise<readonly LoggedChange[]>;
  /**
   * Rows of all members after `after` up to `last` in a file's format: about `limit` of them, or all (null). `header`: with
   * the names of the columns before them, where the format has such. Null where there are none left.
   */
  rows(
    site: number,
    moment: Moment,
    layout: ExportLayout,
    page: { readonly after: number; readonly limit: number | null; readonly header: boolean },
  ): Promise<{ readonly bytes: Buffer; readonly last: number } | null>;
  /** A file of nobody: the names of the columns, where the format has such. */
  noRows(layout: ExportLayout): Promise<Buffer>;
  /** Profiles that have become part of this one. */
  joined(site: number, profile: number): Promise<readonly number[]>;
}
