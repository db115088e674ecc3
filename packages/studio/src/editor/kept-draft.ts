import { keepText } from '../shell/keep-text.js';
import { randomId } from './identity.js';
import { copyOf } from './nested.js';
import type { SegmentDraftDocument } from './useEditor.js';

/** Raised when drafts of an earlier form cannot be read any more; those are then forgotten. */
const form = 2;

/** Unsaved work as the browser keeps it. */
export interface KeptDraft {
  readonly document: SegmentDraftDocument;
  /** The definition as text while it could not be read; null where the document says all of it. */
  readonly text: string | null;
  /** The version of the segment that the work began from; 0 of a new one. */
  readonly version: number;
  /** When it was kept last, ISO 8601. */
  readonly at: string;
}

/** Where the draft of one segment of one site is kept, for one user. */
export function draftKey(site: string, user: string, segment: string): string {
  return `kindred.draft ${site} ${user} ${segment}`;
}

/** Where that of a new segment is kept: each that is being written has a draft of its own. */
export function newDraftKey(site: string, user: string, draft: string): string {
  return draftKey(site, user, `new ${draft}`);
}

/** Work that was kept, as it is offered for going on with. */
export interface OfferedDraft {
  /** Where it is kept. */
  readonly key: string;
  readonly draft: KeptDraft;
}

/** All new segments that were begun and not saved, latest first; one that was kept before each had its own is among them. */
export function draftsOfNew(storage: Storage, site: string, user: string): readonly OfferedDraft[] {
  return draftsUnder(storage, draftKey(site, user, 'new'));
}

/** What is kept under a key, and beside it by other tabs that worked on the same at once; latest first. */
export function draftsUnder(storage: Storage, key: string): readonly OfferedDraft[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    .filter((each) => isOfDraft(each, key))
    .flatMap((each) => {
      const draft = readDraft(storage, each);
      return draft === null ? [] : [{ key: each, draft }];
    })
    .sort((one, other) => other.draft.at.localeCompare(one.draft.at));
}

/** Whether something is kept under a key, or beside it. */
export function isOfDraft(kept: string, key: string): boolean {
  return kept === key || kept.startsWith(`${key} `);
}

/** Where this tab goes on keeping what another tab keeps under `key` too. */
export function besideDraft(key: string): string {
  return `${key} ${randomId()}`;
}

/** Keeps a draft under another key; it stays where it is when the browser keeps no more. */
export function moveDraft(storage: Storage, from: string, to: string): boolean {
  const text = storage.getItem(from);
  if (text === null || !keepText(storage, to, text)) return false;
  storage.removeItem(from);
  return true;
}

/** Keeps a draft; false where the browser keeps nothing, as in a private window or when it is full. */
export function keepDraft(storage: Storage, key: string, draft: KeptDraft): boolean {
  return keepText(storage, key, JSON.stringify({ form, ...draft }));
}

export function forgetDraft(storage: Storage, key: string): void {
  storage.removeItem(key);
}

/** The draft that was kept, with identities that are new in this page; null where there is none that can be read. */
export function readDraft(storage: Storage, key: string): KeptDraft | null {
  const text = storage.getItem(key);
  if (text === null) return null;
  try {
    const kept: Omit<KeptDraft, 'text'> & { readonly form: number; readonly text?: string | null } = JSON.parse(text);
    if (kept.form !== form) return null;
    const { document, text: written = null, version, at } = kept;
    return { document: { ...document, root: copyOf(document.root) }, text: written, version, at };
  } catch (error) {
    // What somebody else wrote here is not ours to use.
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}
