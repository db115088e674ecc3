import { constants, existsSync } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { bad, doubtful, type Finding, good } from './finding.js';

const gib = 1024 ** 3;
const inGib = (bytes: number) => `${(bytes / gib).toFixed(1)} GiB`;

/** `version` as in `process.versions.node`. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19)
    ? good('Node', `${version} on ${process.platform} ${process.arch}`)
    : bad('Node', `${version} is too old`, 'Install Node 20.19 or newer.');
}

export function checkMemory(total = totalmem(), free = freemem(), cores = availableParallelism()): Finding {
  const words = `${inGib(free)} of ${inGib(total)} memory free, ${cores} cores`;
  return free < gib
    ? doubtful('Machine', words, 'The server with its embedded ClickHouse wants about 1.5 GiB; close other programs.')
    : good('Machine', words);
}

/** Room for the data directory, or for the nearest folder above it that exists. */
export async function checkDisk(directory: string): Promise<Finding> {
  let folder = resolve(directory);
  while (!existsSync(folder)) folder = dirname(folder);
  const room = await statfs(folder);
  return checkRoom(room.bavail * room.bsize, room.blocks * room.bsize, `at ${folder}`);
}

/** `where` is the end of the sentence. */
export function checkRoom(free: number, total: number, where: string): Finding {
  const words = `${inGib(free)} of ${inGib(total)} free ${where}`;
  if (free < gib / 2) return bad('Disk', words, 'Free some space: acknowledged events are written there first.');
  return free < 5 * gib
    ? doubtful('Disk', words, 'A million events take about 0.3 GiB; keep an eye on it.')
    : good('Disk', words);
}

export async function checkDataDirectory(directory: string): Promise<Finding> {
  const path = resolve(directory);
  if (!existsSync(path)) return good('Data', `nothing at ${path} yet; the first start makes it`);
  if (!(await stat(path)).isDirectory())
    return bad('Data', `${path} is not a directory`, 'Move it, or set KINDRED_DATA.');
  try {
    await access(path, constants.R_OK | constants.W_OK);
  } catch {
    return bad('Data', `${path} may not be written by this user`, `Give it to this user: chown -R "$USER" ${path}`);
  }
  return good('Data', path);
}

/** `serverTime` in ms from the Date header of a server, which has whole seconds; null where none is running. */
export function checkClock(now: number, serverTime: number | null): Finding {
  if (now < Date.UTC(2025, 0, 1)) {
    return bad(
      'Clock',
      `it says ${new Date(now).toISOString()}`,
      'Set it: events are dated by it. An NTP service keeps it right.',
    );
  }
  const skew = serverTime === null ? 0 : Math.abs(now - serverTime);
  return skew > 5000
    ? doubtful('Clock', `${Math.round(skew / 1000)} s away from the server's`, 'Run an NTP service on both machines.')
    : good('Clock', `${new Date(now).toISOString()}, time zone ${Intl.DateTimeFormat().resolvedOptions().timeZone}`);
}
