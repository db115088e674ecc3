import { useMay, useSite } from '../api/session.js';
import type { Segment } from '../api/types.js';

/** Whether the signed-in user may have a segment counted anew, here also one that is changed elsewhere. */
export function useMayCount({ editors }: Pick<Segment, 'editors'>): boolean {
  const { user } = useSite().session;
  const [editor, admin] = [useMay('editor'), useMay('admin')];
  return admin || (editor && (editors === null || editors.includes(user.id)));
}

/**
 * Whether the signed-in user may change a segment: those of the global site are changed there alone, and those kept to
 * some editors by these and by administrators.
 */
export function useMayChange(segment: Pick<Segment, 'inheritedFrom' | 'editors'>): boolean {
  const mayCount = useMayCount(segment);
  return segment.inheritedFrom === null && mayCount;
}
