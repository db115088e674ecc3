import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root of the checkout, without a trailing slash. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/**
 * Runs a program in the checkout and resolves to its exit code and output; `quiet` keeps the output back for the caller.
 * A signal that ends this process is passed on, so that nothing started here outlives it.
 */
export function run(command, args, { quiet = false, env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    const pass = (signal) => child.kill(signal);
    process.once('SIGTERM', pass);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.removeListener('SIGTERM', pass);
      resolve({ code: code ?? (signal === null ? 1 : 128), output });
    });
  });
}

/** Runs a program of `node_modules/.bin` without going through npx, which costs half a second. */
export function runTool(name, args, options) {
  return run(process.execPath, [`${root}/node_modules/${name}`, ...args], options);
}
