import { type Calendar, type Criteria, evaluate, type GroupKind, groupKinds } from '@kindred/criteria';
import { generateWorld, randomFrom, type World } from '@kindred/criteria/generate';
import type { SegmentDefinition } from '@kindred/store';
import type { AcceptedEvent } from '../engine/contract.js';
import { compareAccounts, type Segment } from './agreement-accounts.js';
import { comparePreviews } from './agreement-previews.js';
import type { EngineBench } from './engine-bench.js';
import { wrongsOf } from './wrongs.js';

/** How many segments and visitors a world has, and events each visitor. */
export interface WorldShape {
  readonly count: number;
  readonly visitors: number;
  readonly events: number;
  /** Segments of accounts, each with one of the people who belong to them. */
  readonly accounts: number;
}

/** What comparing one world came to. */
export interface Agreement {
  /** Comparisons of one visitor with one segment at one instant. */
  readonly checked: number;
  /** Each with all that is needed to see it again. */
  readonly disagreements: readonly string[];
}

/** Worlds by their present, a day apart at least: one engine lives through all of them, and its time only goes on. */
export function worldsInOrder(
  seed: number,
  count: number,
  shape: WorldShape,
): { number: number; world: () => World }[] {
  const numbers = Array.from({ length: count }, (_, index) => seed + index);
  const dated = numbers.map((number) => ({ number, world: generateWorld(number, shape) }));
  let previous = 0;
  return dated
    .sort((a, b) => a.world.now - b.world.now)
    .map(({ number, world: { now, calendar } }) => {
      previous = Math.max(now, previous + 90_000_000);
      const at: { now: number; calendar: Calendar } = { now: previous, calendar };
      return { number, world: () => generateWorld(number, { ...shape, at }) };
    });
}

/**
 * Plays one world on an engine (events late, repeated and out of order, ids that are joined on the way, segments put into
 * force before, amid and after, the engine restarted, what was wrong erased and parted) and compares predicate, live state and SQL on every visitor at four instants.
 */
