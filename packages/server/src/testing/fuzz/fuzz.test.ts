import { describe, expect, it } from 'vitest';
import { fuzz } from './watch.js';
import type { FuzzFinding } from './worker.js';

const seed = Number(process.env.KINDRED_SEED ?? Math.floor(Math.random() * 1e9));

describe(`the readers of definitions and filters (seed ${seed})`, () => {
  it('stay whole and quick on whatever is put before them', async () => {
    const findings: FuzzFinding[] = [];
    const { inputs } = await fuzz({
      seed,
      milliseconds: 5_000,
      conformance: process.env.KINDRED_CONFORMANCE,
      // Tests run beside one another; the soak asks for a tenth of it.
      allowed: 500,
      found: (finding) => findings.push(finding),
    });
    expect(findings).toEqual([]);
    expect(inputs).toBeGreaterThan(10);
  }, 30_000);
});
