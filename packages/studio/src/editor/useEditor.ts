import type { SegmentSubject } from '@kindred/criteria';
import { useCallback, useMemo, useReducer, useState } from 'react';
import type { Localized, Schedule, Segment } from '../api/types.js';
import type { ProposedSegment } from '../segments/proposed.js';
import { criteriaOf } from './criteria-draft.js';
import { type GroupDraft, newGroup } from './draft.js';
import { begin, type History, record, redo, undo } from './history.js';
import { notesOf, openNoted } from './notes.js';
import { draftOf } from './opened-draft.js';
import { writtenLanguage } from './written-language.js';

/** Everything about a segment that the editor changes. */
export interface SegmentDraftDocument {
  /** What its members are. */
  readonly subject: SegmentSubject;
  readonly root: GroupDraft;
  /** By language. */
  readonly name: Localized;
  readonly description: Localized;
  readonly key: string;
  readonly public: boolean;
  /** Null: as the conditions suggest. */
  readonly includeGuests: boolean | null;
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
  /** When it runs; null: its members change at once, or at each visit. */
  readonly schedule: Schedule | null;
}

export function documentOf(segment: Segment | null): SegmentDraftDocument {
  if (segment === null) {
    return {
      subject: 'person',
      root: newGroup(),
      name: {},
      description: {},
      key: '',
      public: false,
      includeGuests: null,
      includes: [],
      excludes: [],
      schedule: null,
    };
  }
  return {
    subject: segment.subject,
    root: openNoted(segment.criteria, segment.notes, segment.subject),
    name: segment.name,
    description: segment.description,
    key: segment.key,
    public: segment.public,
    includeGuests: segment.includeGuests,
    includes: segment.includes,
    excludes: segment.excludes,
    schedule: segment.schedule,
  };
}

type Action =
  | {
      readonly type: 'change';
      readonly change: (document: SegmentDraftDocument) => SegmentDraftDocument;
      readonly field: string | null;
      readonly at: number;
    }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'reset'; readonly document: SegmentDraftDocument };

function reduce(history: History<SegmentDraftDocument>, action: Action): History<SegmentDraftDocument> {
  switch (action.type) {
    case 'change':
      return record(history, action.change(history.present), action.field, action.at);
    case 'undo':
      return undo(history);
    case 'redo':
      return redo(history);
    case 'reset':
      return begin(action.document);
  }
}

/** What would be stored, as text; two documents with the same text are the same segment. */
export function fingerprint(document: SegmentDraftDocument): string {
  const { criteria } = criteriaOf(document.root);
  return JSON.stringify({ ...document, root: criteria ?? document.root, notes: notesOf(document.root).notes });
}

/** What the work begins with besides what is saved. */
export interface Begun {
  readonly proposed: ProposedSegment | null;
  /** Unsaved work from before. */
  readonly kept: SegmentDraftDocument | null;
}

function withProposed(document: SegmentDraftDocument, proposed: ProposedSegment | null): SegmentDraftDocument {
  if (proposed === null) return document;
  const name = { [writtenLanguage()]: proposed.name };
  return { ...document, root: draftOf(proposed.criteria), name, subject: proposed.subject };
}

/** The document being edited, with undo, redo and whether anything differs from what is stored. */
export function useEditor(segment: Segment | null, begun: Begun) {
  const [saved, setSaved] = useState(() => documentOf(segment));
  const [history, dispatch] = useReducer(reduce, saved, (stored) => {
    const first = begin(withProposed(stored, begun.proposed));
    // What was kept is one step behind what is saved, so that it can be undone.
    return begun.kept === null ? first : record(first, begun.kept, null, 0);
  });
  const document = history.present;
  const dirty = useMemo(() => fingerprint(document) !== fingerprint(saved), [document, saved]);
  // What was proposed can be proposed again: until it is changed nobody has worked on it.
  const [proposed] = useState(() => (begun.proposed === null ? null : fingerprint(history.past[0] ?? document)));
  const worked = dirty && (proposed === null || fingerprint(document) !== proposed);

  /** `field`: name of the input typed into, so that typing is one step; null for a step of its own. */
  const change = useCallback(
    (apply: (document: SegmentDraftDocument) => SegmentDraftDocument, field: string | null = null) =>
      dispatch({ type: 'change', change: apply, field, at: Date.now() }),
    [],
  );
  const set = useCallback(
    (part: Partial<SegmentDraftDocument>, field: string | null = null) =>
      change((before) => ({ ...before, ...part }), field),
    [change],
  );
  /** Somebody else's version is what is stored now; taken over as a step that can be undone, or only known of. */
  const rebase = useCallback((stored: Segment, take: boolean) => {
    const theirs = documentOf(stored);
    setSaved(theirs);
    if (take) dispatch({ type: 'change', change: () => theirs, field: null, at: Date.now() });
  }, []);
  const reset = useCallback((next: Segment | null) => {
    const opened = documentOf(next);
    setSaved(opened);
    dispatch({ type: 'reset', document: opened });
  }, []);

  return {
    document,
    /** Whether it differs from what is stored. */
    dirty,
    /** Whether something of it would be lost. */
    worked,
    change,
    set,
    reset,
    rebase,
    undo: useCallback(() => dispatch({ type: 'undo' }), []),
    redo: useCallback(() => dispatch({ type: 'redo' }), []),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
}
