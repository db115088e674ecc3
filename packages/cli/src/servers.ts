import { resolve } from 'node:path';
import type { RunningServer } from '@kindred/server';
import { CommandError } from './command-error.js';
import {
  type Connection,
  type ConnectionOptions,
  connectionOf,
  dataDirectoryOf,
  isRunning,
  keyNeeded,
} from './connection.js';

/** The servers that commands ask: those that are running, and data directories opened for want of one. */
export class Servers {
  private readonly opened = new Map<string, Promise<RunningServer>>();

  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly note: (text: string) => void,
  ) {}

  /** Rejects with a `CommandError` where an address was given at which no server answers. */
  async find(options: ConnectionOptions): Promise<Connection> {
    const connection = connectionOf(options, this.env);
    if (await isRunning(connection)) return connection;
    if ((options.url ?? this.env.KINDRED_URL) !== undefined) {
      throw new CommandError('unreachable', `No Kindred server answers at ${connection.url}.`);
    }
    const directory = resolve(dataDirectoryOf(options, this.env));
    if (connection.key === null) {
      const instead = `No server is running at ${connection.url}, and ${directory} opens to a key only.`;
      throw new CommandError('usage', `${instead} ${keyNeeded}`);
    }
    const { url } = await this.open(directory);
    return { url, key: connection.key, opened: directory };
  }

  private open(directory: string): Promise<RunningServer> {
    const known = this.opened.get(directory);
    if (known !== undefined) return known;
    // The whole server is brought in only where it is needed.
    const opening = import('./offline/data-directory.js').then(({ openDataDirectory }) =>
      openDataDirectory(directory, this.note),
    );
    this.opened.set(directory, opening);
    return opening;
  }

  /** Closes what was opened, with nothing lost. */
  async close(): Promise<void> {
    for (const opening of this.opened.values()) {
      const server = await opening.catch(() => null);
      await server?.close();
    }
  }
}
