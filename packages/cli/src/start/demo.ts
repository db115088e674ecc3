import type { Criteria } from '@kindred/criteria';
import { type DemoSegment, demoSite, events, groups, people, segments } from '@kindred/example-bank';
import type { RunningServer } from '@kindred/server';
import { CommandError } from '../command-error.js';
import { type Progress, showProgress } from '../terminal/progress.js';
import type { Management } from './management.js';

const historyPeople = 20_000;
const historyEvents = 1_000_000;

/**
 * Makes the bank: its site and keys, groups, people and 90 days of history through the historical import, and its
 * segments, which then count that past. Everything goes the product's own way. The data directory must be a new one.
 * Rejects soon after `stop`, with nothing under way that closing the server would not wait for.
 */
export async function makeDemo(
  server: RunningServer,
  management: Management,
  clock: () => number,
  stop: AbortSignal,
): Promise<void> {
  const { engine } = server;
  await management.post('/v1/sites', {
    id: demoSite.slug,
    name: demoSite.name,
    timeZone: demoSite.timeZone,
    weekStart: demoSite.weekStart,
  });
  for (const type of ['write', 'decide'] as const) {
    await management.post('/v1/keys', { type, name: 'Demo' }, demoSite.slug);
  }
  const site = (await server.store.definitions.sites.list()).find((one) => one.slug === demoSite.slug);
  if (site === undefined) throw new CommandError('failed', 'The demo could not be made: its site is not there.');

  const options = { now: clock(), people: historyPeople, events: historyEvents };
  for (const group of groups(options)) {
    stop.throwIfAborted();
    await engine.putGroup(site.id, group.kind, group.id, { traits: group.traits, parent: group.parent });
  }
  await showProgress('People', clock, async (bar) => {
    await engine.importPeople(site.id, until(stop, people(options)), (done) => bar.update(done, null));
    bar.finish('People and their groups are in');
  });
  await showProgress('History', clock, async (bar) => {
    await engine.importEvents(site.id, until(stop, events(options)), (done) => bar.update(done, historyEvents));
    bar.finish('90 days of history are in');
  });
  await showProgress('Segments', clock, (bar) => makeSegments(server, management, site.id, clock, stop, bar));
  await engine.settle(60_000);
}

/** The same until `stop`, and its reason then: whoever reads this ends as for a source that has failed. */
async function* until<T>(stop: AbortSignal, source: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const one of source) {
    stop.throwIfAborted();
    yield one;
  }
}

/** Creates them in order, the ones that others refer to first, and waits until all have counted the past. */
async function makeSegments(
  server: RunningServer,
  management: Management,
  site: number,
  clock: () => number,
  stop: AbortSignal,
  bar: Progress,
): Promise<void> {
  const ids = new Map<string, string>();
  for (const segment of segments) {
    stop.throwIfAborted();
    ids.set(segment.id, await createSegment(management, segment, ids));
  }
  const live = [...ids.values()];
  const deadline = clock() + 300_000;
  for (;;) {
    stop.throwIfAborted();
    const states = live.map((id) => server.engine.status(site, id));
    const failed = states.find((status) => status.state === 'failed');
    if (failed !== undefined || clock() > deadline) {
      throw new CommandError(
        'failed',
        `A segment of the demo could not be counted: ${failed?.error ?? 'it takes too long'}`,
      );
    }
    const open = states.filter((status) => status.state === 'backfilling').length;
    bar.update(live.length - open, live.length);
    if (open === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  bar.finish(`${live.length} segments have counted the past`);
}

async function createSegment(
  management: Management,
  segment: DemoSegment,
  ids: ReadonlyMap<string, string>,
): Promise<string> {
  const { key, name, description, includeGuests } = segment;
  const created = await management.post(
    '/v1/segments',
    {
      key,
      name,
      description,
      criteria: referring(segment.criteria, ids),
      includeGuests,
      public: segment.public,
      active: true,
    },
    demoSite.slug,
  );
  return String(created.id);
}

/** The criteria with the ids that the server gave to the segments referred to. */
function referring(criteria: Criteria, ids: ReadonlyMap<string, string>): Criteria {
  switch (criteria.type) {
    case 'all':
    case 'any':
      return { ...criteria, of: criteria.of.map((part) => referring(part, ids)) };
    case 'not':
      return { ...criteria, of: referring(criteria.of, ids) };
    case 'segment':
      return { ...criteria, segment: ids.get(criteria.segment) ?? criteria.segment };
    default:
      return criteria;
  }
}
