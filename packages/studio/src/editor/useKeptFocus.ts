import { type RefObject, useEffect, useRef } from 'react';
import type { GroupDraft } from './draft.js';

/** One of the controls of a row: which row, and which of its controls. */
interface FocusedControl {
  readonly row: string;
  readonly index: number;
}

/**
 * Keeps the focus on the control that has it when its row is drawn anew elsewhere, as after a move into another group and
 * after undoing it.
 *
 * @param tree the element that rows stand in
 */
export function useKeptFocus(root: GroupDraft, tree: RefObject<HTMLElement | null>): void {
  const focused = useRef<FocusedControl | null>(null);
  useEffect(() => {
    const remember = ({ target }: Event) => {
      focused.current = target instanceof HTMLElement && tree.current?.contains(target) ? controlOf(target) : null;
    };
    // On the way down: a group keeps to itself that it has the focus.
    document.addEventListener('focusin', remember, true);
    // Who clicks beside everything has let go of it.
    document.addEventListener('pointerdown', remember, true);
    return () => {
      document.removeEventListener('focusin', remember, true);
      document.removeEventListener('pointerdown', remember, true);
    };
  }, [tree]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the tree may have taken the focused element away
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const last = focused.current;
      if (last === null || document.activeElement !== document.body) return;
      const row = document.getElementById(last.row);
      (controlsIn(row)[last.index] ?? row)?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [root]);
}

function controlOf(element: HTMLElement): FocusedControl | null {
  const row = element.closest<HTMLElement>('[data-row]');
  return row === null || row.id === '' ? null : { row: row.id, index: controlsIn(row).indexOf(element) };
}

function controlsIn(row: HTMLElement | null): readonly HTMLElement[] {
  return row === null ? [] : [...row.querySelectorAll<HTMLElement>('input, select, textarea, button')];
}
