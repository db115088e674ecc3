import type { KeyType, RejectedEvent } from '@kindred/store';
import type { Engine } from '../engine/contract.js';
import type { IngestLimits } from './limits.js';

/** What ingestion needs to know of a key. */
export interface KnownKey {
  readonly id: string;
  readonly site: number;
  readonly type: KeyType;
}

export type NewRejectedEvent = Omit<RejectedEvent, 'id'>;

export interface IngestDependencies {
  readonly engine: Pick<Engine, 'accept' | 'ready'>;
  /** The key with this text, of any type; nothing where there is none. Synchronous: it is asked on every request. */
  readonly keys: (text: string) => KnownKey | null | undefined;
  /** Keeps events that were refused, to be shown with their reasons. A failure here is logged and fails no request. */
  readonly rejected: (site: number, rows: readonly NewRejectedEvent[]) => void | Promise<void>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly limits?: Partial<IngestLimits>;
}
