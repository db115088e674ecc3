import type { Criteria, Operator, RollingUnit } from '@kindred/criteria';
import type { ComparisonDraft, DraftValue } from './comparison-draft.js';
import { newId } from './identity.js';
import { type CountDraft, type Measure, once } from './measure.js';
import type { WindowDraft } from './window-draft.js';

/**
 * What the editor edits: a criteria tree whose nodes have an identity of their own and may be unfinished.
 * `not(all)`, `not(any)` and `not(condition)` are spelt as the mode of a group and as a negated condition.
 */
export type NodeDraft = GroupDraft | ConditionDraft;
export type ConditionDraft =
  | PropertyDraft
  | EventDraft
  | SequenceDraft
  | SegmentDraft
  | BucketDraft
  | PeopleDraft
  | WrittenDraft;

export type GroupMode = 'all' | 'any' | 'none' | 'notAll' | 'atLeast' | 'fewerThan';

/** What any condition or group has besides its meaning. */
interface NodeBase {
  readonly id: string;
  /** Kept, and taken for not there: neither counted nor part of what is saved as criteria. */
  readonly muted?: boolean;
}

export interface GroupDraft extends NodeBase {
  readonly kind: 'group';
  /** What it stands for, in the words of whoever made it. */
  readonly name?: string;
  readonly mode: GroupMode;
  /** How many, for `atLeast` and `fewerThan`; null is not given yet. */
  readonly count: number | null;
  readonly of: readonly NodeDraft[];
}

export interface PropertyDraft extends NodeBase, ComparisonDraft {
  readonly kind: 'property';
  readonly property: string;
  readonly negated: boolean;
  /** Whether the values are compared, or how many of them there are. */
  readonly of: 'values' | 'size';
}

/** A condition as its text: one that has no fields here, or one that is being written by hand. */
export interface WrittenDraft extends NodeBase {
  readonly kind: 'written';
  readonly criteria: Criteria;
  readonly negated: boolean;
  /** Whether its text is open for editing. */
  readonly open: boolean;
}

export interface EventDraft extends NodeBase {
  readonly kind: 'event';
  readonly event: string;
  readonly negated: boolean;
  /** Conditions on the same event; null for none. */
  readonly where: GroupDraft | null;
  readonly measure: Measure;
  readonly window: WindowDraft;
}

export interface SegmentDraft extends NodeBase {
  readonly kind: 'segment';
  readonly segment: string;
  readonly negated: boolean;
}

/** A stable share of everyone, in percent. */
export interface BucketDraft extends NodeBase {
  readonly kind: 'bucket';
  readonly negated: boolean;
  readonly salt: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** How many of an account's people satisfy conditions. */
export interface PeopleDraft extends NodeBase, CountDraft {
  readonly kind: 'people';
  readonly negated: boolean;
  readonly measure: 'count' | 'share';
  readonly of: GroupDraft;
}

/** An event, with conditions on it, as a part of a sequence. */
export interface MatchDraft {
  readonly id: string;
  readonly event: string;
  readonly where: GroupDraft | null;
}

export interface StepDraft extends MatchDraft {
  /** What must not come between the step before and this one. */
  readonly without: readonly MatchDraft[];
  /** Of the last step: that it does not come. */
  readonly absent: boolean;
}

/** Events one after another. */
export interface SequenceDraft extends NodeBase {
  readonly kind: 'sequence';
  readonly negated: boolean;
  readonly steps: readonly StepDraft[];
  /** Null: however long it takes. */
  readonly within: { readonly amount: number | null; readonly unit: RollingUnit } | null;
  /** The property whose value is the same in every step, one for all or one for each; null where none is. */
  readonly same: string | readonly string[] | null;
  readonly window: WindowDraft;
}

export function newGroup(of: readonly NodeDraft[] = [], mode: GroupMode = 'all', count = 2): GroupDraft {
  return { id: newId(), kind: 'group', mode, count, of };
}

export function newProperty(
  property: string,
  operator: Operator,
  value: DraftValue,
  as: ComparisonDraft['as'] = null,
): PropertyDraft {
  const compared = { operator, value, exactCase: false, as, quantifier: 'any', of: 'values' } as const;
  return { id: newId(), kind: 'property', property, negated: false, ...compared };
}

export function newEvent(event: string): EventDraft {
  return {
    id: newId(),
    kind: 'event',
    event,
    negated: false,
    where: null,
    measure: once,
    window: { kind: 'ever' },
  };
}

export function newSegment(segment: string): SegmentDraft {
  return { id: newId(), kind: 'segment', segment, negated: false };
}

export function newBucket(): BucketDraft {
  return { id: newId(), kind: 'bucket', negated: false, salt: '', from: 0, to: 10 };
}

export function newPeople(): PeopleDraft {
  const of = newGroup();
  return { id: newId(), kind: 'people', negated: false, measure: 'count', bound: 'atLeast', times: 1, upTo: null, of };
}

/** Whether all of an account's people are counted: where nothing is asked of them. A share of all would tell nothing. */
export function countsAll({ measure, of }: PeopleDraft): boolean {
  return measure === 'count' && of.of.length === 0;
}

export function newWritten(criteria: Criteria, open = false): WrittenDraft {
  return { id: newId(), kind: 'written', criteria, negated: false, open };
}
