import { parentPort, workerData } from 'node:worker_threads';
import { openCorpus } from './corpus.js';
import { inputOf, shown } from './inputs.js';
import { judge } from './judge.js';

/** What the thread that reads is told. */
export interface FuzzTask {
  readonly seed: number;
  /** Number of the first input. */
  readonly from: number;
  readonly conformance: string | undefined;
  /** Two numbers shared with the watcher: the input being read, and how many have been read. */
  readonly progress: SharedArrayBuffer;
  /** Milliseconds that one step may take. */
  readonly allowed: number;
}

export interface FuzzFinding {
  readonly number: number;
  readonly kind: 'crash' | 'hang';
  readonly text: string;
}

const task: FuzzTask = workerData;
const progress = new Int32Array(task.progress);
const corpus = openCorpus(task.conformance);
const report = (finding: FuzzFinding): void => parentPort?.postMessage(finding);

// The last number comes after a thousand million inputs, which is days.
for (let number = task.from; number < 1_000_000_000; number++) {
  Atomics.store(progress, 0, number);
  const input = inputOf(corpus, task.seed, number);
  const { broken, slowest } = judge(input, corpus);
  for (const one of broken) report({ number, kind: 'crash', text: `${one}\n  ${shown(input)}` });
  if (slowest.milliseconds > task.allowed) {
    const took = `${slowest.step} took ${Math.round(slowest.milliseconds)} ms`;
    report({ number, kind: 'hang', text: `${took}\n  ${shown(input)}` });
  }
  Atomics.add(progress, 1, 1);
}
