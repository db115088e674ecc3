import type { SequenceNode, SequenceStep } from '../criteria.js';
import { eventProperty } from './aggregates.js';
import type { AskedOf, Person } from './asked.js';
import { type AbsentStep, type Declares, type FirstStep, type FollowingStep, plainMatch } from './did.js';
import type { NamesOf } from './paths.js';
import type { ContextReference } from './properties.js';
import { speaking, type Unless } from './speaking.js';
import { durationOf, type FixedWords } from './times.js';
import { type Windows, windowsOf } from './windows.js';

/** Two events or more; the last may be one that does not come. */
type Steps = readonly [FirstStep, ...(FirstStep | FollowingStep)[], FirstStep | FollowingStep | AbsentStep];

type Said = 'within' | 'same' | 'window';

export interface WithinWords<Of extends Steps, Already extends Said> {
  /** The longest time from the first event to the last. */
  allWithin(time: FixedWords): Sequence<Of, Already | 'within'>;
}

export interface SameWords<Of extends Steps, Already extends Said> {
  /** A property with an equal value in every step. */
  withSame(property: SharedName<Of[number]> | ContextReference): Sequence<Of, Already | 'same'>;
  /** One property for each step, with an equal value. */
  withSame(
    ...properties: { readonly [Step in keyof Of]: NameIn<Of[Step]> | ContextReference }
  ): Sequence<Of, Already | 'same'>;
}

type NameIn<Step> = Step extends Declares<infer Properties> ? NamesOf<Properties> : never;

type Named<Step> = Step extends Declares<infer Properties> ? Readonly<Record<NamesOf<Properties>, true>> : never;

/** Names that each of the steps has: of a union of objects only the keys that all of them have are keys. */
type SharedName<Step> = keyof Named<Step> & string;

/** A condition, but where something is not to come, until the time is said in which it does not. */
type Finished<Of extends Steps, Already extends Said> = Of extends readonly [...unknown[], AbsentStep]
  ? 'within' extends Already
    ? SequenceNode & AskedOf<Person>
    : unknown
  : SequenceNode & AskedOf<Person>;

/** “A, then B …”: a plain sequence node of which more can be said. */
export type Sequence<Of extends Steps, Already extends Said = never> = Finished<Of, Already> &
  Unless<'within', Already, WithinWords<Of, Already>> &
  Unless<'same', Already, SameWords<Of, Already>> &
  Unless<'window', Already, Windows<Sequence<Of, Already | 'window'>>>;

/**
 * Events one after another: `sequence(did('Product Added'), did('Order Completed').never()).allWithin('2 days')`. The window, where
 * one is given, is that of all of them.
 */
export function sequence<const Of extends Steps>(...steps: Of): Sequence<Of>;
export function sequence(...steps: Steps): object {
  return said({ type: 'sequence', steps: steps.map(stepOf) }, []);
}

/** @throws RangeError for an event of which is said how often or when */
function stepOf(step: Steps[number]): SequenceStep {
  if (!('type' in step)) return step;
  const { count } = step;
  if (!('atMost' in count) || count.atMost !== 0) return plainMatch(step);
  return { ...plainMatch({ ...step, count: { atLeast: 1 } }), absent: true };
}

/** A sequence node with the words that can still be said. */
function said(node: SequenceNode, already: readonly Said[]): object {
  const next = (more: Partial<SequenceNode>, word: Said) => said({ ...node, ...more }, [...already, word]);
  const words = {
    ...(already.includes('within')
      ? {}
      : { allWithin: (time: string) => next({ within: durationOf(time) }, 'within') }),
    ...(already.includes('same') ? {} : { withSame: (...names: Names) => next({ same: sameOf(names) }, 'same') }),
    ...(already.includes('window') ? {} : windowsOf((window) => next({ window }, 'window'))),
  };
  const unfinished = node.within === undefined && node.steps.at(-1)?.absent === true;
  return unfinished ? words : speaking(node, words);
}

type Names = readonly (string | ContextReference)[];

function sameOf(names: Names): string | readonly string[] {
  const [first, ...others] = names.map(eventProperty);
  return first !== undefined && others.length === 0 ? first : names.map(eventProperty);
}
