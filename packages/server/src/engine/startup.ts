import type { BehaviourNode, Calendar, PeopleNode } from '@kindred/criteria';
import { liveLeaf } from '@kindred/live';
import type { GroupRow, LeafRow, SegmentDefinition, SegmentRuntime } from '@kindred/store';
import { groupRow } from './account-changes.js';
import type { Applier } from './applier.js';
import { decodeBatchState, isBatch, newBatchState } from './batch/batch-state.js';
import type { AcceptedEvent } from './contract.js';
import type { Core } from './core.js';
import { whyDisabled } from './disabled.js';
import type { Flusher } from './flusher.js';
import {
  decodeShown,
  dependents,
  forgetUnused,
  namedIn,
  namedInCriteria,
  residents,
  type StoredShown,
  storedVersion,
} from './in-force.js';
import { presentReferences, type References, sameCalendar, sameMeaning } from './meaning.js';
import { peopleLeaf } from './people-leaves.js';
import type { SwitchPass } from './recount/switch-pass.js';
import { type Group, SiteState } from './site-state.js';
import { storableOf } from './storable.js';
import { noteCalendars } from './stored-calendars.js';

const replayBatches = 200;
const memberPage = 5_000;

/** Loads what the last run stored and replays the log after its checkpoint. */
export async function start(core: Core, applier: Applier, switchPass: SwitchPass, flusher: Flusher): Promise<Loaded> {
  const { state: store, definitions, log } = core.options;
  const checkpoint = await store.checkpoint();
  core.position = checkpoint.position;
  core.nextIdentity = Math.max(1, checkpoint.nextIdentity);
  core.nextNumber = Math.max(1, checkpoint.nextNumber);
  core.now = checkpoint.clock;
  for (const site of await definitions.sites.list()) {
    const state = new SiteState(site);
    core.sites.set(site.id, state);
    for (const group of await store.groups(site.id)) {
      const kind = group.kind as Parameters<SiteState['group']>[0];
      const known = { kind, id: group.id, parent: group.parent, traits: JSON.parse(group.traits) };
      state.groups.set(`${kind}/${group.id}`, known);
      if (kind === 'account') addAccount(core, state, known, group);
    }
    state.accounts.setPeople(await store.groupSizes(site.id, 'account', null));
    for (const definition of await definitions.segments.list(site.id)) state.definitions.set(definition.id, definition);
    core.suppressed.setDropped(site.id, await store.suppressedEvents(site.id));
    await switchPass.load(state);
  }
  await noteCalendars(core);
  await loadBatches(core);
  for (const suppression of await definitions.suppressions.all()) core.suppressed.add(suppression);
  const { ofPeople, abandoned } = await loadLeaves(core);
  await loadPeopleLeaves(core, ofPeople);
  const loaded = await loadVersions(core, applier);
  // Of a million people what a count that did not end had found already is a hundred megabytes.
  core.dropping.add({ leaves: abandoned, sets: await abandonedSets(core) });
  await loadPeriods(core, flusher);
  core.replaying = true;
  for (;;) {
    const batches = await log.read(core.position, replayBatches);
    if (batches.length === 0) break;
    const applied = batches.map((batch) => {
      const skip = new Set(batch.duplicates);
      const fresh = (JSON.parse(batch.body) as AcceptedEvent[]).filter((_, index) => !skip.has(index));
      const events = storableOf(fresh, (error) =>
        core.options.onError(error, `replaying the log at position ${batch.position}; the event is left out`),
      );
      return new Promise<void>((resolve, reject) => {
        applier.add({
          position: batch.position,
          site: batch.site,
          receivedAt: batch.receivedAt,
          events,
          applied: resolve,
          failed: reject,
        });
      });
    });
    await Promise.all(applied);
  }
  core.replaying = false;
  return loaded;
}

/** An account of before accounts had numbers gets one, of which the warehouse learns too. */
function addAccount(core: Core, state: SiteState, group: Group, row: GroupRow): void {
  if (row.number > 0) {
    state.accounts.add(group, row);
    return;
  }
  state.accounts.add(group, { number: core.nextIdentity++, changes: 0, switched: 0 });
  const key = `${state.site.id}/account/${group.id}`;
  core.unwritten.groups.set(key, groupRow(state, group));
  core.unwritten.touchedGroups.set(key, { site: state.site.id, kind: 'account', id: group.id });
}

/** The sets of batch segments, and what is known of their runs: to be there before anything refers to them. */
async function loadBatches(core: Core): Promise<void> {
  for (const { segment, set, shown, batch } of await core.options.definitions.segments.runtimes()) {
    const state = [...core.sites.values()].find(({ definitions }) => definitions.has(segment));
    const definition = state?.definitions.get(segment);
    if (state === undefined || definition?.active !== true || set === null || shown === null) continue;
    if (batch !== null) state.batches.set(segment, decodeBatchState(set, batch, core.options.clock()));
    else if (isBatch(definition)) state.batches.set(segment, newBatchState(set, core.options.clock()));
  }
  for (const state of core.sites.values()) {
    for (const definition of state.definitions.values()) {
      if (!isBatch(definition) || state.batches.has(definition.id)) continue;
      state.batches.set(definition.id, newBatchState(core.nextNumber++, core.options.clock()));
    }
  }
}

