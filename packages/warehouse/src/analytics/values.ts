import { fold, isGroupKind, pathOf, scopeOf } from '@kindred/criteria';
import { numberAt, rowsOf, unreadable } from '../answer.js';
import { WarehouseError } from '../errors.js';
import { propertyColumns } from '../sql/columns.js';
import { settings } from '../sql/settings.js';
import { type Fragment, render, sql, text, uint32, whole } from '../statement.js';
import type { Transport } from '../transport.js';

export interface ValueCount {
  readonly value: string | number | boolean;
  readonly count: number;
}

/**
 * The most frequent values of a property, of rows in which the search text (folded) is part of the value. Reads this
 * property's columns alone. For `properties.…` and `context.…`, `event` says of which event; null: of all.
 *
 * @throws WarehouseError `invalid_property`
 */
export async function values(
  transport: Transport,
  site: number,
  property: string,
  event: string | null,
  search: string,
  limit: number,
): Promise<readonly ValueCount[]> {
  const { column, rows } = source(site, property, event);
  const { one, many } = propertyColumns(column.name, column.path);
  const single = (value: Fragment): Fragment => sql`if(isNull(${value}), [], [${value}])`;
  const raw = sql`arrayConcat(${single(sql`coalesce(${one('t')}, ${one('f')})`)},
    if(empty(${many('T')}), ${many('F')}, ${many('T')}))`;
  const folded = sql`arrayConcat(${single(one('f'))}, ${many('F')})`;
  const piece = text(fold(search));
  const kinds = [
    sql`SELECT 'text' AS kind, pair.1 AS value, count() AS counted
      FROM (SELECT arrayJoin(arrayZip(${raw}, ${folded})) AS pair FROM ${rows})
      WHERE position(pair.2, ${piece}) > 0 GROUP BY value ORDER BY counted DESC, value LIMIT ${whole(limit)}`,
    ...(['n', 'b'] as const).map((kind) => {
      const all = sql`arrayConcat(${single(one(kind))}, ${many(kind === 'n' ? 'N' : 'B')})`;
      return sql`SELECT ${text(kind === 'n' ? 'number' : 'boolean')} AS kind, toString(each) AS value, count() AS counted
        FROM (SELECT arrayJoin(${all}) AS each FROM ${rows})
        WHERE position(toString(each), ${piece}) > 0 GROUP BY value ORDER BY counted DESC, value LIMIT ${whole(limit)}`;
    }),
  ];
  const [texts, numbers, booleans] = kinds;
  if (texts === undefined || numbers === undefined || booleans === undefined) throw unreadable();
  const statement = render(sql`SELECT kind, value, counted
    FROM (SELECT * FROM (${texts}) UNION ALL SELECT * FROM (${numbers}) UNION ALL SELECT * FROM (${booleans}))
    ORDER BY counted DESC, value LIMIT ${whole(limit)} ${settings('interactive')} FORMAT JSONCompactEachRow`);
  return rowsOf(await transport.run(statement, { purpose: 'interactive' })).map(countOf);
}

function countOf(row: readonly unknown[]): ValueCount {
  const [kind, value] = row;
  if (typeof value !== 'string') throw unreadable();
  const count = numberAt(row, 2);
  if (kind === 'number') return { value: Number(value), count };
  if (kind === 'boolean') return { value: value === 'true', count };
  return { value, count };
}

interface Source {
  readonly column: { readonly name: 'properties' | 'context' | 'traits' | 'fields'; readonly path: string };
  readonly rows: Fragment;
}

/** Where the values of a property are stored. @throws WarehouseError `invalid_property` */
export function source(site: number, property: string, event: string | null): Source {
  const scope = scopeOf(property);
  const path = pathOf(property);
  const ofSite = sql`site = ${uint32(site)}`;
  if (scope === 'properties' || scope === 'context') {
    const named = event === null ? sql`` : sql` AND name = ${text(event)}`;
    return { column: { name: scope, path }, rows: sql`events WHERE ${ofSite}${named}` };
  }
  if (scope === 'user' || property === 'profile.userId') {
    const name = scope === 'user' ? 'traits' : 'fields';
    return { column: { name, path }, rows: sql`profiles FINAL WHERE ${ofSite} AND deleted = 0` };
  }
  if (scope !== null && isGroupKind(scope)) {
    const name = path === 'id' || (path === 'ancestorIds' && scope === 'organization') ? 'fields' : 'traits';
    const rows = sql`groups FINAL WHERE ${ofSite} AND kind = ${text(scope)} AND deleted = 0`;
    return { column: { name, path }, rows };
  }
  throw new WarehouseError('invalid_property', `There are no stored values of ${property}`, false);
}
