import { expect, test } from 'vitest';
import { showProgress } from './progress.js';

/** What is shown while `work` runs, on a terminal or not. */
async function shown(isTTY: boolean, work: Parameters<typeof showProgress<void>>[2]): Promise<string> {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) };
  let now = 0;
  const clock = () => {
    now += 10_000;
    return now;
  };
  await showProgress('Sending', clock, work, stream).catch(() => {});
  return written.join('');
}

const clear = '\r\u001b[K';

test('a line that moves says in the end what was done', async () => {
  const text = await shown(true, async (progress) => {
    progress.update(12, 24);
    progress.finish('Sent');
  });
  const [, half, done] = text.split(clear);
  expect(half).toMatch(/^ {2}Sending \[█{14}·{14}\] 50 % {2}12 of 24$/);
  expect(done).toBe('  Sent (20.0 s)\n');
});

test('a line that moves is ended where the work fails, and nothing comes behind it', async () => {
  let late = (): void => {};
  const written = await shown(true, async (progress) => {
    progress.update(24, 24);
    late = () => progress.update(24, 24);
    throw new Error('The file cannot be read.');
  });
  late();
  expect(written).toMatch(/24 of 24\n$/);
});

test('without a terminal every line is whole, also where the work fails', async () => {
  const text = await shown(false, async (progress) => {
    progress.update(1, null);
    throw new Error('The file cannot be read.');
  });
  expect(text).toBe('  Sending 1\n');
});
