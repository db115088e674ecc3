import type { EventCount, PeopleNode } from '../criteria.js';
import type { Account, AskedOf, Condition, Member } from './asked.js';
import { together } from './combinations.js';
import { type Counts, countsOf } from './counts.js';
import { speaking } from './speaking.js';

type OfAccount = PeopleNode & AskedOf<Account>;
type Conditions = readonly [Condition<Member>, ...Condition<Member>[]];

/** In segments of accounts: how many of the account's people satisfy all of the conditions, at least one unless more is said. */
export function people(...conditions: Conditions): OfAccount & Counts<OfAccount> {
  const of = together(conditions);
  const counted = (count: EventCount): OfAccount => ({ type: 'people', of, count });
  return speaking(counted({ atLeast: 1 }), countsOf(counted));
}

/** In segments of accounts: how many percent of the account's people satisfy all of the conditions. */
export function shareOfPeople(...conditions: Conditions): Counts<OfAccount> {
  const of = together(conditions);
  return countsOf((share) => ({ type: 'people', of, share }));
}
