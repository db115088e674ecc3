import { overflowOf } from '@kindred/live';
import type { Question } from '@kindred/warehouse';
import type { AccountVersion } from './accounts.js';
import type { Applier } from './applier.js';
import { type BatchState, isBatch } from './batch/batch-state.js';
import type { VerifyResult } from './contract.js';
import type { Core } from './core.js';
import type { Flusher } from './flusher.js';
import type { Forwarder } from './forwarder.js';
import { presentAudiences } from './in-force.js';
import type { SiteState, Version } from './site-state.js';

const page = 5_000;

/** What a stored definition asks of the warehouse, with the people named resolved to who they are now. */
export async function questionFor(
  core: Core,
  state: SiteState,
  { definition, references, calendar }: Pick<Version, 'definition' | 'references' | 'calendar'>,
  now: number,
  position: number,
): Promise<Question> {
  const present = await presentAudiences(core, references, [definition]);
  return {
    site: state.site.id,
    audience: present.of(definition),
    segment: present.segment,
    now,
    calendar,
    position,
  };
}

/** The stored members of a set, in pages. */
export async function* membersOf(core: Pick<Core, 'store'>, set: number): AsyncGenerator<readonly number[], void> {
  for (let after = 0; ; ) {
    const rows = await core.store.members(set, after, page);
    if (rows.length === 0) return;
    yield rows.map(({ profile }) => profile);
    after = rows[rows.length - 1]?.profile ?? after;
  }
}

/** One segment as it stood, and what is to be asked about it. */
interface Standing {
  readonly version: Version | AccountVersion;
  readonly profiles: Set<number>;
  readonly question: Question;
  /** Of a batch segment its runs: it is compared as of the last one. */
  readonly batch: BatchState | null;
}

/** Compares members with SQL over the warehouse, both at one log position and instant. */
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
    const standing: Standing[] = [];
    for (const version of [...state.index.kept, ...state.accounts.kept]) {
      if (version.phase !== 'shown' || version.set === null) continue;
      const { definition } = version;
      if (segments !== undefined && !segments.includes(definition.id)) continue;
      const profiles = new Set<number>();
      for await (const members of membersOf(core, version.set)) for (const id of members) profiles.add(id);
      const batch = isBatch(definition) ? (state.batches.get(definition.id) ?? null) : null;
      const { at, position } = batch?.lastRun ?? { at: core.now, position: core.position };
      standing.push({ version, profiles, batch, question: await questionFor(core, state, version, at, position) });
    }
    return { release, standing };
  });
  try {
    await forwarder.settle(600_000);
    const results: VerifyResult[] = [];
    for (const { version, batch, question, profiles } of still.standing) {
      const missing: number[] = [];
      const members = profiles.size;
      for await (const block of core.warehouse.matching(question, { purpose: 'report' })) {
        for (const id of block) if (!profiles.delete(id)) missing.push(id);
      }
      const extra = [...profiles];
      const differing = [...missing, ...extra];
      const approximate =
        batch === null
          ? await overflowing(applier, version, differing)
          : await changedSinceRun(core, state, batch, differing);
      const exact = (id: number): boolean => !approximate.has(id);
      results.push({
        segment: version.definition.id,
        members,
        missing: missing.filter(exact),
        extra: extra.filter(exact),
        approximate: [...approximate],
        asOf: question.now,
      });
    }
    return results;
  } finally {
    still.release();
  }
}

/** Those of whom SQL cannot say any more what they were at the last run: something else than an event came since. */
async function changedSinceRun(
  core: Core,
  state: SiteState,
  { lastRun, underway }: BatchState,
  differing: readonly number[],
): Promise<ReadonlySet<number>> {
  if (differing.length === 0) return new Set();
  if (lastRun === null || underway !== null) return new Set(differing);
  if (await core.options.definitions.corrections.anyDoneSince(lastRun.at)) return new Set(differing);
  const changed = new Set<number>();
  for (let from = 0; from < differing.length; from += page) {
    const some = differing.slice(from, from + page);
    for (const id of await core.warehouse.changedSince(state.site.id, some, lastRun.number)) changed.add(id);
  }
  return changed;
}

/** Those of whom a leaf of the segment has too many events to be kept, so that its answer may be some minutes old. */
async function overflowing(
  applier: Applier,
  version: Version | AccountVersion,
  profiles: readonly number[],
): Promise<ReadonlySet<number>> {
  if (profiles.length === 0 || version.definition.subject === 'account') return new Set();
  const leaves = 'leaves' in version.audience ? version.audience.leaves : [];
  const found = new Set<number>();
  for (let from = 0; from < profiles.length; from += page) {
    for (const profile of await applier.people.profiles(profiles.slice(from, from + page))) {
      if (leaves.some(({ id }) => overflowOf(profile.leaves.get(id)) !== undefined)) found.add(profile.id);
    }
  }
  return found;
}
