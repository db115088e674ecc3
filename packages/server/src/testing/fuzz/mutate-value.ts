import type { Random } from '@kindred/criteria/generate';
import { mutateText } from './mutate-text.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const keys: readonly string[] = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', ''],
  ...['type', 'of', 'value', 'operator', 'property', 'event', 'where', 'count', 'window', 'as', 'quantifier'],
  ...['exactCase', 'steps', 'same', 'within', 'without', 'absent', 'function', 'which', 'salt', 'from', 'to'],
  ...['segment', 'rolling', 'calendar', 'past', 'fixed', 'ago', 'amount', 'unit', 'atLeast', 'exactly', 'distinct'],
];

const texts: readonly string[] = [
  ...['', '__proto__', 'constructor', 'toString', 'user.__proto__', 'user.constructor', 'properties.toString', 'user.'],
  ...['all', 'any', 'not', 'atLeast', 'property', 'event', 'aggregate', 'eventTime', 'sequence', 'bucket', 'segment'],
  ...['equals', 'oneOf', 'matches', 'between', 'inLast', 'anniversary', 'inNetwork', 'near', 'known', 'on', 'before'],
  ...[
    'decimal',
    'version',
    'duration',
    'date',
    'number',
    'size',
    'sum',
    'average',
    'first',
    'mostFrequent',
    'sessions',
  ],
  ...['(a+)+$', '((a{1,30}){1,30}){1,30}', 'a{1000}', '(a|a)*b', '\\', '[', '(?=a)', '^(.*)*$', '.{0,1000}x', '[^\\W]'],
  ...['1e400', 'NaN', '-0', '0'.repeat(999), '9'.repeat(1_000), 'x'.repeat(1_001), '\u0000', '\ud800', 'a\udc00'],
  ...['2026-02-29', '1900-01-01', '2299-12-31T23:59:59.999999999+14:59', '0001-01-01', 'P1W', 'PT1.5S', '-P1D'],
  ...['v1.2.3-rc.1+x', '10.0.0.0/8', '::ffff:1.2.3.4/100', '::/0', '256.1.1.1', 'properties.a', 'context.page.url'],
];

const numbers: readonly number[] = [
  ...[0, -0, 1, -1, 0.1, 1e18, 1e18 - 128, -1e18, 1e308, -1e308, 5e-324, 2 ** 53, 2 ** 53 + 2, 2 ** 31, 1e15, 1e21],
  ...[1_000_000, 1_000_001, 3_660, 3_661, 32, 100, 0.5, 1e-9, 5e-10, 123456789.98765433],
];

/** A definition with some places changed: what is said becomes something else, is gone, comes twice or too deep. */
export function mutateValue(random: Random, value: unknown, other: unknown): unknown {
  let found = copy(value);
  for (let times = 1 + random.below(4); times > 0; times--) {
    const places = placesOf(found);
    const place = places[random.below(places.length + 1)];
    const donors = placesOf(copy(other));
    const donor = donors[random.below(donors.length + 1)]?.get() ?? copy(other);
    if (place === undefined) found = changed(random, found, donor);
    else place.set(changed(random, place.get(), donor));
  }
  return random.chance(5) ? deep(random, found) : found;
}

function copy(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}

interface Place {
  get(): Json;
  set(value: Json): void;
}

function placesOf(root: Json): Place[] {
  const places: Place[] = [];
  const waiting: Json[] = [root];
  for (let next = waiting.pop(); next !== undefined && places.length < 20_000; next = waiting.pop()) {
    const holder = next;
    if (Array.isArray(holder)) {
      for (const index of holder.keys()) {
        places.push({ get: () => holder[index] ?? null, set: (value) => holder.splice(index, 1, value) });
      }
    } else if (typeof holder === 'object' && holder !== null) {
      for (const key of Object.keys(holder)) {
        places.push({ get: () => holder[key] ?? null, set: (value) => define(holder, key, value) });
      }
    }
    if (typeof holder === 'object' && holder !== null) waiting.push(...Object.values(holder));
  }
  return places;
}

/** As `JSON.parse` would: also `__proto__` becomes a member of its own. */
function define(holder: { [key: string]: Json }, key: string, value: Json): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function changed(random: Random, value: Json, donor: Json): Json {
  if (random.chance(35)) return random.chance(60) ? donor : scalar(random);
  if (typeof value === 'string') {
    return random.chance(50) ? mutateText(random, value, random.pick(texts)) : random.pick(texts);
  }
  if (typeof value === 'number') return random.pick(numbers);
  if (Array.isArray(value)) {
    const [some = null] = value;
    switch (random.below(4)) {
      case 0:
        return value.slice(1);
      case 1:
        return [...value, donor];
      case 2:
        return [...value].reverse();
      default:
        return Array.from({ length: random.pick([2, 3, 11, 600, 12_000]) }, () => some);
    }
  }
  if (typeof value === 'object' && value !== null) {
    const holder = { ...value };
    const present = Object.keys(holder);
    if (random.chance(40) && present.length > 0) delete holder[random.pick(present)];
    else define(holder, random.pick(keys), random.chance(50) ? donor : scalar(random));
    return random.chance(20) ? wrapped(random, holder, 1 + random.below(40)) : holder;
  }
  return scalar(random);
}

function scalar(random: Random): Json {
  const kind = random.below(10);
  if (kind < 5) return random.pick(texts);
  return kind < 8 ? random.pick(numbers) : random.pick([null, true, false, [], {}]);
}

function wrapped(random: Random, value: Json, depth: number): Json {
  let found = value;
  for (let level = 0; level < depth; level++) {
    found = random.chance(50) ? { type: 'not', of: found } : { type: random.chance(50) ? 'all' : 'any', of: [found] };
  }
  return found;
}

/** Deeper than anything is read. */
function deep(random: Random, value: Json): Json {
  if (random.chance(50)) return wrapped(random, value, 10_000);
  let found = value;
  for (let level = 0; level < 10_000; level++) found = [found];
  return { type: 'property', property: 'user.x', operator: 'equals', value: found };
}
