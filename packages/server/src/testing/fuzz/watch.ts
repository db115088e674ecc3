import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { openCorpus } from './corpus.js';
import { inputOf, shown } from './inputs.js';
import type { FuzzFinding, FuzzTask } from './worker.js';

export interface FuzzOptions {
  readonly seed: number;
  readonly milliseconds: number;
  readonly conformance: string | undefined;
  /** Milliseconds that one step of reading one input may take. */
  readonly allowed: number;
  readonly found: (finding: FuzzFinding) => void;
  /** Told about once a minute, so that a run that is cut off leaves something behind. */
  readonly progress?: (soFar: FuzzResult) => void;
}

export interface FuzzResult {
  readonly inputs: number;
  readonly crashes: number;
  readonly hangs: number;
}

/** An input on which the reading thread stays so long (ms) is one that it does not come back from. */
const stuckAfter = 10_000;

/**
 * Reads inputs in a thread of its own until the time is over, and watches from here: a thread that does not come back
 * from an input is ended, the input told by its number, and the next one begun with.
 */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { seed, conformance, allowed, found } = options;
  const end = performance.now() + options.milliseconds;
  const counts = { inputs: 0, crashes: 0, hangs: 0 };
  const tell = (finding: FuzzFinding): void => {
    if (finding.kind === 'crash') counts.crashes += 1;
    else counts.hangs += 1;
    found(finding);
  };
  let from = 0;
  while (performance.now() < end) {
    const shared = new SharedArrayBuffer(8);
    const progress = new Int32Array(shared);
    const task: FuzzTask = { seed, from, conformance, progress: shared, allowed };
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: task });
    let fallen: Error | null = null;
    worker.on('message', tell);
    worker.on('error', (error) => {
      fallen = error;
    });
    await once(worker, 'online');
    let last = { number: -1, since: performance.now() };
    let told = performance.now();
    while (performance.now() < end && fallen === null && performance.now() - last.since < stuckAfter) {
      await wait(50);
      const number = Atomics.load(progress, 0);
      if (number !== last.number) last = { number, since: performance.now() };
      if (performance.now() - told < 60_000) continue;
      told = performance.now();
      options.progress?.({ ...counts, inputs: counts.inputs + Atomics.load(progress, 1) });
    }
    const stuck = performance.now() - last.since >= stuckAfter;
    await worker.terminate();
    counts.inputs += Atomics.load(progress, 1);
    from = last.number + 1;
    if (fallen === null && !stuck) continue;
    const text = `${fallen === null ? 'It did not come back' : String(fallen)}\n  ${shown(inputOf(openCorpus(conformance), seed, last.number))}`;
    tell({ number: last.number, kind: stuck ? 'hang' : 'crash', text });
  }
  return counts;
}
