import type { EventMatch, SequenceNode } from '../criteria.js';
import { fixedMilliseconds } from '../duration.js';
import { InvalidCriteriaError } from '../errors.js';
import { compileWhere } from '../subject.js';
import type { Calendar } from '../values.js';
import { type Behaviour, type Mark, type MarkedEvent, placeAfter } from './mark.js';
import { keysOf, readerOf } from './value-keys.js';
import { type Windowed, windowed } from './windowed.js';

/** Steps and interruptions share the bits of a mark: step k has bit k, what must not come before it bit 10 + k. */
export const longestSequence = 10;

/** A way through the steps up to one of them: its latest event, and the latest time at which it can have begun. */
export interface Chain {
  readonly mark: Mark;
  readonly start: number;
  readonly before: Chain | undefined;
}

/** A sequence made ready to be looked for. */
export interface SequenceReader extends Pick<Behaviour, 'mark'> {
  readonly window: Windowed;
  /** The longest time (ms) that it may take; null for any. */
  readonly length: number | null;
  /** Whether the last step is an absence. */
  readonly absence: boolean;
  /** The last step that is an event. */
  readonly final: number;
  /** Marks in order by the values that a chain can share, each with the parts that it plays with this one; else all together. */
  readonly sharing: (marks: readonly Mark[]) => Iterable<readonly [value: string | null, marks: readonly Mark[]]>;
  /** Tells of every chain of events inside the window, with the step that it has come to. */
  readonly walk: (inside: readonly Mark[], reach: (chain: Chain, step: number) => void) => void;
  /** Events of all time that must stay away, where the last step is an absence. */
  readonly unwanted: (marks: readonly Mark[]) => readonly Mark[];
}

/** @throws InvalidCriteriaError */
export function sequenceReader(node: SequenceNode, calendar: Calendar): SequenceReader {
  const { steps, within } = node;
  const last = steps.length - 1;
  const length = sequenceLength(node);
  const absence = steps[last]?.absent === true;
  if (steps.length < 2 || steps.length > longestSequence || ((absence || within !== undefined) && length === null)) {
    throw new InvalidCriteriaError('A sequence has 2 to 10 steps, and an absence a time within which');
  }
  const final = absence ? last - 1 : last;
  const tests = steps.map((step) => matcher(step, calendar));
  const interruptions = steps.map((step) => (step.without ?? []).map((match) => matcher(match, calendar)));
  const readers = steps.map((_, step) => readerOfStep(node, step));

  const mark = (event: MarkedEvent): Mark | null => {
    let roles = 0;
    for (let step = 0; step <= last; step++) {
      if (tests[step]?.(event)) roles |= 1 << step;
      if (interruptions[step]?.some((test) => test(event))) roles |= 1 << (longestSequence + step);
    }
    if (roles === 0) return null;
    const plain = { t: event.time, i: event.id, r: roles };
    if (node.same === undefined) return plain;
    const keys = (bit: number, step: number): readonly string[] =>
      (roles >> bit) & 1 ? keysOf(readers[step]?.(event)) : [];
    const played = steps.map((_, step) => keys(step, step));
    // What must not come between has values of its own, behind those of the steps; most events have none.
    const between = roles >> longestSequence === 0 ? [] : steps.map((_, step) => keys(longestSequence + step, step));
    return { ...plain, s: [...played, ...between] };
  };

  return {
    mark,
    window: windowed(node.window, calendar),
    length,
    absence,
    final,
    sharing(marks) {
      if (node.same === undefined) return [[null, marks]];
      const groups = new Map<string, Mark[]>();
      for (const { t, i, s = [] } of marks) {
        const roles = new Map<string, number>();
        for (const [place, values] of s.entries()) {
          const role = 1 << (place > last ? longestSequence + place - steps.length : place);
          for (const value of values) roles.set(value, (roles.get(value) ?? 0) | role);
        }
        for (const [value, r] of roles) {
          const group = groups.get(value) ?? [];
          group.push({ t, i, r });
          groups.set(value, group);
        }
      }
      return groups;
    },
    walk(inside, reach) {
      const best: (Chain | undefined)[] = [];
      for (const each of inside) {
        const { r = 0, t } = each;
        const reached: Chain[] = [];
        for (let step = 0; step <= final; step++) {
          if (((r >> step) & 1) === 0) continue;
          const before = best[step - 1];
          const start = step === 0 ? t : before?.start;
          if (start !== undefined && (length === null || t <= start + length))
            reached[step] = { mark: each, start, before };
        }
        for (let step = 1; step <= final; step++) {
          if ((r >> (longestSequence + step)) & 1) best[step - 1] = undefined;
        }
        reached.forEach((chain, step) => {
          reach(chain, step);
          if (chain.start >= (best[step]?.start ?? Number.NEGATIVE_INFINITY)) best[step] = chain;
        });
      }
    },
    unwanted: (marks) => marks.filter((each) => absence && ((each.r ?? 0) >> last) & 1),
  };
}

export function sequenceBehaviour(node: SequenceNode, calendar: Calendar): Behaviour {
  const { steps } = node;
  const { mark, window, length, absence, final, sharing, walk, unwanted } = sequenceReader(node, calendar);

  /** Tells from when on each whole chain counts, with an absence at its end where one is asked for: so far, or later. */
  const times = (marks: readonly Mark[], now: number, pending: boolean, tell: (known: number) => void): void => {
    for (const [, group] of sharing(marks)) {
      const others = unwanted(group);
      walk(window.inside(group, now), ({ mark: end }, step) => {
        if (step !== final) return;
        const known = absence ? end.t + (length ?? 0) : now;
        const other = others[placeAfter(end, others)];
        const came = other !== undefined && other.t <= Math.min(known, now);
        if (known > now === pending && !came) tell(known);
      });
    }
  };

  return {
    events: new Set(steps.flatMap((step) => [step.event, ...(step.without ?? []).map(({ event }) => event)])),
    mark,
    holds(marks, now) {
      let found = false;
      times(marks, now, false, () => {
        found = true;
      });
      return found;
    },
    due(marks, now) {
      let due = window.due(marks, now);
      if (absence) {
        times(marks, now, true, (known) => {
          due = Math.min(due, known);
        });
      }
      return due;
    },
    expires: expiryOf(node, window.expires),
    keep: Number.POSITIVE_INFINITY,
  };
}

/** Outside a fixed window events can still be what must stay away. */
function expiryOf(node: SequenceNode, expires: (mark: Mark) => number): (mark: Mark) => number {
  return node.window !== undefined && 'fixed' in node.window && node.steps.at(-1)?.absent === true
    ? () => Number.POSITIVE_INFINITY
    : expires;
}

function readerOfStep({ same }: SequenceNode, step: number): ReturnType<typeof readerOf> | null {
  const property = typeof same === 'string' ? same : same?.[step];
  return property === undefined ? null : readerOf(property);
}

function matcher(match: EventMatch, calendar: Calendar): (event: MarkedEvent) => boolean {
  const where = compileWhere(match.where, calendar);
  return (event) => event.name === match.event && where(event);
}

/** The longest time (ms) that a sequence may take, or for which its last event must stay away; null where any. */
export function sequenceLength({ within }: SequenceNode): number | null {
  return within === undefined ? null : fixedMilliseconds(within);
}
