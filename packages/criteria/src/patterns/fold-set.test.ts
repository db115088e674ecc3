import { expect, it } from 'vitest';
import { caselessSet } from './fold-set.js';
import { union } from './pattern.js';

const blocks = [
  [0, 0x25ff],
  [0x2c00, 0x2d2f],
  [0xa640, 0xabbf],
  [0xff21, 0xff5a],
  [0x10400, 0x104ff],
  [0x1e900, 0x1e943],
] as const;

it('characters have the same others in either case one by one, a few together and many together', () => {
  for (const [first, last] of blocks) {
    const alone = Array.from({ length: last - first + 1 }, (_, at) => caselessSet([[first + at, first + at]]));
    for (const size of [3, 200]) {
      for (let from = first; from <= last; from += size) {
        const to = Math.min(last, from + size - 1);
        expect(caselessSet([[from, to]])).toEqual(union(alone.slice(from - first, to - first + 1).flat()));
      }
    }
  }
});
