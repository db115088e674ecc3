import type { Sending } from './send-batches.js';

export interface IngestPlan extends Sending {
  readonly people: { readonly from: number; readonly to: number };
  /** How many sessions are going on at once; their events are interleaved as in life. */
  readonly concurrentSessions: number;
  readonly seed: number;
  /** Spreads the people over so many visitors, and gives messages random ids; absent: one visitor after the other. */
  readonly spreadOver?: number;
}

export interface IngestResult {
  readonly events: number;
  readonly seconds: number;
  readonly failures: number;
  /** Of each batch, ms. */
  readonly latencies: Float64Array;
}

export function isIngestResult(value: unknown): value is IngestResult {
  return typeof value === 'object' && value !== null && 'events' in value && 'latencies' in value;
}
