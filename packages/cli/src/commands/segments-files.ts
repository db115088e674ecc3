import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { SegmentAnswer } from '../answers.js';
import type { Connection } from '../connection.js';
import { applyPlan } from '../definitions/apply.js';
import { definitionOf, fileText } from '../definitions/definition.js';
import { planOf, planText } from '../definitions/plan.js';
import { filesWithout, readDefinitions } from '../definitions/read-folder.js';
import { requireAgreement } from './agreement.js';
import { type Surroundings, withConnection } from './surroundings.js';

type Segments = (connection: Connection) => Promise<readonly SegmentAnswer[]>;

/** `kindred segments export | plan | apply DIR`: definitions as files, one each, to keep in Git. */
export function addSegmentFileCommands(segments: Command, surroundings: Surroundings, everySegment: Segments): void {
  withConnection(
    segments
      .command('export')
      .description('write every definition of the site’s own to a file, named by its key')
      .argument('<folder>', 'where to; made where it is missing')
      .option('--prune', 'delete files of segments that there are no more')
      .option('--yes', 'delete them without asking'),
  ).action(async (folder: string, options) => {
    const all = await everySegment(await surroundings.server(options));
    const keys = new Map(all.map(({ id, key }) => [id, key]));
    await mkdir(folder, { recursive: true });
    const own = all.filter(({ inheritedFrom }) => inheritedFrom === null);
    for (const segment of own) {
      await writeFile(join(folder, `${segment.key}.json`), fileText(definitionOf(segment, keys)));
    }
    surroundings.print(`${own.length} segments written to ${folder}.`);
    const left = await filesWithout(folder, new Set(all.map(({ key }) => key)));
    if (left.length > 0 && options.prune === true) {
      await requireAgreement(surroundings, options, `Delete ${left.join(', ')}?`);
      for (const name of left) await rm(join(folder, name));
      surroundings.print(`Deleted, as their segments are no more: ${left.join(', ')}`);
    } else if (left.length > 0) {
      surroundings.note(
        `Of no segment that there is; apply would make them (--prune deletes them): ${left.join(', ')}`,
      );
    }
    const named = own.filter(({ includes, excludes }) => includes.length + excludes.length > 0);
    if (named.length > 0) {
      surroundings.note(`Who is named stays on the server, as profiles are its own: ${listOf(named)}`);
    }
  });

  withConnection(
    segments
      .command('plan')
      .description('say what would have to change on the server for it to be as the files of a folder say')
      .argument('<folder>'),
  )
    .option('--prune', 'delete segments that no file tells of')
    .option('--json', 'print the steps as JSON')
    .option('--check', 'fail where anything differs, for CI')
    .action(async (folder: string, options) => {
      const files = await readDefinitions(folder);
      const plan = planOf(files, await everySegment(await surroundings.server(options)), options.prune === true);
      surroundings.print(options.json ? JSON.stringify(plan, null, 2) : planText(plan));
      if (options.check === true && plan.steps.length > 0) surroundings.fail();
    });

  withConnection(
    segments
      .command('apply')
      .description('make, change and, with --prune, delete segments until the server is as the files of a folder say')
      .argument('<folder>'),
  )
    .option('--prune', 'delete segments that no file tells of')
    .option('--yes', 'do not ask')
    .action(async (folder: string, options) => {
      const files = await readDefinitions(folder);
      const connection = await surroundings.server(options);
      const server = await everySegment(connection);
      const plan = planOf(files, server, options.prune === true);
      surroundings.print(planText(plan));
      if (plan.steps.length === 0) return;
      await requireAgreement(surroundings, options, 'Do this?');
      await applyPlan(connection, plan, server, surroundings.print);
    });
}

function listOf(segments: readonly SegmentAnswer[]): string {
  return segments.map(({ key }) => key).join(', ');
}
