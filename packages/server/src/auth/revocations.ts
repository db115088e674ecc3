import type { Site } from '@kindred/store';

/** What something that stays open beyond its request, such as a stream, was opened with. */
export interface Grant {
  readonly site: Site;
  /** Id of the API key; null: somebody who is signed in. */
  readonly key: string | null;
  /** Hash of the token of the session; null: a key. */
  readonly session: string | null;
  /** Who is signed in; null: a key. */
  readonly user: string | null;
  /** When it ends by itself (ms); null: never. */
  readonly expiresAt: number | null;
}

/** Tells whoever keeps something open that what it was opened with holds no longer. Told once the store has it. */
export class Revocations {
  readonly #listeners: ((isRevoked: (grant: Grant) => boolean) => void)[] = [];

  onRevoked(listener: (isRevoked: (grant: Grant) => boolean) => void): void {
    this.#listeners.push(listener);
  }

  revoke(isRevoked: (grant: Grant) => boolean): void {
    for (const listener of this.#listeners) listener(isRevoked);
  }
}
