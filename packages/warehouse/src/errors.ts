/** A fault of the warehouse with a stable code; `retryable` says whether the same call may succeed later. */
export class WarehouseError extends Error {
  override readonly name: string = 'WarehouseError';

  constructor(
    readonly code: WarehouseErrorCode,
    message: string,
    readonly retryable: boolean,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}

export type WarehouseErrorCode =
  | 'warehouse_unavailable'
  | 'warehouse_closed'
  | 'statement_cancelled'
  | 'statement_failed'
  | 'memory_limit'
  | 'invalid_tag'
  | 'invalid_token'
  | 'invalid_property'
  | 'unreadable_answer';

/** The engine died, is starting, or did not answer; the same call, unchanged, may be made again. */
export class WarehouseUnavailableError extends WarehouseError {
  override readonly name = 'WarehouseUnavailableError';

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super('warehouse_unavailable', message, true, options);
  }
}

/** `close` was called. */
export class WarehouseClosedError extends WarehouseError {
  override readonly name = 'WarehouseClosedError';

  constructor() {
    super('warehouse_closed', 'The warehouse is closed', false);
  }
}

/** A newer question ended this one through `cancel`. */
export class StatementCancelledError extends WarehouseError {
  override readonly name = 'StatementCancelledError';

  constructor(readonly tag: string | null) {
    super('statement_cancelled', 'The statement was cancelled by a newer one', false);
  }
}

/** The engine refused or failed a statement; `engineCode` is ClickHouse's own number. */
export class StatementFailedError extends WarehouseError {
  override readonly name = 'StatementFailedError';

  constructor(
    message: string,
    readonly engineCode: string | null,
  ) {
    super('statement_failed', message, engineCode !== null && passing.has(engineCode));
  }
}

/** A statement would have taken more memory than it may; nothing else was disturbed. */
export class MemoryLimitError extends WarehouseError {
  override readonly name = 'MemoryLimitError';

  constructor() {
    super(
      'memory_limit',
      'The question needs more memory than the warehouse may take; ask about a shorter time or fewer people',
      true,
    );
  }
}

/** MEMORY_LIMIT_EXCEEDED, TOO_MANY_SIMULTANEOUS_QUERIES, TOO_MANY_PARTS, TIMEOUT_EXCEEDED, NETWORK_ERROR. */
const passing: ReadonlySet<string> = new Set(['241', '202', '252', '159', '210']);
