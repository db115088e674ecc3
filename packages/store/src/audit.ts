export const auditActions = [
  'traitsChanged',
  'idJoined',
  'idParted',
  'exported',
  'erased',
  'erasedAndRefused',
  'eventErased',
  'idAdmitted',
] as const;

/** Something that somebody did by hand with what is kept of people. */
export interface AuditEntry {
  /** Grows with time. */
  readonly id: number;
  readonly site: number;
  /** Epoch ms. */
  readonly at: number;
  /** An e-mail address or `key:<name>`. */
  readonly by: string;
  readonly action: (typeof auditActions)[number];
  /** Null once they were erased, and where it is about nobody. */
  readonly profile: number | null;
  /** Names of traits that were set or removed; never their values. */
  readonly traits: readonly string[];
}

export interface Audit {
  add(entry: Omit<AuditEntry, 'id'>): Promise<void>;
  /** Newest first, of all or of one profile; `before` is the id of the last one of the page before. */
  list(site: number, profile: number | null, before: number | null, limit: number): Promise<readonly AuditEntry[]>;
  /** Of somebody erased it stays what was done, when and by whom. */
  forgetProfile(site: number, profile: number): Promise<void>;
  /** Deletes what is older than an instant (ms). */
  forget(before: number): Promise<void>;
}
