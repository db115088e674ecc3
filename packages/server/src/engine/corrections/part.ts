import { absorbFacts, type Known, mergeLeaf, newProfile, type Profile, partFacts } from '@kindred/live';
import type { IdentityRow } from '@kindred/store';
import { z } from 'zod';
import { groupsOf } from '../absorb.js';
import type { Applier } from '../applier.js';
import type { Core } from '../core.js';
import { namedIn, residents } from '../in-force.js';
import type { SiteState } from '../site-state.js';
import type { Transitions } from '../transitions.js';
import { type Past, type PastReading, statesAfter } from './past-reading.js';
import type { Rebuild } from './rebuild.js';

/** Number of the anonymous identity that is to be of its own again. */
export const partedIdentity = z.object({ identity: z.number() });

/** The profiles of both afterwards. */
export interface Parted {
  /** Absent where an earlier attempt had got as far. */
  readonly user?: number;
  /** Of the anonymous id: a guest's, or that of the user who claimed it next. */
  readonly parted: number;
}

interface Times {
  readonly first: number;
  readonly last: number;
}

/**
 * Takes an anonymous id out of a user's profile, as if the user had never claimed it: each keeps the events that carry
 * its identities and what came with them, and both are counted anew. Its past becomes a guest's again, or that of the
 * first of the others who claimed it. One flush has all of it; done again, it finds nothing left to do.
 */
