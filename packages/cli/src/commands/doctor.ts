import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { type Connection, dataDirectoryOf, isRunning } from '../connection.js';
import type { Finding } from '../doctor/finding.js';
import { checkClock, checkDataDirectory, checkDisk, checkMemory, checkNode } from '../doctor/machine.js';
import { checkRunningServer } from '../doctor/server.js';
import { type Surroundings, withConnection } from './surroundings.js';

const marks = { good: '✓', doubtful: '!', bad: '✗' } as const;

/** `kindred doctor`: is this machine and this installation in order, and if not, what to do. */
export function addDoctorCommand(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('doctor')
    .description('look over the machine, the data directory and the engines, and explain what is wrong')
    .option('--json', 'print what was found as JSON');
  withConnection(command).action(async (options) => {
    const connection = surroundings.connection(options);
    const directory = dataDirectoryOf(options, surroundings.env);
    const running = await isRunning(connection);
    const findings: Finding[] = [
      checkNode(process.versions.node),
      checkMemory(),
      checkClock(surroundings.clock(), running ? await timeOf(connection) : null),
      // A running server tells of its own disk, given a key; its data directory may be another one, or elsewhere.
      ...(running && (connection.key !== null || !existsSync(directory)) ? [] : [await checkDisk(directory)]),
      ...(running && !existsSync(directory) ? [] : [await checkDataDirectory(directory)]),
      ...(running ? await checkRunningServer(connection) : await checkAtRest(directory, surroundings.clock)),
    ];
    surroundings.print(options.json ? JSON.stringify(findings, null, 2) : findings.map(worded).join('\n'));
    if (findings.some((finding) => finding.state === 'bad')) surroundings.fail();
  });
}

async function timeOf(connection: Connection): Promise<number | null> {
  const response = await fetch(`${connection.url}/healthz`);
  await response.arrayBuffer();
  const time = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(time) ? null : time;
}

function worded(finding: Finding): string {
  const line = `${marks[finding.state]} ${finding.subject.padEnd(12)} ${finding.words}`;
  return finding.advice === undefined ? line : `${line}\n  ${' '.repeat(12)} → ${finding.advice}`;
}

async function checkAtRest(directory: string, clock: () => number): Promise<readonly Finding[]> {
  const { checkEngines } = await import('../offline/engines.js');
  return await checkEngines(directory, clock);
}
