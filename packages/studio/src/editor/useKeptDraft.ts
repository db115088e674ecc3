import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { forgetDraft, keepDraft } from './kept-draft.js';
import type { SegmentDraftDocument } from './useEditor.js';

/** How long after the last change the draft is kept, ms. */
const pause = 400;

interface KeptOptions {
  /** Where it is kept. */
  readonly draft: string;
  readonly document: SegmentDraftDocument;
  /** The definition as text while it cannot be read. */
  readonly text: string | null;
  /** The version that the work began from. */
  readonly version: number;
  readonly unsaved: boolean;
}

interface Kept {
  /** Keeps at once what the page would keep after a pause; false where the browser keeps nothing. */
  keep(): boolean;
  /** Forgets it at once: after saving, or because it is not wanted. Nothing is kept again before the next change. */
  forget(): void;
}

/** Keeps unsaved work in the browser while it is made and when the editor is left, and forgets it once there is none. */
export function useKeptDraft({ draft, document, text, version, unsaved }: KeptOptions): Kept {
  const wasUnsaved = useRef(false);
  const forgotten = useRef(false);
  const latest = useRef({ document, text, version, unsaved });
  useLayoutEffect(() => {
    latest.current = { document, text, version, unsaved };
  }, [document, text, version, unsaved]);

  const keep = useCallback(() => {
    const { unsaved: something, ...work } = latest.current;
    if (!something || forgotten.current) return true;
    return keepDraft(localStorage, draft, { ...work, at: new Date().toISOString() });
  }, [draft]);
  const forget = useCallback(() => {
    forgotten.current = true;
    forgetDraft(localStorage, draft);
  }, [draft]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change is kept, after a pause
  useEffect(() => {
    forgotten.current = false;
    if (!unsaved) {
      // Not before there was work in this page: a draft that was not restored is another tab's.
      if (wasUnsaved.current) forgetDraft(localStorage, draft);
      wasUnsaved.current = false;
      return;
    }
    wasUnsaved.current = true;
    const timer = setTimeout(keep, pause);
    return () => clearTimeout(timer);
  }, [draft, document, text, version, unsaved, keep]);
  useEffect(() => {
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [keep]);
  return { keep, forget };
}
