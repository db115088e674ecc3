import type { Question } from '../contract.js';

/** Bounds of every statement of one question. */
export type Scope = Pick<Question, 'site' | 'now' | 'calendar' | 'position'>;
