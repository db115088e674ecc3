import { longestSequence, type SequenceNode, sequenceLength } from '@kindred/criteria';
import { type Fragment, int64, join, sql, whole } from '../statement.js';
import { columnsOf, inWindow, matches, rowsOf, valueKeys } from './event-rows.js';
import { withProfile } from './identities.js';
import type { Scope } from './scope.js';

const never = sql`toInt64(-9000000000000000000)`;

/**
 * Profiles with a chain of events, as the predicate finds it: events in order of (time, id), folded into the latest
 * start of a chain up to each step, and the ends of whole chains. One row a profile, or one a profile and value where the
 * steps share a value.
 */
export function sequenceProfiles(node: SequenceNode, scope: Scope): Fragment {
  const { steps, same } = node;
  const length = sequenceLength(node);
  const last = steps.length - 1;
  const absent = steps[last]?.absent === true;
  const final = absent ? last - 1 : last;
  const within = inWindow(node, scope);
  const roles = steps.map((step, index) =>
    index <= final ? sql`(${within} AND ${matches(step, scope)})` : matches(step, scope),
  );
  const stops = steps.map((step) =>
    step.without === undefined
      ? sql`0`
      : sql`(${join(
          step.without.map((match) => matches(match, scope)),
          ' OR ',
        )})`,
  );
  const places = [
    ...roles.map((role, step) => ({ holds: role, step, bit: step })),
    ...stops.map((stop, step) => ({ holds: stop, step, bit: longestSequence + step })),
  ];
  const keysOf = (step: number): Fragment =>
    sql`arrayDistinct(${valueKeys(columnsOf(typeof same === 'string' ? same : (same?.[step] ?? '')))})`;
  const rows = rowsOf(node, scope);
  const byIdentity =
    same === undefined
      ? sql`SELECT identity, '' AS shared, groupArray((time, messageId, mask)) AS marks FROM (
          SELECT identity, time, messageId, ${bits(places)} AS mask FROM events WHERE ${rows})
        WHERE mask > 0 GROUP BY identity`
      : // What each value plays is taken apart event by event: its marks are then those of its own events alone.
        sql`SELECT identity, shared, groupArray((time, messageId, mask)) AS marks FROM (
          SELECT identity, time, messageId, arrayJoin(arrayZip(played.1, played.2)) AS part,
            part.1 AS shared, part.2 AS mask FROM (
            SELECT identity, time, messageId,
              [${join(
                places.map(({ holds, step }) => sql`if(${holds}, ${keysOf(step)}, CAST([], 'Array(String)'))`),
                ', ',
              )}] AS place_values,
              arrayReduce('sumMap', place_values, arrayMap((keys, bit) -> arrayMap(key -> bit, keys), place_values,
                [${join(
                  places.map(({ bit }) => sql`toUInt32(${whole(2 ** bit)})`),
                  ', ',
                )}])) AS played
            FROM events WHERE ${rows}))
        GROUP BY identity, shared`;
  const marks = sql`by_identity.shared AS shared,
    arraySort(mark -> (mark.1, mark.2), groupArrayArray(by_identity.marks)) AS marks`;
  const ends = chainEnds(final, length);
  const unwanted = sql`arrayMap(mark -> (mark.1, mark.2), arrayFilter(mark -> ${plays(last)}, marks))`;
  const verdict = absent
    ? sql`arrayExists(end -> end.1 + ${int64(length ?? 0)} <= ${int64(scope.now)} AND NOT arrayExists(
        other -> other > end AND other.1 <= end.1 + ${int64(length ?? 0)}, unwanted), ends)`
    : sql`notEmpty(ends)`;
  return sql`SELECT profile, ${verdict} AS verdict FROM (
    SELECT profile, ${ends} AS ends, ${absent ? unwanted : sql`[(toInt64(0), '')]`} AS unwanted
    FROM (${withProfile(scope.site, byIdentity, marks, sql`shared`)}))`;
}

function bits(places: readonly { readonly holds: Fragment; readonly bit: number }[]): Fragment {
  return sql`arraySum([${join(
    places.map(({ holds, bit }) => sql`bitShiftLeft(toUInt32(${holds}), ${whole(bit)})`),
    ', ',
  )}])`;
}

/** Whether a mark plays a step, or is what must not come before it. */
const plays = (step: number): Fragment => sql`bitTest(mark.3, ${whole(step)})`;
const stopped = (step: number): Fragment => sql`bitTest(mark.3, ${whole(longestSequence + step)})`;

/** Where whole chains end, as (time, id): a fold over `marks` with the latest start up to each step but the last. */
function chainEnds(final: number, length: number | null): Fragment {
  const start = (step: number): Fragment => (step === 0 ? sql`mark.1` : sql`best.${whole(step)}`);
  const hit = (step: number): Fragment => {
    const inTime = length === null ? sql`1` : sql`mark.1 - ${start(step)} <= ${int64(length)}`;
    return sql`(${plays(step)} AND ${start(step)} != ${never} AND ${inTime})`;
  };
  const states = Array.from({ length: final }, (_, step) => {
    const kept = sql`if(${stopped(step + 1)}, ${never}, best.${whole(step + 1)})`;
    return sql`greatest(${kept}, if(${hit(step)}, ${start(step)}, ${never}))`;
  });
  const found = sql`best.${whole(final + 1)}`;
  const next = sql`tuple(${join([...states, sql`if(${hit(final)}, arrayPushBack(${found}, (mark.1, mark.2)), ${found})`], ', ')})`;
  const first = sql`tuple(${join([...states.map(() => never), sql`CAST([], 'Array(Tuple(Int64, String))')`], ', ')})`;
  return sql`tupleElement(arrayFold((best, mark) -> ${next}, marks, ${first}), ${whole(final + 1)})`;
}
