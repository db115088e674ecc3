import type { PropertyValue } from '../values.js';
import type { Condition, Sight } from './condition.js';

/** Reads one property of one visitor or visit; undefined where it is missing. */
export type Reader = (sight: Sight) => PropertyValue | undefined;

/*
 * Written out one by one, because an engine remembers where a property stands by the place in the source that reads it:
 * each of these places reads one name for ever and costs 2 ns, where one place that reads all names costs 20.
 */

const ofTraits: readonly ((path: string) => Reader)[] = [
  (path) => (sight) => sight.subject.traits[path],
  (path) => (sight) => sight.subject.traits[path],
  (path) => (sight) => sight.subject.traits[path],
  (path) => (sight) => sight.subject.traits[path],
  (path) => (sight) => sight.subject.traits[path],
  (path) => (sight) => sight.subject.traits[path],
  (path) => (sight) => sight.subject.traits[path],
  (path) => (sight) => sight.subject.traits[path],
  (path) => (sight) => sight.subject.traits[path],
  (path) => (sight) => sight.subject.traits[path],
  (path) => (sight) => sight.subject.traits[path],
  (path) => (sight) => sight.subject.traits[path],
  (path) => (sight) => sight.subject.traits[path],
  (path) => (sight) => sight.subject.traits[path],
  (path) => (sight) => sight.subject.traits[path],
  (path) => (sight) => sight.subject.traits[path],
];
const ofAnyTrait =
  (path: string): Reader =>
  (sight) =>
    sight.subject.traits[path];

const ofRequests: readonly ((path: string) => Reader)[] = [
  (path) => (sight) => sight.request?.[path],
  (path) => (sight) => sight.request?.[path],
  (path) => (sight) => sight.request?.[path],
  (path) => (sight) => sight.request?.[path],
  (path) => (sight) => sight.request?.[path],
  (path) => (sight) => sight.request?.[path],
  (path) => (sight) => sight.request?.[path],
  (path) => (sight) => sight.request?.[path],
];
const ofAnyRequest =
  (path: string): Reader =>
  (sight) =>
    sight.request?.[path];

const traits = new Map<string, Reader>();
const requests = new Map<string, Reader>();

/** The first properties asked for have a place of their own, the others share one. */
export function readerOf({ scope, path }: Pick<Condition, 'scope' | 'path'>): Reader {
  return scope === 'user'
    ? placeOf(path, traits, ofTraits, ofAnyTrait)
    : placeOf(path, requests, ofRequests, ofAnyRequest);
}

function placeOf(
  path: string,
  given: Map<string, Reader>,
  places: readonly ((path: string) => Reader)[],
  shared: (path: string) => Reader,
): Reader {
  const known = given.get(path);
  if (known !== undefined) return known;
  const own = places[given.size];
  if (own === undefined) return shared(path);
  const reader = own(path);
  given.set(path, reader);
  return reader;
}
