import {
  type AggregateNode,
  type BehaviourNode,
  comparisonOf,
  type EventNode,
  type EventTimeNode,
  eventTimeRange,
  sessionGap,
} from '@kindred/criteria';
import { kinds } from '../encode/kinds.js';
import { type Fragment, int64, join, sql, text, uint64, whole } from '../statement.js';
import { textColumns } from './alternative.js';
import { emptyLists, type PropertyColumns } from './columns.js';
import { comparison } from './comparison.js';
import { columnsOf, inWindow, matches, rowsOf, valueKeys } from './event-rows.js';
import { answeredByTimes, countsOfTimes, extremeOfTimes } from './event-times.js';
import { exactComparison, summands } from './exact-sum.js';
import { withProfile } from './identities.js';
import type { Scope } from './scope.js';
import { sequenceProfiles } from './sequence.js';

/**
 * Profiles, with events that matter, for which a condition about behaviour has this answer, as `SELECT profile, verdict`.
 * Events are read by name (key: site, name), brought together by identity and then by profile.
 */
export function behaviourVerdicts(node: BehaviourNode, scope: Scope): Fragment {
  switch (node.type) {
    case 'event':
      return countVerdicts(node, scope);
    case 'aggregate':
      return aggregateVerdicts(node, scope);
    case 'eventTime':
      return timeVerdicts(node, scope);
    case 'sequence':
      return sequenceProfiles(node, scope);
  }
}

function matchingRows(node: Exclude<BehaviourNode, { type: 'sequence' }>, scope: Scope): Fragment {
  return sql`${rowsOf(node, scope)} AND ${inWindow(node, scope)} AND ${matches(node, scope)}`;
}

function localDay(scope: Scope): Fragment {
  return sql`toDate32(fromUnixTimestamp64Milli(time, ${text(scope.calendar.timeZone)}))`;
}

function countVerdicts(node: EventNode, scope: Scope): Fragment {
  const verdict = countCondition(node);
  if (node.of?.distinct === 'sessions') {
    const match = sql`(${inWindow(node, scope)} AND ${matches(node, scope)})`;
    const byIdentity = sql`SELECT identity, groupArray((time, ${localDay(scope)}, toUInt8(${match}))) AS marks FROM events
      WHERE ${rowsOf(node, scope)} GROUP BY identity`;
    // A session begins after a gap or at midnight; sessions are numbered, and those with a match counted.
    return sql`SELECT profile, ${verdict} AS verdict FROM (SELECT profile, length(arrayDistinct(arrayFilter(
        (number, mark) -> mark.3 = 1,
        arrayCumSum(arrayMap((mark, previous) -> toUInt32(mark.1 - previous.1 > ${whole(sessionGap)} OR mark.2 != previous.2),
          marks, arrayPushFront(arrayPopBack(marks), marks[1]))),
        marks))) AS found
      FROM (${withProfile(scope.site, byIdentity, sql`arraySort(groupArrayArray(by_identity.marks)) AS marks`)}))`;
  }
  const what = node.of?.distinct === 'values' ? valueKeys(columnsOf(node.of.property)) : sql`[${localDay(scope)}]`;
  if (node.of === undefined) {
    const counted = answeredByTimes(scope, [node])
      ? countsOfTimes(scope, node.event, [inWindow(node, scope)])
      : sql`SELECT identity, count() AS count0 FROM events WHERE ${matchingRows(node, scope)} GROUP BY identity`;
    return sql`SELECT profile, ${verdict} AS verdict FROM (${withProfile(scope.site, counted, sql`sum(by_identity.count0) AS found`)})`;
  }
  const byIdentity = sql`SELECT identity, groupUniqArrayArray(${what}) AS different FROM events
    WHERE ${matchingRows(node, scope)} GROUP BY identity`;
  return sql`SELECT profile, ${verdict} AS verdict FROM (
    ${withProfile(scope.site, byIdentity, sql`length(groupUniqArrayArray(by_identity.different)) AS found`)})`;
}

