import type { KeptMembers, Question } from '../contract.js';
import { membersAt } from '../history/log.js';
import { type Fragment, sql } from '../statement.js';

/** A bitmap of who was in at the instant of a question, by the log. Costs the segment's rows of its period. */
export function keptMembers({ site, now }: Pick<Question, 'site' | 'now'>, { segment, since }: KeptMembers): Fragment {
  const moments = since === null ? [] : [{ segment, since, at: now }];
  return sql`(SELECT groupBitmapState(profile) FROM ${membersAt(site, moments)})`;
}
