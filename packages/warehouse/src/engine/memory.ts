import { totalmem } from 'node:os';

const mebibyte = 1024 * 1024;

export interface MemoryCaps {
  /** Bytes that one statement may take. */
  readonly statement: number;
  /** Bytes that all statements at once may take. */
  readonly together: number;
}

/**
 * Memory of the machine, or of the container where that has less. A limit that is no limit is given as a number beyond
 * any machine, or as 0.
 */
function available(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}

/**
 * What the embedded engine may take, so that a heavy report is refused instead of taking the machine: a third for one
 * statement and half for all, but never so little that an insert or a preview of a small site could not run.
 */
export function memoryCaps(bytes: number = available()): MemoryCaps {
  return {
    statement: Math.max(512 * mebibyte, Math.floor(bytes / 3)),
    together: Math.max(768 * mebibyte, Math.floor(bytes / 2)),
  };
}
