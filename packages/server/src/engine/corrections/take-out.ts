import type { Profile } from '@kindred/live';
import type { IdentityRow } from '@kindred/store';
import { groupsOf } from '../absorb.js';
import type { Core } from '../core.js';
import type { SiteState } from '../site-state.js';
import type { Transitions } from '../transitions.js';

/** What is left to be done once the flush with it is written. */
export interface TakenOut {
  /** Ids that nobody else has come under. */
  readonly nobodys: readonly IdentityRow[];
  /** Rows to be read anew from then on. */
  readonly changed: readonly IdentityRow[];
}

/**
 * Ends a person in the state, between two pieces of work: memberships, groups and ids.
 *
 * @param going identities of everybody who is ended together: nothing is handed to these
 */
export async function takeOut(
  core: Core,
  transitions: Transitions,
  state: SiteState,
  profile: Profile,
  rows: readonly IdentityRow[],
  going: ReadonlySet<number>,
  cause: string,
): Promise<TakenOut> {
  const { handed, nobodys } = await claimsAfter(core, rows, going);
  transitions.settle(state, profile, core.now);
  for (const set of profile.memberships.keys()) transitions.setMember(state, profile, set, null, core.now, cause);
  for (const [kind, id] of groupsOf(profile)) transitions.belongs(state, profile, kind, id, false);
  core.forget(profile.id, state.site.id);
  core.identities.correct(handed, rows);
  return { nobodys, changed: [...handed, ...rows] };
}

/** Which ids nobody else has come under, and whose what follows under the others is now. */
async function claimsAfter(
  core: Core,
  rows: readonly IdentityRow[],
  going: ReadonlySet<number>,
): Promise<{ readonly handed: IdentityRow[]; readonly nobodys: IdentityRow[] }> {
  const handed: IdentityRow[] = [];
  const nobodys: IdentityRow[] = [];
  for (const row of rows) {
    const claims = row.kind === 'user' ? [] : await core.store.anonymousClaims(row.site, row.value);
    const others = claims.filter(({ id }) => !going.has(id));
    const latest = others.at(-1);
    if (latest === undefined) nobodys.push(row);
    else if (!others.some(({ current }) => current)) handed.push({ ...latest, current: true });
  }
  return { handed, nobodys };
}
