/** A line that moves where there is a terminal, and one line now and then where there is none. */
export interface Progress {
  update(done: number, total: number | null): void;
  finish(text?: string): void;
}

/** Where it is shown. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Shows how far `work` is. Where it fails, the line is ended as it stands: what is told of the failure begins a new one.
 * `clock` in ms; what is shown goes to `stream`, never to standard output, which belongs to the answer.
 */
export async function showProgress<T>(
  label: string,
  clock: () => number,
  work: (progress: Progress) => Promise<T>,
  stream: ProgressStream = process.stderr,
): Promise<T> {
  const line = lineOf(label, clock, stream);
  try {
    return await work(line);
  } finally {
    line.end();
  }
}

function lineOf(label: string, clock: () => number, stream: ProgressStream): Progress & { end(): void } {
  const moving = stream.isTTY === true;
  const started = clock();
  let printed = 0;
  let open = false;
  let ended = false;
  return {
    update(done, total) {
      const now = clock();
      if (ended || now - printed < (moving ? 50 : 5000)) return;
      printed = now;
      open = moving;
      const line = describe(label, done, total);
      stream.write(moving ? `\r\u001b[K${line}` : `${line}\n`);
    },
    finish(text) {
      const seconds = ((clock() - started) / 1000).toFixed(1);
      stream.write(`${moving ? '\r\u001b[K' : ''}  ${text ?? label} (${seconds} s)\n`);
      ended = true;
      open = false;
    },
    end() {
      if (open) stream.write('\n');
      ended = true;
      open = false;
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
