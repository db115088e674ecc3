import type { Criteria, SegmentSubject } from '@kindred/criteria';

/** What the engine knows of a segment's meaning. */
export interface AudienceDefinition {
  readonly id: string;
  /** Absent: people. */
  readonly subject?: SegmentSubject;
  readonly criteria: Criteria;
  readonly includeGuests: boolean;
  readonly includes: readonly number[];
  readonly excludes: readonly number[];
}
