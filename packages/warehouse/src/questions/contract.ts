import type { Calendar, Criteria, SegmentSubject } from '@kindred/criteria';

/** What a segment means, criteria and the people named; enough to answer for it without its live state. */
export interface Audience {
  /** Absent: people. */
  readonly subject?: SegmentSubject;
  readonly criteria: Criteria;
  readonly includeGuests: boolean;
  /** Profile ids, or numbers of accounts. Exclusion by name comes before inclusion by name, and that before criteria. */
  readonly includes: readonly number[];
  readonly excludes: readonly number[];
  /** Where it is referred to, its members are those that the log tells of, whatever the criteria say. */
  readonly kept?: KeptMembers;
}

/** Members that change only now and then; the log of enters and exits tells them. */
export interface KeptMembers {
  readonly segment: string;
  /** Since when (ms) the log tells them; null: nobody is in yet. */
  readonly since: number | null;
}

export interface Question {
  readonly site: number;
  readonly audience: Audience;
  /** What it is compared with, as the same segment was saved: who enters, who leaves. */
  readonly saved?: Audience;
  /** Definition of a referenced segment. */
  readonly segment: (id: string) => Audience | undefined;
  /** Instant (ms) at which windows end. */
  readonly now: number;
  readonly calendar: Calendar;
  /** Only events up to this log position; absent: all. */
  readonly position?: number;
  /** Only people who had come by this instant (ms); absent: all. */
  readonly seenBy?: number;
}

/** What criteria are asked of, besides whom: a question without its audience. */
export type QuestionFrame = Omit<Question, 'audience' | 'saved' | 'seenBy'>;
