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
  const mask = sql`(${bits(roles, 0)} + ${bits(stops, longestSequence)})`;
  const keysOf = (conditions: readonly Fragment[]): readonly Fragment[] =>
    conditions.map((condition, index) => {
      const keys = valueKeys(columnsOf(typeof same === 'string' ? same : (same?.[index] ?? '')));
      return sql`if(${condition}, ${keys}, CAST([], 'Array(String)'))`;
    });
  // The values of each step, then those of what must not come before it.
  const values = same === undefined ? sql`[['']]` : sql`[${join([...keysOf(roles), ...keysOf(stops)], ', ')}]`;
  const byIdentity = sql`SELECT identity, groupArray((time, messageId, mask, step_values)) AS marks FROM (
      SELECT identity, time, messageId, toUInt32(${mask}) AS mask, ${values} AS step_values
      FROM events WHERE ${rowsOf(node, scope)}) WHERE mask > 0 GROUP BY identity`;
  const marks = sql`arraySort(mark -> (mark.1, mark.2), groupArrayArray(by_identity.marks)) AS marks`;
  const value =
    same === undefined ? sql`''` : sql`arrayJoin(arrayDistinct(arrayFlatten(arrayMap(mark -> mark.4[1], marks))))`;
  /** Whether a mark plays a step, with the value that the chain shares. */
  const plays = (mark: Fragment, step: number): Fragment => {
    const role = sql`bitTest(${mark}.3, ${whole(step)})`;
    return same === undefined ? role : sql`(${role} AND has(${mark}.4[${whole(step + 1)}], shared))`;
  };
  const stopped = (mark: Fragment, step: number): Fragment => {
    const stop = sql`bitTest(${mark}.3, ${whole(longestSequence + step)})`;
    return same === undefined ? stop : sql`(${stop} AND has(${mark}.4[${whole(steps.length + step + 1)}], shared))`;
  };
  const ends = chainEnds(final, length, plays, stopped);
  const unwanted = sql`arrayMap(mark -> (mark.1, mark.2), arrayFilter(mark -> ${plays(sql`mark`, last)}, marks))`;
  const verdict = absent
    ? sql`arrayExists(end -> end.1 + ${int64(length ?? 0)} <= ${int64(scope.now)} AND NOT arrayExists(
        other -> other > end AND other.1 <= end.1 + ${int64(length ?? 0)}, unwanted), ends)`
    : sql`notEmpty(ends)`;
  return sql`SELECT profile, ${verdict} AS verdict FROM (
    SELECT profile, ${ends} AS ends, ${absent ? unwanted : sql`[(toInt64(0), '')]`} AS unwanted FROM (
      SELECT profile, marks, ${value} AS shared FROM (${withProfile(scope.site, byIdentity, marks)})))`;
}

function bits(conditions: readonly Fragment[], from: number): Fragment {
  return sql`arraySum([${join(
    conditions.map((condition, index) => sql`bitShiftLeft(toUInt32(${condition}), ${whole(from + index)})`),
    ', ',
  )}])`;
}

/** Where whole chains end, as (time, id): a fold over `marks` with the latest start up to each step but the last. */
function chainEnds(
  final: number,
  length: number | null,
  plays: (mark: Fragment, step: number) => Fragment,
  stopped: (mark: Fragment, step: number) => Fragment,
): Fragment {
  const mark = sql`mark`;
  const start = (step: number): Fragment => (step === 0 ? sql`mark.1` : sql`best.${whole(step)}`);
  const hit = (step: number): Fragment => {
    const inTime = length === null ? sql`1` : sql`mark.1 - ${start(step)} <= ${int64(length)}`;
    return sql`(${plays(mark, step)} AND ${start(step)} != ${never} AND ${inTime})`;
  };
  const states = Array.from({ length: final }, (_, step) => {
    const kept = sql`if(${stopped(mark, step + 1)}, ${never}, best.${whole(step + 1)})`;
    return sql`greatest(${kept}, if(${hit(step)}, ${start(step)}, ${never}))`;
  });
  const found = sql`best.${whole(final + 1)}`;
  const next = sql`tuple(${join([...states, sql`if(${hit(final)}, arrayPushBack(${found}, (mark.1, mark.2)), ${found})`], ', ')})`;
  const first = sql`tuple(${join([...states.map(() => never), sql`CAST([], 'Array(Tuple(Int64, String))')`], ', ')})`;
  return sql`tupleElement(arrayFold((best, mark) -> ${next}, marks, ${first}), ${whole(final + 1)})`;
}
