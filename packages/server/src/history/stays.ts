import type { LoggedChange } from '@kindred/warehouse';
import type { Period } from '../engine/contract.js';

export interface Stays {
  readonly segment: string;
  /** Time (ms) in the segment in all, as far as its members were kept. */
  readonly total: number;
  readonly stays: number;
  readonly first: number;
  /** Beginning of the present stay; null where there is none. */
  readonly since: number | null;
}

interface Stay {
  readonly profile: number;
  readonly from: number;
  to: number;
}

/**
 * Time spent in each segment. What was joined counts as one person: time under two ids at once counts once.
 *
 * @param changes in the order of each member in each segment
 */
export function staysOf(
  changes: readonly LoggedChange[],
  periods: ReadonlyMap<string, readonly Period[]>,
  now: number,
): readonly Stays[] {
  const bySegment = new Map<string, LoggedChange[]>();
  for (const change of changes) {
    const known = bySegment.get(change.segment);
    if (known === undefined) bySegment.set(change.segment, [change]);
    else known.push(change);
  }
  return [...bySegment].flatMap(([segment, all]) => {
    const found = (periods.get(segment) ?? []).flatMap((period) => within(all, period, now));
    const stays = united(found);
    const last = stays.at(-1);
    if (last === undefined) return [];
    return [
      {
        segment,
        total: stays.reduce((sum, { from, to }) => sum + Math.min(to, now) - from, 0),
        stays: stays.length,
        first: stays[0]?.from ?? last.from,
        since: last.to > now ? last.from : null,
      },
    ];
  });
}

/** Stays within one period; one that lasts ends after now. */
function within(changes: readonly LoggedChange[], { since, until }: Period, now: number): Stay[] {
  const stays: Stay[] = [];
  const open = new Map<number, Stay>();
  for (const { profile, entered, at } of changes) {
    if (at < since || at > (until ?? now)) continue;
    const stay = open.get(profile);
    if (entered && stay === undefined) {
      const begun = { profile, from: at, to: until ?? Number.POSITIVE_INFINITY };
      open.set(profile, begun);
      stays.push(begun);
    } else if (!entered && stay !== undefined) {
      stay.to = at;
      open.delete(profile);
    }
  }
  return stays;
}

/** Stays that overlap become one, and those that go over from one id to another. */
function united(stays: readonly Stay[]): Stay[] {
  const found: Stay[] = [];
  for (const stay of [...stays].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    const goesOn =
      last !== undefined && (stay.from < last.to || (stay.from === last.to && stay.profile !== last.profile));
    if (goesOn) last.to = Math.max(last.to, stay.to);
    else found.push({ ...stay });
  }
  return found;
}
