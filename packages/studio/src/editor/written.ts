import { type Criteria, type ParseResult, parseCriteria, type SegmentSubject } from '@kindred/criteria';
import { faultText } from '../faults/fault-text.js';
import { translator } from '../language/translator.js';
import { criteriaOf } from './criteria-draft.js';
import { type NodeDraft, newGroup } from './draft.js';
import type { PaletteScope } from './vocabulary.js';

/** What one condition or group says so far; null while it is unfinished. */
export function criteriaOfNode(node: NodeDraft): Criteria | null {
  const { criteria } = criteriaOf(newGroup([node]));
  return criteria?.type === 'all' ? (criteria.of[0] ?? null) : null;
}

export function textOf(criteria: Criteria): string {
  return JSON.stringify(criteria, null, 2);
}

export type ReadText =
  | { readonly criteria: Criteria; readonly fault: null }
  | { readonly criteria: null; readonly fault: string };

/** Reads a condition from its text, by the same rules as the server; the first fault is told with its place. */
export function readText(text: string, scope: PaletteScope, subject: SegmentSubject): ReadText {
  const t = translator('editor');
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    return { criteria: null, fault: t('written.notJson', { why: error instanceof Error ? error.message : '' }) };
  }
  const result = scope.of === 'event' ? parseWhere(input) : parseCriteria(input, { subject });
  if (result.ok) return { criteria: result.criteria, fault: null };
  const [first] = result.faults;
  const place = first?.path.replace(/^where\.?/, '') ?? '';
  return { criteria: null, fault: first === undefined ? '' : faultText(first, place) };
}

/** Conditions on one event are read where they may stand. */
function parseWhere(where: unknown): ParseResult {
  const result = parseCriteria({ type: 'event', event: 'Any', count: { atLeast: 1 }, where });
  if (!result.ok || result.criteria.type !== 'event' || result.criteria.where === undefined) return result;
  return { ok: true, criteria: result.criteria.where };
}
