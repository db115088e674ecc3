import { expect, test, vi } from 'vitest';
import { createFacts, type NodeFacts, nothingKnown } from './node-facts.js';

const counted = (certain: number): NodeFacts => ({
  ...nothingKnown,
  count: { certain, possible: certain, left: null },
});

test('only those who listen to a node whose facts changed are told', () => {
  const facts = createFacts();
  const [one, two] = [vi.fn(), vi.fn()];
  facts.subscribe('a', one);
  facts.subscribe('b', two);
  facts.set(new Map([['a', counted(3)]]));
  facts.set(
    new Map([
      ['a', counted(3)],
      ['b', counted(5)],
    ]),
  );
  expect([one.mock.calls.length, two.mock.calls.length]).toEqual([1, 1]);
});

test('equal facts are the same object, and a node that is gone is one of which nothing is known', () => {
  const facts = createFacts();
  facts.set(new Map([['a', counted(3)]]));
  const before = facts.get('a');
  facts.set(new Map([['a', counted(3)]]));
  expect(facts.get('a')).toBe(before);
  const told = vi.fn();
  facts.subscribe('a', told);
  facts.set(new Map());
  expect(told).toHaveBeenCalledOnce();
  expect(facts.get('a')).toBe(nothingKnown);
});

test('whoever has stopped listening is not told', () => {
  const facts = createFacts();
  const told = vi.fn();
  facts.subscribe('a', told)();
  facts.set(new Map([['a', counted(1)]]));
  expect(told).not.toHaveBeenCalled();
});
