import type { PropertyNode } from '../criteria.js';
import type { PropertyBag, PropertyValue } from '../values.js';
import type { Random } from './random.js';

/** Berlin and Potsdam, the antipode of Berlin, both sides of the date line, and a pole. */
const spots = [
  [52.52, 13.405],
  [52.4, 13.06],
  [-52.52, -166.595],
  [0, 179.95],
  [0, -179.95],
  [90, 13.06],
] as const;

/** The place that something of a generated world may have, at times without one half, or no place at all. */
export function generatePlace(random: Random): PropertyBag {
  if (random.chance(40)) return {};
  const [latitude, longitude] = random.pick(spots);
  const place: Record<string, PropertyValue> = { 'place.latitude': latitude, 'place.longitude': longitude };
  const half = random.pick(Object.keys(place));
  const kind = random.below(10);
  if (kind === 0) delete place[half];
  if (kind === 1) place[half] = random.pick([200, String(latitude), [longitude]]);
  return place;
}

/** A circle about one of these places: none has another near its edge, where rounding would decide. */
export function generateNear(random: Random, scope: string): PropertyNode {
  const [latitude, longitude] = random.pick(spots);
  const kilometers = random.pick([0, 25, 30, 19_000, 20_100]);
  return { type: 'property', property: `${scope}.place`, operator: 'near', value: { latitude, longitude, kilometers } };
}
