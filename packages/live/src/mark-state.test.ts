import '@kindred/criteria/patterns';
import { type BehaviourNode, evaluate, isBehaviour, leavesOf, type MarkedEvent, type Window } from '@kindred/criteria';
import { generateWorld, randomFrom } from '@kindred/criteria/generate';
import { describe, expect, it } from 'vitest';
import {
  isTimed,
  isUnanswered,
  type LeafState,
  leafAfter,
  leafDue,
  leafHolds,
  liveLeaf,
  mergeLeaf,
  overflowOf,
  recordLeaf,
} from './leaf.js';
import { askedAgain, mostMarks } from './mark-state.js';

const everyEvent = { subject: { userId: null, traits: {}, groups: {} }, request: null, isMember: () => false };
const far = 400 * 86_400_000;

/** Behaviour leaves of generated worlds, each with a history in a shuffled order. */
const histories = Array.from({ length: 250 }, (_, seed) => {
  const world = generateWorld(seed, { count: 3, visitors: 1, events: 14 });
  const random = randomFrom(seed);
  const ordered = world.visitors[0]?.events ?? [];
  const shuffled = [...ordered].sort(() => random.below(3) - 1);
  const leaves = world.criteria.flatMap((criteria) => leavesOf(criteria).filter(isBehaviour));
  return { world, shuffled, leaves };
});

function stateOf(node: BehaviourNode, world: (typeof histories)[number]['world'], events: readonly MarkedEvent[]) {
  const leaf = liveLeaf(1, 'x', node, world.calendar);
  const names = leaf.form === 'count' ? new Set([leaf.node.event]) : leaf.behaviour.events;
  const touching = events.filter(({ name }) => names === null || names.has(name));
  let state: LeafState | undefined;
  for (const event of touching) state = recordLeaf(leaf, state, event, world.now) ?? state;
  return { leaf, state, touching };
}

describe('the state of a behaviour leaf', () => {
  it('says what the whole history says, and changes by the passing of time no sooner than it tells', () => {
    for (const { world, shuffled, leaves } of histories) {
      for (const node of leaves) {
        const { leaf, state } = stateOf(node, world, shuffled);
        const input = { ...everyEvent, events: shuffled, calendar: world.calendar };
        let now = world.now;
        for (let step = 0; step < 12 && now < world.now + far; step++) {
          const holds = leafHolds(leaf, state, now);
          expect(holds, JSON.stringify(node)).toBe(evaluate(node, { ...input, now }));
          const due = state === undefined ? Number.POSITIVE_INFINITY : leafDue(leaf, state, now);
          expect(due).toBeGreaterThan(now);
          if (due !== Number.POSITIVE_INFINITY) expect(isTimed(leaf)).toBe(true);
          const until = Math.min(due - 1, world.now + far);
          for (const later of [until, Math.floor((now + until) / 2)]) {
            expect(evaluate(node, { ...input, now: later }), `${JSON.stringify(node)} at ${later}`).toBe(holds);
          }
          now = due;
        }
      }
    }
  });

  it('is the same where the whole history is given at once', () => {
    for (const { world, shuffled, leaves } of histories) {
      for (const node of leaves) {
        const { leaf, state, touching } = stateOf(node, world, shuffled);
        expect(leafAfter(leaf, touching, world.now), JSON.stringify(node)).toEqual(state);
      }
    }
  });

  it('merges two histories to what both together say', () => {
    for (const { world, shuffled, leaves } of histories) {
      const half = Math.floor(shuffled.length / 2);
      for (const node of leaves) {
        const { leaf, state: one } = stateOf(node, world, shuffled.slice(0, half));
        const { state: other } = stateOf(node, world, shuffled.slice(half));
        const { now, calendar } = world;
        const merged = mergeLeaf(leaf, one, other, now);
        expect(leafHolds(leaf, merged, now)).toBe(evaluate(node, { ...everyEvent, events: shuffled, now, calendar }));
      }
    }
  });
});

describe('answers about many marks, which go on from the last one', () => {
  const calendar = { timeZone: 'Europe/Berlin', weekStart: 1 };
  const hour = 3_600_000;
  const windows: readonly (Window | undefined)[] = [
    undefined,
    { rolling: { amount: 3, unit: 'days' } },
    { calendar: 'day' },
    { calendar: 'week', ago: 1 },
    { fixed: { from: '2026-03-01', to: '2026-03-25' } },
  ];
  const conditions: readonly BehaviourNode[] = [
    { type: 'event', event: 'A', count: { atLeast: 9 }, of: { distinct: 'values', property: 'properties.x' } },
    { type: 'event', event: 'A', count: { exactly: 4 }, of: { distinct: 'days' } },
    ...(['sum', 'average', 'minimum', 'maximum'] as const).map(
      (name): BehaviourNode => ({
        type: 'aggregate',
        event: 'A',
        function: name,
        property: 'properties.x',
        operator: name === 'minimum' ? 'atMost' : 'atLeast',
        value: { sum: 300, average: 3, minimum: -5, maximum: 11 }[name],
      }),
    ),
  ];
  const nodes = conditions.flatMap((node) =>
    windows.map((window) => (window === undefined ? node : { ...node, window })),
  );

  it('are what the whole history says', () => {
    const wavering = nodes.filter((node, seed) => {
      const random = randomFrom(seed);
      const leaf = liveLeaf(1, 'x', node, calendar);
      const events: MarkedEvent[] = [];
      const told = new Set<boolean>();
      let state: LeafState | undefined;
      let now = Date.UTC(2026, 2, 20);
      for (let count = 0; count < 500; count++) {
        now += random.below(20) === 0 ? random.below(40 * hour) : random.below(hour / 4);
        const time = now - (random.below(3) === 0 ? random.below(100 * hour) : 0);
        const x =
          [random.below(12), -random.below(6), 'text', [random.below(9), random.below(9)]][random.below(4)] ?? 0;
        const event = { id: `m-${random.below(1e9)}`, name: 'A', time, properties: { x }, context: {} };
        events.push(event);
        state = recordLeaf(leaf, state, event, now) ?? state;
        const expected = evaluate(node, { ...everyEvent, events, calendar, now });
        expect(leafHolds(leaf, state, now), JSON.stringify(node)).toBe(expected);
        told.add(expected);
      }
      return told.size === 2;
    });
    expect(wavering.length).toBeGreaterThan(nodes.length / 2);
  });
});

