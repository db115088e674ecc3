import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandError } from '../command-error.js';

/** The absolute path of a data directory that is there; opening another would make an empty one. */
export function requireDataDirectory(directory: string): string {
  const path = resolve(directory);
  if (!existsSync(path)) {
    throw new CommandError(
      'usage',
      `No server is running and there is no data directory at ${path}. Say where it is with --data or KINDRED_DATA.`,
    );
  }
  return path;
}
