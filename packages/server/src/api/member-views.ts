import type { SegmentDefinition } from '@kindred/store';
import type { Engine } from '../engine/contract.js';
import { type AccountSummary, summarizeAccount } from './account-views.js';
import { gone, type ProfileSummary, summaries } from './profile-views.js';
import { toInstant } from './schemas/base.js';

type Member = (ProfileSummary | AccountSummary) & { readonly since: string | null };

/** Members of a segment, people or accounts, as the API shows them; those who are gone by their number alone. */
export async function presentMembers(
  engine: Engine,
  { site, subject }: Pick<SegmentDefinition, 'site' | 'subject'>,
  members: readonly { readonly profile: number; readonly since: number | null }[],
): Promise<Member[]> {
  const ids = members.map(({ profile }) => profile);
  if (subject === 'account') {
    const accounts = engine.accountIds(site, ids);
    return members.map(({ profile, since }) => {
      const id = accounts.get(profile);
      const account =
        id === undefined ? { id: `#${profile}`, name: null, people: 0 } : summarizeAccount(engine, site, id);
      return { ...account, since: since === null ? null : toInstant(since) };
    });
  }
  const people = await summaries(engine, site, ids);
  const moved = new Map<number, ProfileSummary>();
  for (const id of ids) {
    if (people.has(id)) continue;
    for (const person of (await summaries(engine, site, [id])).values()) moved.set(id, person);
  }
  return members.map(({ profile, since }) => ({
    ...(people.get(profile) ?? moved.get(profile) ?? gone(profile, since ?? 0)),
    since: since === null ? null : toInstant(since),
  }));
}
