import { type Chain, type SequenceReader, sequenceReader } from '../behaviour/sequence.js';
import { keyOf, readerOf } from '../behaviour/value-keys.js';
import { compareMarks, type Mark, marksOf, placeAfter } from '../behaviour.js';
import type { SequenceNode } from '../criteria.js';
import type { EvaluationInput } from '../evaluate.js';

/** How far somebody came in a sequence. */
export interface SequenceFound {
  /** How many of the steps are satisfied, an absence included. */
  readonly reached: number;
  /** All steps, in their order. */
  readonly steps: readonly StepFound[];
  /** The value that the steps share, where one is asked for and the sequence has begun. */
  readonly shared?: string | number | boolean;
}

/** What was found for one step; times in epoch milliseconds. */
export interface StepFound {
  readonly event: string;
  /** When it happened; null where the sequence did not come to it. Of what had to stay away: when it came all the same. */
  readonly time: number | null;
  /** Of what had to stay away and has not come: the instant from which that is certain. */
  readonly awayUntil?: number;
  /** Of the first step that is missing: when its event happened all the same, and why that does not count. */
  readonly hindered?: { readonly time: number; readonly by: Hindrance };
}

/**
 * Before what it was to come after; after what must not come between; too late; with another value than the steps before
 * it, or none; outside the window.
 */
export type Hindrance = 'order' | 'without' | 'within' | 'same' | 'value' | 'window';

type History = Pick<EvaluationInput, 'events' | 'now' | 'calendar'>;

/** The chain of events that came furthest; of several the one that ended last. */
export function sequenceFound(node: SequenceNode, history: History): SequenceFound {
  const way = furthest(node, history);
  const found = foundOf(node, way);
  const shared = way === null ? undefined : sharedBy(node, way, history);
  const missing = way?.events ?? 0;
  const hindered = node.steps[missing]?.absent === true ? null : hindranceOf(node, missing, history);
  return {
    ...found,
    steps: found.steps.map((step, index) => (index === missing && hindered !== null ? { ...step, hindered } : step)),
    ...(shared === undefined ? {} : { shared }),
  };
}

function furthest(node: SequenceNode, { events, now, calendar }: History): Way | null {
  const reader = sequenceReader(node, calendar);
  const marks = marksOf(reader, events, now);
  let best: Way | null = null;
  for (const [value, group] of reader.sharing(marks)) {
    const unwanted = reader.unwanted(group);
    reader.walk(reader.window.inside(group, now), (chain, step) => {
      const way = wayOf(chain, step, unwanted, reader, now);
      if (best === null || isFurther(way, best)) best = { ...way, value };
    });
  }
  return best;
}

/** Longer than any history. */
const ever = { amount: 36_500, unit: 'days' } as const;

/** What keeps the sequence from its next step though the event was there: without it, it would have come further. */
function hindranceOf(node: SequenceNode, missing: number, history: History): StepFound['hindered'] | null {
  const step = node.steps[missing];
  if (step === undefined) return null;
  const { same, ...anyValue } = node;
  const { window, ...anyTime } = node;
  const { without, ...freely } = step;
  const eased: readonly (readonly [by: Hindrance, asked: boolean, without: SequenceNode])[] = [
    [missing === 0 ? 'value' : 'same', same !== undefined, anyValue],
    ['without', without !== undefined, { ...node, steps: node.steps.with(missing, freely) }],
    ['within', node.within !== undefined, { ...node, within: ever }],
    ['window', window !== undefined, anyTime],
  ];
  for (const [by, asked, easier] of eased) {
    if (!asked) continue;
    const way = furthest(easier, history);
    const mark = way === null ? undefined : chainOf(way)[missing];
    if (mark !== undefined) return { time: mark.t, by };
  }
  if (missing === 0) return null;
  const { events, now, calendar } = history;
  const any = sequenceReader({ type: 'sequence', steps: [step, step] }, calendar);
  const last = marksOf(any, events, now).findLast(({ r = 0 }) => r & 1);
  return last === undefined ? null : { time: last.t, by: 'order' };
}

/** The value as the first event of the chain has it. */
function sharedBy(node: SequenceNode, way: Way, { events }: History): SequenceFound['shared'] {
  const property = typeof node.same === 'string' ? node.same : node.same?.[0];
  const first = chainOf(way)[0];
  const event = events.find(({ id, time }) => id === first?.i && time === first.t);
  if (property === undefined || event === undefined) return undefined;
  const value = readerOf(property)(event);
  return [value].flat().find((each) => each !== undefined && keyOf(each) === way.value);
}

function chainOf(way: Way): readonly Mark[] {
  const marks: Mark[] = [];
  for (let chain: Chain | undefined = way.chain; chain !== undefined; chain = chain.before) marks.unshift(chain.mark);
  return marks;
}

interface Way {
  readonly chain: Chain;
  /** Under which its events share it, where they share one. */
  readonly value?: string | null;
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

function foundOf({ steps }: SequenceNode, way: Way | null): SequenceFound {
  const times = way === null ? [] : chainOf(way).map(({ t }) => t);
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
