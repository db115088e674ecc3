import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type RunningServer, startServer } from '@kindred/server';
import { CommandError } from '../command-error.js';

/**
 * The server over a data directory that no other serves, on a port nobody knows. Only over one that is there: opening
 * another would make an empty one. Whoever opens it closes it.
 */
export async function openDataDirectory(directory: string, note: (text: string) => void): Promise<RunningServer> {
  const dataDir = resolve(directory);
  if (!existsSync(dataDir)) {
    throw new CommandError(
      'unreachable',
      `No server is running and there is no data directory at ${dataDir}. Start the server with "npm start", say where it is with --url or KINDRED_URL, or where its data are with --data or KINDRED_DATA.`,
    );
  }
  note(`No server is running; opening ${dataDir} …`);
  return await startServer({ dataDir, host: '127.0.0.1', port: 0, env: {} });
}
