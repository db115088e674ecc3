import type { SegmentSubject } from '@kindred/criteria';
import { createContext, useContext } from 'react';
import type { GroupDraft, NodeDraft } from './draft.js';

export interface Problem {
  readonly message: string;
  /** `fault`: wrong, from the server. `unfinished`: not there yet. `advice`: accepted, but to be reconsidered. */
  readonly severity: 'fault' | 'unfinished' | 'advice';
}

/** What every part of the condition tree needs of the editor around it. */
export interface TreeContext {
  readonly root: GroupDraft;
  /** Id of the segment being edited; it cannot ask about itself. */
  readonly editing: string | null;
  /** What the segment's members are. */
  readonly subject: SegmentSubject;
  /** Where the palette adds to. */
  readonly target: string;
  setTarget(group: string): void;
  changeRoot(change: (root: GroupDraft) => GroupDraft, field?: string | null): void;
  replace(node: NodeDraft, field?: string | null): void;
  /** Adds to a group and moves the focus to what is new. */
  add(group: string, node: NodeDraft): void;
  removeNode(id: string): void;
  focus(id: string): void;
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** While somebody is being explained: whether each condition holds of them. */
  readonly verdicts: ReadonlyMap<string, boolean | null> | null;
}

export const EditorTree = createContext<TreeContext | null>(null);

export function useTree(): TreeContext {
  const value = useContext(EditorTree);
  if (value === null) throw new TypeError('useTree outside of the editor');
  return value;
}
