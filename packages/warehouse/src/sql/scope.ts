import type { Question } from '../contract.js';

/** Bounds of every statement of one question. */
export interface Scope extends Pick<Question, 'site' | 'now' | 'calendar' | 'position'> {
  /** Whether `event_times` may be read: it is in line with the events. Absent: it may not. */
  readonly times?: boolean;
}
