import type { Criteria, Operator, Scalar } from '@kindred/criteria';
import { type Measure, once } from './measure.js';
import type { WindowDraft } from './window-draft.js';

/**
 * What the editor edits: a criteria tree whose nodes have an identity of their own and may be unfinished.
 * `not(all)`, `not(any)` and `not(condition)` are spelt as the mode of a group and as a negated condition.
 */
export type NodeDraft = GroupDraft | ConditionDraft;
export type ConditionDraft = PropertyDraft | EventDraft | SegmentDraft | WrittenDraft;

export type GroupMode = 'all' | 'any' | 'none' | 'notAll' | 'atLeast' | 'fewerThan';

export interface GroupDraft {
  readonly id: string;
  readonly kind: 'group';
  readonly mode: GroupMode;
  /** How many, for `atLeast` and `fewerThan`; null is not given yet. */
  readonly count: number | null;
  readonly of: readonly NodeDraft[];
}

/** Null is a value not given yet. */
export type DraftValue = Scalar | readonly (Scalar | null)[] | null;

export interface PropertyDraft {
  readonly id: string;
  readonly kind: 'property';
  readonly property: string;
  readonly operator: Operator;
  readonly negated: boolean;
  readonly value: DraftValue;
  readonly exactCase: boolean;
}

/** A condition that has no fields here yet: shown as its sentence, kept as it was written. */
export interface WrittenDraft {
  readonly id: string;
  readonly kind: 'written';
  readonly criteria: Criteria;
  readonly negated: boolean;
}

export interface EventDraft {
  readonly id: string;
  readonly kind: 'event';
  readonly event: string;
  readonly negated: boolean;
  /** Conditions on the same event; null for none. */
  readonly where: GroupDraft | null;
  readonly measure: Measure;
  readonly window: WindowDraft;
}

export interface SegmentDraft {
  readonly id: string;
  readonly kind: 'segment';
  readonly segment: string;
  readonly negated: boolean;
}

let issued = 0;

/** An identity for a new node, unique in this page. */
export function newId(): string {
  issued += 1;
  return `n${issued}`;
}

export function newGroup(of: readonly NodeDraft[] = [], mode: GroupMode = 'all', count = 2): GroupDraft {
  return { id: newId(), kind: 'group', mode, count, of };
}

export function newProperty(property: string, operator: Operator, value: DraftValue): PropertyDraft {
  return { id: newId(), kind: 'property', property, operator, negated: false, value, exactCase: false };
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

/** The same node with new identities throughout. */
export function copyOf<T extends NodeDraft>(node: T): T;
export function copyOf(node: NodeDraft): NodeDraft {
  if (node.kind === 'group') return { ...node, id: newId(), of: node.of.map((part) => copyOf(part)) };
  if (node.kind === 'event') return { ...node, id: newId(), where: node.where === null ? null : copyOf(node.where) };
  return { ...node, id: newId() };
}
