import type { GroupDraft } from './draft.js';
import { moveIn, moveOut, shift } from './tree.js';

/** The ways in which a node is moved without being dragged. */
export type Move = 'up' | 'down' | 'out' | 'in';

const keys: Readonly<Record<string, Move>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'out',
  ArrowRight: 'in',
};

/** What Alt and a key move to; null for other keys. */
export function moveOfKey(key: string): Move | null {
  return keys[key] ?? null;
}

/** The tree after a move; the same one where there is nowhere to go. */
export function moved(root: GroupDraft, id: string, move: Move): GroupDraft {
  switch (move) {
    case 'up':
    case 'down':
      return shift(root, id, move);
    case 'out':
      return moveOut(root, id);
    case 'in':
      return moveIn(root, id);
  }
}
