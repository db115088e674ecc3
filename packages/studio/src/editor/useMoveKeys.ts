import { type KeyboardEvent, type RefObject, useCallback } from 'react';
import { useTree } from './context.js';
import { moved, moveOfKey } from './moves.js';

/**
 * Alt and the arrows move a row from any of its inputs, Alt and Delete remove it; the menu offers the same. To be listened
 * for on the way down: an input of numbers would count with the arrows first. Rows stand in rows, and the innermost moves.
 */
export function useMoveKeys(id: string, row: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
  const tree = useTree();
  return useCallback(
    (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const own = event.target instanceof Element ? event.target.closest('[data-row]') : null;
      const move = moveOfKey(event.key);
      if (own !== row.current || (move === null && event.key !== 'Delete')) return;
      event.preventDefault();
      event.stopPropagation();
      if (move === null) tree.removeNode(id);
      else tree.move(id, (root) => moved(root, id, move));
    },
    [tree, id, row],
  );
}