describe('more events than are kept of a leaf', () => {
  const calendar = { timeZone: 'UTC', weekStart: 1 };
  const now = 1_780_000_000_000;
  const did = (index: number): MarkedEvent => {
    return { id: `m-${index}`, name: 'A', time: now - index, properties: { x: index }, context: {} };
  };
  const filled = (node: BehaviourNode, count: number) => {
    const leaf = liveLeaf(1, 'x', node, calendar);
    let state: LeafState | undefined;
    for (let index = count; index > 0; index--) state = recordLeaf(leaf, state, did(index), now) ?? state;
    return { leaf, state };
  };
  const values = (atLeast: number): BehaviourNode => {
    return { type: 'event', event: 'A', count: { atLeast }, of: { distinct: 'values', property: 'properties.x' } };
  };

  it('gives place to an answer, which waits to be asked for', () => {
    const { leaf, state } = filled(values(mostMarks + 1), mostMarks + 1);
    expect(overflowOf(state)).toEqual({ held: true, at: now, stale: true });
    expect(state).toMatchObject({ e: [] });
    expect(leafHolds(leaf, state, now)).toBe(true);
    expect(isUnanswered(state, now)).toBe(true);
    expect(overflowOf(filled(values(1), mostMarks).state)).toBeUndefined();
  });

  it('is of all of them where they are given at once', () => {
    const history = Array.from({ length: mostMarks + 500 }, (_, index) => did(index));
    for (const [atLeast, held] of [
      [mostMarks + 500, true],
      [mostMarks + 501, false],
    ] as const) {
      const state = leafAfter(liveLeaf(1, 'x', values(atLeast), calendar), history, now);
      expect(state).toEqual({ e: [], o: { held, at: now, stale: true } });
    }
  });

  it('is stale with every further event, and is asked about again after a while', () => {
    const { leaf, state } = filled(values(1), mostMarks + 1);
    const overflow = overflowOf(state);
    if (overflow !== undefined) overflow.stale = false;
    expect(isUnanswered(state, now)).toBe(false);
    expect(state && leafDue(leaf, state, now)).toBe(now + askedAgain);
    expect(isUnanswered(state, now + askedAgain)).toBe(true);
    recordLeaf(leaf, state, { ...did(0), name: 'B' }, now);
    expect(isUnanswered(state, now)).toBe(false);
    recordLeaf(leaf, state, did(0), now);
    expect(isUnanswered(state, now)).toBe(true);
  });

  it('can come of two histories, and stays with one that has joined another', () => {
    const { leaf, state: one } = filled(values(1), 6_000);
    const { state: other } = filled(values(1), 6_000);
    const merged = mergeLeaf(leaf, one, other, now);
    expect(overflowOf(merged)).toEqual({ held: true, at: now, stale: true });
    expect(overflowOf(mergeLeaf(leaf, merged, filled(values(1), 1).state, now))?.stale).toBe(true);
  });

  it('is none of a count that is decided by its latest events alone', () => {
    const exactly = mostMarks + 5;
    const { leaf, state } = filled({ type: 'event', event: 'A', count: { exactly } }, exactly);
    expect(leafHolds(leaf, state, now)).toBe(true);
    const one = recordLeaf(leaf, state, did(0), now);
    expect(leafHolds(leaf, one, now)).toBe(false);
  });

  it('takes the length of their values into account', () => {
    const sequence: BehaviourNode = {
      type: 'sequence',
      steps: [{ event: 'A' }, { event: 'B', absent: true }],
      same: 'properties.x',
      within: { amount: 1, unit: 'days' },
    };
    const many = Array.from({ length: 4_000 }, (_, index) => index);
    for (const [node, x] of [
      [sequence, many],
      [values(1), many],
      [values(1), 'long'.repeat(100_000)],
    ] as const) {
      const leaf = liveLeaf(1, 'x', node, calendar);
      let state: LeafState | undefined;
      for (let index = 5; index > 0; index--) {
        state = recordLeaf(leaf, state, { ...did(index), properties: { x } }, now) ?? state;
      }
      expect(overflowOf(state)).toBeDefined();
    }
    const leaf = liveLeaf(1, 'x', sequence, calendar);
    const state = recordLeaf(leaf, undefined, { ...did(1), properties: { x: many } }, now);
    if (state === undefined) throw new TypeError('It matters to the leaf');
    expect(leafHolds(leaf, state, now)).toBe(false);
    expect(leafDue(leaf, state, now)).toBe(now - 1 + 86_400_000);
  });
});
