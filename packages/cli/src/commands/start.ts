import type { Command } from 'commander';
import { CommandError } from '../command-error.js';
import type { Surroundings } from './surroundings.js';

/** `kindred start`: the server, in this process, until Ctrl-C. */
export function addStartCommand(program: Command, surroundings: Surroundings): void {
  const { env } = surroundings;
  program
    .command('start')
    .description('run the server with studio, API, API documentation and the demo site')
    .option('--empty', 'without the demo')
    .option('--port <number>', 'port (PORT, else 4400)')
    .option('--host <address>', 'address to listen on (HOST, else 127.0.0.1: this machine only)')
    .option('--data <directory>', 'data directory (KINDRED_DATA, else ./data)')
    .action(async (options) => {
      // The server is loaded by the commands that run it: others would wait for it half a second.
      const { startProduct } = await import('../start/product.js');
      await startProduct(
        {
          dataDir: options.data ?? env.KINDRED_DATA ?? './data',
          host: options.host ?? env.HOST ?? '127.0.0.1',
          port: portOf(options.port ?? env.PORT ?? '4400'),
          empty: options.empty === true,
        },
        surroundings,
      );
    });
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CommandError('usage', `"${text}" is not a port; it is a number from 0 to 65535.`);
  }
  return port;
}
