import '@kindred/criteria/patterns';
import { type BehaviourNode, evaluate, isBehaviour, leavesOf, type MarkedEvent } from '@kindred/criteria';
import { generateWorld, randomFrom } from '@kindred/criteria/generate';
import { describe, expect, it } from 'vitest';
import { isTimed, type LeafState, leafDue, leafHolds, liveLeaf, mergeLeaf, recordLeaf } from './leaf.js';

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
  let state: LeafState | undefined;
  for (const event of events) {
    if (names === null || names.has(event.name)) state = recordLeaf(leaf, state, event, world.now) ?? state;
  }
  return { leaf, state };
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

  it('merges two histories to what both together say', () => {
    for (const { world, shuffled, leaves } of histories) {
      const half = Math.floor(shuffled.length / 2);
      for (const node of leaves) {
        const { leaf, state: one } = stateOf(node, world, shuffled.slice(0, half));
        const { state: other } = stateOf(node, world, shuffled.slice(half));
        const merged = mergeLeaf(leaf, one, other);
        const { now, calendar } = world;
        expect(leafHolds(leaf, merged, now)).toBe(evaluate(node, { ...everyEvent, events: shuffled, now, calendar }));
      }
    }
  });
});
