import { PropertyLimitError } from './errors.js';
import type { PropertyValue } from './values.js';

/** Limits of one flattened value: levels of nesting, scalars in all, characters of a path. */
export const flattenLimits = { depth: 32, values: 10_000, path: 500 } as const;

const prototypeKeys = new Set(['__proto__', 'constructor', 'prototype']);
const surrogate = /[\uD800-\uDFFF]/;
const loneSurrogates = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

type ScalarValue = string | number | boolean;

/**
 * Values by dotted path. Nested objects become paths; a list keeps its scalars in order (inner lists opened, nulls
 * dropped); a list of objects gives one list a sub-path. Null, empty lists and numbers that are not finite are
 * missing; empty text is a value. Keys that are empty or reach into a prototype are left out. Half a surrogate pair
 * becomes U+FFFD, as every store would make it. Anything but an object gives no values.
 *
 * @throws PropertyLimitError beyond `flattenLimits`
 */
export function flatten(value: unknown): Record<string, PropertyValue> {
  const flat: Record<string, PropertyValue> = {};
  new Flattening((path, found) => {
    if (found !== null) flat[path] = found;
    else delete flat[path];
  }).object(value, '', 0);
  return flat;
}

/**
 * As `flatten`, but what is null or an empty list stays as null: a removal of that path and, by the meaning of an
 * object that became null, of every path beneath it.
 */
export function flattenWithRemovals(value: unknown): Record<string, PropertyValue | null> {
  const flat: Record<string, PropertyValue | null> = {};
  new Flattening((path, found) => {
    flat[path] = found;
  }).object(value, '', 0);
  return flat;
}

class Flattening {
  private values = 0;

  constructor(private readonly put: (path: string, value: PropertyValue | null) => void) {}

  object(value: unknown, path: string, depth: number): void {
    if (!isObject(value)) return;
    this.checkDepth(depth, path);
    for (const key of Object.keys(value)) {
      if (key === '' || prototypeKeys.has(key)) continue;
      this.member(value[key], this.join(path, key), depth + 1);
    }
  }

  private member(value: unknown, path: string, depth: number): void {
    if (Array.isArray(value)) this.list(value, path, depth);
    else if (value === null) this.put(path, null);
    else if (isObject(value)) this.object(value, path, depth);
    else {
      const scalar = scalarOf(value);
      if (scalar === undefined) {
        // Not a number: the sender had nothing to say, and did not ask to remove what was known.
        return;
      }
      this.count(path);
      this.put(path, scalar);
    }
  }

  private list(items: readonly unknown[], path: string, depth: number): void {
    const lists = new Map<string, ScalarValue[]>();
    this.collect(items, path, depth, lists);
    if (lists.size === 0 && !items.some(isObjectOrList)) this.put(path, null);
    for (const [each, values] of lists) this.put(each, values.length === 0 ? null : values);
  }

  /** Adds every scalar under `items` to the list of its path. */
  private collect(value: unknown, path: string, depth: number, lists: Map<string, ScalarValue[]>): void {
    if (Array.isArray(value)) {
      this.checkDepth(depth, path);
      if (value.length > flattenLimits.values) this.tooMany(path);
      for (const item of value) this.collect(item, path, depth + 1, lists);
    } else if (isObject(value)) {
      this.checkDepth(depth, path);
      for (const key of Object.keys(value)) {
        if (key === '' || prototypeKeys.has(key)) continue;
        this.collect(value[key], this.join(path, key), depth + 1, lists);
      }
    } else {
      const scalar = scalarOf(value);
      if (scalar === undefined) return;
      this.count(path);
      const values = lists.get(path);
      if (values) values.push(scalar);
      else lists.set(path, [scalar]);
    }
  }

  private join(path: string, key: string): string {
    const joined = path === '' ? wellFormed(key) : `${path}.${wellFormed(key)}`;
    if (joined.length > flattenLimits.path) {
      throw new PropertyLimitError(
        'property_path_too_long',
        `A property's path has at most ${flattenLimits.path} characters`,
        `${joined.slice(0, 100)}…`,
      );
    }
    return joined;
  }

  private checkDepth(depth: number, path: string): void {
    if (depth <= flattenLimits.depth) return;
    throw new PropertyLimitError(
      'properties_too_deep',
      `Properties are nested at most ${flattenLimits.depth} levels deep`,
      path,
    );
  }

  private count(path: string): void {
    this.values += 1;
    if (this.values > flattenLimits.values) this.tooMany(path);
  }

  private tooMany(path: string): never {
    throw new PropertyLimitError('too_many_properties', `At most ${flattenLimits.values} values are kept`, path);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function isObjectOrList(value: unknown): boolean {
  return Array.isArray(value) || isObject(value);
}

function scalarOf(value: unknown): ScalarValue | undefined {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (value instanceof Date && Number.isFinite(value.getTime())) return value.toISOString();
  return undefined;
}

function wellFormed(text: string): string {
  return surrogate.test(text) ? text.replace(loneSurrogates, '\uFFFD') : text;
}
