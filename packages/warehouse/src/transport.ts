import type { Statement } from './statement.js';

/** Each purpose has connections of its own, so that none waits behind another. */
export type Purpose = 'insert' | 'interactive' | 'report' | 'backfill' | 'control';

/**
 * Brings statements to an engine and answers back: the embedded engine in its own process, or a ClickHouse server.
 * The text of the statements is the same for both.
 */
export interface Transport {
  /** The answer's bytes in the statement's own FORMAT; empty for statements without one. */
  run(statement: Statement, options: RunOptions): Promise<Buffer>;
  /** `values` follow the statement, in the format that it names. */
  insert(statement: Statement, values: Buffer): Promise<void>;
  /** Ends the waiting and the running statements of this tag. */
  cancel(tag: string): Promise<void>;
  status(): Promise<TransportStatus>;
  close(): Promise<void>;
}

export interface RunOptions {
  readonly purpose: Purpose;
  readonly tag?: string | undefined;
}

export interface TransportStatus {
  readonly version: string;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  readonly restarts: number;
}
