/** What went wrong in plain words, and the exit code that scripts can tell it by. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    readonly code: 'usage' | 'unreachable' | 'refused' | 'failed',
    message: string,
  ) {
    super(message);
  }

  /** 1 failed, 2 wrong usage, 3 no server there, 4 the server refused the key. */
  get exitCode(): number {
    return { failed: 1, usage: 2, unreachable: 3, refused: 4 }[this.code];
  }
}
