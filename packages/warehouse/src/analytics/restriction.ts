import type { Question } from '../contract.js';
import { compileQuestion } from '../sql/tree.js';
import { type Fragment, sql } from '../statement.js';

/** What a statement begins with, and the condition on a column of profile ids, where only members are asked about. */
export interface Restriction {
  readonly definitions: Fragment;
  /** `1` where everyone is asked about. */
  readonly condition: Fragment;
}

export function restriction(members: Question | null, column: Fragment): Restriction {
  if (members === null) return { definitions: sql``, condition: sql`1` };
  const { definitions, certain } = compileQuestion(members);
  return { definitions: sql`WITH ${definitions}`, condition: sql`bitmapContains(${certain}, ${column})` };
}