type StoredNode = (BehaviourNode | Pick<PeopleNode, 'type' | 'of'>) & { readonly countedBy: Calendar };

interface StoredLeaves {
  /** Rows of sets of people, which are made ready once all other leaves are. */
  readonly ofPeople: readonly LeafRow[];
  /** Leaves of counts that did not end. */
  readonly abandoned: readonly number[];
}

async function loadLeaves(core: Core): Promise<StoredLeaves> {
  const { definitions } = core.options;
  const abandoned: number[] = [];
  const ofPeople: LeafRow[] = [];
  for (const row of await definitions.leaves.list()) {
    const state = core.sites.get(row.site);
    if (state === undefined || row.state !== 'ready') {
      abandoned.push(row.id);
      continue;
    }
    const { countedBy: calendar, ...node } = JSON.parse(row.definition) as StoredNode;
    if (node.type === 'people') {
      ofPeople.push(row);
      continue;
    }
    state.leaves.add({
      id: row.id,
      key: row.key,
      leaf: liveLeaf(row.id, row.key, node, calendar),
      calendar,
      state: 'ready',
    });
  }
  return { ofPeople, abandoned };
}

type StoredPeopleNode = Pick<PeopleNode, 'of'> & {
  readonly references?: readonly SegmentDefinition[];
  readonly countedBy: Calendar;
};

async function loadPeopleLeaves(core: Core, rows: readonly LeafRow[]): Promise<void> {
  const lost: number[] = [];
  const sizes = await core.store.countMembers(rows.map(({ id }) => id));
  for (const row of rows) {
    const state = core.sites.get(row.site);
    if (state === undefined) continue;
    const { references, countedBy: calendar, ...node } = JSON.parse(row.definition) as StoredPeopleNode;
    // A row from before references were stored says nothing of them.
    const known = new Map(references?.map((one) => [one.id, one]));
    const meanings = references === undefined ? state.definitions : known;
    const resident = await residents(core, namedInCriteria(meanings, node.of));
    let complete = true;
    const leaf = peopleLeaf(core, state, node, meanings, { set: row.id, size: sizes.get(row.id) ?? 0 }, resident, {
      calendar,
      leafFor: (key, behaviour) => {
        const ready = state.leaves.ready(key, calendar);
        complete &&= ready !== undefined;
        return ready?.leaf ?? liveLeaf(0, key, behaviour, calendar);
      },
    });
    if (!complete) {
      lost.push(row.id);
      continue;
    }
    for (const [id, size] of await core.store.groupSizes(row.site, 'account', row.id)) leaf.counts.set(id, size);
    state.accounts.leaves.set(row.id, leaf);
    state.versions.add(leaf.version);
  }
  await core.options.definitions.leaves.delete(lost);
}

/**
 * Sets of counts that did not end, and those shown no longer that the last run did not come to drop. What a segment is
 * stored to have shown stays, also where it cannot be shown now.
 */
async function abandonedSets(core: Core): Promise<number[]> {
  const used = new Set((await core.options.definitions.segments.runtimes()).map(({ set }) => set));
  for (const { index, accounts, batches } of core.sites.values()) {
    const versions = [...accounts.versions, ...batches.values()];
    for (const set of [...index.heldSets, ...versions.map((one) => one.set)]) used.add(set);
  }
  return (await core.store.sets()).filter((set) => !used.has(set));
}

/** Who is in the sets of accounts that are shown, or were until a switch that not all were told of. */
async function loadAccountMembers(core: Core, state: SiteState): Promise<void> {
  const shown = [...state.accounts.versions].map(({ set }) => set);
  const replaced = state.switches.flatMap(({ pairs }) =>
    pairs.flatMap(({ old, next }) => (old === null || !shown.includes(next) ? [] : [old])),
  );
  for (const set of new Set([...shown, ...replaced])) {
    for (let after = 0; ; ) {
      const rows = await core.store.members(set, after, memberPage);
      if (rows.length === 0) break;
      for (const { profile, since } of rows) state.accounts.byNumber.get(profile)?.memberships.set(set, since);
      after = rows[rows.length - 1]?.profile ?? after;
    }
  }
}

/**
 * Goes on with the periods of segments that are shown, and ends those of segments that are not: they were put out of force,
 * or what they showed is lost, when the process ended. To be called before anything of the log is applied again.
 */
