import { useLayoutEffect } from 'react';
import { useHistoryState } from 'wouter/use-browser-location';
import { useSite } from '../api/session.js';
import { randomId } from './identity.js';
import { moveDraft, newDraftKey } from './kept-draft.js';

/** The new segments that are being written in this page; those of other tabs, or of before a reload, are not among them. */
const ours = new Set<string>();

/** Names a new segment that is about to be written in this page. */
export function beginDraft(): string {
  const id = randomId();
  ours.add(id);
  return id;
}

/** What the browser's history remembers of a page on which a new segment is written. */
export function stateOfDraft(id: string): { readonly draft: string } {
  return { draft: id };
}

function draftOfState(state: unknown): string | null {
  const id = typeof state === 'object' && state !== null && 'draft' in state ? state.draft : null;
  return typeof id === 'string' ? id : null;
}

/**
 * The id of the new segment that this entry of the browser's history writes; null until it has one. It is still the same
 * after going elsewhere and back. After a reload, and in a tab that was copied from another one, the work goes on under
 * an id of its own: of two pages neither writes over what the other keeps.
 */
export function useNewDraft(): string | null {
  const { site, session } = useSite();
  const known = draftOfState(useHistoryState());
  const id = known !== null && ours.has(known) ? known : null;
  useLayoutEffect(() => {
    if (id !== null) return;
    const { state } = window.history;
    const before = draftOfState(state);
    if (before !== null && ours.has(before)) return;
    const own = beginDraft();
    if (before !== null) {
      const key = (draft: string) => newDraftKey(site.id, session.user.id, draft);
      moveDraft(localStorage, key(before), key(own));
    }
    window.history.replaceState({ ...state, ...stateOfDraft(own) }, '');
  }, [id, site.id, session.user.id]);
  return id;
}
