import type { Flush, ForwardBatch, LogAppend, LogReceipt, PastDues, PastMembers } from '../contract.js';
import type { ErrorMessage } from '../errors.js';
import type { PastBlocks } from './past-writes.js';

/** What the thread of `log.sqlite` can be asked for. */
export interface LogCalls {
  append: { args: { batch: LogAppend; now: number }; result: LogReceipt };
  remember: { args: { site: number; messageIds: readonly string[]; now: number }; result: null };
  truncate: { args: { position: number }; result: null };
  close: { args: null; result: null };
}

/** What the thread of `state.sqlite` can be asked for. */
export interface StateCalls {
  flush: { args: Flush; result: { outboxIds: number[] } };
  /** The last sequence given, 0 where none was. */
  addPast: { args: PastBlocks; result: { sequence: number } };
  addPastMembers: { args: PastMembers; result: { sequence: number; added: number } };
  addPastDues: { args: PastDues; result: null };
  forgetPastDues: { args: { hour: number }; result: null };
  /** One chunk; answers the sequence up to which they are gone, null at the end. */
  forgetPasts: { args: { numbers: readonly number[]; after: number }; result: number | null };
  /** One chunk; answers whether rows are left. */
  dropSet: { args: { set: number }; result: { more: boolean } };
  recountSet: { args: { set: number }; result: { members: number } };
  /** One chunk of recorded changes before an instant; answers whether rows are left. */
  forgetChanges: { args: { before: number }; result: { more: boolean } };
  beginForward: { args: { first: number; last: number }; result: ForwardBatch };
  endForward: { args: ForwardBatch; result: null };
  query: { args: QueryCall; result: QueryAnswer };
  close: { args: null; result: null };
}

export interface QueryCall {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** Does the statement answer rows (RETURNING)? */
  readonly answersRows: boolean;
}

/** Rows have the shape that the query builder's types say, so this side leaves it open. */
export interface QueryAnswer {
  readonly rows: never[];
  readonly changes: number;
}

/** A request as it crosses: `{ id, call, args }`, one variant a call. */
export type Request<C extends object> = {
  [K in keyof C]: C[K] extends { args: infer A } ? { readonly id: number; readonly call: K; readonly args: A } : never;
}[keyof C];

/** An answer as the worker sends it. */
export type SentAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: ErrorMessage };

/** Answers one request with what `work` returns or throws. */
export type Attempt = (id: number, work: () => unknown) => SentAnswer;

/** The same as it is received: `value` has the type of the call's result, which the id leads to. */
export type Answer =
  | { readonly id: number; readonly value: never }
  | { readonly id: number; readonly error: ErrorMessage };

/** First message of a worker: it is open, or says why not. */
export type Opening = { readonly opened: true } | { readonly opened: false; readonly error: ErrorMessage };

export interface WorkerData {
  readonly role: 'log' | 'state';
  readonly file: string;
}
