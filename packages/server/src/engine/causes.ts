import type { AcceptedEvent } from './contract.js';

/**
 * Why somebody enters or exits because of a call: what they did, what became known of them, or a group they joined. What
 * comes in with history, or in a file of people, is an import.
 */
export function causeOf({ type, messageId, group }: AcceptedEvent, live: boolean): string {
  if (!live || messageId === '') return 'import';
  if (type === 'identify') return `trait:${messageId}`;
  if (type === 'group' && group !== undefined) return `group:${group.kind}/${group.id}`;
  return `event:${messageId}`;
}
