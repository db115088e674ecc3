let waiting: Promise<void> | null = null;

/**
 * Resolves at the end of this turn of the event loop, for all who ask in it together. Answers that are ready then leave
 * back to back: waking the process that reads them is the dearest part of an answer, and one waking does for all.
 */
export function endOfTurn(): Promise<void> {
  waiting ??= new Promise((resolve) => {
    setImmediate(() => {
      waiting = null;
      resolve();
    });
  });
  return waiting;
}
