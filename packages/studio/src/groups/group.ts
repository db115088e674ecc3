import { isGroupKind } from '@kindred/criteria';
import type { GroupKind } from '../api/types.js';
import { translator } from '../language/translator.js';

/** In the order of the list's tabs. */
export const kinds: readonly GroupKind[] = ['account', 'organization', 'userGroup', 'team', 'role'];

/**
 * The page of a group. Its id may hold anything, a slash too, and the router decodes an address before it takes it
 * apart: so the id is encoded twice.
 */
export function groupHref(kind: string, id: string): string {
  return `/groups/${kind}/${encodeURIComponent(encodeURIComponent(id))}`;
}

/** The id in an address, as the router tells it. */
export function idInAddress(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Typed by hand: a percent sign that encodes nothing.
    return text;
  }
}

/** The kind in an address. */
export function kindInAddress(text: string): GroupKind | null {
  return isGroupKind(text) ? text : null;
}

/** "Accounts" */
export function kindNames(kind: GroupKind): string {
  return translator('people')(`facts.kinds.${kind}`);
}
