export type ExportFormat = 'csv' | 'ndjson' | 'parquet';

/** An export that comes again and again. */
export interface ExportPlan {
  readonly id: string;
  readonly site: number;
  readonly segment: string;
  readonly format: ExportFormat;
  /** Paths of the traits that become columns. */
  readonly traits: readonly string[];
  /** JSON, whose form is the business of who makes exports. */
  readonly schedule: string;
  /** Files that are kept; older ones go. */
  readonly keep: number;
  readonly nextAt: number;
  /** Grows by one with each change; the ETag. */
  readonly version: number;
  readonly createdAt: number;
  readonly createdBy: string;
}

/** The making of one file. */
export interface ExportRun {
  readonly id: string;
  readonly site: number;
  /** The plan that it is of; null: asked for once. */
  readonly export: string | null;
  readonly segment: string;
  readonly format: ExportFormat;
  readonly traits: readonly string[];
  readonly state: 'running' | 'done' | 'failed';
  /** Members written. */
  readonly done: number;
  readonly total: number | null;
  /** The instant whose members are in the file. */
  readonly asOf: number | null;
  readonly bytes: number | null;
  /** Why it failed, or, while it is running, what it waits for. */
  readonly error: string | null;
  /** Stable; null where nothing failed or is waited for, and of what failed before codes were kept. */
  readonly errorCode: string | null;
  readonly createdAt: number;
  readonly finishedAt: number | null;
}

/** Runs of one plan, of none that there is (asked for once, or the plan was deleted), or all. */
export type RunsOf = { readonly plan: string } | 'unplanned' | 'all';

export interface Exports {
  plans(site: number): Promise<readonly ExportPlan[]>;
  plan(site: number, id: string): Promise<ExportPlan | null>;
  create(plan: ExportPlan): Promise<void>;
  /** Writes only if the stored version is `expected`; false where it is not. */
  update(plan: ExportPlan, expected: number): Promise<boolean>;
  delete(site: number, id: string): Promise<boolean>;
  /** Plans that are due, of any site, the longest due first. */
  due(now: number): Promise<readonly ExportPlan[]>;
  /** The earliest instant at which a plan is due. */
  nextDue(): Promise<number | null>;
  schedule(plan: ExportPlan, nextAt: number): Promise<void>;
  /** Ignores an id that is there already. */
  begin(run: ExportRun): Promise<void>;
  save(run: ExportRun): Promise<void>;
  run(site: number, id: string): Promise<ExportRun | null>;
  /** Newest first. */
  runs(
    site: number,
    of: RunsOf,
    before: Pick<ExportRun, 'createdAt' | 'id'> | null,
    limit: number,
  ): Promise<readonly ExportRun[]>;
  /** Runs of any site that have not ended, oldest first. */
  unfinished(): Promise<readonly ExportRun[]>;
  /** Runs asked for once that were made before an instant and have ended. */
  old(before: number): Promise<readonly ExportRun[]>;
  forget(run: Pick<ExportRun, 'site' | 'id'>): Promise<void>;
}
