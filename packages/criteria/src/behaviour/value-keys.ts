import { fold } from '../fold.js';
import { pathOf, scopeOf } from '../property.js';
import type { PropertyValue } from '../values.js';
import type { MarkedEvent } from './mark.js';

type Scalar = string | number | boolean;

/** A name under which equal values meet: text folded; numbers and truth values are no text. */
export function keyOf(value: Scalar): string {
  if (typeof value === 'string') return `s${fold(value)}`;
  return typeof value === 'number' ? `n${value + 0}` : `b${value ? 1 : 0}`;
}

/** The different values of a property, as keys; none where it is missing. */
export function keysOf(value: PropertyValue | undefined): string[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? [...new Set(value.map(keyOf))] : [keyOf(value)];
}

/** Reads `properties.<path>` or `context.<path>` of an event. */
export function readerOf(property: string): (event: MarkedEvent) => PropertyValue | undefined {
  const path = pathOf(property);
  const inContext = scopeOf(property) === 'context';
  return (event) => {
    const bag = inContext ? event.context : event.properties;
    return Object.hasOwn(bag, path) ? bag[path] : undefined;
  };
}
