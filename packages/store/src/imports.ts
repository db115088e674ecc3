/** Something brought in with a file, and its undoing. */
export interface Import {
  /** Marks what came with it, also in the warehouse; from 1. */
  readonly number: number;
  /** That of the job that brought it in. */
  readonly id: string;
  readonly site: number;
  readonly kind: 'people' | 'events';
  /** Of the file; null where rows came without one. */
  readonly name: string | null;
  readonly state: 'running' | 'done' | 'failed' | 'undoing' | 'undone';
  readonly requestedBy: string;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number | null;
  /** Whether what it changed is still noted. */
  readonly undoable: boolean;
  readonly undoRequestedBy: string | null;
  readonly undoRequestedAt: number | null;
  /** Identities that its undoing has looked at, and all of them. */
  readonly undoDone: number;
  readonly undoTotal: number | null;
  readonly undoneAt: number | null;
  /** What the undoing came to so far. */
  readonly erasedEvents: number;
  readonly removedPeople: number;
  readonly restoredPeople: number;
}

/** An import that has not begun. */
export type NewImport = Pick<Import, 'id' | 'site' | 'kind' | 'name' | 'requestedBy' | 'startedAt'>;

export interface Imports {
  /** A running import; its number is given here. */
  begin(started: NewImport): Promise<Import>;
  /** Everything but what `begin` was given. */
  save(changed: Import): Promise<void>;
  get(site: number, id: string): Promise<Import | null>;
  /** Newest first; `before` is the number of the last one of the page before. */
  list(site: number, before: number | null, limit: number): Promise<readonly Import[]>;
  /** Those of all sites in a state, oldest first. */
  inState(state: Import['state']): Promise<readonly Import[]>;
  /** Those of people that ran at some time from one instant to another (ms, both included), oldest first. */
  ofPeopleBetween(site: number, from: number, to: number): Promise<readonly Import[]>;
  /** Forgets what imports that began before an instant changed, in chunks that block nobody: they stay as they are. */
  forgetChanges(before: number): Promise<void>;
}
