/** Undo and redo over immutable states, which share what did not change, so there is no end of steps. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  readonly last: { readonly field: string; readonly at: number } | null;
}

const moment = 900;

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], last: null };
}

/**
 * Records a new state.
 * @param field changes of the same field within 900 ms are one step; null for a step of its own
 * @param at epoch ms
 */
export function record<T>(history: History<T>, next: T, field: string | null, at: number): History<T> {
  if (next === history.present) return history;
  const last = field === null ? null : { field, at };
  const joins = field !== null && history.last?.field === field && at - history.last.at <= moment;
  if (joins) return { ...history, present: next, future: [], last };
  return { past: [...history.past, history.present], present: next, future: [], last };
}

export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    last: null,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, last: null };
}
