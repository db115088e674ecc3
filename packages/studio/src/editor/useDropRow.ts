import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { type RefObject, useEffect, useState } from 'react';
import { useTree } from './context.js';
import { type DropPlace, draggedId, placeAt, placeOfDrop } from './drop-place.js';
import { mayStandIn, placeOf } from './tree.js';

interface DropRow {
  /** Where what is being dragged would go; null while nothing is over it. */
  readonly drop: DropPlace['place'] | null;
  readonly dragging: boolean;
}

interface DropRowOptions {
  readonly id: string;
  readonly group: boolean;
  /** The row, or the head of the group. */
  readonly row: RefObject<HTMLElement | null>;
  /** What it is dragged by; without one it stays where it is. */
  readonly handle: RefObject<HTMLElement | null>;
}

/** Lets a row be dragged by its handle, and others be dropped over it. */
export function useDropRow({ id, group, row, handle }: DropRowOptions): DropRow {
  const tree = useTree();
  const [drop, setDrop] = useState<DropPlace['place'] | null>(null);
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const element = row.current;
    if (element === null) return;
    const target = dropTargetForElements({
      element,
      canDrop: ({ source }) => {
        const dragged = draggedId(source.data);
        if (dragged === null || dragged === id) return false;
        const root = tree.root();
        const around = placeOf(root, id)?.group.id ?? id;
        return mayStandIn(root, dragged, around);
      },
      getData: ({ input, element: over }) => {
        const outermost = placeOf(tree.root(), id) === null;
        const place = outermost ? 'into' : placeAt(over.getBoundingClientRect(), input.clientY, group);
        return { over: id, place };
      },
      onDrag: ({ self, location }) => {
        const innermost = location.current.dropTargets[0]?.element === element;
        setDrop(innermost ? (placeOfDrop(self.data)?.place ?? null) : null);
      },
      onDragLeave: () => setDrop(null),
      onDrop: () => setDrop(null),
    });
    const dragHandle = handle.current;
    if (dragHandle === null) return target;
    return combine(
      target,
      draggable({
        element,
        dragHandle,
        getInitialData: () => ({ node: id }),
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
    );
  }, [tree, id, group, row, handle]);
  return { drop, dragging };
}
