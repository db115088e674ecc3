import type { PropertyDescriptor } from './descriptor.js';
import { organizationProperties } from './organizations.js';
import { personProperties } from './person.js';
import { requestProperties } from './request.js';

export { type Language, languages, type PropertyDescriptor } from './descriptor.js';
export { propertyGroups } from './groups.js';
export { wholeVersion } from './version.js';
export { type Channel, channels, weekdays } from './visit.js';

/** Every property that Kindred knows by itself, in the order in which an editor shows them. */
export const builtInProperties: readonly PropertyDescriptor[] = [
  ...personProperties,
  ...organizationProperties,
  ...requestProperties,
];

const byId = new Map(builtInProperties.map((property) => [property.id, property]));

/** The descriptor of a property, or of the family that it belongs to; undefined for what only data knows. */
export function describeProperty(id: string): PropertyDescriptor | undefined {
  return byId.get(id) ?? builtInProperties.find((each) => each.id.endsWith('.') && id.startsWith(each.id));
}
