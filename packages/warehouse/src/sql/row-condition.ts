import {
  type Calendar,
  type Criteria,
  InvalidCriteriaError,
  isGroupKind,
  type PropertyNode,
  pathOf,
  scopeOf,
} from '@kindred/criteria';
import { type Fragment, join, name, sql, whole } from '../statement.js';
import { propertyColumns, traitColumns } from './columns.js';
import { comparison } from './comparison.js';
import { nearCondition } from './near.js';

/** The conditions inside `where` as one condition on a row of `events`. */
export function whereCondition(where: Criteria, calendar: Calendar): Fragment {
  switch (where.type) {
    case 'all':
    case 'any': {
      if (where.of.length === 0) throw new InvalidCriteriaError('A group needs at least one condition');
      const parts = where.of.map((part) => whereCondition(part, calendar));
      return where.type === 'all' ? sql`(${join(parts, ' AND ')})` : sql`(${join(parts, ' OR ')})`;
    }
    case 'atLeast': {
      const parts = where.of.map((part) => sql`toUInt16(${whereCondition(part, calendar)})`);
      return sql`(arraySum([${join(parts, ', ')}]) >= ${whole(where.count)})`;
    }
    case 'not':
      return sql`(NOT ${whereCondition(where.of, calendar)})`;
    case 'property': {
      const scope = scopeOf(where.property);
      if (scope !== 'properties' && scope !== 'context') {
        throw new InvalidCriteriaError(`${where.property} is no property of an event`);
      }
      // Nothing inside `where` is relative to the present.
      return compared(where, scope, pathOf(where.property), calendar, Number.NaN);
    }
    default:
      throw new InvalidCriteriaError('An event’s conditions are about its own properties');
  }
}

/** A condition on a row of `profiles` (scopes `user` and `profile`); null for other scopes. */
export function profileCondition(
  node: PropertyNode,
  calendar: Calendar,
  now: number,
  listTraits?: ReadonlySet<string>,
): Fragment | null {
  const scope = scopeOf(node.property);
  const path = pathOf(node.property);
  if (scope === 'user' && node.operator !== 'near') {
    return comparison(node, traitColumns(path, listTraits), calendar, now);
  }
  if (scope === 'user') return compared(node, 'traits', path, calendar, now);
  if (scope !== null && isGroupKind(scope) && node.of === 'size' && path === 'id') {
    return comparison(
      node,
      { one: () => missing, many: (kind) => (kind === 'F' ? name(scope) : nothing) },
      calendar,
      now,
    );
  }
  if (scope !== 'profile') return null;
  if (path === 'known') {
    const known = sql`isNotNull(userId)`;
    return comparison(node, { one: (kind) => (kind === 'b' ? known : missing), many: () => nothing }, calendar, now);
  }
  return compared(node, 'fields', path === 'userId' ? path : '', calendar, now);
}

const missing = sql`NULL`;
const nothing = sql`[]`;

/** A condition on a row of `groups`. */
export function groupCondition(node: PropertyNode, calendar: Calendar, now: number): Fragment {
  const path = pathOf(node.property);
  const own = path === 'id' || (path === 'ancestorIds' && scopeOf(node.property) === 'organization');
  return compared(node, own ? 'fields' : 'traits', path, calendar, now);
}

function compared(
  node: PropertyNode,
  column: Parameters<typeof propertyColumns>[0],
  path: string,
  calendar: Calendar,
  now: number,
): Fragment {
  if (node.operator === 'near') {
    return nearCondition(
      node,
      propertyColumns(column, `${path}.latitude`),
      propertyColumns(column, `${path}.longitude`),
    );
  }
  return comparison(node, propertyColumns(column, path), calendar, now);
}
