import { type Chain, type SequenceReader, sequenceReader } from '../behaviour/sequence.js';
import { compareMarks, type Mark, marksOf, placeAfter } from '../behaviour.js';
import type { SequenceNode } from '../criteria.js';
import type { EvaluationInput } from '../evaluate.js';

/** How far somebody came in a sequence. */
export interface SequenceFound {
  /** How many of the steps are satisfied, an absence included. */
  readonly reached: number;
  /** All steps, in their order. */
  readonly steps: readonly StepFound[];
}

/** What was found for one step; times in epoch milliseconds. */
export interface StepFound {
  readonly event: string;
  /** When it happened; null where the sequence did not come to it. Of what had to stay away: when it came all the same. */
  readonly time: number | null;
  /** Of what had to stay away and has not come: the instant from which that is certain. */
  readonly awayUntil?: number;
}

/** The chain of events that came furthest; of several the one that ended last. */
export function sequenceFound(
  node: SequenceNode,
  { events, now, calendar }: Pick<EvaluationInput, 'events' | 'now' | 'calendar'>,
): SequenceFound {
  const reader = sequenceReader(node, calendar);
  const marks = marksOf(reader, events, now);
  let best: Way | null = null;
  for (const [value, group] of reader.sharing(marks)) {
    const unwanted = reader.unwanted(group, value);
    reader.walk(reader.window.inside(group, now), value, (chain, step) => {
      const way = wayOf(chain, step, unwanted, reader, now);
      if (best === null || isFurther(way, best)) best = way;
    });
  }
  return found(node, best);
}

interface Way {
  readonly chain: Chain;
  /** Steps that are events, and whether what had to stay away did: as far as known, or for good. */
  readonly events: number;
  readonly away: 'no' | 'so far' | 'yes' | null;
  readonly came?: number;
  readonly awayUntil?: number;
}

function wayOf(chain: Chain, step: number, unwanted: readonly Mark[], reader: SequenceReader, now: number): Way {
  const plain = { chain, events: step + 1, away: null };
  const { length, absence } = reader;
  if (!absence || step < reader.final || length === null) return plain;
  const awayUntil = chain.mark.t + length;
  const came = unwanted[placeAfter(chain.mark, unwanted)];
  if (came !== undefined && came.t <= Math.min(awayUntil, now)) return { ...plain, away: 'no', came: came.t };
  return { ...plain, away: awayUntil <= now ? 'yes' : 'so far', awayUntil };
}

const order = [null, 'no', 'so far', 'yes'];

function isFurther(one: Way, other: Way): boolean {
  const further = one.events - other.events || order.indexOf(one.away) - order.indexOf(other.away);
  return further > 0 || (further === 0 && compareMarks(one.chain.mark, other.chain.mark) > 0);
}

function found({ steps }: SequenceNode, way: Way | null): SequenceFound {
  const times: number[] = [];
  for (let chain = way?.chain; chain !== undefined; chain = chain.before) times.unshift(chain.mark.t);
  return {
    reached: (way?.events ?? 0) + (way?.away === 'yes' ? 1 : 0),
    steps: steps.map(({ event, absent }, index) => {
      if (absent !== true) return { event, time: times[index] ?? null };
      return {
        event,
        time: way?.came ?? null,
        ...(way?.awayUntil === undefined ? {} : { awayUntil: way.awayUntil }),
      };
    }),
  };
}
