import type { Kind } from '../encode/kinds.js';
import { encodePath } from '../encode/paths.js';
import { type Fragment, name, sql } from '../statement.js';

/** The typed sub-columns of one property, see `encode/kinds.ts`. */
export interface PropertyColumns {
  /** A single value; NULL where there is none of this type. */
  readonly one: (kind: 'f' | 't' | 'n' | 'b' | 'd' | 'w' | 'J') => Fragment;
  /** A list; empty where there is none of this type. */
  readonly many: (kind: 'F' | 'T' | 'N' | 'B' | 'D' | 'W') => Fragment;
}

type JsonColumn = 'properties' | 'context' | 'traits' | 'fields';

const types: Readonly<Record<Kind, Fragment>> = {
  f: sql`String`,
  t: sql`String`,
  n: sql`Float64`,
  b: sql`Bool`,
  d: sql`Float64`,
  w: sql`Float64`,
  F: sql`\`Array(Nullable(String))\``,
  T: sql`\`Array(Nullable(String))\``,
  N: sql`\`Array(Nullable(Float64))\``,
  B: sql`\`Array(Nullable(Bool))\``,
  D: sql`\`Array(Nullable(Float64))\``,
  W: sql`\`Array(Nullable(Float64))\``,
  J: sql`String`,
};

export function propertyColumns(column: JsonColumn, path: string): PropertyColumns {
  const encoded = encodePath(path);
  const read = (kind: Kind): Fragment => sql`${name(column)}.${name(`${kind}_${encoded}`)}.:${types[kind]}`;
  return { one: read, many: read };
}

/** Those of a trait, without the lists that nobody has. */
export function traitColumns(path: string, listTraits: ReadonlySet<string> | undefined): PropertyColumns {
  const { one, many } = propertyColumns('traits', path);
  const encoded = encodePath(path);
  const may = (kind: 'F' | 'N' | 'B'): boolean => listTraits === undefined || listTraits.has(`${kind}_${encoded}`);
  return { one, many: (kind) => (may(kind === 'N' || kind === 'B' ? kind : 'F') ? many(kind) : emptyLists[kind]) };
}

const noTexts = sql`CAST([], 'Array(Nullable(String))')`;
const noNumbers = sql`CAST([], 'Array(Nullable(Float64))')`;
/** Lists without values, of the types of `many`. */
export const emptyLists = {
  F: noTexts,
  T: noTexts,
  N: noNumbers,
  B: sql`CAST([], 'Array(Nullable(Bool))')`,
  D: noNumbers,
  W: noNumbers,
};
