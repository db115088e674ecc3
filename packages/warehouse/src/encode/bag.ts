import { flatten, fold, type PropertyBag, type PropertyValue } from '@kindred/criteria';
import { readDateText } from './dates.js';
import { isKind, type Kind } from './kinds.js';
import { decodePath, encodePath } from './paths.js';

type Scalar = string | number | boolean;

/** Properties as the JSON text of typed sub-columns, see `kinds.ts`. */
export function encodeBag(bag: Readonly<Record<string, unknown>>): string {
  const members: string[] = [];
  for (const key of Object.keys(bag)) {
    const value = bag[key];
    if (isScalar(value)) encodeScalar(encodePath(key), value, members);
    else if (Array.isArray(value) && value.every(isScalar)) encodeList(encodePath(key), value, members);
    // Nothing but flat values comes from the log; whoever hands over nested ones has them flattened here.
    else if (value !== null && value !== undefined) return encodeBag(flatten(bag));
  }
  return `{${members.join(',')}}`;
}

function encodeScalar(path: string, value: Scalar, members: string[]): void {
  if (typeof value === 'number') {
    if (Number.isFinite(value)) members.push(`"n_${path}":${double(value)}`);
  } else if (typeof value === 'boolean') members.push(`"b_${path}":${value}`);
  else {
    const raw = wellFormed(value);
    const folded = fold(raw);
    members.push(`"f_${path}":${JSON.stringify(folded)}`);
    if (folded !== raw) members.push(`"t_${path}":${JSON.stringify(raw)}`);
    const date = readDateText(raw);
    if (date !== null) members.push(`"${date.kind}_${path}":${double(date.milliseconds)}`);
  }
}

function encodeList(path: string, values: readonly Scalar[], members: string[]): void {
  const texts = values.filter((value) => typeof value === 'string').map(wellFormed);
  const numbers = values.filter((value) => typeof value === 'number').filter(Number.isFinite);
  const booleans = values.filter((value) => typeof value === 'boolean');
  const put = (kind: Kind, items: readonly string[]): void => {
    if (items.length > 0) members.push(`"${kind}_${path}":[${items.join(',')}]`);
  };
  const folded = texts.map(fold);
  put('F', folded.map(quote));
  if (folded.some((text, i) => text !== texts[i])) put('T', texts.map(quote));
  put('N', numbers.map(double));
  put('B', booleans.map(String));
  const dates = texts.map(readDateText).filter((date) => date !== null);
  for (const kind of ['d', 'w'] as const) {
    const found = dates.filter((date) => date.kind === kind).map((date) => double(date.milliseconds));
    put(kind === 'd' ? 'D' : 'W', found);
  }
  if (Number(texts.length > 0) + Number(numbers.length > 0) + Number(booleans.length > 0) > 1) {
    members.push(`"J_${path}":${quote(JSON.stringify(values))}`);
  }
}

/** The bag again, from the JSON text of its sub-columns. */
export function decodeBag(json: Readonly<Record<string, unknown>>): PropertyBag {
  const byPath = new Map<string, Partial<Record<Kind, unknown>>>();
  for (const [name, value] of Object.entries(json)) {
    const kind = name.slice(0, 1);
    if (!isKind(kind) || value === null || (Array.isArray(value) && value.length === 0)) continue;
    const path = name.slice(2);
    const found = byPath.get(path) ?? {};
    found[kind] = value;
    byPath.set(path, found);
  }
  const bag: Record<string, PropertyValue> = {};
  for (const [path, found] of byPath) {
    const value = decodeValue(found);
    if (value !== null) bag[decodePath(path)] = value;
  }
  return bag;
}

function decodeValue(found: Partial<Record<Kind, unknown>>): PropertyValue | null {
  if (typeof found.J === 'string') return scalars(JSON.parse(found.J));
  for (const kind of ['t', 'f', 'n', 'b'] as const) if (isScalar(found[kind])) return found[kind];
  for (const kind of ['T', 'F', 'N', 'B'] as const) if (Array.isArray(found[kind])) return scalars(found[kind]);
  return null;
}

function scalars(value: unknown): readonly Scalar[] | null {
  return Array.isArray(value) ? value.filter(isScalar) : null;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** A number that the engine's JSON reader takes for a double even where it is whole. */
function double(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function quote(text: string): string {
  return JSON.stringify(text);
}

const surrogate = /[\uD800-\uDFFF]/;
const loneSurrogates = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Half a surrogate pair has no UTF-8 form; everywhere in Kindred it becomes U+FFFD. */
export function wellFormed(text: string): string {
  return surrogate.test(text) ? text.replace(loneSurrogates, '\uFFFD') : text;
}
