import {
  accountSubject,
  type Criteria,
  canonical,
  type Explanation,
  explain,
  leavesOf,
  type PeopleNode,
  referencedSegments,
  type SentenceOptions,
} from '@kindred/criteria';
import type { Site } from '@kindred/store';
import type { Audience } from '@kindred/warehouse';
import type { AccountView } from '../engine/contract.js';
import type { DecidedBy, ExplanationParts } from './explanations.js';
import type { Previews } from './previews.js';

export interface AccountVerdict {
  readonly matches: boolean | null;
  readonly by: Exclude<DecidedBy, 'guest'>;
  readonly explanation: Explanation;
}

/** Explains one audience of accounts for one account: its people are counted, and segments asked, by SQL. */
export async function explainAccount(
  parts: ExplanationParts & { readonly previews: Previews },
  site: Site,
  account: AccountView,
  audience: Audience,
  wording: SentenceOptions,
): Promise<AccountVerdict> {
  const { directory, engine, warehouse, previews } = parts;
  const { criteria } = audience;
  const counts = new Map<string, number>();
  for (const leaf of leavesOf(criteria)) {
    if (leaf.type !== 'people') continue;
    const { certain } = await warehouse.count(await previews.question(site, peopleOf(account, leaf)), {
      purpose: 'interactive',
    });
    counts.set(canonical(leaf.of), certain.known + certain.guests);
  }
  const memberOf = new Set<string>();
  for (const id of referencedSegments(criteria)) {
    const segment = directory.get(site.id, id);
    if (segment?.subject !== 'account') continue;
    const question = await previews.question(site, segment);
    const [next] = await warehouse.page(question, 'certain', account.number - 1, 1, { purpose: 'interactive' });
    if (next === account.number) memberOf.add(id);
  }
  const group = engine.group(site.id, 'account', account.id);
  const input = {
    subject: accountSubject({ id: account.id, traits: group?.traits ?? {} }),
    countPeople: ({ of }: PeopleNode) => ({
      certain: counts.get(canonical(of)) ?? 0,
      unknown: 0,
      all: account.people,
    }),
    events: [],
    request: null,
    isMember: (segment: string) => memberOf.has(segment),
    now: parts.clock(),
    calendar: { timeZone: site.timeZone, weekStart: site.weekStart },
  };
  const explanation = explain(criteria, input, wording);
  if (audience.excludes.includes(account.number)) return { matches: false, by: 'excluded', explanation };
  if (audience.includes.includes(account.number)) return { matches: true, by: 'included', explanation };
  return { matches: explanation.matches, by: 'criteria', explanation };
}

/** Those of the account's people who satisfy a condition about them. */
function peopleOf({ id }: AccountView, { of }: PeopleNode): Audience {
  const here: Criteria = { type: 'property', property: 'account.id', operator: 'equals', value: id, exactCase: true };
  return { criteria: { type: 'all', of: [here, of] }, includeGuests: true, includes: [], excludes: [] };
}
