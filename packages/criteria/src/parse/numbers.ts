import type { FaultList } from './faults.js';
import { describe, type Fields, join, listed, readText } from './fields.js';

/** A whole number in a range, or null after a fault. */
export function readWhole(fields: Fields, key: string, least: number, most: number, faults: FaultList): number | null {
  const path = join(fields.path, key);
  if (fields.has(key)) return wholeOf(fields.get(key), path, least, most, faults);
  faults.add(path, 'missing', `“${key}” is missing`, wholeForm(least, most));
  return null;
}

/** The same of a value that has been read. */
export function wholeOf(value: unknown, path: string, least: number, most: number, faults: FaultList): number | null {
  const expected = wholeForm(least, most);
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    faults.add(path, 'value_does_not_fit', `${describe(value)} is not a whole number`, expected);
    return null;
  }
  if (value < least || value > most) {
    faults.add(path, 'out_of_range', `${value} is out of range`, expected);
    return null;
  }
  return value;
}

function wholeForm(least: number, most: number): string {
  return `a whole number from ${least} to ${most}`;
}

/** One of some names, or null after a fault. */
export function readName<N extends string>(
  fields: Fields,
  key: string,
  names: readonly N[],
  what: string,
  faults: FaultList,
): N | null {
  const text = readText(fields, key, listed(names), faults);
  if (text === null) return null;
  const name = names.find((each) => each === text);
  if (name !== undefined) return name;
  faults.add(join(fields.path, key), 'value_does_not_fit', `${describe(text)} is not ${what}`, listed(names));
  return null;
}