/** The count of an event condition as a condition on `found`. */
function countCondition({ count }: EventNode): Fragment {
  if ('atLeast' in count) return sql`found >= ${uint64(count.atLeast)}`;
  if ('atMost' in count) return sql`found <= ${uint64(count.atMost)}`;
  if ('exactly' in count) return sql`found = ${uint64(count.exactly)}`;
  return sql`(found >= ${uint64(count.between[0])} AND found <= ${uint64(count.between[1])})`;
}

function timeVerdicts(node: EventTimeNode, scope: Scope): Fragment {
  const { from, to } = eventTimeRange(node, scope.calendar)(scope.now);
  const extreme = node.which === 'first' ? sql`min` : sql`max`;
  const byIdentity = answeredByTimes(scope, [node])
    ? extremeOfTimes(scope, node.event, inWindow(node, scope), node.which)
    : sql`SELECT identity, ${extreme}(time) AS extreme FROM events
    WHERE ${matchingRows(node, scope)} GROUP BY identity`;
  const conditions: Fragment[] = [sql`1`];
  if (Number.isFinite(from)) conditions.push(sql`found >= ${int64(from)}`);
  if (Number.isFinite(to)) conditions.push(sql`found < ${int64(to)}`);
  return sql`SELECT profile, (${join(conditions, ' AND ')}) AS verdict FROM (
    ${withProfile(scope.site, byIdentity, sql`${extreme}(by_identity.extreme) AS found`)})`;
}

function aggregateVerdicts(node: AggregateNode, scope: Scope): Fragment {
  const rows = matchingRows(node, scope);
  const columns = columnsOf(node.property);
  const { site, calendar, now } = scope;
  const numbers = sql`arrayConcat(arrayMap(x -> assumeNotNull(x), arrayFilter(x -> isNotNull(x), [${columns.one('n')}])),
    arrayMap(x -> assumeNotNull(x), ${columns.many('N')}))`;
  switch (node.function) {
    case 'sum':
    case 'average': {
      const byIdentity = sql`SELECT identity, sumArray(billionths) AS summed, sum(length(billionths)) AS counted
        FROM (SELECT identity, ${summands(numbers)} AS billionths FROM events WHERE ${rows}) GROUP BY identity`;
      const values = sql`sum(by_identity.summed) AS total, sum(by_identity.counted) AS number`;
      return sql`SELECT profile, ${exactComparison(node)} AS verdict FROM (${withProfile(site, byIdentity, values)})`;
    }
    case 'minimum':
    case 'maximum': {
      const extreme = node.function === 'minimum' ? sql`min` : sql`max`;
      const byIdentity = sql`SELECT identity, ${extreme}Array(numbers) AS extreme
        FROM (SELECT identity, ${numbers} AS numbers FROM events WHERE ${rows}) WHERE notEmpty(numbers) GROUP BY identity`;
      const found: PropertyColumns = {
        one: (kind) => (kind === 'n' ? sql`found` : missing),
        many: (kind) => emptyLists[kind],
      };
      return sql`SELECT profile, ${comparison(comparisonOf(node), found, calendar, now)} AS verdict FROM (
        ${withProfile(site, byIdentity, sql`${extreme}(by_identity.extreme) AS found`)})`;
    }
    case 'first':
    case 'last': {
      const arg = node.function === 'first' ? sql`argMin` : sql`argMax`;
      const extreme = node.function === 'first' ? sql`min` : sql`max`;
      const singles = kinds.filter(isSingle).map((kind) => columns.one(kind));
      const lists = kinds.filter(isList).map((kind) => columns.many(kind));
      const known = comparison(
        { type: 'property', property: node.property, operator: 'known' },
        columns,
        calendar,
        now,
      );
      const byIdentity = sql`SELECT identity, ${arg}(tuple(${join([...singles, ...lists], ', ')}), (time, messageId)) AS value,
          ${extreme}((time, messageId)) AS at FROM events WHERE ${rows} AND ${known} GROUP BY identity`;
      const found: PropertyColumns = {
        one: (kind) => sql`found.${whole(kinds.filter(isSingle).indexOf(kind) + 1)}`,
        many: (kind) => sql`found.${whole(singles.length + kinds.filter(isList).indexOf(kind) + 1)}`,
      };
      return sql`SELECT profile, ${comparison(comparisonOf(node), found, calendar, now)} AS verdict FROM (
        ${withProfile(site, byIdentity, sql`${arg}(by_identity.value, by_identity.at) AS found`)})`;
    }
    case 'mostFrequent':
      return mostFrequentVerdicts(node, rows, columns, scope);
  }
}

