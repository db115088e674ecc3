import { satisfies } from './behaviour.js';
import type { EventCount, PeopleNode } from './criteria.js';
import type { GroupRecord, Subject } from './values.js';

/** An account as what criteria of accounts are asked about: nobody, who belongs to this one account. */
export function accountSubject(account: GroupRecord): Subject {
  return { userId: null, traits: {}, groups: { account: [account] } };
}

/** Whether a condition about an account's people holds, when it holds of so many of all of them. */
export function peopleSatisfy({ count, share }: PeopleNode, found: number, all: number): boolean {
  if (count !== undefined) return satisfies(count, found);
  return share !== undefined && all > 0 && satisfies(hundredfold(share, all), found * 100);
}

/** As `peopleSatisfy`, where of some it is not known yet; null where these can decide it. */
export function peopleSatisfyKleene(node: PeopleNode, certain: number, unknown: number, all: number): boolean | null {
  const first = peopleSatisfy(node, certain, all);
  // What satisfies a count is a range, so beyond both ends only one that lies between them can be missed.
  for (let more = 1; more <= unknown; more++) if (peopleSatisfy(node, certain + more, all) !== first) return null;
  return first;
}

/** So many percent of a whole, in hundredths of one of them: exact, since both are whole. */
function hundredfold(share: EventCount, all: number): EventCount {
  if ('atLeast' in share) return { atLeast: share.atLeast * all };
  if ('atMost' in share) return { atMost: share.atMost * all };
  if ('exactly' in share) return { exactly: share.exactly * all };
  return { between: [share.between[0] * all, share.between[1] * all] };
}
