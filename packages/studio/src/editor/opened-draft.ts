import { type Criteria, isEveryone } from '@kindred/criteria';
import { comparisonDraftOf } from './comparison-draft.js';
import { type GroupDraft, type GroupMode, type NodeDraft, newGroup, newWritten } from './draft.js';
import { newId } from './identity.js';
import { countDraftOf, measureOf } from './measure.js';
import { sequenceDraftOf } from './sequence-draft.js';
import { windowDraftOf } from './window-draft.js';

/** Opens criteria for editing; the outermost node of a draft is always a group. */
export function draftOf(criteria: Criteria): GroupDraft {
  const node = nodeOf(criteria);
  return node.kind === 'group' ? node : newGroup([node]);
}

/** Opens one condition or group; what has no fields is kept as it is written. */
export function nodeOf(criteria: Criteria): NodeDraft {
  switch (criteria.type) {
    case 'all':
    case 'any':
      return newGroup(criteria.of.map(nodeOf), criteria.type);
    case 'atLeast':
      return newGroup(criteria.of.map(nodeOf), 'atLeast', criteria.count);
    case 'not':
      return negate(nodeOf(criteria.of));
    case 'property': {
      const { property, of = 'values' } = criteria;
      return { id: newId(), kind: 'property', property, negated: false, of, ...comparisonDraftOf(criteria) };
    }
    case 'event':
    case 'aggregate':
    case 'eventTime': {
      const window = windowDraftOf(criteria.window);
      if (window === null) return newWritten(criteria);
      return {
        id: newId(),
        kind: 'event',
        event: criteria.event,
        negated: false,
        where: criteria.where === undefined ? null : draftOf(criteria.where),
        measure: measureOf(criteria),
        window,
      };
    }
    case 'sequence':
      return sequenceDraftOf(criteria, draftOf) ?? newWritten(criteria);
    case 'segment':
      return { id: newId(), kind: 'segment', segment: criteria.segment, negated: false };
    case 'bucket': {
      const { salt, from, to } = criteria;
      return { id: newId(), kind: 'bucket', negated: false, salt, from, to };
    }
    case 'people': {
      const count = criteria.share ?? criteria.count;
      if (count === undefined) return newWritten(criteria);
      return {
        id: newId(),
        kind: 'people',
        negated: false,
        measure: criteria.share === undefined ? 'count' : 'share',
        of: isEveryone(criteria.of) && criteria.share === undefined ? newGroup() : draftOf(criteria.of),
        ...countDraftOf(count),
      };
    }
  }
}

/** The mode that holds where another one does not. */
export const opposites: Readonly<Record<GroupMode, GroupMode>> = {
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
