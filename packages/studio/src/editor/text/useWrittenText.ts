import type { SegmentSubject } from '@kindred/criteria';
import { useMemo, useState } from 'react';
import { type ReadDraft, readDraftText } from './text-draft.js';

/** The definition as somebody is writing it. */
export interface WrittenText {
  /** What was typed; null where nothing was since the conditions were put together. */
  readonly typed: string | null;
  /** What it says; null where nothing was typed. */
  readonly read: ReadDraft | null;
  /** What was typed while it cannot be read: work that is in the conditions not yet. */
  readonly unread: string | null;
  setTyped(text: string | null): void;
}

/**
 * What is typed as text, held where the whole segment is: what cannot be read is unsaved work as much as conditions are.
 * @param kept what could not be read when the work was left
 * @param empty whether there is no condition: then no text is nothing to be lost
 */
export function useWrittenText(kept: string | null, subject: SegmentSubject, empty: boolean): WrittenText {
  const [typed, setTyped] = useState(kept);
  const read = useMemo(() => (typed === null ? null : readDraftText(typed, subject)), [typed, subject]);
  const nothing = empty && typed?.trim() === '';
  const unread = read !== null && read.criteria === null && !nothing ? typed : null;
  return useMemo(() => ({ typed, read, unread, setTyped }), [typed, read, unread]);
}
