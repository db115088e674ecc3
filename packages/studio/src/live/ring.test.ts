import { describe, expect, it } from 'vitest';
import { push } from './ring.js';

const id = (text: string) => text;

describe('the list of what came in last', () => {
  it('shows the newest first', () => {
    expect(push(['b', 'a'], ['c', 'd'], id, 10)).toEqual(['d', 'c', 'b', 'a']);
  });
  it('drops the oldest when it is full', () => {
    expect(push(['b', 'a'], ['c'], id, 2)).toEqual(['c', 'b']);
    expect(push([], ['a', 'b', 'c', 'd'], id, 2)).toEqual(['d', 'c']);
  });
  it('takes what comes again after a reconnection once', () => {
    expect(push(['b', 'a'], ['b', 'c'], id, 10)).toEqual(['c', 'b', 'a']);
  });
  it('stays the same list when nothing came', () => {
    const ring = ['a'];
    expect(push(ring, [], id, 10)).toBe(ring);
  });
});
