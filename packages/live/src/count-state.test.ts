import { type EventNode, satisfies, type Window } from '@kindred/criteria';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountState, countDue, countHolds, countLeaf, mergeCounts, recordEvent } from './count-state.js';

const calendar = { timeZone: 'Europe/Berlin', weekStart: 1 };
const now = Date.UTC(2026, 2, 29, 12);
const day = 86_400_000;

const windows: (Window | undefined)[] = [
  undefined,
  { rolling: { amount: 3, unit: 'hours' } },
  { rolling: { amount: 2, unit: 'days' } },
  { calendar: 'day' },
  { calendar: 'week' },
];
const nodes = fc
  .record({
    times: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 15, max: 19 })),
    atMost: fc.boolean(),
    window: fc.constantFrom(...windows),
  })
  .map(
    ({ times, atMost, window }): EventNode => ({
      type: 'event',
      event: 'X',
      count: atMost ? { atMost: times - 1 } : { atLeast: times },
      ...(window === undefined ? {} : { window }),
    }),
  );
const histories = fc.array(fc.integer({ min: now - 8 * day, max: now }), { maxLength: 24 });

function stateOf(node: EventNode, times: readonly number[]): CountState | undefined {
  const leaf = countLeaf(1, 'x', node, calendar);
  return times.reduce<CountState | undefined>((state, time) => recordEvent(leaf, state, time), undefined);
}

/** The meaning, without any state: count what still counts. */
function holdsByDefinition(node: EventNode, times: readonly number[], at: number): boolean {
  const leaf = countLeaf(1, 'x', node, calendar);
  const count = times.filter((time) => time <= at && at < leaf.ends(time)).length;
  return satisfies(node.count, count);
}

describe('the state of a counting leaf', () => {
  it('says what the whole history says, now and later', () => {
    fc.assert(
      fc.property(nodes, histories, fc.integer({ min: 0, max: 9 * day }), (node, times, later) => {
        const leaf = countLeaf(1, 'x', node, calendar);
        expect(countHolds(leaf, stateOf(node, times), now + later)).toBe(holdsByDefinition(node, times, now + later));
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on the order in which events come in', () => {
    fc.assert(
      fc.property(nodes, histories, (node, times) => {
        expect(stateOf(node, times)).toEqual(
          stateOf(
            node,
            [...times].sort((a, b) => a - b),
          ),
        );
      }),
    );
  });

  it('merges two histories to the state of both together', () => {
    fc.assert(
      fc.property(nodes, histories, histories, (node, one, other) => {
        const { keep } = countLeaf(1, 'x', node, calendar);
        const merged = mergeCounts(keep, stateOf(node, one), stateOf(node, other));
        expect(merged).toEqual(stateOf(node, [...one, ...other]));
      }),
    );
  });

  it('changes by the passing of time exactly when it says', () => {
    fc.assert(
      fc.property(nodes, histories, (node, times) => {
        const leaf = countLeaf(1, 'x', node, calendar);
        const state = stateOf(node, times);
        const due = state === undefined ? Number.POSITIVE_INFINITY : countDue(leaf, state, now);
        const present = countHolds(leaf, state, now);
        const last = Math.min(due - 1, now + 9 * day);
        expect(countHolds(leaf, state, last)).toBe(present);
        if (due !== Number.POSITIVE_INFINITY) expect(countHolds(leaf, state, due)).toBe(!present);
      }),
    );
  });
});
