import { InvalidCriteriaError, type PropertyNode } from '@kindred/criteria';
import { type Fragment, sql } from '../statement.js';
import type { PropertyColumns } from './columns.js';

/** Where a value of one type is, single or in a list, and what must be true of it. */
export interface Alternative {
  readonly one: Fragment;
  readonly many: Fragment;
  readonly holds: (value: Fragment) => Fragment;
}

/** Raw text is stored only where it differs from the folded one. */
export function textColumns({ one, many }: PropertyColumns, exact: boolean): { single: Fragment; list: Fragment } {
  if (!exact) return { single: one('f'), list: many('F') };
  return {
    single: sql`coalesce(${one('t')}, ${one('f')})`,
    list: sql`if(empty(${many('T')}), ${many('F')}, ${many('T')})`,
  };
}

export function unfit(node: PropertyNode): InvalidCriteriaError {
  return new InvalidCriteriaError(`The value of ${node.property} does not fit the operator ${node.operator}`);
}
