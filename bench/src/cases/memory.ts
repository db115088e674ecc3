import { setTimeout as sleep } from 'node:timers/promises';
import { runProduct } from '@kindred/cli/testing';
import type { Bench, Case } from '../harness/case.js';
import { measured } from '../harness/measurement.js';

const mib = 1024 ** 2;

/** What the server holds once the demo is in: the process and the engines below it. */
export const memory: Case = {
  name: 'memory',
  async run(bench: Bench) {
    bench.note('first start with the demo: about 20,000 people, 1 M events');
    const started = performance.now();
    const product = await runProduct({ port: bench.port, demo: true });
    try {
      const seconds = (performance.now() - started) / 1000;
      await sleep(10_000);
      const { now, peak } = product.memory();
      const conditions =
        `all processes of the server, shared pages counted once (PSS), 10 s after the demo load, simulator running; ` +
        `peak of the resident sizes ${Math.round(peak / mib)} MiB; ${bench.cores} cores; no warm-up`;
      return [
        measured('memory', now / mib, 'MiB', conditions, { target: { atMost: 1536 } }),
        measured('demo-load', seconds, 's', 'from the start of the server to its first answer with the demo made', {
          target: { atMost: 60 },
        }),
      ];
    } finally {
      await product.stop();
    }
  },
};
