import type { Property } from '../api/types.js';

/** Ids that have both a latitude and a longitude among the properties, so that they can be asked for a circle. */
export function placesAmong(properties: readonly Pick<Property, 'id'>[]): readonly string[] {
  const ids = new Set(properties.map(({ id }) => id));
  return [...ids]
    .filter((id) => id.endsWith('.latitude'))
    .map((id) => id.slice(0, -'.latitude'.length))
    .filter((id) => ids.has(`${id}.longitude`));
}
