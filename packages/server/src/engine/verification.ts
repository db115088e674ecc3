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
import { longestForward, WarehouseBehindError } from './recount/recount-run.js';
import type { SiteState, Version } from './site-state.js';

const page = 5_000;
/** Compared at one instant: of a million members some fifty megabytes are in memory, fifty questions take seconds. */
const mostMembers = 1_000_000;
const mostSegments = 50;

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

/**
 * Compares members with SQL over the warehouse, both at one log position and instant. A few segments at a time: what is in
 * memory, and how long nothing is applied or forwarded, do not grow with their number.
 *
 * @throws WarehouseBehindError
 */
export async function verify(
  core: Core,
  applier: Applier,
  flusher: Flusher,
  forwarder: Forwarder,
  state: SiteState,
  segments: readonly string[] | undefined,
): Promise<VerifyResult[]> {
  const waiting = [...state.index.kept, ...state.accounts.kept]
    .filter(({ phase, definition }) => phase === 'shown' && segments?.includes(definition.id) !== false)
    .map(({ definition }) => definition.id);
  const results: VerifyResult[] = [];
  while (waiting.length > 0) {
    const { standing, release } = await applier.exclusively(async () => {
      await applier.sweep();
      await flusher.idle();
      await flusher.flush();
      return { standing: await nextPart(core, state, waiting), release: forwarder.hold() };
    });
    try {
      if (!(await forwarder.settle(longestForward))) throw new WarehouseBehindError('compare again once it has');
      for (const one of standing) results.push(await compare(core, applier, state, one));
    } finally {
      release();
    }
  }
  return results;
}

/** Takes those that are compared next from the waiting ones; what is shown no longer is passed over. */
async function nextPart(core: Core, state: SiteState, waiting: string[]): Promise<Standing[]> {
  const standing: Standing[] = [];
  let room = core.options.comparedAtOnce ?? mostMembers;
  while (standing.length < mostSegments) {
    const [next] = waiting;
    if (next === undefined) break;
    const version = state.shown(next);
    if (version !== undefined && version.set !== null) {
      if (standing.length > 0 && version.size > room) break;
      room -= version.size;
      standing.push(await standingOf(core, state, version, version.set));
    }
    waiting.shift();
  }
  return standing;
}

async function standingOf(
  core: Core,
  state: SiteState,
  version: Version | AccountVersion,
  set: number,
): Promise<Standing> {
  const { definition } = version;
  const profiles = new Set<number>();
  for await (const members of membersOf(core, set)) for (const id of members) profiles.add(id);
  const batch = isBatch(definition) ? (state.batches.get(definition.id) ?? null) : null;
  const { at, position } = batch?.lastRun ?? { at: core.now, position: core.position };
  return { version, profiles, batch, question: await questionFor(core, state, version, at, position) };
}

async function compare(
  core: Core,
  applier: Applier,
  state: SiteState,
  { version, batch, question, profiles }: Standing,
): Promise<VerifyResult> {
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
  return {
    segment: version.definition.id,
    members,
    missing: missing.filter(exact),
    extra: extra.filter(exact),
    approximate: [...approximate],
    asOf: question.now,
  };
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
