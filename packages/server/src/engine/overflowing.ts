import type { AccountVersion } from './accounts.js';
import type { SiteState, Version } from './site-state.js';

/** How many people have more events than are kept of a condition of a segment, or of what it asks of people of accounts. */
export function overflowingIn(state: SiteState, shown: Version | AccountVersion | undefined): number {
  if (shown === undefined || state.overflowing.size === 0) return 0;
  const leaves =
    'leaves' in shown.audience
      ? shown.audience.leaves
      : [...shown.audience.sets].flatMap((set) => state.accounts.leaves.get(set)?.version.audience.leaves ?? []);
  const found = new Set<number>();
  for (const { id } of leaves) for (const profile of state.overflowing.get(id) ?? []) found.add(profile);
  return found.size;
}
