import type { Command } from 'commander';
import { readExamples } from '../segment-tests/examples.js';
import { type Outcome, runExamples } from '../segment-tests/run.js';
import { tap } from '../segment-tests/tap.js';
import type { Surroundings } from './surroundings.js';

/** `kindred segments test FILE…`: a team's own examples against its definitions, without a server. */
export function addSegmentTestCommand(segments: Command, surroundings: Surroundings): void {
  segments
    .command('test')
    .description('check definitions against examples of people who are to be in or out; no server is needed')
    .argument('<files...>', 'JSON files with segments, people and examples')
    .option('--json', 'print one JSON object for each expectation')
    .action(async (files: readonly string[], options: { readonly json?: true }) => {
      const outcomes: Outcome[] = [];
      for (const file of files) {
        const named = runExamples(await readExamples(file), surroundings.clock);
        outcomes.push(
          ...(files.length === 1 ? named : named.map((each) => ({ ...each, name: `${file}: ${each.name}` }))),
        );
      }
      if (options.json) for (const outcome of outcomes) surroundings.print(JSON.stringify(outcome));
      else surroundings.print(tap(outcomes));
      if (outcomes.some((outcome) => !outcome.passed)) surroundings.fail();
    });
}
