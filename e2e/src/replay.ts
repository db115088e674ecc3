import type { Criteria } from '@kindred/criteria';
import { events as bankEvents, people as bankPeople } from '@kindred/example-bank';
import { type AcceptedEvent, type MembershipEvent, type RunningServer, startServer } from '@kindred/server';
import { MembersBySql } from './members-by-sql.js';
import { replaySegments } from './replay-segments.js';

const minute = 60_000;
/** Segments that one statement is asked about. */
const together = 40;
/** An evening at the bank, ten days after its clocks were changed. */
const end = Date.UTC(2026, 2, 18, 23);

export interface ReplayOptions {
  readonly dataDir: string;
  readonly segments: number;
  /** Minutes of the day's end that are replayed; the rest of it is history. */
  readonly minutes: number;
  /** Of the segments that told nothing in a minute, so many are compared besides; each is in turn. */
  readonly others: number;
  readonly people: number;
  readonly events: number;
  readonly random: () => number;
  readonly tell?: (line: string) => void;
}

export interface ReplayResult {
  readonly minutes: number;
  readonly segments: number;
  readonly events: number;
  /** Enters and exits told. */
  changes: number;
  /** Comparisons of a segment's members, made of what was told, with SQL at the end of a minute. */
  compared: number;
  differences: number;
  /** Simulated time over the time that the live path took for it. */
  speed: number;
}

/**
 * Replays a day of the bank with a driven clock. What is told of enters and exits is added up; at the end of each minute
 * the members that this makes are compared with SQL at that instant: of every segment that told anything in it, and of
 * some of the others.
 */
export async function replayDay(options: ReplayOptions): Promise<ReplayResult> {
  const begin = end - options.minutes * minute;
  let now = begin;
  const server = await startServer({
    dataDir: options.dataDir,
    host: '127.0.0.1',
    port: 0,
    clock: () => now,
    env: {},
    log: { level: 'error' },
  });
  try {
    const { engine, store } = server;
    const [site] = await store.definitions.sites.list();
    if (site === undefined) throw new ReplayFailed('there is no site');
    const history = { now: end, people: options.people, events: options.events };
    const replayed: AcceptedEvent[] = [];
    await engine.importPeople(site.id, bankPeople(history), () => undefined);
    await engine.importEvents(site.id, upTo(begin, bankEvents(history), replayed), () => undefined);
    const all = replaySegments(options.segments, replayed, options.random);
    const members = await putIntoForce(server, site.id, all, now);
    options.tell?.(`${options.segments} segments in force, ${replayed.length} events to replay`);

    const result: ReplayResult = {
      minutes: options.minutes,
      segments: options.segments,
      events: replayed.length,
      changes: 0,
      compared: 0,
      differences: 0,
      speed: 0,
    };
    const bySql = new MembersBySql(server.warehouse);
    const told = new Set<string>();
    engine.onChange((change) => {
      result.changes++;
      told.add(change.segment);
      if (!took(members, change)) result.differences++;
    });
    const turn = all.map((_, index) => idOf(index));
    let live = 0;
    let next = 0;
    for (let until = begin + minute; until <= end; until += minute) {
      const started = process.hrtime.bigint();
      for (let event = replayed[next]; event !== undefined && event.time <= until; event = replayed[++next]) {
        now = Math.max(now, event.time);
        await engine.accept(site.id, now, [event]);
      }
      now = until;
      await engine.sweep();
      live += Number(process.hrtime.bigint() - started) / 1e6;
      const compared = new Set(told);
      told.clear();
      for (const id of turn.splice(0, options.others)) {
        compared.add(id);
        turn.push(id);
      }
      await compare(server, bySql, site.id, all, members, compared, now, result);
      const passed = (until - begin) / minute;
      if (passed % 60 === 0) options.tell?.(`${passed} minutes: ${JSON.stringify(result)}`);
    }
    await compare(server, bySql, site.id, all, members, new Set(turn), now, result);
    return { ...result, speed: Math.round((options.minutes * minute) / live) };
  } finally {
    await server.close();
  }
}

/** Passes on what was before an instant, and keeps what came after it. */
async function* upTo(
  instant: number,
  batches: AsyncIterable<readonly AcceptedEvent[]>,
  rest: AcceptedEvent[],
): AsyncGenerator<readonly AcceptedEvent[]> {
  for await (const batch of batches) {
    const before = batch.filter(({ time }) => time <= instant);
    rest.push(...batch.filter(({ time }) => time > instant));
    if (before.length > 0) yield before;
  }
}

function idOf(index: number): string {
  return `replay-${index}`;
}

/** Gives the members that each segment has from the start. */
async function putIntoForce(
  { engine, store }: RunningServer,
  site: number,
  all: readonly Criteria[],
  now: number,
): Promise<ReadonlyMap<string, Set<number>>> {
  for (const [index, criteria] of all.entries()) {
    const definition = {
      id: idOf(index),
      site,
      key: idOf(index),
      subject: 'person' as const,
      name: { en: idOf(index) },
      description: {},
      criteria,
      includeGuests: true,
      includes: [],
      excludes: [],
      public: false,
      active: true,
      kind: 'live' as const,
      version: 1,
      createdAt: now,
      updatedAt: now,
      updatedBy: 'replay',
    };
    await store.definitions.segments.create(definition);
    await engine.apply(definition);
  }
  await engine.idle();
  const members = new Map<string, Set<number>>();
  for (const [index] of all.entries()) {
    const inside = new Set<number>();
    for (let after = 0; ; ) {
      const rows = await engine.members(site, idOf(index), after, 1_000);
      for (const { profile } of rows) inside.add(profile);
      if (rows.length === 0) break;
      after = rows.at(-1)?.profile ?? after;
    }
    members.set(idOf(index), inside);
  }
  return members;
}

/** False where somebody enters who is in already, or exits who is not. */
function took(members: ReadonlyMap<string, Set<number>>, { segment, profile, kind }: MembershipEvent): boolean {
  const inside = members.get(segment);
  if (inside === undefined || inside.has(profile) === (kind === 'entered')) return false;
  return kind === 'entered' ? inside.add(profile).has(profile) : inside.delete(profile);
}

async function compare(
  { engine, store }: RunningServer,
  bySql: MembersBySql,
  site: number,
  all: readonly Criteria[],
  members: ReadonlyMap<string, ReadonlySet<number>>,
  segments: ReadonlySet<string>,
  now: number,
  result: ReplayResult,
): Promise<void> {
  if (!(await engine.settle(60_000)).complete) throw new ReplayFailed('the warehouse did not catch up');
  const calendar = (await store.definitions.sites.list()).find(({ id }) => id === site);
  if (calendar === undefined) return;
  const asked = { site, segment: () => undefined, now, calendar };
  await bySql.meet(asked);
  const waiting = all.flatMap((criteria, index) => (segments.has(idOf(index)) ? [{ id: idOf(index), criteria }] : []));
  while (waiting.length > 0) {
    const some = waiting.splice(0, together);
    const found = await bySql.of(
      asked,
      some.map(({ criteria }) => criteria),
    );
    for (const [index, { id }] of some.entries()) {
      result.differences += different(members.get(id) ?? new Set(), found[index] ?? new Set());
      result.compared++;
    }
  }
}

/** How many are in one of the two alone. */
function different(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const alone = (some: ReadonlySet<number>, others: ReadonlySet<number>): number =>
    [...some].filter((each) => !others.has(each)).length;
  return alone(one, other) + alone(other, one);
}

class ReplayFailed extends Error {
  override readonly name = 'ReplayFailed';
}
