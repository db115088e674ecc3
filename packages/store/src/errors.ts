/**
 * Errors of the state store. `code` is stable and travels between threads; the message is for people.
 */
export class StoreError extends Error {
  readonly code: string = 'store_failed';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Another process (or another store of this process) has the directory open. */
export class StoreLockedError extends StoreError {
  override readonly code = 'store_locked';
}

/** The database was written by a newer version of the program. */
export class StoreNewerError extends StoreError {
  override readonly code = 'store_newer';
}

/** The store was closed, by `close()` or because one of its workers died. */
export class StoreClosedError extends StoreError {
  override readonly code = 'store_closed';
}

/** A unique value (a slug, an id, a key) is taken. */
export class StoreDuplicateError extends StoreError {
  override readonly code = 'store_duplicate';
}

/** The thing to be changed is not there. */
export class StoreNotFoundError extends StoreError {
  override readonly code = 'store_not_found';
}

/** The call contradicts what is stored, e.g. a flush that would move the checkpoint back. */
export class StoreProtocolError extends StoreError {
  override readonly code = 'store_protocol';
}

/** The disk failed or is full. Nothing of the call was kept. */
export class StoreDiskError extends StoreError {
  override readonly code = 'store_disk';
}

const CLASSES = [
  StoreError,
  StoreLockedError,
  StoreNewerError,
  StoreClosedError,
  StoreDuplicateError,
  StoreNotFoundError,
  StoreProtocolError,
  StoreDiskError,
] as const;

const BY_CODE: ReadonlyMap<string, (typeof CLASSES)[number]> = new Map(
  CLASSES.map((errorClass) => [new errorClass('').code, errorClass]),
);

/** An error as it crosses from a worker to the thread that called it. */
export interface ErrorMessage {
  readonly code: string;
  readonly message: string;
}

export function errorFromMessage(message: ErrorMessage): StoreError {
  const errorClass = BY_CODE.get(message.code) ?? StoreError;
  return new errorClass(message.message);
}
