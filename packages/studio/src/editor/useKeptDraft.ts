import { useCallback, useEffect, useRef } from 'react';
import { useSite } from '../api/session.js';
import { draftKey, forgetDraft, keepDraft } from './kept-draft.js';
import type { SegmentDraftDocument } from './useEditor.js';

/** How long after the last change the draft is kept, ms. */
const pause = 400;

interface KeptOptions {
  readonly segment: string | null;
  readonly document: SegmentDraftDocument;
  /** The version that the work began from. */
  readonly version: number;
  readonly dirty: boolean;
}

/** The key of this user's draft of a segment. */
export function useDraftKey(segment: string | null): string {
  const { site, session } = useSite();
  return draftKey(site.id, session.user.id, segment);
}

/**
 * Keeps unsaved work in the browser while it is made, and forgets it once there is none. Returns a function that forgets
 * it at once (after saving, when the page is left before it is drawn again).
 */
export function useKeptDraft({ segment, document, version, dirty }: KeptOptions): () => void {
  const key = useDraftKey(segment);
  const wasDirty = useRef(false);
  useEffect(() => {
    if (!dirty) {
      // Not before there was work in this page: a draft that was not restored is another tab's.
      if (wasDirty.current) forgetDraft(localStorage, key);
      wasDirty.current = false;
      return;
    }
    wasDirty.current = true;
    const keep = () => keepDraft(localStorage, key, { document, version, at: new Date().toISOString() });
    const timer = setTimeout(keep, pause);
    window.addEventListener('pagehide', keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', keep);
    };
  }, [key, document, version, dirty]);
  return useCallback(() => forgetDraft(localStorage, key), [key]);
}
