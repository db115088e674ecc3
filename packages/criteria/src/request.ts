import type { PropertyType } from './properties/descriptor.js';
import { requestProperties } from './properties/request.js';

export type { PropertyType } from './properties/descriptor.js';

/** One thing that is known of the present request. */
export interface RequestField {
  /** Path behind `request.`; one that ends in `.` is the beginning of a family such as `cookies.<name>`. */
  readonly id: string;
  /** As a sentence in English says it. */
  readonly noun: string;
  readonly type: PropertyType;
}

/** Every request field. Kindred fills them from what the caller of `decide` presents; those not presented are missing. */
export const requestFields: readonly RequestField[] = requestProperties.map(({ id, type, text }) => ({
  id: id.slice('request.'.length),
  noun: text.en.noun ?? text.en.label,
  type: type === 'dateTime' ? 'date' : type,
}));

/** The field that `request.<path>` means, or null. */
export function requestFieldOf(path: string): RequestField | null {
  for (const field of requestFields) {
    const family = field.id.endsWith('.');
    if (family ? path.length > field.id.length && path.startsWith(field.id) : path === field.id) return field;
  }
  return null;
}
