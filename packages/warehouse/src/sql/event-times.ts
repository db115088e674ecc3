import type { EventMatch } from '@kindred/criteria';
import { type Fragment, int64, join, name, sql, text, uint32 } from '../statement.js';
import type { Scope } from './scope.js';

/**
 * Whether the times that are kept of each identity and name answer conditions on events of one name: they know neither
 * properties nor positions in the log.
 */
export function answeredByTimes({ position, times = false }: Scope, asked: readonly EventMatch[]): boolean {
  return times && position === undefined && asked.every(({ event, where }) => event !== '' && where === undefined);
}

/**
 * How many events of one name each identity has for each of the conditions, which are about `time`. A row holds those
 * times of an identity that have been merged, so what comes is to be added up. Key: (site, name). Of 12 M events of 1.1 M
 * identities a third of the processor time of going through the events.
 */
export function countsOfTimes(
  scope: Scope,
  event: string,
  conditions: readonly Fragment[],
  among: Fragment = sql``,
): Fragment {
  const counts = conditions.map(
    (condition, i) => sql`arrayCount(${suits(condition, scope)}, times) AS ${name(`count${i}`)}`,
  );
  return sql`SELECT identity, ${join(counts, ', ')} FROM ${rows(scope, event)}${among}`;
}

/** Each identity's first or last time for which a condition holds, of rows that may be several an identity. */
export function extremeOfTimes(scope: Scope, event: string, condition: Fragment, which: 'first' | 'last'): Fragment {
  const extreme = which === 'first' ? sql`arrayMin` : sql`arrayMax`;
  return sql`SELECT identity, ${extreme}(suiting) AS extreme FROM (
    SELECT identity, arrayFilter(${suits(condition, scope)}, times) AS suiting FROM ${rows(scope, event)})
    WHERE notEmpty(suiting)`;
}

function rows({ site }: Scope, event: string): Fragment {
  return sql`event_times WHERE site = ${uint32(site)} AND name = ${text(event)}`;
}

function suits(condition: Fragment, { now }: Scope): Fragment {
  return sql`time -> time <= ${int64(now)} AND ${condition}`;
}
