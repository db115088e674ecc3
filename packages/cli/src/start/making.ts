import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const marker = 'making-the-demo';

/** True for a directory that is not there or has nothing in it. */
export function isFresh(dataDir: string): boolean {
  return !existsSync(dataDir) || readdirSync(dataDir).length === 0;
}

/** True where a demo was begun and not finished, or where one is being made right now. */
export function isDemoUnfinished(dataDir: string): boolean {
  return existsSync(join(dataDir, marker));
}

/**
 * While the demo is made nobody but its maker reaches the server, so a data directory with this mark holds nothing of
 * anybody's: it is emptied, and the demo made anew. True where that was so. The caller makes sure that no process is at it.
 */
export function clearInterruptedDemo(dataDir: string): boolean {
  if (!isDemoUnfinished(dataDir)) return false;
  for (const entry of readdirSync(dataDir)) {
    // The mark goes last: emptying may be interrupted too.
    if (entry !== marker) rmSync(join(dataDir, entry), { recursive: true, force: true });
  }
  rmSync(join(dataDir, marker));
  return true;
}

export function markDemo(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, marker), '');
}

export function unmarkDemo(dataDir: string): void {
  rmSync(join(dataDir, marker), { force: true });
}
