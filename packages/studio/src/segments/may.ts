import { useMay } from '../api/session.js';
import type { Segment } from '../api/types.js';

/** Whether the signed-in user may change a segment: those of the global site are changed there alone. */
export function useMayChange(segment: Pick<Segment, 'inheritedFrom'>): boolean {
  return useMay('editor') && segment.inheritedFrom === null;
}
