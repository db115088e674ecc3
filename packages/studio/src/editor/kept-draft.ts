import { copyOf } from './nested.js';
import type { SegmentDraftDocument } from './useEditor.js';

/** Raised when drafts of an earlier form cannot be read any more; those are then forgotten. */
const form = 2;

/** Unsaved work as the browser keeps it. */
export interface KeptDraft {
  readonly document: SegmentDraftDocument;
  /** The version of the segment that the work began from; 0 of a new one. */
  readonly version: number;
  /** When it was kept last, ISO 8601. */
  readonly at: string;
}

/** Where the draft of one segment (null: of a new one) of one site is kept, for one user. */
export function draftKey(site: string, user: string, segment: string | null): string {
  return `kindred.draft ${site} ${user} ${segment ?? 'new'}`;
}

/** Keeps a draft; false where the browser keeps nothing, as in a private window or when it is full. */
export function keepDraft(storage: Storage, key: string, draft: KeptDraft): boolean {
  try {
    storage.setItem(key, JSON.stringify({ form, ...draft }));
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

export function forgetDraft(storage: Storage, key: string): void {
  storage.removeItem(key);
}

/** The draft that was kept, with identities that are new in this page; null where there is none that can be read. */
export function readDraft(storage: Storage, key: string): KeptDraft | null {
  const text = storage.getItem(key);
  if (text === null) return null;
  try {
    const kept: KeptDraft & { readonly form: number } = JSON.parse(text);
    if (kept.form !== form) return null;
    const { document, version, at } = kept;
    return { document: { ...document, root: copyOf(document.root) }, version, at };
  } catch (error) {
    // What somebody else wrote here is not ours to use.
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}