async function loadPeriods(core: Core, flusher: Flusher): Promise<void> {
  const { segments } = core.options.definitions;
  const states = [...core.sites.values()];
  let ended = false;
  for (const runtime of await segments.runtimes()) {
    const { segment, set, shownSince } = runtime;
    const state = states.find(({ definitions }) => definitions.has(segment));
    const shown = state?.shown(segment);
    if (state !== undefined && shown !== undefined && set !== null && shown.set === set) {
      if (shownSince !== null) core.periods.open(segment, shownSince);
      else {
        await core.periods.begin(state.site.id, segment, set, () => flusher.flush());
        await segments.saveRuntimes([{ ...runtime, shownSince: core.periods.sinceOf(segment) }]);
      }
    } else if (shownSince !== null) {
      // Where not everybody was told of the first members, the period is not known.
      const told = state?.switches.every(({ pairs }) => pairs.every(({ next }) => next !== set)) ?? true;
      if (told) await core.periods.record({ segment, since: shownSince, until: core.now });
      await segments.saveRuntimes([{ ...runtime, shownSince: null }]);
      ended = true;
    }
  }
  // What begins now is not of the same instant.
  if (ended) core.now += 1;
}

/** What the next start has to put into force again, or to leave as it is. */
export interface Loaded {
  /** Segments whose shown form is out of date, a list a site. */
  readonly stale: readonly { readonly state: SiteState; readonly segments: readonly string[] }[];
  /** Those whose last count was cancelled, and why they show what they did before. */
  readonly cancelled: ReadonlyMap<string, string>;
}

async function loadVersions(core: Core, applier: Applier): Promise<Loaded> {
  const { definitions } = core.options;
  const runtimes = new Map((await definitions.segments.runtimes()).map((runtime) => [runtime.segment, runtime]));
  const stale: { state: SiteState; segments: string[] }[] = [];
  const cancelled = new Map<string, string>();
  for (const state of core.sites.values()) {
    const lost: string[] = [];
    const sizes = await core.store.countMembers(
      [...runtimes.values()].flatMap(({ set }) => (set === null ? [] : [set])),
    );
    for (const definition of state.definitions.values()) {
      if (!definition.active) continue;
      const runtime = runtimes.get(definition.id);
      const [last] = (await core.store.changes(state.site.id, { segment: definition.id }, null, 1)).rows;
      if (last !== undefined) state.lastChanges.set(definition.id, last.at);
      const shown =
        runtime?.shown == null || whyDisabled(state, definition) !== null
          ? null
          : decodeShown(runtime.shown, shownBefore(state, runtimes));
      const version =
        shown === null
          ? null
          : storedVersion(
              state,
              shown,
              runtime?.set ?? null,
              sizes.get(runtime?.set ?? 0) ?? 0,
              await residents(core, namedIn(shown.references, shown.definition)),
            );
      if (version?.subject === 'person') state.versions.add(version.version);
      if (version?.subject === 'account') state.accounts.versions.add(version.version);
      // What was in its set is not known any more.
      if (version === null && isBatch(definition)) {
        state.batches.set(definition.id, newBatchState(core.nextNumber++, core.options.clock()));
      }
      if (runtime !== undefined && wasCancelled(runtime, definition) && (version !== null || runtime.shown === null)) {
        cancelled.set(definition.id, runtime.error ?? '');
      } else if (version === null) lost.push(definition.id);
    }
    const unused = forgetUnused(state);
    await definitions.leaves.abandon(unused.leaves);
    core.dropping.add(unused);
    const outdated = outdatedOf(state).filter((id) => !cancelled.has(id));
    await loadAccountMembers(core, state);
    applier.accounts.scheduleAll(state, core.now);
    // An edit that no longer came into force was to take along the segments that refer to it.
    const affected = new Set([...lost, ...outdated].flatMap((id) => [id, ...dependents(state, id)]));
    if (affected.size > 0) stale.push({ state, segments: [...affected] });
  }
  return { stale, cancelled };
}

/** What segments were shown as by a version of the program that did not store what they refer to. */
function shownBefore(state: SiteState, runtimes: ReadonlyMap<string, SegmentRuntime>): References {
  return {
    get: (id) => {
      const definition = state.definitions.get(id);
      const shown = definition?.active === true ? runtimes.get(id)?.shown : undefined;
      if (shown == null) return definition;
      const { references: _, calendar: __, ...before } = JSON.parse(shown) as StoredShown;
      return before;
    },
  };
}

/** An edit that came after the count was cancelled is counted. */
function wasCancelled({ state, updatedAt }: SegmentRuntime, definition: SegmentDefinition): boolean {
  return state === 'failed' && definition.updatedAt <= updatedAt;
}

/** Shown segments that show something else than they mean, or what they refer to, or by another calendar than the site's. */
function outdatedOf(state: SiteState): string[] {
  const present = presentReferences(state);
  const outdated: string[] = [];
  for (const definition of state.definitions.values()) {
    const shown = state.shown(definition.id);
    if (!definition.active || shown === undefined) continue;
    const differs =
      !sameCalendar(shown.calendar, state.calendar) ||
      [...shown.references].some(([id, before]) => {
        const now = present.get(id);
        return now === undefined || !sameMeaning(before, now);
      });
    if (differs || !sameMeaning(shown.definition, definition)) outdated.push(definition.id);
  }
  return outdated;
}
