import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { isDemoUnfinished } from './making.js';

const program = fileURLToPath(new URL('../../bin/kindred.js', import.meta.url));

function directory(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'kindred-stopping-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

interface Running {
  readonly child: ChildProcess;
  /** Standard error so far. */
  said(): string;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

function start(dataDir: string, ...args: string[]): Running {
  const child = spawn(process.execPath, [program, 'start', '--port', '0', '--data', dataDir, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOST: '127.0.0.1' },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, said: () => said, ended };
}

const patience = { timeout: 60_000 };

test.each([
  ['at its beginning', 'Making the demo', 0],
  ['amid the people', 'Making the demo', 1_500],
  ['amid the history', 'People and their groups are in', 300],
])('the making of the demo ends well when it is stopped %s', { timeout: 90_000 }, async (_when, after, wait) => {
  const dataDir = directory();
  const product = start(dataDir);
  await expect.poll(() => product.said(), patience).toContain(after);
  await new Promise((resolve) => setTimeout(resolve, wait));
  product.child.kill('SIGINT');
  expect(await product.ended).toEqual({ code: 130, signal: null });
  expect(product.said()).toMatch(/Stopping … Nothing that was acknowledged is lost\. Ctrl-C again ends it at once\./);
  expect(product.said()).toContain('The demo is not finished; the next start makes it anew.');
  expect(product.said()).not.toMatch(/terminate called|Napi|\n {4}at /);
  // Closed, not dropped: threads and processes that still write when Node leaves bring it down.
  expect(existsSync(join(dataDir, 'state', 'kindred.pid'))).toBe(false);
  expect(isDemoUnfinished(dataDir)).toBe(true);
});

test('a data directory of another process is left alone, with one plain sentence', { timeout: 120_000 }, async () => {
  const dataDir = directory();
  const first = start(dataDir);
  await expect.poll(() => first.said(), patience).toContain('Making the demo');
  await expect.poll(() => readdirSync(dataDir), patience).toContain('warehouse');
  const sentence = new RegExp(
    `^\\S+ is in use by another Kindred process \\(pid ${first.child.pid}\\)\\. Stop it first\\.\n$`,
  );
  for (const args of [[], ['--empty']]) {
    const second = start(dataDir, ...args);
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.said()).toMatch(sentence);
  }
  expect(readdirSync(dataDir)).toContain('warehouse');
  expect(first.child.exitCode).toBeNull();
});
