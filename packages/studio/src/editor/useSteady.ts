import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * The same function at each drawing, which does what the newest one does: handed to parts that are drawn only when what
 * they are given differs. For events, not for drawing.
 */
export function useSteady<A extends readonly unknown[], R>(act: (...given: A) => R): (...given: A) => R {
  const newest = useRef(act);
  useLayoutEffect(() => {
    newest.current = act;
  });
  return useCallback((...given: A) => newest.current(...given), []);
}
