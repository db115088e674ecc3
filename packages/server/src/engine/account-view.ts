import type { AccountView } from './contract.js';
import type { SiteState } from './site-state.js';

/** An account with the segments that it is in at an instant, whether or not the sweep has come by. */
export function viewOfAccount(state: SiteState, id: string, now: number): AccountView | null {
  const account = state.accounts.byId.get(id);
  const sight = state.accounts.sight(id, now);
  if (account === undefined || sight === null) return null;
  const memberships = state.accounts.kept.flatMap(({ definition, set, audience, phase }) => {
    if (phase !== 'shown' || !audience.holds(sight)) return [];
    return [{ segment: definition.id, since: account.memberships.get(set) ?? account.dueAt ?? now }];
  });
  return { id, number: account.number, people: sight.people, memberships };
}
