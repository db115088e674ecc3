import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { besideDraft, forgetDraft, isOfDraft, keepDraft } from './kept-draft.js';
import type { SegmentDraftDocument } from './useEditor.js';

/** How long after the last change the draft is kept, ms. */
const pause = 400;

interface KeptOptions {
  /** Where all tabs keep work on the same, or beside which they do. */
  readonly draft: string;
  /** Where this tab keeps it, until another one does. */
  readonly keptAt: string;
  readonly document: SegmentDraftDocument;
  /** The definition as text while it cannot be read. */
  readonly text: string | null;
  /** The version that the work began from. */
  readonly version: number;
  readonly unsaved: boolean;
}

interface Kept {
  /** Another tab works on the same. */
  readonly inOtherTab: boolean;
  /** Keeps at once what the page would keep after a pause; false where the browser keeps nothing. */
  keep(): boolean;
  /** Forgets it at once: after saving, or because it is not wanted. Nothing is kept again before the next change. */
  forget(): void;
}

/**
 * Keeps unsaved work in the browser while it is made and when the editor is left, and forgets it once there is none.
 * What was only opened is not kept again. Where another tab keeps its work in the same place, this one goes on beside it.
 */
export function useKeptDraft({ draft, keptAt, document, text, version, unsaved }: KeptOptions): Kept {
  const place = useRef(keptAt);
  const wasUnsaved = useRef(false);
  const forgotten = useRef(false);
  const opened = useRef({ document, text });
  const changed = useRef(false);
  const latest = useRef({ document, text, version, unsaved });
  const [inOtherTab, setInOtherTab] = useState(false);
  useLayoutEffect(() => {
    latest.current = { document, text, version, unsaved };
    if (document !== opened.current.document || text !== opened.current.text) changed.current = true;
  }, [document, text, version, unsaved]);

  const keep = useCallback(() => {
    const { unsaved: something, ...work } = latest.current;
    if (!something || forgotten.current || !changed.current) return true;
    return keepDraft(localStorage, place.current, { ...work, at: new Date().toISOString() });
  }, []);
  const forget = useCallback(() => {
    forgotten.current = true;
    forgetDraft(localStorage, place.current);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change is kept, after a pause
  useEffect(() => {
    forgotten.current = false;
    if (!unsaved) {
      // Not before there was work in this page: a draft that was not restored is another tab's.
      if (wasUnsaved.current) forgetDraft(localStorage, place.current);
      wasUnsaved.current = false;
      return;
    }
    wasUnsaved.current = true;
    const timer = setTimeout(keep, pause);
    return () => clearTimeout(timer);
  }, [document, text, version, unsaved, keep]);
  useEffect(() => {
    /** Told of what other tabs do, never of this one. */
    const onStorage = ({ key }: StorageEvent) => {
      if (key === null || !isOfDraft(key, draft)) return;
      setInOtherTab(true);
      if (key !== place.current) return;
      place.current = besideDraft(draft);
      keep();
    };
    window.addEventListener('pagehide', keep);
    window.addEventListener('storage', onStorage);
    return () => {
      window.removeEventListener('pagehide', keep);
      window.removeEventListener('storage', onStorage);
      keep();
    };
  }, [draft, keep]);
  return { inOtherTab, keep, forget };
}
