import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberMap } from './number-map.js';

describe('a map of numbers', () => {
  it('answers as Map does, in ascending order', () => {
    const step = fc.record({ id: fc.nat(100), value: fc.option(fc.integer()) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const small = NumberMap.empty<number>();
        const known = new Map<number, number>();
        for (const { id, value } of steps) {
          if (value === null) expect(small.delete(id)).toBe(known.delete(id));
          else {
            small.set(id, value);
            known.set(id, value);
          }
          expect(small.size).toBe(known.size);
          expect(small.get(id)).toBe(known.get(id));
          expect(small.has(id)).toBe(known.has(id));
        }
        expect(small.keys()).toEqual([...known.keys()].sort((a, b) => a - b));
        expect(JSON.stringify(small)).toBe(JSON.stringify(Object.fromEntries(known)));
        expect(NumberMap.from(small.toJSON())).toEqual(small);
      }),
    );
  });

  it('lets entries be taken out while its keys are walked', () => {
    const small = NumberMap.from({ 1: 'a', 2: 'b', 3: 'c' });
    for (const id of small.keys()) small.delete(id);
    expect(small.size).toBe(0);
  });
});
