import type { Calendar, Criteria } from '@kindred/criteria';
import type { EngineBench } from './engine-bench.js';

/**
 * Compares who is in segments with who a preview of the same criteria lists: it is not of a position of the log, and so
 * reads what the warehouse keeps beside the events.
 */
export async function comparePreviews(
  bench: EngineBench,
  site: number,
  calendar: Calendar,
  segments: readonly { readonly id: string; readonly criteria: Criteria }[],
  worldSeed: number,
): Promise<string[]> {
  // Each run of a batch segment has taken a millisecond of the engine's time: members are those of then.
  bench.now = Math.max(bench.now, bench.engine.now);
  await bench.engine.sweep();
  await bench.engine.settle(60_000);
  const disagreements: string[] = [];
  for (const { id, criteria } of segments) {
    const question = {
      site,
      audience: { criteria, includeGuests: true, includes: [], excludes: [] },
      segment: () => undefined,
      now: bench.now,
      calendar,
    };
    const listed = await bench.warehouse.page(question, 'certain', 0, 1_000, { purpose: 'interactive' });
    const members = (await bench.engine.members(site, id, 0, 1_000))
      .map(({ profile }) => profile)
      .toSorted((a, b) => a - b);
    if (listed.join() === members.join()) continue;
    disagreements.push(
      `preview ${listed.join()}, live ${members.join()}: ${JSON.stringify(criteria)} at ${bench.now}, world ${worldSeed}`,
    );
  }
  return disagreements;
}