export class Parting {
  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly transitions: Transitions,
    private readonly past: PastReading,
    private readonly rebuild: Rebuild,
  ) {}

  async part(state: SiteState, identity: number): Promise<Parted> {
    const { core } = this;
    await this.past.settle();
    const [row] = await core.store.identitiesById([identity]);
    if (row === undefined || row.claimedBy === null) return { parted: row?.profile ?? identity };
    const [userRow] = await core.store.identities(row.site, [row.claimedBy], []);
    const rest = (await core.store.identitiesOf(row.profile)).filter(({ id }) => id !== identity);
    const [theirTimes, restTimes] = [
      await core.warehouse.seen(row.site, [identity]),
      await core.warehouse.seen(
        row.site,
        rest.map(({ id }) => id),
      ),
    ];
    return this.past.of(state, [row.profile], async (pasts) => {
      const past = pasts.get(row.profile);
      const profile = core.profiles.get(row.profile);
      if (past === undefined || profile === undefined || userRow === undefined) return { parted: row.profile };
      // Others may have come with the id, or become who they are named as, while its past was read.
      await this.past.write();
      const [present = row] = await core.store.identitiesById([identity]);
      return this.divide(state, profile, { row: present, userRow, past, theirTimes, restTimes });
    });
  }

  private async divide(
    state: SiteState,
    profile: Profile,
    found: {
      readonly row: IdentityRow;
      readonly userRow: IdentityRow;
      readonly past: Past;
      readonly theirTimes: Times | null;
      readonly restTimes: Times | null;
    },
  ): Promise<Parted> {
    const { core } = this;
    const { row, userRow, past, theirTimes, restTimes } = found;
    this.transitions.settle(state, profile, core.now);
    const others = (await core.store.anonymousClaims(row.site, row.value)).filter(({ id }) => id !== row.id);
    const heir = others[0];
    if (heir !== undefined) await this.applier.people.profiles([heir.profile]);
    // A profile has the number of its first identity; where that is the parted one, the user goes on under their own.
    const founding = profile.id === row.id;
    const userProfile = founding ? userRow.id : profile.id;
    const changed = this.identitiesAfter(row, past.identities, others, founding ? userProfile : null);
    await this.nameAnew(state, changed);

    const { theirs, rest } = partFacts(profile, new Set([row.id]));
    const now = core.now;
    const theirLeaves = statesAfter(
      state,
      past.events.filter(({ identity }) => identity === row.id),
      now,
    );
    const restLeaves = statesAfter(
      state,
      past.events.filter(({ identity }) => identity !== row.id),
      now,
    );
    const user = founding ? this.created(profile, userRow.id, userRow.value, restTimes) : profile;
    if (!founding) keepTimes(profile, theirTimes, restTimes);
    user.joins = Math.max(0, profile.joins - 1);
    this.become(state, user, rest, restLeaves);

    if (heir === undefined) {
      const guest = founding ? profile : this.created(profile, row.id, null, theirTimes);
      if (founding) {
        guest.userId = null;
        guest.joins = 0;
        guest.firstSeen = theirTimes?.first ?? guest.firstSeen;
        guest.lastSeen = theirTimes?.last ?? guest.lastSeen;
      }
      this.become(state, guest, theirs, theirLeaves);
    } else {
      if (founding) this.vanish(state, profile);
      this.inherit(state, heir.profile, theirs, theirLeaves, theirTimes);
    }
    await this.applier.accounts.settle(now, 'unmerge');
    core.identities.correct(changed);
    await this.past.write();
    core.identities.forget(changed);
    return { user: user.id, parted: heir?.profile ?? row.id };
  }

  /** Rows as they are once the claim is gone. Rule 9: the past is the first claimant's, what follows the latest one's. */
  private identitiesAfter(
    row: IdentityRow,
    all: readonly IdentityRow[],
    others: readonly IdentityRow[],
    userProfile: number | null,
  ): IdentityRow[] {
    const heir = others[0];
    const parted: IdentityRow =
      heir === undefined
        ? { ...row, claimedBy: null, current: true, profile: row.id }
        : { ...row, claimedBy: heir.claimedBy, current: false, profile: heir.profile };
    const latest = others.at(-1);
    const handed = row.current && latest !== undefined ? [{ ...latest, current: true }] : [];
    const moved =
      userProfile === null
        ? []
        : all.filter(({ id }) => id !== row.id).map((one) => ({ ...one, profile: userProfile }));
    return [parted, ...moved, ...handed];
  }

  /** Has every segment that names people know who they are from here on. */
  private async nameAnew(state: SiteState, changed: readonly IdentityRow[]): Promise<void> {
    const versions = [...state.versions];
    const names = versions.flatMap(({ definition, references }) => namedIn(references, definition));
    if (names.length === 0) return;
    const resident = new Map(await residents(this.core, names));
    for (const { id, profile } of changed) resident.set(id, profile);
    for (const { audience } of versions) audience.named((id) => resident.get(id) ?? id);
  }

  private created(from: Profile, id: number, userId: string | null, times: Times | null): Profile {
    const { core } = this;
    const profile = newProfile(id, from.site, userId, times?.first ?? core.now, core.switchNumber);
    profile.lastSeen = times?.last ?? core.now;
    // One of this number may have been there before it was joined: its changes had names that must not come again.
    profile.changes = core.now;
    core.touch(profile);
    return profile;
  }

  /** Gives a profile what is known of it now. */
  private become(state: SiteState, profile: Profile, known: Known, leaves: Profile['leaves']): void {
    const before = groupsOf(profile);
    const after = groupsOf(known);
    const among = (groups: ReturnType<typeof groupsOf>, [kind, id]: (typeof groups)[number]): boolean =>
      groups.some(([otherKind, other]) => otherKind === kind && other === id);
    for (const group of before) {
      if (!among(after, group)) this.transitions.belongs(state, profile, group[0], group[1], false);
    }
    for (const group of after) {
      if (!among(before, group)) this.transitions.belongs(state, profile, group[0], group[1], true);
    }
    const { traits, traitTimes, groups, origin, parts } = known;
    Object.assign(profile, { traits, traitTimes, groups, origin, parts, leaves });
    this.rebuild.askAgain(state, profile, 'unmerge');
  }

  private inherit(state: SiteState, heir: number, theirs: Known, leaves: Profile['leaves'], times: Times | null): void {
    const profile = this.core.profiles.get(heir);
    if (profile === undefined) return;
    this.transitions.settle(state, profile, this.core.now);
    for (const [kind, id] of groupsOf(theirs)) {
      if (!profile.groups[kind]?.includes(id)) this.transitions.belongs(state, profile, kind, id, true);
    }
    absorbFacts(profile, theirs);
    profile.firstSeen = Math.min(profile.firstSeen, times?.first ?? profile.firstSeen);
    profile.lastSeen = Math.max(profile.lastSeen, times?.last ?? profile.lastSeen);
    for (const id of leaves.keys()) {
      const leaf = state.index.leavesById.get(id);
      if (leaf === undefined) continue;
      const merged = mergeLeaf(leaf, profile.leaves.get(id), leaves.get(id), this.core.now);
      if (merged !== undefined) profile.leaves.set(id, merged);
    }
    this.rebuild.askAgain(state, profile, 'unmerge');
  }

  /** Ends a profile that nobody is any more. */
  private vanish(state: SiteState, profile: Profile): void {
    const { core } = this;
    for (const set of profile.memberships.keys()) {
      this.transitions.setMember(state, profile, set, null, core.now, 'unmerge');
    }
    for (const [kind, id] of groupsOf(profile)) this.transitions.belongs(state, profile, kind, id, false);
    core.forget(profile.id, state.site.id);
  }
}

/** First and last time seen that were the parted one's alone become those of the rest. */
function keepTimes(profile: Profile, theirs: Times | null, rest: Times | null): void {
  if (theirs === null || rest === null) return;
  if (profile.firstSeen === theirs.first) profile.firstSeen = rest.first;
  if (profile.lastSeen === theirs.last) profile.lastSeen = rest.last;
}
