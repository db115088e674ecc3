import { CommandError } from './command-error.js';

/** Where the server is and by which key it is asked. */
export interface Connection {
  /** Without a trailing slash. */
  readonly url: string;
  readonly key: string | null;
  /** The data directory that was opened for want of a running server; the address is then nobody's to know. */
  readonly opened?: string;
}

export interface ConnectionOptions {
  readonly url?: string;
  readonly key?: string;
  /** Opened where no server is running. */
  readonly data?: string;
}

/** From the flags, else `KINDRED_URL` and `KINDRED_API_KEY`, else the server that `npm start` runs here. */
export function connectionOf(options: ConnectionOptions, env: NodeJS.ProcessEnv): Connection {
  const url = options.url ?? env.KINDRED_URL ?? `http://127.0.0.1:${env.PORT ?? '4400'}`;
  if (!URL.canParse(url)) {
    throw new CommandError('usage', `"${url}" is not an address; it should look like http://127.0.0.1:4400`);
  }
  return { url: url.replace(/\/+$/, ''), key: options.key ?? env.KINDRED_API_KEY ?? null };
}

/** The data directory that the server of this machine has, or would have. */
export function dataDirectoryOf({ data }: ConnectionOptions, env: NodeJS.ProcessEnv): string {
  return data ?? env.KINDRED_DATA ?? './data';
}

/** True where a Kindred server answers at this address, be it only that it has to be restarted (503). */
export async function isRunning(connection: Connection): Promise<boolean> {
  try {
    const response = await fetch(`${connection.url}/healthz`, { signal: AbortSignal.timeout(3000) });
    await response.arrayBuffer();
    return response.ok || response.status === 503;
  } catch {
    return false;
  }
}

/** Where a key is to come from, for whoever has none. */
export const keyNeeded =
  'An API key is needed: give it with --key or in KINDRED_API_KEY. The studio makes one under Sources & keys.';

export type Query = Readonly<Record<string, string | number | undefined>>;

/** One call of the management API; a refusal becomes a `CommandError` with the server's own explanation. */
export async function call(
  connection: Connection,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  request: {
    query?: Query;
    json?: unknown;
    body?: ReadableStream<Uint8Array>;
    type?: string;
    /** The version that is to be changed, and no other. */
    ifMatch?: number;
    signal?: AbortSignal;
  } = {},
): Promise<Response> {
  if (connection.key === null) {
    throw new CommandError('usage', keyNeeded);
  }
  const url = new URL(connection.url + path);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const headers: Record<string, string> = { authorization: `Bearer ${connection.key}` };
  const type = request.type ?? (request.json === undefined ? undefined : 'application/json');
  if (type !== undefined) headers['content-type'] = type;
  if (request.ifMatch !== undefined) headers['if-match'] = `"${request.ifMatch}"`;
  const body = request.body ?? (request.json === undefined ? undefined : JSON.stringify(request.json));
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(request.body === undefined ? {} : { duplex: 'half' }),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    });
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new CommandError(
      'unreachable',
      `No Kindred server answers at ${connection.url} (${reasonOf(error)}). Start it with "npm start", or say where it is with --url or KINDRED_URL.`,
    );
  }
  if (!response.ok) throw await refusal(response, connection);
  return response;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error instanceof Error ? error.message : String(error);
}

async function refusal(response: Response, connection: Connection): Promise<CommandError> {
  const text = await response.text();
  if (response.status === 401) {
    const where =
      connection.opened === undefined ? `server at ${connection.url}` : `data directory ${connection.opened}`;
    return new CommandError('refused', `The ${where} does not know this API key.`);
  }
  const problem = parseProblem(text);
  const words = [problem.detail ?? problem.title ?? `The server answered ${response.status}.`];
  for (const fault of problem.errors) words.push(`  ${fault}`);
  return new CommandError(response.status === 403 ? 'refused' : 'failed', words.join('\n'));
}

function parseProblem(text: string): { title?: string; detail?: string; errors: string[] } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { errors: [] };
  }
  if (!isRecord(parsed)) return { errors: [] };
  const faults = Array.isArray(parsed.errors) ? parsed.errors.filter(isRecord) : [];
  return {
    ...(typeof parsed.title === 'string' ? { title: parsed.title } : {}),
    ...(typeof parsed.detail === 'string' ? { detail: parsed.detail } : {}),
    errors: faults.map(wordedFault),
  };
}

function wordedFault({ path, message, expected }: Record<string, unknown>): string {
  const at = typeof path === 'string' && path !== '' ? `${path}: ` : '';
  const words = String(message ?? '');
  const said = typeof expected !== 'string' || words.endsWith(expected);
  return `${at}${words}${said ? '' : `; expected ${expected}`}`;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
