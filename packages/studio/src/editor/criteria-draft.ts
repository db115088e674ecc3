import type { Criteria, PropertyNode, Scalar } from '@kindred/criteria';
import {
  type DraftValue,
  type EventDraft,
  type GroupDraft,
  type GroupMode,
  type NodeDraft,
  newGroup,
  newId,
  type PropertyDraft,
  type WrittenDraft,
} from './draft.js';
import { measureOf, missingInMeasure, nodeOfMeasure } from './measure.js';
import { shapeOf } from './operators.js';
import { missingInWindow, windowDraftOf, windowOf } from './window-draft.js';

/** Opens criteria for editing; the outermost node of a draft is always a group. */
export function draftOf(criteria: Criteria): GroupDraft {
  const node = nodeOf(criteria);
  return node.kind === 'group' ? node : newGroup([node]);
}

function nodeOf(criteria: Criteria): NodeDraft {
  switch (criteria.type) {
    case 'all':
    case 'any':
      return newGroup(criteria.of.map(nodeOf), criteria.type);
    case 'atLeast':
      return newGroup(criteria.of.map(nodeOf), 'atLeast', criteria.count);
    case 'not':
      return negate(nodeOf(criteria.of));
    case 'property':
      if (!hasFields(criteria)) return written(criteria);
      return {
        id: newId(),
        kind: 'property',
        property: criteria.property,
        operator: criteria.operator,
        negated: false,
        value: draftValueOf(criteria.value),
        exactCase: criteria.exactCase ?? false,
      };
    case 'event':
    case 'aggregate':
    case 'eventTime': {
      const measure = measureOf(criteria);
      const window = windowDraftOf(criteria.window);
      if (measure === null || window === null) return written(criteria);
      return {
        id: newId(),
        kind: 'event',
        event: criteria.event,
        negated: false,
        where: criteria.where === undefined ? null : draftOf(criteria.where),
        measure,
        window,
      };
    }
    case 'segment':
      return { id: newId(), kind: 'segment', segment: criteria.segment, negated: false };
    default:
      return written(criteria);
  }
}

function written(criteria: Criteria): WrittenDraft {
  return { id: newId(), kind: 'written', criteria, negated: false };
}

/** Whether the fields of the editor hold everything that a comparison says. */
function hasFields({ value, as, quantifier, of }: PropertyNode): boolean {
  const plain = typeof value !== 'object' || isList(value);
  return plain && as === undefined && quantifier === undefined && of === undefined;
}

function draftValueOf(value: PropertyNode['value']): DraftValue {
  if (value === undefined) return null;
  if (typeof value !== 'object') return value;
  return isList(value) ? value : null;
}

function isList(value: NonNullable<PropertyNode['value']>): value is readonly Scalar[] {
  return Array.isArray(value);
}

const opposites: Readonly<Record<GroupMode, GroupMode>> = {
  all: 'notAll',
  notAll: 'all',
  any: 'none',
  none: 'any',
  atLeast: 'fewerThan',
  fewerThan: 'atLeast',
};

function negate(node: NodeDraft): NodeDraft {
  return node.kind === 'group' ? { ...node, mode: opposites[node.mode] } : { ...node, negated: !node.negated };
}

export interface BuiltCriteria {
  /** Null while something is unfinished. */
  readonly criteria: Criteria | null;
  /** What is missing, by the node where it is missing. */
  readonly unfinished: ReadonlyMap<string, string>;
  /** Where each node stands in the criteria, as the server's faults and explanations name it; the outermost is ''. */
  readonly paths: ReadonlyMap<string, string>;
}

