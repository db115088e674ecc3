import type { Calendar } from '@kindred/criteria';
import type { KeyType, Role } from '@kindred/store';
import type { Engine } from '../engine/contract.js';
import type { LocationHeaders } from './location.js';

/** What a decision tells of a segment. */
export interface DecidableSegment {
  readonly id: string;
  readonly key: string;
  readonly name: Readonly<Record<string, string>>;
  /** May publishable decide keys learn of it? */
  readonly public: boolean;
  /** That it gives its members; absent: none. */
  readonly roles?: readonly { readonly id: string }[];
}

export interface DecideKey {
  readonly site: number;
  readonly type: KeyType;
  readonly role: Role | null;
}

export interface DecideDependencies {
  readonly engine: Pick<Engine, 'decide'>;
  /** The key with this text, of any type; nothing where there is none. */
  readonly keys: (text: string) => DecideKey | null | undefined;
  /**
   * Segments of a site by id. A segment must be the same object until its definition changes, and a new one after:
   * what answers show of it is written once an object.
   */
  readonly segmentsById: (site: number) => ReadonlyMap<string, DecidableSegment>;
  readonly calendar: (site: number) => Calendar;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly locationHeaders?: LocationHeaders;
}