const missing = sql`NULL`;

type Single = Parameters<PropertyColumns['one']>[0];
type List = Parameters<PropertyColumns['many']>[0];

function isSingle(kind: string): kind is Single {
  return kind === kind.toLowerCase();
}

function isList(kind: string): kind is List {
  return kind !== 'J' && !isSingle(kind);
}

/** The value of most events, of equally many the one seen last; within an event texts come before numbers, then truth values. */
function mostFrequentVerdicts(
  node: AggregateNode,
  rows: Fragment,
  { one, many }: PropertyColumns,
  scope: Scope,
): Fragment {
  const entry = (kind: 'f' | 'n' | 'b'): Fragment => {
    const parts = (['f', 'n', 'b'] as const).map((each) => (each === kind ? sql`x` : nullOf[each]));
    return sql`(${join([...parts, kind === 'f' ? sql`raw` : nullOf.f], ', ')})`;
  };
  const list = (single: 'n' | 'b', lists: 'N' | 'B'): Fragment =>
    sql`arrayMap(x -> ${entry(single)}, arrayConcat(arrayFilter(x -> isNotNull(x), [${one(single)}]), ${many(lists)}))`;
  // Texts folded and as they came, side by side.
  const raw = textColumns({ one, many }, true);
  const texts = sql`arrayMap((x, raw) -> ${entry('f')}, arrayConcat(arrayFilter(x -> isNotNull(x), [${one('f')}]), ${many('F')}),
    arrayConcat(arrayFilter(x -> isNotNull(x), [${raw.single}]), ${raw.list}))`;
  const byIdentity = sql`SELECT identity, groupArray((time, messageId, arrayConcat(${texts}, ${list('n', 'N')}, ${list('b', 'B')}))) AS marks
    FROM events WHERE ${rows} GROUP BY identity`;
  const marks = sql`arrayFlatten(arrayMap(mark -> mark.3, arraySort(mark -> (mark.1, mark.2), groupArrayArray(by_identity.marks)))) AS entries`;
  const key = sql`arrayMap(x -> concat(ifNull(concat('s', x.1), ''), ifNull(concat('n', hex(x.2 + toFloat64(0))), ''), ifNull(if(x.3, 'b1', 'b0'), '')), entries)`;
  const best = sql`arraySort(key -> (-toInt64(countEqual(keys, key)), indexOf(arrayReverse(keys), key)), arrayDistinct(keys))[1]`;
  const found: PropertyColumns = {
    one: (kind) => {
      const index = (['f', 'n', 'b', 't'] as const).findIndex((each) => each === kind);
      return index < 0 ? missing : sql`found.${whole(index + 1)}`;
    },
    many: (kind) => emptyLists[kind],
  };
  return sql`SELECT profile, ${comparison(comparisonOf(node), found, scope.calendar, scope.now)} AS verdict FROM (
    SELECT profile, entries[length(keys) + 1 - indexOf(arrayReverse(keys), ${best})] AS found FROM (
      SELECT profile, entries, ${key} AS keys FROM (${withProfile(scope.site, byIdentity, marks)}) WHERE notEmpty(entries)))`;
}

const nullOf = {
  f: sql`CAST(NULL, 'Nullable(String)')`,
  n: sql`CAST(NULL, 'Nullable(Float64)')`,
  b: sql`CAST(NULL, 'Nullable(Bool)')`,
};
