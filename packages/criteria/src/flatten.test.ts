import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PropertyLimitError } from './errors.js';
import { flatten, flattenLimits, flattenWithRemovals } from './flatten.js';

describe('flattening', () => {
  it('gives nested objects dotted paths', () => {
    expect(flatten({ plan: 'free', address: { city: 'Bonn', geo: { lat: 50.7 } } })).toEqual({
      plan: 'free',
      'address.city': 'Bonn',
      'address.geo.lat': 50.7,
    });
  });

  it('keeps lists of scalars, without nulls and opened', () => {
    expect(flatten({ tags: ['a', null, ['b', [1, true]]], one: ['x'] })).toEqual({
      tags: ['a', 'b', 1, true],
      one: ['x'],
    });
  });

  it('gives a list of objects one list for each path of its parts', () => {
    const products = [
      { sku: 'A', price: 5, tags: ['x', 'y'] },
      { sku: 'B', maker: { name: 'M' }, tags: 'z' },
    ];
    expect(flatten({ products })).toEqual({
      'products.sku': ['A', 'B'],
      'products.price': [5],
      'products.tags': ['x', 'y', 'z'],
      'products.maker.name': ['M'],
    });
  });

  it('leaves out null, empty lists and numbers that are not finite, but not empty text', () => {
    const value = { a: null, b: [], c: [null], d: Number.NaN, e: Number.POSITIVE_INFINITY, f: undefined };
    expect(flatten({ ...value, g: '', h: 0, i: false, j: {}, k: [{}], l: () => 1 })).toEqual({ g: '', h: 0, i: false });
  });

  it('keeps null and empty lists as removals where asked', () => {
    expect(flattenWithRemovals({ a: null, b: [], c: [null], d: { e: null, f: 1 }, g: '', h: undefined })).toEqual({
      a: null,
      b: null,
      c: null,
      'd.e': null,
      'd.f': 1,
      g: '',
    });
  });

  it('ignores keys that reach into a prototype, at any depth', () => {
    const hostile: unknown = JSON.parse(
      '{"__proto__": {"x": 1}, "constructor": {"prototype": {"y": 1}}, "a": {"__proto__": 2, "prototype": 3, "b": 4}, "l": [{"__proto__": 5}]}',
    );
    expect(flatten(hostile)).toEqual({ 'a.b': 4 });
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  it('gives nothing for what is no object', () => {
    for (const value of [null, undefined, 'text', 5, true, ['a'], new Date(0)]) expect(flatten(value)).toEqual({});
  });

  it('reads dates as text', () => {
    expect(flatten({ at: new Date(0), never: new Date(Number.NaN) })).toEqual({ at: '1970-01-01T00:00:00.000Z' });
  });

  it('makes half surrogate pairs well formed, as stores do', () => {
    expect(flatten({ a: 'x\ud800y', b: '👍' })).toEqual({ a: 'x\ufffdy', b: '👍' });
  });

  it('refuses what is nested too deep, without overflowing', () => {
    let deep: unknown = 1;
    let list: unknown = 1;
    for (let level = 0; level < 100_000; level++) {
      deep = { a: deep };
      list = [list];
    }
    for (const value of [deep, { list }]) {
      expect(() => flatten(value)).toThrow(PropertyLimitError);
      expect(() => flatten(value)).toThrow(expect.objectContaining({ code: 'properties_too_deep' }));
    }
  });

  it('refuses too many values and too long paths', () => {
    const many = Array.from({ length: flattenLimits.values + 1 }, (_, index) => index);
    expect(() => flatten({ many })).toThrow(expect.objectContaining({ code: 'too_many_properties' }));
    expect(() => flatten(Object.fromEntries(many.map((each) => [`p${each}`, each])))).toThrow(
      expect.objectContaining({ code: 'too_many_properties' }),
    );
    expect(() => flatten({ ['x'.repeat(flattenLimits.path + 1)]: 1 })).toThrow(
      expect.objectContaining({ code: 'property_path_too_long' }),
    );
  });

  it('gives scalars and lists of scalars only, whatever it is given', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 4, withNullPrototype: true }), (value) => {
        for (const flat of Object.values(flatten(value))) {
          const items = Array.isArray(flat) ? flat : [flat];
          expect(items.length).toBeGreaterThan(0);
          for (const item of items) expect(['string', 'number', 'boolean']).toContain(typeof item);
        }
        expect(Object.entries(flattenWithRemovals(value)).filter(([, each]) => each !== null)).toEqual(
          expect.arrayContaining(Object.entries(flatten(value))),
        );
      }),
    );
  });
});
