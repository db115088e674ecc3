import { fold, isGroupKind } from '@kindred/criteria';
import { numberAt, rowsOf, textAt, textsAt } from '../answer.js';
import { decodePath } from '../encode/paths.js';
import { WarehouseError } from '../errors.js';
import { settings } from '../sql/settings.js';
import { type Fragment, render, sql, text, texts, uint32, whole } from '../statement.js';
import type { Transport } from '../transport.js';
import type { PropertyShape } from './contract.js';

/** Properties told of each event at most. */
const mostProperties = sql`1000`;

/**
 * Names of events, the most frequent first, with the properties seen on each. Counting reads the first two columns of
 * the key; the properties are those that the view over the events has kept. Key: (site, name).
 */
export async function eventNames(
  transport: Transport,
  site: number,
  search: string,
  limit: number,
): Promise<readonly { name: string; count: number; properties: readonly string[] }[]> {
  const counted = render(sql`SELECT name, count() AS counted FROM events WHERE site = ${uint32(site)} AND name != ''
    GROUP BY name ORDER BY counted DESC, name ${settings('interactive')} FORMAT JSONCompactEachRow`);
  const piece = fold(search);
  const names = rowsOf(await transport.run(counted, { purpose: 'interactive' }))
    .map((row) => ({ name: textAt(row, 0), count: numberAt(row, 1) }))
    .filter(({ name }) => fold(name).includes(piece))
    .slice(0, limit);
  if (names.length === 0) return [];
  const statement = render(sql`SELECT name, groupUniqArray(${mostProperties})(path) FROM event_properties
    WHERE site = ${uint32(site)} AND has(${texts(names.map(({ name }) => name))}, name)
    GROUP BY name ${settings('interactive')} FORMAT JSONCompactEachRow`);
  const paths = new Map(
    rowsOf(await transport.run(statement, { purpose: 'interactive' })).map((row) => [textAt(row, 0), textsAt(row, 1)]),
  );
  return names.map(({ name, count }) => ({
    name,
    count,
    properties: [...new Set((paths.get(name) ?? []).map((column) => decodePath(column.slice(2))))].sort(),
  }));
}

/**
 * Paths seen with their types and how many have them: traits of people (`user`) or of groups (`account` …), or
 * properties of an event (`event:<name>`). Text has the type `date` too where all of it is ISO 8601 dates or date-times.
 *
 * @throws WarehouseError `invalid_property` for another scope
 */
export async function paths(
  transport: Transport,
  site: number,
  scope: string,
  limit: number,
): Promise<readonly { path: string; types: readonly string[]; people: number }[]> {
  const statement = render(sql`SELECT substring(column, 3) AS path, groupUniqArray(kind) AS kinds,
      max(counted) AS people, sumIf(counted, kind IN ('d', 'w')) = sumIf(counted, kind = 'f') AS allDates
    FROM (SELECT arrayJoin(JSONAllPaths(bag)) AS column, substring(column, 1, 1) AS kind, count() AS counted FROM (${bags(site, scope)}) GROUP BY column)
    GROUP BY path ORDER BY people DESC, path LIMIT ${whole(limit)} ${settings('report')} FORMAT JSONCompactEachRow`);
  return rowsOf(await transport.run(statement, { purpose: 'report' })).map((row) => ({
    path: decodePath(textAt(row, 0)),
    types: typesOf(textsAt(row, 1)).filter((type) => type !== 'date' || numberAt(row, 3) === 1),
    people: numberAt(row, 2),
  }));
}

/**
 * How many have a path with a value of each type, the most usual paths first, and how many were examined: all people, all
 * groups of a kind, or the first 100,000 events of a name.
 *
 * @throws WarehouseError `invalid_property` for another scope
 */
export async function shapes(
  transport: Transport,
  site: number,
  scope: string,
  limit: number,
): Promise<{ readonly examined: number; readonly shapes: readonly PropertyShape[] }> {
  const all = render(sql`SELECT count() FROM (${bags(site, scope)}) ${settings('report')} FORMAT JSONCompactEachRow`);
  const [examined] = rowsOf(await transport.run(all, { purpose: 'report' }));
  const of = (kinds: Fragment): Fragment => sql`sumIf(counted, kind IN (${kinds}))`;
  const statement =
    render(sql`SELECT substring(column, 3) AS path, max(counted) AS most, ${of(sql`'f'`)}, ${of(sql`'n'`)},
      ${of(sql`'b'`)}, ${of(sql`'d', 'w'`)}, ${of(sql`'F'`)}, ${of(sql`'N'`)}, ${of(sql`'B'`)}
    FROM (SELECT arrayJoin(JSONAllPaths(bag)) AS column, substring(column, 1, 1) AS kind, count() AS counted FROM (${bags(site, scope)}) GROUP BY column)
    GROUP BY path ORDER BY most DESC, path LIMIT ${whole(limit)} ${settings('report')} FORMAT JSONCompactEachRow`);
  const rows = rowsOf(await transport.run(statement, { purpose: 'report' }));
  return {
    examined: examined === undefined ? 0 : numberAt(examined, 0),
    shapes: rows.map((row) => ({
      path: decodePath(textAt(row, 0)),
      count: numberAt(row, 1),
      texts: numberAt(row, 2),
      numbers: numberAt(row, 3),
      booleans: numberAt(row, 4),
      dates: numberAt(row, 5),
      textLists: numberAt(row, 6),
      numberLists: numberAt(row, 7),
      booleanLists: numberAt(row, 8),
    })),
  };
}

function bags(site: number, scope: string): Fragment {
  if (scope === 'user') {
    return sql`SELECT traits AS bag FROM profiles FINAL WHERE site = ${uint32(site)} AND deleted = 0`;
  }
  if (isGroupKind(scope)) {
    return sql`SELECT traits AS bag FROM groups FINAL WHERE site = ${uint32(site)} AND kind = ${text(scope)} AND deleted = 0`;
  }
  if (scope.startsWith('event:')) {
    return sql`SELECT properties AS bag FROM events WHERE site = ${uint32(site)} AND name = ${text(scope.slice(6))} LIMIT 100000`;
  }
  throw new WarehouseError('invalid_property', `There are no properties of ${scope}`, false);
}

const typeNames: Readonly<Record<string, readonly string[]>> = {
  f: ['text'],
  n: ['number'],
  b: ['boolean'],
  d: ['date'],
  w: ['date'],
  F: ['textList'],
  N: ['number'],
  B: ['boolean'],
};

function typesOf(kinds: readonly string[]): readonly string[] {
  return [...new Set(kinds.flatMap((kind) => typeNames[kind] ?? []))].sort();
}
