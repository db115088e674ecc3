import {
  type BehaviourNode,
  type EventMatch,
  eventsOf,
  InvalidCriteriaError,
  pathOf,
  scopeOf,
  windowRange,
} from '@kindred/criteria';
import { type Fragment, int64, join, sql, text, texts, uint32, uint64 } from '../statement.js';
import { type PropertyColumns, propertyColumns } from './columns.js';
import { whereCondition } from './row-condition.js';
import type { Scope } from './scope.js';

/** Events of a condition's names, up to now and to the position asked for. */
export function rowsOf(node: BehaviourNode, { site, now, position }: Scope): Fragment {
  const names = eventsOf(node);
  const named = names === null ? sql`name != ''` : sql`name IN ${texts(names)}`;
  const upTo = position === undefined ? sql`` : sql` AND position <= ${uint64(position)}`;
  return sql`site = ${uint32(site)} AND ${named} AND time <= ${int64(now)}${upTo}`;
}

/** Whether the row's time lies in the window. */
export function inWindow({ window }: Pick<BehaviourNode, 'window'>, { now, calendar }: Scope): Fragment {
  const { from, to } = windowRange(window, now, calendar);
  const conditions: Fragment[] = [sql`1`];
  if (Number.isFinite(from)) conditions.push(sql`time >= ${int64(from)}`);
  if (to < now) conditions.push(sql`time <= ${int64(to)}`);
  return sql`(${join(conditions, ' AND ')})`;
}

/** Whether the row is an event asked for. */
export function matches({ event, where }: EventMatch, { calendar }: Scope): Fragment {
  return sql`(name = ${text(event)} AND ${where === undefined ? sql`1` : whereCondition(where, calendar)})`;
}

export function columnsOf(property: string): PropertyColumns {
  const scope = scopeOf(property);
  if (scope !== 'properties' && scope !== 'context') {
    throw new InvalidCriteriaError(`${property} is no property of an event`);
  }
  return propertyColumns(scope, pathOf(property));
}

/** The different values of a property as text under which equal ones meet; text is folded. */
export function valueKeys({ one, many }: PropertyColumns): Fragment {
  const list = (kind: 'F' | 'N' | 'B', key: Fragment): Fragment => sql`arrayMap(x -> ${key}, ${many(kind)})`;
  const single = (kind: 'f' | 'n' | 'b', key: Fragment): Fragment =>
    sql`arrayMap(x -> ${key}, arrayFilter(x -> isNotNull(x), [${one(kind)}]))`;
  // Adding nothing makes minus zero zero.
  const number = sql`concat('n', hex(assumeNotNull(x) + toFloat64(0)))`;
  const folded = sql`concat('s', assumeNotNull(x))`;
  const truth = sql`if(assumeNotNull(x), 'b1', 'b0')`;
  return sql`arrayConcat(${single('f', folded)}, ${list('F', folded)}, ${single('n', number)}, ${list('N', number)},
    ${single('b', truth)}, ${list('B', truth)})`;
}