/** Turns a draft back into criteria; the inverse of `draftOf` in meaning. */
export function criteriaOf(root: GroupDraft): BuiltCriteria {
  const unfinished = new Map<string, string>();
  const paths = new Map<string, string>();

  const build = (node: NodeDraft, path: string): Criteria => {
    paths.set(node.id, path);
    switch (node.kind) {
      case 'group':
        return buildGroup(node, path);
      case 'property':
        return wrapNot(node.negated, buildProperty(node));
      case 'event':
        return wrapNot(node.negated, buildEvent(node, node.negated ? join(path, 'of') : path));
      case 'written':
        return wrapNot(node.negated, node.criteria);
      case 'segment':
        if (node.segment === '') unfinished.set(node.id, 'Choose a segment.');
        return wrapNot(node.negated, { type: 'segment', segment: node.segment });
    }
  };

  const buildGroup = (group: GroupDraft, path: string): Criteria => {
    if (group.of.length === 0) unfinished.set(group.id, 'Add a condition, or remove this group.');
    else if (group.mode === 'atLeast' || group.mode === 'fewerThan') {
      if (group.count === null) unfinished.set(group.id, 'Say how many of the conditions.');
      else if (group.count > group.of.length)
        unfinished.set(group.id, `Add conditions: there are fewer than ${group.count}.`);
    }
    const negated = group.mode === 'none' || group.mode === 'notAll' || group.mode === 'fewerThan';
    const inner = negated ? join(path, 'of') : path;
    const of = group.of.map((part, index) => build(part, join(inner, `of[${index}]`)));
    if (group.mode === 'atLeast' || group.mode === 'fewerThan') {
      return wrapNot(negated, { type: 'atLeast', count: group.count ?? 1, of });
    }
    return wrapNot(negated, { type: group.mode === 'all' || group.mode === 'notAll' ? 'all' : 'any', of });
  };

  const buildProperty = (node: PropertyDraft): PropertyNode => {
    const fault = missingIn(node);
    if (fault !== null) unfinished.set(node.id, fault);
    const value = operandOf(node);
    return {
      type: 'property',
      property: node.property,
      operator: node.operator,
      ...(value === undefined ? {} : { value }),
      ...(node.exactCase ? { exactCase: true } : {}),
    };
  };

  const buildEvent = (node: EventDraft, path: string): Criteria => {
    const fault =
      node.event === '' ? 'Choose an event.' : (missingInMeasure(node.measure) ?? missingInWindow(node.window));
    if (fault !== null) unfinished.set(node.id, fault);
    const window = windowOf(node.window);
    return nodeOfMeasure(node.measure, {
      event: node.event,
      ...(node.where === null ? {} : { where: build(node.where, join(path, 'where')) }),
      ...(window === undefined ? {} : { window }),
    });
  };

  const criteria = build(root, '');
  return { criteria: unfinished.size === 0 ? criteria : null, unfinished, paths };
}

function wrapNot(negated: boolean, criteria: Criteria): Criteria {
  return negated ? { type: 'not', of: criteria } : criteria;
}

function missingIn(node: PropertyDraft): string | null {
  if (node.property === '' || node.property.endsWith('.')) return 'Choose a property.';
  const { value } = node;
  switch (shapeOf(node.operator)) {
    case 'none':
      return null;
    case 'list':
      return Array.isArray(value) && value.length > 0 ? null : 'Give at least one value.';
    case 'pair': {
      if (!Array.isArray(value) || value.length !== 2) return 'Give both ends.';
      return value.includes(null) ? 'Give both ends.' : null;
    }
    case 'one':
      return value === null || Array.isArray(value) ? 'Give a value.' : null;
  }
}

function operandOf(node: PropertyDraft): Scalar | readonly Scalar[] | undefined {
  if (shapeOf(node.operator) === 'none' || node.value === null) return undefined;
  if (typeof node.value === 'object') return node.value.filter((each) => each !== null);
  return node.value;
}

function join(path: string, step: string): string {
  return path === '' ? step : `${path}.${step}`;
}

/** Removes what names the whole input (`criteria.of[0]` and `of[0]` are one place). */
export function criteriaPath(path: string): string {
  return path.replace(/^criteria(?:\.|$)/, '');
}

/** The node that a path of the server leads to, or the nearest one around it. */
export function nodeAt(paths: ReadonlyMap<string, string>, path: string): string | null {
  const wanted = criteriaPath(path);
  let best: string | null = null;
  let length = -1;
  for (const [id, own] of paths) {
    const around = own === '' || wanted === own || wanted.startsWith(`${own}.`) || wanted.startsWith(`${own}[`);
    if (around && own.length > length) {
      best = id;
      length = own.length;
    }
  }
  return best;
}
