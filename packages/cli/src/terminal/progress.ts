/** A line that moves where there is a terminal, and one line now and then where there is none. */
export interface Progress {
  update(done: number, total: number | null): void;
  finish(text?: string): void;
}

/** `clock` in ms; what is shown goes to `stream`, never to standard output, which belongs to the answer. */
export function showProgress(
  label: string,
  clock: () => number,
  stream: { isTTY?: boolean; write(text: string): unknown } = process.stderr,
): Progress {
  const moving = stream.isTTY === true;
  const started = clock();
  let printed = 0;
  return {
    update(done, total) {
      const now = clock();
      if (now - printed < (moving ? 50 : 5000)) return;
      printed = now;
      const line = describe(label, done, total);
      stream.write(moving ? `\r\u001b[K${line}` : `${line}\n`);
    },
    finish(text) {
      const seconds = ((clock() - started) / 1000).toFixed(1);
      stream.write(`${moving ? '\r\u001b[K' : ''}  ${text ?? label} (${seconds} s)\n`);
    },
  };
}

function describe(label: string, done: number, total: number | null): string {
  const count = done.toLocaleString('en');
  if (total === null || total <= 0) return `  ${label} ${count}`;
  const part = Math.min(1, done / total);
  const filled = Math.round(part * 28);
  return `  ${label} [${'█'.repeat(filled)}${'·'.repeat(28 - filled)}] ${Math.floor(part * 100)} %  ${count} of ${total.toLocaleString('en')}`;
}
