import { type Calendar, type Criteria, evaluate, type GroupKind, groupKinds } from '@kindred/criteria';
import { generateWorld, randomFrom, type World } from '@kindred/criteria/generate';
import type { AcceptedEvent } from '../engine/contract.js';
import type { EngineBench } from './engine-bench.js';

/** How many segments and visitors a world has, and events each visitor. */
export interface WorldShape {
  readonly count: number;
  readonly visitors: number;
  readonly events: number;
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
 * force before, amid and after) and compares predicate, live state and SQL on every visitor at four instants.
 */
export async function play(bench: EngineBench, world: World, worldSeed: number): Promise<Agreement> {
  const disagreements: string[] = [];
  let checked = 0;
  const random = randomFrom(worldSeed + 1);
  bench.now = world.now;
  const site = await bench.addSite(world.calendar);
  for (const kind of groupKinds) {
    for (const group of world.groups[kind]) {
      const parent = group.ancestorIds?.[0] ?? null;
      await bench.engine.putGroup(site.id, kind, group.id, { traits: group.traits, parent });
    }
  }
  const segments = world.criteria.map((criteria, number) => ({ id: `s${site.id}-${number}`, criteria }));
  const events = world.visitors.flatMap((visitor, number) =>
    eventsOf(bench, world, visitor, number, random.chance(50)),
  );
  shuffleWithin(events, random);
  const activations = segments.map(() => random.below(events.length + 1));
  for (let at = 0; at <= events.length; at++) {
    for (const [number, segment] of segments.entries()) {
      if (activations[number] === at) await bench.segmentOf(site, segment.id, segment.criteria);
    }
    const event = events[at];
    if (event === undefined) continue;
    await bench.engine.accept(site.id, bench.now, random.chance(20) ? [event, event] : [event]);
    if (random.chance(10)) await bench.engine.accept(site.id, bench.now, [event]);
  }
  await bench.engine.idle();
  for (const later of [0, 1, 600_000, 86_400_000]) {
    bench.now = world.now + later;
    await bench.engine.sweep();
    for (const segment of segments) {
      disagreements.push(...(await compare(bench, world, site.id, segment, worldSeed)));
      checked += world.visitors.length;
    }
  }
  for (const { segment, missing, extra } of await bench.engine.verify(site.id)) {
    if (missing.length + extra.length === 0) continue;
    const { criteria } = segments.find(({ id }) => id === segment) ?? {};
    disagreements.push(
      `SQL: ${missing.length} missing, ${extra.length} too many in ${JSON.stringify(criteria)}, world ${worldSeed}`,
    );
  }
  return { checked: checked + segments.length * world.visitors.length, disagreements };
}

async function compare(
  bench: EngineBench,
  world: World,
  site: number,
  segment: { id: string; criteria: Criteria },
  worldSeed: number,
): Promise<string[]> {
  const disagreements: string[] = [];
  for (const [number, { subject, events }] of world.visitors.entries()) {
    const ids = subject.userId === null ? { anonymousId: `g-${number}` } : { userId: subject.userId };
    const id = (await bench.engine.resolve(site, ids)) ?? 0;
    const profile = await bench.engine.profile(site, id);
    const live = profile?.memberships.some((one) => one.segment === segment.id) ?? false;
    const input = {
      subject: { ...subject, id: String(id) },
      request: null,
      events,
      isMember: () => false,
      now: bench.now,
      calendar: world.calendar,
    };
    const expected = evaluate(segment.criteria, input);
    if (live === expected) continue;
    const where = `${JSON.stringify(ids)} in ${JSON.stringify(segment.criteria)} at ${bench.now}, world ${worldSeed}`;
    disagreements.push(`live ${live}, predicate ${expected}: ${where}`);
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
