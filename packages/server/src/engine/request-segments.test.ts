import '@kindred/criteria/patterns';
import { type Criteria, evaluate, type Subject } from '@kindred/criteria';
import { generateRequest, generateWorld, randomFrom, type World } from '@kindred/criteria/generate';
import {
  type AudienceDefinition,
  type CompiledAudience,
  compileAudience,
  type LiveLeaf,
  liveLeaf,
  newProfile,
  type Profile,
  recordLeaf,
  touchedBy,
} from '@kindred/live';
import { expect, it } from 'vitest';
import { RequestLeaves } from './request-leaves.js';
import { RequestSegments } from './request-segments.js';

interface Compiled {
  readonly definition: AudienceDefinition;
  readonly audience: CompiledAudience;
}

/** The world's first criteria, which the others refer to, and these, some of known people only, some with names. */
function definitionsOf({ criteria }: World, seed: number): AudienceDefinition[] {
  const random = randomFrom(seed);
  return criteria.map((own, number) => ({
    id: `s${number}`,
    criteria:
      number === 0 || random.chance(50)
        ? own
        : { type: random.chance(50) ? 'all' : 'any', of: [own, { type: 'segment', segment: 's0' }] },
    includeGuests: random.chance(80),
    includes: random.chance(10) ? [1] : [],
    excludes: random.chance(10) ? [2] : [],
  }));
}

function compile({ calendar }: World, definitions: readonly AudienceDefinition[]) {
  const leaves = new Map<string, LiveLeaf>();
  const requests = new RequestLeaves();
  const leafOf: Parameters<typeof compileAudience>[2] = (key, node) => {
    const leaf = leaves.get(key) ?? liveLeaf(leaves.size + 1, key, node, calendar);
    leaves.set(key, leaf);
    return leaf;
  };
  const compiled = definitions.map((definition): Compiled => {
    const find = (id: string) => definitions.find((one) => one.id === id);
    const request: Parameters<typeof compileAudience>[5] = (key, node) => requests.of(key, node, calendar);
    return { definition, audience: compileAudience(definition, calendar, leafOf, find, (id) => id, request) };
  });
  return { leaves, compiled };
}

/** A visitor as live state has them, after all events. */
function profileOf(world: World, number: number, leaves: Iterable<LiveLeaf>): Profile {
  const { subject, events } = world.visitors[number] ?? {
    subject: { userId: null, traits: {}, groups: {} },
    events: [],
  };
  const profile = newProfile(number + 1, 1, subject.userId, world.now, 0);
  for (const leaf of leaves) {
    for (const event of events) {
      if (touchedBy(leaf)?.includes(event.name) === false) continue;
      const state = recordLeaf(leaf, profile.leaves.get(leaf.id), event, world.now);
      if (state !== undefined) profile.leaves.set(leaf.id, state);
    }
  }
  return profile;
}

/** What a definition means, in the predicate's words. */
function holds(
  definition: AudienceDefinition,
  all: readonly AudienceDefinition[],
  profile: number,
  input: Omit<Parameters<typeof evaluate>[1], 'isMember'>,
): boolean {
  if (definition.excludes.includes(profile)) return false;
  if (definition.includes.includes(profile)) return true;
  if (!definition.includeGuests && input.subject.userId === null) return false;
  const isMember = (id: string): boolean => {
    const other = all.find((one) => one.id === id);
    return other !== undefined && holds(other, all, profile, input);
  };
  return evaluate(definition.criteria, { ...input, isMember });
}

it('says of each visitor and request what the predicate says, whatever was asked before', () => {
  let asked = 0;
  let held = 0;
  for (let seed = 0; seed < 150; seed++) {
    const world = generateWorld(seed, { count: 8, visitors: 4, events: 10, requests: true });
    const definitions = definitionsOf(world, seed);
    const { leaves, compiled } = compile(world, definitions);
    const segments = new RequestSegments(compiled);
    const profiles = world.visitors.map((_, number) => profileOf(world, number, leaves.values()));
    const random = randomFrom(seed);
    for (let turn = 0; turn < 12; turn++) {
      const number = random.below(profiles.length);
      const { subject: facts, events } = world.visitors[number] ?? { subject: undefined, events: [] };
      const profile = profiles[number];
      if (facts === undefined || profile === undefined) continue;
      const subject: Subject = { ...facts, id: String(profile.id) };
      const request = generateRequest(random);
      const now = world.now + random.below(3) * 3_600_000;
      const expected = compiled.filter(({ definition }) =>
        holds(definition, definitions, profile.id, { subject, request, events, now, calendar: world.calendar }),
      );
      const found = segments.holding({ profile: { ...profile, groups: {} }, subject, now, request });
      expect(found.map(({ definition }) => definition.id).sort()).toEqual(
        expected.map(({ definition }) => definition.id),
      );
      asked += compiled.length;
      held += found.length;
    }
  }
  expect(held).toBeGreaterThan(asked / 10);
  expect(held).toBeLessThan(asked * 0.9);
});

it('asks a condition that stands in many segments once a request', () => {
  const visit: Criteria = { type: 'property', property: 'request.path', operator: 'startsWith', value: '/' };
  let times = 0;
  const counted = { type: 'event', event: 'Seen', count: { atLeast: 1 } } as const;
  const world = generateWorld(1, { count: 1 });
  const definitions = ['a', 'b', 'c'].map(
    (id): AudienceDefinition => ({
      id,
      criteria: { type: 'all', of: [visit, counted] },
      includeGuests: true,
      includes: [],
      excludes: [],
    }),
  );
  const { leaves, compiled } = compile(world, definitions);
  expect(leaves.size).toBe(1);
  const profile = newProfile(1, 1, null, 0, 0);
  profile.leaves.set(1, { n: 1, t: [0] });
  const get = profile.leaves.get.bind(profile.leaves);
  profile.leaves.get = (id) => {
    times += 1;
    return get(id);
  };
  const subject = { userId: null, traits: {}, groups: {} };
  const found = new RequestSegments(compiled).holding({ profile, subject, now: 0, request: { path: '/x' } });
  expect(found).toHaveLength(3);
  // Once for whether anything is kept, and once by the condition itself.
  expect(times).toBe(2);
});
