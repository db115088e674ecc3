import { criteriaLimits, type FaultList } from './faults.js';

/** An object of unknown origin; only its own keys are ever read. */
export interface Fields {
  readonly path: string;
  has(key: string): boolean;
  get(key: string): unknown;
}

/** The object at a path, or null after a fault. */
export function readFields(input: unknown, path: string, expected: string, faults: FaultList): Fields | null {
  if (!isRecord(input)) {
    faults.add(path, 'not_an_object', `${describe(input)} is not an object`, expected);
    return null;
  }
  // JSON has no undefined; in a program it says the same as leaving the key out.
  const get = (key: string): unknown => (Object.hasOwn(input, key) ? input[key] : undefined);
  return { path, has: (key) => get(key) !== undefined, get };
}

/** A fault for every key that is not among the known ones. */
export function refuseOthers(input: unknown, path: string, known: readonly string[], faults: FaultList): void {
  if (!isRecord(input)) return;
  for (const key of Object.keys(input)) {
    if (faults.full) return;
    if (known.includes(key) || input[key] === undefined) continue;
    const shown = shorten(key);
    faults.add(join(path, shown), 'unknown_key', `“${shown}” means nothing here`, `only ${listed(known)}`);
  }
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/** A text of 1 to `criteriaLimits.text` characters, or null after a fault. */
export function readText(fields: Fields, key: string, expected: string, faults: FaultList): string | null {
  const path = join(fields.path, key);
  if (!fields.has(key)) {
    faults.add(path, 'missing', `“${key}” is missing`, expected);
    return null;
  }
  const value = fields.get(key);
  if (typeof value !== 'string' || value === '') {
    faults.add(path, 'value_does_not_fit', `${describe(value)} does not fit`, expected);
    return null;
  }
  return fitsText(value, path, faults) ? value : null;
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Whether a text is short enough and well formed; a fault where not. */
export function fitsText(value: string, path: string, faults: FaultList): boolean {
  const { text } = criteriaLimits;
  if (value.length > text) {
    faults.add(path, 'too_long', `The text has ${value.length} characters`, `at most ${text} characters`);
    return false;
  }
  if (loneSurrogate.test(value)) {
    faults.add(path, 'value_does_not_fit', 'The text holds half a surrogate pair', 'well-formed Unicode text');
    return false;
  }
  return true;
}

export function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** `a, b or c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** A value as it may be shown in a message: short, and never the whole of something large. */
export function describe(value: unknown): string {
  if (value === undefined) return 'Nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'An empty list' : 'A list';
  if (typeof value === 'object') return 'An object';
  if (typeof value === 'string') return value === '' ? 'Empty text' : `The text “${shorten(value)}”`;
  if (typeof value === 'number') return `The number ${value}`;
  return String(value);
}

export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
