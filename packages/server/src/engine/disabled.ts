import { parseCriteria, referencedSegments } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';

/** A site's segments, for following references. */
interface Definitions {
  readonly definitions: { get(id: string): SegmentDefinition | undefined };
}

/**
 * Why a stored definition cannot be put into force: it, or a segment that it refers to at any depth, refers to one that
 * is no more, or asks for what this version of the program does not know (any more). Null where it can.
 */
export function whyDisabled(state: Definitions, definition: SegmentDefinition): string | null {
  const seen = new Set([definition.id]);
  for (const id of seen) {
    const asked = id === definition.id ? definition : state.definitions.get(id);
    const through = id === definition.id ? '' : `, through the segment “${asked?.key ?? id}”`;
    if (asked === undefined) return `It refers to a segment that is no more (${id}).`;
    const parsed = parseCriteria(asked.criteria, { subject: asked.subject });
    const [fault] = parsed.ok ? [] : parsed.faults;
    if (fault !== undefined)
      return `It asks for what is not known (any more)${through}: ${fault.message} (${fault.path}).`;
    for (const other of referencedSegments(asked.criteria)) seen.add(other);
  }
  return null;
}
