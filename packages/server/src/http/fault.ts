/** One fault in the input: where it is, what it is, and what would be right. */
export interface Fault {
  /** Dotted path into the input (`batch.3.userId`); empty for the whole. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly expected?: string;
}
