import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bin/kindred.js', import.meta.url));

/** What the first site and the first user of a product started here are asked for by. */
export const apiKey = `ka_${'trial'.repeat(8)}abc`;
export const writeKey = `kw_${'trial'.repeat(8)}abc`;
export const adminPassword = 'a-password-for-trials-1';

/** The product as people run it: a process of its own, answering over HTTP on loopback. */
export interface RunningProduct {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly pid: number;
  /** With the API key, as an administrator of the site of one's own. Rejects where the answer is not 2xx. */
  call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<unknown>;
  /** Proportional set size of the process and all below it, and the peak of their resident sizes, in bytes. */
  memory(): { readonly now: number; readonly peak: number };
  /** Processor time that the process has used so far, without that of processes it started, in seconds. */
  processorTime(): number;
  /** As Ctrl-C does; a temporary data directory goes with it. */
  stop(): Promise<void>;
  /** As `kill -9` does, with everything below the process that it started; the data directory stays. */
  kill(): Promise<void>;
  /** Resolves when the process has ended, by itself or otherwise. */
  readonly ended: Promise<void>;
}

export interface ProductOptions {
  /** Absent: a free one. */
  readonly port?: number;
  /** Absent: a temporary one, removed at the end. */
  readonly dataDir?: string;
  /** A data directory that nobody is at, of which it begins with a copy. */
  readonly copyOf?: string;
  readonly demo?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly onOutput?: (text: string) => void;
}

/** Starts the server and waits until it answers; rejects with what it said where it ends instead. */
export async function runProduct(options: ProductOptions = {}): Promise<RunningProduct> {
  const temporary = options.dataDir === undefined;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'kindred-trial-'));
  if (options.copyOf !== undefined) cpSync(options.copyOf, dataDir, { recursive: true });
  const port = options.port ?? (await freePort());
  const args = ['start', '--port', String(port), '--data', dataDir, ...(options.demo ? [] : ['--empty'])];
  const child = spawn(process.execPath, ['--min-semi-space-size=32', '--max-semi-space-size=64', program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      KINDRED_API_KEY: apiKey,
      KINDRED_WRITE_KEY: writeKey,
      KINDRED_ADMIN_PASSWORD: adminPassword,
      ...options.env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8000);
      options.onOutput?.(chunk.toString());
    });
  }
  const url = `http://127.0.0.1:${port}`;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await untilHealthy(url, child, () => output);
  return {
    url,
    port,
    dataDir,
    pid: child.pid ?? 0,
    ended,
    call: (method, path, body) => call(url, method, path, body),
    memory: () => memoryOf(child.pid ?? 0),
    processorTime: () => processorTimeOf(child.pid ?? 0),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      if (temporary) rmSync(dataDir, { recursive: true, force: true });
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A port of the loopback address that nobody listened on a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function untilHealthy(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + 300_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new ProductFailure(`the server ended with ${child.exitCode ?? child.signalCode}:\n${output()}`);
    try {
      const response = await fetch(`${url}/healthz`);
      await response.arrayBuffer();
      if (response.ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new ProductFailure(`the server did not answer within 5 minutes:\n${output()}`);
}

export class ProductFailure extends Error {
  override readonly name = 'ProductFailure';
  readonly code = 'product_failure';
}

async function call(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      // Of any version: nobody else changes what a test does.
      ...(method === 'PUT' ? { 'if-match': '*' } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new ProductFailure(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
  return text === '' ? null : JSON.parse(text);
}

function memoryOf(pid: number): { now: number; peak: number } {
  let now = 0;
  let peak = 0;
  for (const one of processesUnder(pid)) {
    now += fieldOf(`/proc/${one}/smaps_rollup`, 'Pss') ?? fieldOf(`/proc/${one}/status`, 'VmRSS') ?? 0;
    peak += fieldOf(`/proc/${one}/status`, 'VmHWM') ?? 0;
  }
  return { now, peak };
}

/** User and system time stand in hundredths of a second after the name, which may hold spaces and brackets. */
function processorTimeOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function processesUnder(pid: number): number[] {
  const parents = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    const child = Number(entry);
    if (!Number.isInteger(child)) continue;
    const parent = fieldOf(`/proc/${entry}/status`, 'PPid', 1);
    if (parent !== undefined) parents.set(parent, [...(parents.get(parent) ?? []), child]);
  }
  const all = [pid];
  for (const one of all) all.push(...(parents.get(one) ?? []));
  return all;
}

function fieldOf(file: string, field: string, factor = 1024): number | undefined {
  try {
    const line = readFileSync(file, 'utf8').match(new RegExp(`^${field}:\\s+(\\d+)`, 'm'));
    return line?.[1] === undefined ? undefined : Number(line[1]) * factor;
  } catch {
    return undefined;
  }
}
