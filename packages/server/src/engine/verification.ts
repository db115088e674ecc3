import { overflowOf } from '@kindred/live';
import type { Question } from '@kindred/warehouse';
import type { AccountVersion } from './accounts.js';
import type { Applier } from './applier.js';
import type { VerifyResult } from './contract.js';
import type { Core } from './core.js';
import type { Flusher } from './flusher.js';
import type { Forwarder } from './forwarder.js';
import { presentAudiences } from './in-force.js';
import type { SiteState, Version } from './site-state.js';

const page = 5_000;
/** Differences listed by id for one segment; the count of members tells the rest. */
const listed = 1_000;

/** What a stored definition asks of the warehouse, with the people named resolved to who they are now. */
export async function questionFor(
  core: Core,
  state: SiteState,
  version: Version | AccountVersion,
  now: number,
  position: number,
): Promise<Question> {
  const present = await presentAudiences(core, state, [version.definition]);
  return {
    site: state.site.id,
    audience: present.of(version.definition),
    segment: present.segment,
    now,
    calendar: state.calendar,
    position,
  };
}

/** Compares live members with SQL over the warehouse, both at one log position and one instant. */
export async function verify(
  core: Core,
  applier: Applier,
  flusher: Flusher,
  forwarder: Forwarder,
  state: SiteState,
  segments: readonly string[] | undefined,
): Promise<VerifyResult[]> {
  const still = await applier.exclusively(async () => {
    await applier.sweep();
    await flusher.idle();
    await flusher.flush();
    const release = forwarder.hold();
    const members: { version: Version | AccountVersion; question: Question; profiles: Set<number> }[] = [];
    for (const version of [...state.index.kept, ...state.accounts.kept]) {
      if (version.phase !== 'shown' || version.set === null) continue;
      if (segments !== undefined && !segments.includes(version.definition.id)) continue;
      const profiles = new Set<number>();
      for (let after = 0; ; ) {
        const rows = await core.store.members(version.set, after, page);
        if (rows.length === 0) break;
        for (const { profile } of rows) profiles.add(profile);
        after = rows[rows.length - 1]?.profile ?? after;
      }
      members.push({ version, question: await questionFor(core, state, version, core.now, core.position), profiles });
    }
    return { release, members };
  });
  try {
    await forwarder.settle(600_000);
    const results: VerifyResult[] = [];
    for (const { version, question, profiles } of still.members) {
      const missing: number[] = [];
      const members = profiles.size;
      for await (const block of core.warehouse.matching(question, { purpose: 'report' })) {
        for (const id of block) if (!profiles.delete(id) && missing.length < listed) missing.push(id);
      }
      const differing = [...missing, ...[...profiles].slice(0, listed)];
      const approximate = await overflowing(applier, version, differing);
      const exact = (id: number): boolean => !approximate.has(id);
      results.push({
        segment: version.definition.id,
        members,
        missing: missing.filter(exact),
        extra: [...profiles].slice(0, listed).filter(exact),
        approximate: [...approximate],
      });
    }
    return results;
  } finally {
    still.release();
  }
}

/** Those of whom a leaf of the segment has too many events to be kept, so that its answer may be some minutes old. */
async function overflowing(
  applier: Applier,
  version: Version | AccountVersion,
  profiles: readonly number[],
): Promise<ReadonlySet<number>> {
  if (profiles.length === 0 || version.definition.subject === 'account') return new Set();
  const leaves = 'leaves' in version.audience ? version.audience.leaves : [];
  const found = await applier.people.profiles(profiles);
  return new Set(
    found
      .filter((profile) => leaves.some(({ id }) => overflowOf(profile.leaves.get(id)) !== undefined))
      .map(({ id }) => id),
  );
}
