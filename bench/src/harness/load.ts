import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ProductFailure } from '@kindred/cli/testing';

/**
 * Runs a load generator in a process of its own, so that its work is not taken for the server's and its garbage
 * collection does not delay what it measures; resolves to what it sends back.
 */
export function runLoad<Plan extends object, Result>(
  file: string,
  plan: Plan,
  isResult: (value: unknown) => value is Result,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL(`../load/${file}.js`, import.meta.url)), {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.once('message', (result) => {
      child.kill('SIGTERM');
      if (isResult(result)) resolve(result);
      else reject(new ProductFailure(`${file} sent back something else than its result`));
    });
    child.once('exit', (code, signal) => {
      if (signal !== 'SIGTERM') reject(new ProductFailure(`${file} ended with ${code ?? signal}`));
    });
    child.send(plan);
  });
}
