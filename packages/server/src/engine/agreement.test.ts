import { type Calendar, type Criteria, evaluate, type GroupKind, groupKinds } from '@kindred/criteria';
import { generateWorld, randomFrom, type World } from '@kindred/criteria/generate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';
import type { AcceptedEvent } from './contract.js';

const seed = Number(process.env.KINDRED_SEED ?? Math.floor(Math.random() * 1e9));
const worlds = 25;
const shape = { count: 4, visitors: 8, events: 10 };

/**
 * The predicate over the whole history, the live state and SQL must agree on every visitor: with events late, repeated and
 * out of order, under ids that are joined on the way, with segments put into force before, amid and after.
 */
describe(`agreement of live state, predicate and SQL (seed ${seed})`, () => {
  let bench: EngineBench;

  beforeAll(async () => {
    bench = await EngineBench.open('UTC', Date.UTC(2020, 0));
  });

  afterAll(async () => {
    expect(bench.errors).toEqual([]);
    await bench.close();
  });

  for (const { number, at } of inOrder()) {
    it(`holds in world ${number}`, async () => {
      await play(bench, generateWorld(number, { ...shape, at }), number);
    });
  }
});

/** Worlds by their present, a day apart at least: one engine lives through all of them, and its time only goes on. */
function inOrder(): { number: number; at: { now: number; calendar: Calendar } }[] {
  const numbers = Array.from({ length: worlds }, (_, index) => seed + index);
  const dated = numbers.map((number) => ({ number, world: generateWorld(number, shape) }));
  let previous = 0;
  return dated
    .sort((a, b) => a.world.now - b.world.now)
    .map(({ number, world: { now, calendar } }) => {
      previous = Math.max(now, previous + 90_000_000);
      return { number, at: { now: previous, calendar } };
    });
}

async function play(bench: EngineBench, world: World, worldSeed: number): Promise<void> {
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
    for (const segment of segments) await compare(bench, world, site.id, segment, worldSeed);
  }
  const differences = (await bench.engine.verify(site.id)).filter((one) => one.missing.length + one.extra.length > 0);
  expect(differences, `SQL in world ${worldSeed}`).toEqual([]);
}

async function compare(
  bench: EngineBench,
  world: World,
  site: number,
  segment: { id: string; criteria: Criteria },
  worldSeed: number,
): Promise<void> {
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
    expect(
      live,
      `${JSON.stringify(ids)} in ${JSON.stringify(segment.criteria)} at ${bench.now}, world ${worldSeed}`,
    ).toBe(expected);
  }
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
