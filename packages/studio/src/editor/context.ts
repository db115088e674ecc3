import type { SegmentSubject } from '@kindred/criteria';
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { GroupDraft, NodeDraft } from './draft.js';
import type { FactStore, NodeFacts } from './node-facts.js';

/** What every part of the condition tree can do. It stays the same object, so that no part is drawn because of it. */
export interface TreeActions {
  /** Id of the segment being edited; it cannot ask about itself. */
  readonly editing: string | null;
  /** What the segment's members are. */
  readonly subject: SegmentSubject;
  /** The tree as it is at the time of asking; not for drawing. */
  root(): GroupDraft;
  setTarget(group: string): void;
  changeRoot(change: (root: GroupDraft) => GroupDraft, field?: string | null): void;
  replace(node: NodeDraft, field?: string | null): void;
  /** Adds to a group and moves the focus to what is new. */
  add(group: string, node: NodeDraft): void;
  removeNode(id: string): void;
  /** Moves a node, keeps the focus on it, and tells those who hear the page where it is now. */
  move(id: string, change: (root: GroupDraft) => GroupDraft): void;
  focus(id: string): void;
  /** Shows the parts of a group, or only its name and number. */
  collapse(group: string, collapsed: boolean): void;
  /** Opens the menu of a node beside the button that asked for it, and tells it when it is closed. */
  openMenu(id: string, button: HTMLElement, closed: () => void): void;
  readonly facts: FactStore;
}

export const EditorTree = createContext<TreeActions | null>(null);

export function useTree(): TreeActions {
  const value = useContext(EditorTree);
  if (value === null) throw new TypeError('useTree outside of the editor');
  return value;
}

/** How the tree is looked at: drawn anew by groups alone. */
export interface TreeView {
  /** Where the palette adds to. */
  readonly target: string;
  readonly collapsed: ReadonlySet<string>;
  /** Whether there is more than one group to add to. */
  readonly grouped: boolean;
  /** Whether there are more conditions than are drawn at once. */
  readonly large: boolean;
  /** How many there are in all, of which counts are a share; null before the first answer. */
  readonly everyone: number | null;
}

export const EditorView = createContext<TreeView>({
  target: '',
  collapsed: new Set(),
  grouped: false,
  large: false,
  everyone: null,
});

/** The parts of the group that a condition stands in. */
export const Siblings = createContext<readonly NodeDraft[]>([]);

/** What is known of one node; only this node is drawn when it changes. */
export function useFacts(id: string): NodeFacts {
  const { facts } = useTree();
  return useSyncExternalStore(
    useCallback((listener) => facts.subscribe(id, listener), [facts, id]),
    () => facts.get(id),
  );
}
