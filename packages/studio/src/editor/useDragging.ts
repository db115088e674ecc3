import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect } from 'react';
import type { TreeActions } from './context.js';
import type { GroupDraft } from './draft.js';
import { type DropPlace, draggedId, placeOfDrop } from './drop-place.js';
import { moveBeside, moveInto, moveOnto } from './tree.js';

/** Carries out what is dropped: between moves, onto a condition makes a group of both, onto a group's head moves into it. */
export function useDragging(tree: TreeActions): void {
  useEffect(
    () =>
      monitorForElements({
        onDrop: ({ source, location }) => {
          const id = draggedId(source.data);
          const [over] = location.current.dropTargets;
          const drop = over === undefined ? null : placeOfDrop(over.data);
          if (id === null || drop === null) return;
          tree.move(id, (root) => dropped(root, id, drop));
        },
      }),
    [tree],
  );
}

function dropped(root: GroupDraft, id: string, { over, place }: DropPlace): GroupDraft {
  switch (place) {
    case 'before':
    case 'after':
      return moveBeside(root, id, over, place);
    case 'onto':
      return moveOnto(root, id, over);
    case 'into':
      return moveInto(root, id, over);
  }
}