export async function play(bench: EngineBench, world: World, worldSeed: number): Promise<Agreement> {
  const disagreements: string[] = [];
  let checked = 0;
  const random = randomFrom(worldSeed + 1);
  bench.now = world.now;
  const site = await bench.addSite(world.calendar);
  const late = new Set(world.groups.account.filter(() => random.chance(30)));
  for (const kind of groupKinds) {
    for (const group of world.groups[kind]) {
      const parent = group.ancestorIds?.[0] ?? null;
      if (!late.has(group)) await bench.engine.putGroup(site.id, kind, group.id, { traits: group.traits, parent });
    }
  }
  const segments: Segment[] = world.criteria.map((criteria, number) => ({ id: `s${site.id}-${number}`, criteria }));
  const batches = segments
    .filter((_, number) => number % 3 === 0)
    .map(({ criteria }, number) => ({ id: `b${site.id}-${number}`, criteria }));
  const ofAccounts = world.accountCriteria.map((criteria, number) => ({ id: `a${site.id}-${number}`, criteria }));
  const events = world.visitors.flatMap((visitor, number) =>
    eventsOf(bench, world, visitor, number, random.chance(50)),
  );
  shuffleWithin(events, random);
  const wrongs = wrongsOf(bench, world, random);
  for (const event of wrongs.events) events.splice(random.below(events.length + 1), 0, event);
  const restartAt = random.chance(15) ? random.below(events.length + 1) : -1;
  const accountActivations = new Map(ofAccounts.map(({ id }) => [id, random.below(events.length + 1)]));
  const batchActivations = new Map(batches.map(({ id }) => [id, random.below(events.length + 1)]));
  const activations = segments.map(() => random.below(events.length + 1));
  // Some are on their way together, as from a busy site; whatever else happens finds all of them applied.
  let onTheWay: Promise<unknown>[] = [];
  const arrived = async (): Promise<void> => {
    await Promise.all(onTheWay);
    onTheWay = [];
  };
  for (let at = 0; at <= events.length; at++) {
    for (const [number, segment] of segments.entries()) {
      if (activations[number] !== at) continue;
      await arrived();
      await bench.segmentOf(site, segment.id, segment.criteria);
    }
    for (const { id, criteria } of ofAccounts) {
      if (accountActivations.get(id) !== at) continue;
      await arrived();
      await putAccountsIntoForce(bench, site.id, id, criteria);
    }
    for (const { id, criteria } of batches) {
      if (batchActivations.get(id) !== at) continue;
      await arrived();
      await bench.segment(id, criteria, { ...hourly, site: site.id });
    }
    if (at === restartAt) {
      await arrived();
      await bench.restart();
    }
    if (random.chance(5)) {
      await arrived();
      await leaveAndReturn(bench, world, site.id, random);
    }
    const event = events[at];
    if (event === undefined) continue;
    onTheWay.push(bench.engine.accept(site.id, bench.now, random.chance(20) ? [event, event] : [event]));
    if (random.chance(10)) onTheWay.push(bench.engine.accept(site.id, bench.now, [event]));
    if (random.chance(10)) await arrived();
  }
  await arrived();
  for (const { id, traits } of late) await bench.engine.putGroup(site.id, 'account', id, { traits });
  await wrongs.right(bench, site.id);
  await bench.engine.idle();
  for (const later of [0, 1, 600_000, 86_400_000]) {
    // Each run of a batch segment has taken a millisecond of the engine's time.
    bench.now = Math.max(world.now + later, bench.engine.now);
    await bench.engine.sweep();
    const asked = segments.map((segment) => ({ ...segment, at: bench.now }));
    disagreements.push(...(await compare(bench, world, site.id, asked, worldSeed)));
    checked += segments.length * world.visitors.length;
    disagreements.push(...(await compareBatches(bench, world, site.id, batches, later, worldSeed)));
    if (later > 1) checked += batches.length * world.visitors.length;
    for (const segment of ofAccounts) {
      disagreements.push(...(await compareAccounts(bench, world, site.id, segment, worldSeed)));
      checked += world.groups.account.length + world.visitors.length;
    }
  }
  disagreements.push(...(await comparePreviews(bench, site.id, world.calendar, segments, worldSeed)));
  for (const { segment, missing, extra } of await bench.engine.verify(site.id)) {
    if (missing.length + extra.length === 0) continue;
    // The people of a segment of accounts are named after it.
    const { criteria } = [...segments, ...batches, ...ofAccounts].find(({ id }) => segment.endsWith(id)) ?? {};
    disagreements.push(
      `SQL: ${missing.length} missing, ${extra.length} too many in ${segment} ${JSON.stringify(criteria)}, world ${worldSeed}`,
    );
  }
  // Later worlds go on with the same engine: nothing of this one runs beside them.
  for (const { id } of batches) {
    const definition = await bench.store.definitions.segments.get(site.id, id);
    if (definition !== null) await bench.define(id, definition.criteria, { ...definition, active: false, version: 2 });
  }
  return { checked: checked + segments.length * world.visitors.length, disagreements };
}

const hourly: Partial<SegmentDefinition> = { kind: 'batch', schedule: { every: { amount: 1, unit: 'hours' } } };

/**
 * What is due by its schedule runs; between two runs members stay those of the last, whatever time passes. They run by
 * hand once the first instants have been looked at.
 */
async function compareBatches(
  bench: EngineBench,
  world: World,
  site: number,
  batches: readonly Segment[],
  later: number,
  worldSeed: number,
): Promise<string[]> {
  await bench.engine.idle();
  const ids = batches.map(({ id }) => id);
  if (later === 1) await bench.engine.recompute(site, ids).then(() => bench.engine.idle());
  if (later <= 1) return [];
  const asked = batches.map((segment) => ({
    ...segment,
    at: bench.engine.status(site, segment.id).batch?.lastRun?.at ?? Number.NaN,
  }));
  const behind = asked
    .filter(({ at }) => !(bench.now - at < 3_600_000))
    .map(({ id }) => `${id} has not run by ${bench.now}, world ${worldSeed}`);
  return [...behind, ...(await compare(bench, world, site, asked, worldSeed))];
}

