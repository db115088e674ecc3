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
  /** Set that holds its members from one run to the next: whoever is in it is a member, whatever the criteria say. */
  readonly heldIn?: number;
}
