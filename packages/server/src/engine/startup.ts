import type { BehaviourNode } from '@kindred/criteria';
import { liveLeaf } from '@kindred/live';
import type { SegmentDefinition } from '@kindred/store';
import type { Applier } from './applier.js';
import type { AcceptedEvent } from './contract.js';
import type { Core } from './core.js';
import { dependents, namedIn, residents, storedVersion, unusedLeaves } from './in-force.js';
import { sameMeaning } from './meaning.js';
import { SiteState } from './site-state.js';
import type { SwitchPass } from './switch-pass.js';

const replayBatches = 200;

/** Loads what the last run stored and replays the log after its checkpoint. Returns segments whose shown form is out of date. */
export async function start(
  core: Core,
  applier: Applier,
  switchPass: SwitchPass,
): Promise<readonly { state: SiteState; segments: string[] }[]> {
  const { state: store, definitions, log } = core.options;
  const checkpoint = await store.checkpoint();
  core.position = checkpoint.position;
  core.nextIdentity = Math.max(1, checkpoint.nextIdentity);
  core.now = checkpoint.clock;
  for (const site of await definitions.sites.list()) {
    const state = new SiteState(site);
    core.sites.set(site.id, state);
    for (const group of await store.groups(site.id)) {
      const kind = group.kind as Parameters<SiteState['group']>[0];
      state.groups.set(`${kind}/${group.id}`, {
        kind,
        id: group.id,
        parent: group.parent,
        traits: JSON.parse(group.traits),
      });
    }
    for (const definition of await definitions.segments.list(site.id)) state.definitions.set(definition.id, definition);
    await switchPass.load(state);
  }
  await loadLeaves(core);
  const stale = await loadVersions(core);
  core.replaying = true;
  for (;;) {
    const batches = await log.read(core.position, replayBatches);
    if (batches.length === 0) break;
    const applied = batches.map((batch) => {
      const skip = new Set(batch.duplicates);
      const events = (JSON.parse(batch.body) as AcceptedEvent[]).filter((_, index) => !skip.has(index));
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
  return stale;
}

async function loadLeaves(core: Core): Promise<void> {
  const { definitions } = core.options;
  const abandoned: number[] = [];
  for (const row of await definitions.leaves.list()) {
    const state = core.sites.get(row.site);
    if (state === undefined || row.state !== 'ready') {
      abandoned.push(row.id);
      continue;
    }
    const node = JSON.parse(row.definition) as BehaviourNode;
    state.leaves.set(row.id, {
      id: row.id,
      key: row.key,
      leaf: liveLeaf(row.id, row.key, node, state.calendar),
      state: 'ready',
    });
  }
  await definitions.leaves.delete(abandoned);
}

async function loadVersions(core: Core): Promise<{ state: SiteState; segments: string[] }[]> {
  const { definitions } = core.options;
  const runtimes = new Map((await definitions.segments.runtimes()).map((runtime) => [runtime.segment, runtime]));
  const stale: { state: SiteState; segments: string[] }[] = [];
  for (const state of core.sites.values()) {
    const segments: string[] = [];
    const sizes = await core.store.countMembers(
      [...runtimes.values()].flatMap(({ set }) => (set === null ? [] : [set])),
    );
    for (const definition of state.definitions.values()) {
      if (!definition.active) continue;
      const runtime = runtimes.get(definition.id);
      const shown = runtime?.shown == null ? null : (JSON.parse(runtime.shown) as SegmentDefinition);
      const version =
        shown === null
          ? null
          : storedVersion(
              state,
              shown,
              runtime?.set ?? null,
              sizes.get(runtime?.set ?? 0) ?? 0,
              await residents(core, namedIn(state, shown)),
            );
      if (version !== null) state.versions.add(version);
      if (version === null || shown === null || !sameMeaning(shown, definition)) segments.push(definition.id);
    }
    for (const id of unusedLeaves(state)) state.leaves.delete(id);
    state.reindex();
    // An edit that no longer came into force was to take along the segments that refer to it.
    const affected = new Set(segments.flatMap((id) => [id, ...dependents(state, id)]));
    if (affected.size > 0) stale.push({ state, segments: [...affected] });
  }
  return stale;
}
