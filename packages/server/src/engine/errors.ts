/** The engine takes no more: it is closing, or a fault left its state in memory behind its log. A restart replays the log. */
export class EngineStoppedError extends Error {
  readonly code = 'engine_stopped';
  constructor() {
    super('The server is stopping or has to be restarted; nothing that was acknowledged is lost. Try again shortly.');
  }
}

/** What is to be put right is not there. */
export class NothingToCorrectError extends Error {
  constructor(
    readonly code: 'unknown_event' | 'unknown_profile' | 'unknown_anonymous_id' | 'sole_identity' | 'unknown_import',
    message: string,
  ) {
    super(message);
  }
}

/** An import that cannot be undone, or not now. */
export class UndoRefusedError extends Error {
  constructor(
    readonly code: 'import_running' | 'import_undone' | 'undo_running' | 'undo_expired',
    message: string,
  ) {
    super(message);
  }
}

export class UnknownSiteError extends Error {
  readonly code = 'unknown_site';
  constructor(readonly site: number) {
    super(`There is no site ${site}.`);
  }
}

/** An id or name that the stores could not keep as it is; nothing was taken in. */
export class UnstorableTextError extends Error {
  readonly code = 'unstorable_text';
  constructor(
    readonly path: string,
    why: string,
  ) {
    super(`${path} ${why}.`);
  }
}
