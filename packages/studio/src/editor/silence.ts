import type { NodeDraft } from './draft.js';

/** Whether a node takes no part: it is muted, or it is a group of which every part is. */
export function isSilent(node: NodeDraft): boolean {
  if (node.muted === true) return true;
  return node.kind === 'group' && node.of.length > 0 && node.of.every(isSilent);
}
