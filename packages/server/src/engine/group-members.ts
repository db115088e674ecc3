import type { Core } from './core.js';

/** Members of a group looked at in one go. */
const chunk = 500;

/**
 * Ids of the profiles that belong to a group, or did until the next flush, in chunks. Those in a flush under way are
 * neither unwritten nor stored yet, so it has to be waited for first.
 */
export async function* membersOfGroup(
  core: Core,
  site: number,
  kind: string,
  group: string,
): AsyncIterable<readonly number[]> {
  yield [...core.unwritten.groupMembers.values()]
    .filter((row) => row.site === site && row.kind === kind && row.group === group)
    .map((row) => row.profile);
  for (let after = 0; ; ) {
    const ids = await core.store.groupMembers(site, kind, group, after, chunk);
    if (ids.length === 0) return;
    after = ids[ids.length - 1] ?? after;
    yield ids;
  }
}