/** A segment of accounts and one of those who belong to them and are known. */
async function putAccountsIntoForce(bench: EngineBench, site: number, id: string, criteria: Criteria): Promise<void> {
  await bench.segment(id, criteria, { site, subject: 'account' });
  const known: Criteria = { type: 'property', property: 'profile.known', operator: 'equals', value: true };
  await bench.segment(`p${id}`, { type: 'all', of: [known, { type: 'segment', segment: id }] }, { site });
}

/** Somebody leaves an account of theirs, if they have come by now, and comes back. */
async function leaveAndReturn(
  bench: EngineBench,
  world: World,
  site: number,
  random: ReturnType<typeof randomFrom>,
): Promise<void> {
  const { subject } = random.pick(world.visitors);
  const [account] = subject.groups.account ?? [];
  if (subject.userId === null || account === undefined) return;
  for (const member of [false, true]) {
    await bench.engine.setGroupMember(site, 'account', account.id, subject.userId, member);
  }
}

/** Who is in each segment now, beside who should be by the predicate at the instant as of which its members are. */
async function compare(
  bench: EngineBench,
  world: World,
  site: number,
  segments: readonly (Segment & { readonly at: number })[],
  worldSeed: number,
): Promise<string[]> {
  const disagreements: string[] = [];
  for (const [number, { subject, events }] of world.visitors.entries()) {
    const ids = subject.userId === null ? { anonymousId: `g-${number}` } : { userId: subject.userId };
    const id = (await bench.engine.resolve(site, ids)) ?? 0;
    const profile = await bench.engine.profile(site, id);
    const memberships = new Set(profile?.memberships.map(({ segment }) => segment));
    for (const { id: segment, criteria, at } of segments) {
      const input = {
        subject: { ...subject, id: String(id) },
        request: null,
        events,
        isMember: () => false,
        now: at,
        calendar: world.calendar,
      };
      const live = memberships.has(segment);
      const expected = evaluate(criteria, input);
      if (live === expected) continue;
      const where = `${JSON.stringify(ids)} in ${JSON.stringify(criteria)} at ${at}, world ${worldSeed}`;
      disagreements.push(`live ${live}, predicate ${expected}: ${where}`);
    }
  }
  return disagreements;
}

/** One visitor's life in tracking calls; `late` joins the anonymous id only at the end. */
function eventsOf(
  bench: EngineBench,
  world: World,
  visitor: World['visitors'][number],
  number: number,
  late: boolean,
): AcceptedEvent[] {
  const { subject, events } = visitor;
  const known = subject.userId === null ? {} : { userId: subject.userId };
  const guest = { anonymousId: subject.userId === null ? `g-${number}` : `a-${number}` };
  const ids = subject.userId === null ? guest : known;
  const calls = events.map(
    (event, index): AcceptedEvent =>
      bench.event({
        type: 'track',
        name: event.name,
        messageId: event.id,
        time: event.time,
        properties: event.properties,
        context: event.context,
        ...(index % 2 === 0 ? guest : ids),
      }),
  );
  const join = bench.event({ type: 'identify', traits: {}, ...guest, ...known, time: world.now });
  const facts = [
    bench.event({ type: 'identify', traits: subject.traits, ...ids, time: world.now }),
    ...(Object.keys(subject.groups) as GroupKind[]).flatMap((kind) =>
      (subject.groups[kind] ?? []).map((group) =>
        bench.event({ type: 'group', ...ids, group: { kind, id: group.id }, time: world.now }),
      ),
    ),
  ];
  return late ? [...facts, ...calls, join] : [join, ...calls, ...facts];
}

/** Moves things about, but not far: each visitor's life stays roughly what it was. */
function shuffleWithin(events: AcceptedEvent[], random: ReturnType<typeof randomFrom>): void {
  for (let at = events.length - 1; at > 0; at--) {
    const other = Math.max(0, at - random.below(12));
    const [a, b] = [events[at], events[other]];
    if (a !== undefined && b !== undefined) [events[at], events[other]] = [b, a];
  }
}
