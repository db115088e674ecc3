import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSimulator } from '@kindred/example-bank';
import { failpointFrom, type RunningServer, requireUnused, requireUsableKeys, startServer } from '@kindred/server';
import { CommandError } from '../command-error.js';
import type { Surroundings } from '../commands/surroundings.js';
import { makeDemo } from './demo.js';
import { demoDirectory, demoKeys, writeDemoFiles } from './demo-files.js';
import { firstPassword } from './first-sign-in.js';
import { clearInterruptedDemo, isDemoUnfinished, isFresh, markDemo, unmarkDemo } from './making.js';
import { Management } from './management.js';
import { proxiesFrom } from './proxies.js';
import { welcome } from './welcome.js';

export interface ProductOptions {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** Without the demo. */
  readonly empty: boolean;
}

const packages = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Runs the server until it is told to stop; the first start of a data directory makes the demo before. */
export async function startProduct(options: ProductOptions, surroundings: Surroundings): Promise<void> {
  const { env, stop, clock } = surroundings;
  const dataDir = resolve(options.dataDir);
  // Another process may be making it at this moment.
  if (isDemoUnfinished(dataDir)) await requireUnused(dataDir, clock);
  if (clearInterruptedDemo(dataDir)) surroundings.note('Making the demo was interrupted last time; it starts over.');
  const proxies = proxiesFrom(env);
  const given = {
    ...(env.KINDRED_API_KEY === undefined ? {} : { apiKey: env.KINDRED_API_KEY }),
    ...(env.KINDRED_WRITE_KEY === undefined ? {} : { writeKey: env.KINDRED_WRITE_KEY }),
  };
  const fresh = isFresh(dataDir);
  if (fresh) {
    // A start that is refused makes nothing: the next one, put right, is the first then.
    requireUsableKeys(given);
    await requireFreePort(options);
  }
  if (fresh && !options.empty) markDemo(dataDir);
  const password = firstPassword(dataDir, env.KINDRED_ADMIN_PASSWORD, fresh);
  const base = {
    dataDir,
    env: { ...given, ...(password === null ? {} : { adminPassword: password }) },
    failpoint: failpointFrom(env.KINDRED_FAILPOINT),
  };
  if (fresh && !options.empty) {
    surroundings.note('Making the demo: a small bank with 20,000 people and 90 days of history …');
    await withPrivateServer(base, surroundings, async (server) => {
      const [user] = await server.store.definitions.users.list();
      const management = await Management.signIn(server.url, user?.email ?? '', password ?? '');
      await makeDemo(server, management, clock, stop);
    });
    unmarkDemo(dataDir);
  }

  const server = await listen({
    ...base,
    ...proxies,
    host: options.host,
    port: options.port,
    static: {
      studioDir: packages('studio/dist'),
      demoDir: demoDirectory(dataDir),
      browserScript: packages('browser/dist/kindred.js'),
    },
  });
  try {
    const keys = options.empty ? null : await demoKeys(server);
    if (keys !== null) writeDemoFiles(dataDir, keys);
    const simulator = keys === null ? null : startSimulator({ url: server.url, writeKey: keys.writeKey, signal: stop });
    // One that was given is a secret of whoever gave it: it does not go into what is printed and kept.
    const told = env.KINDRED_ADMIN_PASSWORD === undefined ? password : null;
    surroundings.print(await welcome(server, { password: told, dataDir, demo: keys !== null }));
    await stopped(stop);
    surroundings.note(stoppingNote);
    await simulator;
  } finally {
    await server.close();
  }
}

/** The second Ctrl-C is the reader's: everything acknowledged is in the log by then. */
const stoppingNote = 'Stopping … Nothing that was acknowledged is lost. Ctrl-C again ends it at once.';

type ServerOptions = Parameters<typeof startServer>[0];

/**
 * On a port nobody knows: whoever comes early must not find half a demo. Where the program is stopped first, what there
 * is stays with its mark; the server is closed all the same, because native threads must not outlive the process's heap.
 */
async function withPrivateServer(
  base: Pick<ServerOptions, 'dataDir' | 'env'>,
  { stop, note }: Pick<Surroundings, 'stop' | 'note'>,
  work: (server: RunningServer) => Promise<void>,
): Promise<void> {
  const stopping = () => note(stoppingNote);
  // Said at once, also where it comes while the server is still starting.
  if (stop.aborted) stopping();
  else stop.addEventListener('abort', stopping);
  const server = await startServer({ ...base, host: '127.0.0.1', port: 0 });
  try {
    await work(server);
  } catch (error) {
    if (!stop.aborted) throw error;
    throw new CommandError('failed', 'The demo is not finished; the next start makes it anew.');
  } finally {
    stop.removeEventListener('abort', stopping);
    await server.close();
  }
}

async function listen(options: ServerOptions): Promise<RunningServer> {
  try {
    return await startServer(options);
  } catch (error) {
    throw portTaken(error, options.port);
  }
}

/** Listens there for a moment. */
function requireFreePort({ host, port }: Pick<ProductOptions, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(portTaken(error, port)));
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });
}

/** The same error, or in words where it is that somebody else listens there. */
function portTaken(error: unknown, port: number): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') return error;
  return new CommandError(
    'failed',
    `Port ${port} is taken, perhaps by another Kindred. Choose another one: npm start -- --port ${port + 1}`,
  );
}

function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }));
}
