import type { PropertyBag, PropertyValue } from '../values.js';

/** Reads one path of a bag. */
export type Reader = (bag: PropertyBag) => PropertyValue | undefined;

/**
 * Written out one by one, because an engine remembers where a property stands by the place in the source that reads it:
 * each of these places reads one name for ever and costs 2 ns, where one place that reads all names costs 20.
 */
const places: readonly ((path: string) => Reader)[] = [
  (path) => (bag) => bag[path],
  (path) => (bag) => bag[path],
  (path) => (bag) => bag[path],
  (path) => (bag) => bag[path],
  (path) => (bag) => bag[path],
  (path) => (bag) => bag[path],
  (path) => (bag) => bag[path],
  (path) => (bag) => bag[path],
  (path) => (bag) => bag[path],
  (path) => (bag) => bag[path],
  (path) => (bag) => bag[path],
  (path) => (bag) => bag[path],
  (path) => (bag) => bag[path],
  (path) => (bag) => bag[path],
  (path) => (bag) => bag[path],
  (path) => (bag) => bag[path],
];

const readers = new Map<string, Reader>();
const anyOther =
  (path: string): Reader =>
  (bag) =>
    bag[path];

/** The first paths asked for have a place of their own, the others share one. */
export function readerOf(path: string): Reader {
  const known = readers.get(path);
  if (known !== undefined) return known;
  const place = places[readers.size];
  if (place === undefined) return anyOther(path);
  const reader = place(path);
  readers.set(path, reader);
  return reader;
}
