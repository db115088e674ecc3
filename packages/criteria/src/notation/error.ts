/** Text that is no notation of criteria, with the place of what is wrong. */
export class NotationError extends Error {
  readonly code = 'invalid_notation';

  /** @param from the first character that is wrong, @param to the first behind it */
  constructor(
    message: string,
    readonly from: number,
    readonly to: number,
  ) {
    super(message);
    this.name = 'NotationError';
  }
}
