import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/**
 * Frames (4 KiB pages) in the write-ahead log that are worth copying into the database. For the log's are 10 ms of work, as
 * somebody waits for the next commit; the state's, for which nobody waits, are more, as a page that is written again and
 * again is copied once.
 */
const FRAMES_WORTH_IT = { log: 1_000, state: 16_000 } as const;
const LOOK_EVERY_MS = 50;

/**
 * Returns a function to call after each round of work. It sees to it that the write-ahead log is copied into the database
 * between rounds, never inside a commit somebody waits for.
 */
export function scheduleCheckpoints(db: DatabaseSyncInstance, role: 'log' | 'state'): () => void {
  // NOOP only reports: busy, frames in the log, frames already copied.
  const look = db.prepare('PRAGMA wal_checkpoint(NOOP)');
  let timer: NodeJS.Timeout | null = null;
  const run = () => {
    timer = null;
    if (!db.isOpen) return;
    const frames: { log: number; checkpointed: number } = look.get();
    if (frames.log - frames.checkpointed >= FRAMES_WORTH_IT[role]) db.exec('PRAGMA wal_checkpoint(PASSIVE)');
  };
  return () => {
    if (timer === null) timer = setTimeout(run, LOOK_EVERY_MS);
  };
}

export function checkpointAll(db: DatabaseSyncInstance): void {
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}
