import { referencedSegments } from '@kindred/criteria';
import type { SiteState } from '../site-state.js';
import { isBatch } from './batch-state.js';

/** The active batch segments among these, each after those of them that it refers to, at any depth. */
export function inOrder(state: Pick<SiteState, 'definitions'>, segments: readonly string[]): readonly string[] {
  const wanted = new Set(segments);
  const seen = new Set<string>();
  const ordered: string[] = [];
  const visit = (id: string): void => {
    const definition = state.definitions.get(id);
    if (definition === undefined || seen.has(id)) return;
    seen.add(id);
    for (const other of referencedSegments(definition.criteria)) visit(other);
    if (wanted.has(id) && isBatch(definition)) ordered.push(id);
  };
  for (const id of segments) visit(id);
  return ordered;
}
