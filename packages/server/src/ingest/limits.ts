/** Sizes are in bytes of UTF-8. The first four are those of the Segment tracking API. */
export interface IngestLimits {
  readonly eventBytes: number;
  readonly batchEvents: number;
  readonly messageIdLength: number;
  /** A batch may be 500 KB of events; clients count those alone, so the body may carry some framing around them. */
  readonly bodyBytes: number;
  readonly idLength: number;
  readonly nameLength: number;
  /** Levels of nesting of one event. */
  readonly depth: number;
  /** Years that the time of a live event may lie back; older times are moved up. Older history is imported. */
  readonly maxAgeYears: number;
  /** Events a second that one write key may send for long; a tenfold burst is let through. */
  readonly eventsPerSecond: number;
}

export const defaultLimits: IngestLimits = {
  eventBytes: 32 * 1024,
  batchEvents: 2500,
  messageIdLength: 100,
  bodyBytes: 600 * 1024,
  idLength: 512,
  nameLength: 512,
  depth: 32,
  maxAgeYears: 10,
  eventsPerSecond: 50_000,
};
