import { describe, expect, it } from 'vitest';
import { memoryCaps } from './memory.js';

const gibibyte = 2 ** 30;

describe('memory of the embedded engine', () => {
  it('is a third of the machine for one statement, half for all', () => {
    expect(memoryCaps(24 * gibibyte)).toEqual({ statement: 8 * gibibyte, together: 12 * gibibyte });
  });

  it('is never so little that a small site could not be asked about', () => {
    expect(memoryCaps(gibibyte)).toEqual({ statement: gibibyte / 2, together: 0.75 * gibibyte });
  });
});
