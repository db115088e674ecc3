import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/** Frames (4 KiB pages) in the write-ahead log that are worth copying into the database: about 10 ms of work. */
const FRAMES_WORTH_IT = 1_000;
const LOOK_EVERY_MS = 50;

/**
 * Returns a function to call after each round of work. It sees to it that the write-ahead log is copied into the database
 * between rounds, never inside a commit somebody waits for.
 */
export function scheduleCheckpoints(db: DatabaseSyncInstance): () => void {
  // NOOP only reports: busy, frames in the log, frames already copied.
  const look = db.prepare('PRAGMA wal_checkpoint(NOOP)');
  let timer: NodeJS.Timeout | null = null;
  const run = () => {
    timer = null;
    if (!db.isOpen) return;
    const frames: { log: number; checkpointed: number } = look.get();
    if (frames.log - frames.checkpointed >= FRAMES_WORTH_IT) db.exec('PRAGMA wal_checkpoint(PASSIVE)');
  };
  return () => {
    if (timer === null) timer = setTimeout(run, LOOK_EVERY_MS);
  };
}

export function checkpointAll(db: DatabaseSyncInstance): void {
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}
