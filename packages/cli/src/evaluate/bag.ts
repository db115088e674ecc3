import { flatten, type PropertyBag, PropertyLimitError } from '@kindred/criteria';
import { QuestionFault } from './fault.js';

export const nothing: PropertyBag = Object.freeze({});

/** Values by dotted path, by the rules and within the limits of everything that the server takes in. */
export function bagAt(value: unknown, path: string): PropertyBag {
  if (value === undefined || value === null) return nothing;
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new QuestionFault('not_an_object', `${path} must be an object.`, path);
  }
  return withinLimits(path, () => flatten(value));
}

export function withinLimits<T>(path: string, flattening: () => T): T {
  try {
    return flattening();
  } catch (error) {
    if (!(error instanceof PropertyLimitError)) throw error;
    throw new QuestionFault(error.code, `${error.message}.`, error.path === '' ? path : `${path}.${error.path}`);
  }
}
