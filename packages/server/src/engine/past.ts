import { type Calendar, compareMarks, type Mark } from '@kindred/criteria';
import type { CountLeaf, LeafState, LiveLeaf, MarkLeaf } from '@kindred/live';
import type { Run } from '@kindred/warehouse';
import type { Core } from './core.js';
import type { RegisteredLeaf } from './leaf-registry.js';
import type { SiteState } from './site-state.js';

/** What a leaf keeps of some of one profile's past. */
export interface PastState {
  readonly profile: number;
  readonly state: LeafState;
  /** Whether it is all of this profile's past of the leaf. */
  readonly whole: boolean;
}

/** Up to which log position the past is asked for, and by which calendar. */
interface Moment {
  readonly position: number;
  readonly calendar: Calendar;
}

/** Some profiles' pasts of one leaf. */
interface Past {
  readonly leaf: LiveLeaf;
  readonly rows: readonly PastState[];
}

/**
 * The states of leaves as of a position, of everybody who has any; what comes several times is to be merged.
 *
 * @param tag of the statements, by which they can be cancelled
 */
export async function* pastOf(
  core: Core,
  state: SiteState,
  started: Moment & { readonly leaves: readonly RegisteredLeaf[] },
  tag: string,
): AsyncGenerator<Past> {
  const run: Run = { purpose: 'backfill', tag };
  const all = started.leaves.map(({ leaf }) => leaf);
  yield* counted(
    core,
    state,
    all.filter((leaf) => leaf.form === 'count'),
    started,
    run,
  );
  for (const leaf of all) if (leaf.form === 'marks') yield* marked(core, state, leaf, started, run);
}

async function* counted(
  core: Core,
  { site }: SiteState,
  leaves: readonly CountLeaf[],
  { position, calendar }: Moment,
  run: Run,
): AsyncGenerator<Past> {
  const past = { position, calendar };
  for await (const block of core.warehouse.leafCounts(site.id, leaves, past, run)) {
    const byLeaf = new Map<LiveLeaf, PastState[]>();
    for (const { leaf: index, profile, count, times, whole } of block) {
      const leaf = leaves[index];
      if (leaf === undefined) continue;
      const row = { profile, state: { n: count, t: [...times] }, whole };
      const rows = byLeaf.get(leaf);
      if (rows === undefined) byLeaf.set(leaf, [row]);
      else rows.push(row);
    }
    for (const [leaf, rows] of byLeaf) yield { leaf, rows };
  }
}

async function* marked(
  core: Core,
  { site }: SiteState,
  leaf: MarkLeaf,
  { position, calendar }: Moment,
  run: Run,
): AsyncGenerator<Past> {
  for await (const block of core.warehouse.leafEvents(site.id, leaf.node, position, run, calendar)) {
    const marks = new Map<number, Mark[]>();
    for (const event of block) {
      const mark = leaf.behaviour.mark(event);
      if (mark === null || leaf.behaviour.expires(mark) <= core.now) continue;
      const known = marks.get(event.profile);
      if (known === undefined) marks.set(event.profile, [mark]);
      else known.push(mark);
    }
    yield {
      leaf,
      rows: [...marks].map(([profile, found]) => ({ profile, state: { e: found.sort(compareMarks) }, whole: false })),
    };
  }
}
