import type { Command } from 'commander';
import type { Connection, ConnectionOptions } from '../connection.js';

/** What commands touch of the world; tests give their own. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly clock: () => number;
  print(text: string): void;
  /** For the person who waits, not for the program that reads the answer. */
  note(text: string): void;
  /** Where a server should be, running or not. */
  connection(options: ConnectionOptions): Connection;
  /**
   * A server that can be asked: the one that is running or, where none is and no address was given, the data directory
   * opened for as long as the command takes.
   */
  server(options: ConnectionOptions): Promise<Connection>;
  readInput(): Promise<string>;
  /** Standard input piece by piece. */
  input(): AsyncIterable<Uint8Array | string>;
  /** Asks the person at the terminal; null where nobody sits there. */
  confirm(question: string): Promise<boolean | null>;
  /** Writes an answer as it is; waits where whoever reads it is slower. */
  write(text: string): Promise<void>;
  /** Ends the program's work early, e.g. on Ctrl-C. */
  readonly stop: AbortSignal;
  /** The exit code of a command that ran but found something wrong. */
  fail(): void;
}

/** The flags of every command that asks a server. */
export function withConnection(command: Command): Command {
  return command
    .option('--url <address>', 'address of the server (KINDRED_URL, else http://127.0.0.1:4400)')
    .option('--key <key>', 'API key (KINDRED_API_KEY)')
    .option('--data <directory>', 'data directory to open where no server is running (KINDRED_DATA, else ./data)');
}
