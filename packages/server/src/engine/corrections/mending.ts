import type { AccountVersion } from '../accounts.js';
import type { Applier } from '../applier.js';
import type { VerifyResult } from '../contract.js';
import type { Core } from '../core.js';
import type { SiteState, Version } from '../site-state.js';
import type { Corrections } from './corrections.js';

const cause = 'mend';

/**
 * Makes live members what SQL says they are: whoever differs is counted anew from their events, asked again, and written
 * again in both stores.
 */
export async function mend(
  core: Core,
  applier: Applier,
  { rebuild, past }: Corrections,
  state: SiteState,
  results: readonly VerifyResult[],
): Promise<void> {
  await core.past.alone(async () => {
    for (const { segment, missing, extra } of results) {
      const differing = [...missing, ...extra];
      if (differing.length === 0) continue;
      const ofAccounts = state.accounts.shown(segment);
      if (ofAccounts !== undefined) {
        await applier.exclusively(() => mendAccounts(core, applier, state, ofAccounts, differing));
        continue;
      }
      const version = state.index.kept.find(({ definition }) => definition.id === segment);
      if (version !== undefined) await mendPeople(version, differing);
    }
    await past.settle();
  });

  async function mendPeople(version: Version, differing: readonly number[]): Promise<void> {
    const { set } = version;
    if (set === null) return;
    const found = new Set<number>();
    await rebuild.of(state, differing, cause, (profile) => {
      found.add(profile.id);
      core.unwritten.membership(set, profile.id, profile.memberships.get(set) ?? null);
    });
    await applier.exclusively(async () => {
      // A member that is nobody.
      for (const id of differing) if (!found.has(id)) core.unwritten.membership(set, id, null);
      await past.write();
      version.size = await core.store.recountSet(set);
    });
  }

  async function mendAccounts(
    core: Core,
    applier: Applier,
    state: SiteState,
    version: AccountVersion,
    differing: readonly number[],
  ): Promise<void> {
    const { accounts } = state;
    await applier.sweep();
    await past.write();
    const site = state.site.id;
    accounts.setPeople(await core.store.groupSizes(site, 'account', null));
    for (const leaf of accounts.leaves.values()) {
      leaf.counts.clear();
      for (const [id, size] of await core.store.groupSizes(site, 'account', leaf.set)) leaf.counts.set(id, size);
    }
    for (const number of differing) {
      const account = accounts.byNumber.get(number);
      if (account !== undefined) {
        applier.accounts.evaluate(state, account, [version], core.now, cause);
        core.unwritten.touchedGroups.set(`${site}/account/${account.id}`, { site, kind: 'account', id: account.id });
      }
      core.unwritten.membership(version.set, number, account?.memberships.get(version.set) ?? null);
    }
    await past.write();
    version.size = await core.store.recountSet(version.set);
  }
}
