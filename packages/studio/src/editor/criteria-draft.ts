import { type Criteria, everyone, type PropertyNode } from '@kindred/criteria';
import { translator } from '../language/translator.js';
import { comparisonOf, missingInComparison } from './comparison-draft.js';
import {
  type BucketDraft,
  countsAll,
  type EventDraft,
  type GroupDraft,
  type NodeDraft,
  type PeopleDraft,
  type PropertyDraft,
  type SequenceDraft,
} from './draft.js';
import { countNodeOf, missingInCount, missingInMeasure, nodeOfMeasure } from './measure.js';
import { missingInSequence, sequenceOf } from './sequence-draft.js';
import { isSilent } from './silence.js';
import { missingInWindow, windowOf } from './window-draft.js';

export interface BuiltCriteria {
  /** Null while something is unfinished. */
  readonly criteria: Criteria | null;
  /** What is missing, by the node where it is missing. */
  readonly unfinished: ReadonlyMap<string, string>;
  /** Where each node stands in the criteria, as the server's faults and explanations name it; the outermost is ''. */
  readonly paths: ReadonlyMap<string, string>;
}

/** How a draft is turned into criteria; see `notes.ts` for the other use. */
export interface BuildOptions {
  /** What is muted is built as if it were not. */
  readonly withMuted?: boolean;
  /** Changes what a node has become, knowing the node. */
  readonly finish?: (node: NodeDraft, criteria: Criteria) => Criteria;
}

/** Turns a draft back into criteria; the inverse of opening them in meaning. What is muted is not among them. */
export function criteriaOf(root: GroupDraft, options: BuildOptions = {}): BuiltCriteria {
  const { withMuted = false, finish = (_, criteria) => criteria } = options;
  const t = translator('editor');
  const unfinished = new Map<string, string>();
  const paths = new Map<string, string>();
  const isHeard = (node: NodeDraft) => withMuted || !isSilent(node);

  const build = (node: NodeDraft, path: string): Criteria => {
    paths.set(node.id, path);
    if (node.kind === 'group') return finish(node, buildGroup(node, path));
    const own = node.negated ? join(path, 'of') : path;
    return finish(node, wrapNot(node.negated, buildCondition(node, own)));
  };

  const unfinish = (id: string, fault: string | null): void => {
    if (fault !== null) unfinished.set(id, fault);
  };

  const buildCondition = (node: Exclude<NodeDraft, GroupDraft>, path: string): Criteria => {
    switch (node.kind) {
      case 'property':
        unfinish(node.id, missingInProperty(node));
        return propertyOf(node);
      case 'event':
        return buildEvent(node, path);
      case 'sequence':
        return buildSequence(node, path);
      case 'people':
        return buildPeople(node, path);
      case 'bucket':
        unfinish(node.id, missingInBucket(node));
        return { type: 'bucket', salt: node.salt, from: node.from ?? 0, to: node.to ?? 100 };
      case 'segment':
        unfinish(node.id, node.segment === '' ? t('missing.segment') : null);
        return { type: 'segment', segment: node.segment };
      case 'written':
        unfinish(node.id, node.open ? t('missing.apply') : null);
        return node.criteria;
    }
  };

  const buildGroup = (group: GroupDraft, path: string): Criteria => {
    const parts = group.of.filter(isHeard);
    if (group.of.length === 0) unfinished.set(group.id, t('missing.condition'));
    else if (parts.length === 0) unfinished.set(group.id, t('missing.heard'));
    else if (group.mode === 'atLeast' || group.mode === 'fewerThan') {
      if (group.count === null) unfinished.set(group.id, t('missing.howMany'));
      else if (group.count > parts.length) unfinished.set(group.id, t('missing.conditions', { count: group.count }));
    }
    const negated = group.mode === 'none' || group.mode === 'notAll' || group.mode === 'fewerThan';
    const inner = negated ? join(path, 'of') : path;
    const of = parts.map((part, index) => build(part, join(inner, `of[${index}]`)));
    if (group.mode === 'atLeast' || group.mode === 'fewerThan') {
      return wrapNot(negated, { type: 'atLeast', count: group.count ?? 1, of });
    }
    return wrapNot(negated, { type: group.mode === 'all' || group.mode === 'notAll' ? 'all' : 'any', of });
  };

  const buildEvent = (node: EventDraft, path: string): Criteria => {
    const fault = missingInMeasure(node.measure) ?? missingInWindow(node.window);
    unfinish(node.id, node.event === '' ? t('missing.event') : fault);
    const window = windowOf(node.window);
    return nodeOfMeasure(node.measure, {
      event: node.event,
      ...(node.where === null || !isHeard(node.where) ? {} : { where: build(node.where, join(path, 'where')) }),
      ...(window === undefined ? {} : { window }),
    });
  };

  const buildSequence = (node: SequenceDraft, path: string): Criteria => {
    unfinish(node.id, missingInSequence(node));
    return sequenceOf(node, (where, at) => (isHeard(where) ? build(where, join(path, at)) : null));
  };

  const buildPeople = (node: PeopleDraft, path: string): Criteria => {
    unfinish(node.id, missingInCount(node));
    const of = countsAll(node) ? everyone : build(node.of, join(path, 'of'));
    const count = countNodeOf(node);
    return node.measure === 'share' ? { type: 'people', of, share: count } : { type: 'people', of, count };
  };

  const criteria = build(root, '');
  return { criteria: unfinished.size === 0 ? criteria : null, unfinished, paths };
}

function wrapNot(negated: boolean, criteria: Criteria): Criteria {
  return negated ? { type: 'not', of: criteria } : criteria;
}

function propertyOf(node: PropertyDraft): PropertyNode {
  const size = node.of === 'size' ? ({ of: 'size' } as const) : {};
  return { type: 'property', property: node.property, ...comparisonOf(node), ...size };
}

function missingInProperty(node: PropertyDraft): string | null {
  if (node.property === '' || node.property.endsWith('.')) return translator('editor')('missing.property');
  return missingInComparison(node);
}

function missingInBucket({ salt, from, to }: BucketDraft): string | null {
  const t = translator('editor');
  if (from === null || to === null) return t('missing.shareEnds');
  if (from >= to) return t('missing.shareOrder');
  return salt === '' ? t('missing.shareName') : null;
}

function join(path: string, step: string): string {
  return path === '' ? step : `${path}.${step}`;
}

/** Removes what names the whole input (`criteria.of[0]` and `of[0]` are one place). */
export function criteriaPath(path: string): string {
  return path.replace(/^criteria(?:\.|$)/, '');
}

/** The nodes by their paths; made once of each draft, because hundreds of findings are placed in it. */
const nodesByPath = new WeakMap<ReadonlyMap<string, string>, ReadonlyMap<string, string>>();

function byPath(paths: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const made = nodesByPath.get(paths);
  if (made !== undefined) return made;
  const nodes = new Map<string, string>();
  // Of nodes that are written as one, the first stands for them.
  for (const [id, path] of paths) if (!nodes.has(path)) nodes.set(path, id);
  nodesByPath.set(paths, nodes);
  return nodes;
}

/** The node that a path of the server leads to, or the nearest one around it. */
export function nodeAt(paths: ReadonlyMap<string, string>, path: string): string | null {
  const nodes = byPath(paths);
  let place = criteriaPath(path);
  while (place !== '' && !nodes.has(place)) {
    place = place.slice(0, Math.max(0, place.lastIndexOf('.'), place.lastIndexOf('[')));
  }
  return nodes.get(place) ?? null;
}
