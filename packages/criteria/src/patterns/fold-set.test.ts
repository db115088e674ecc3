import { expect, it } from 'vitest';
import { caselessCharacter, caselessSet } from './fold-set.js';

const blocks = [
  [0, 0x25ff],
  [0x2c00, 0x2d2f],
  [0xa640, 0xabbf],
  [0xff21, 0xff5a],
  [0x10400, 0x104ff],
  [0x1e900, 0x1e943],
] as const;

it('one character has the same others in either case as a set of it alone', () => {
  for (const [first, last] of blocks) {
    for (let code = first; code <= last; code++) {
      expect([code, caselessCharacter(code)]).toEqual([code, caselessSet([[code, code]])]);
    }
  }
});
