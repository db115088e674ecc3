import { constants, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { runProduct } from '@kindred/cli/testing';
import { runLoad } from '../harness/load.js';
import type { WarehousePlan, WarehouseResult } from '../load/warehouse-statements.js';

export const people = 1_000_000;
export const joined = 100_000;
export const events = 20_000_000;
/** Grows when what is generated changes, so that nobody measures yesterday's data. */
const seed = 3;

/** Runs statements in the warehouse of a data directory whose server is stopped. */
export async function inWarehouse(
  dataDir: string,
  statements: WarehousePlan['statements'],
): Promise<WarehouseResult['answers']> {
  const path = `${dataDir}/warehouse`;
  if (!existsSync(path))
    throw new WarehouseMissing(`there is no warehouse at ${path}; it holds ${readdirSync(dataDir)}`);
  const plan: WarehousePlan = { path, statements };
  return (await runLoad('warehouse-statements', plan, isResult)).answers;
}

function isResult(value: unknown): value is WarehouseResult {
  return typeof value === 'object' && value !== null && 'answers' in value;
}

export class WarehouseMissing extends Error {
  override readonly name = 'WarehouseMissing';
  readonly code = 'warehouse_missing';
}

/**
 * The data directory of a site with a million people and twenty million events over a year, generated inside the engine
 * once and kept. Its schema is made by the product itself; 60 % of the events have one name.
 */
export async function bigSite(cacheDir: string, port: number, note: (text: string) => void): Promise<string> {
  const dataDir = `${cacheDir}preview-${seed}`;
  if (existsSync(`${dataDir}/ready`)) return dataDir;
  const making = `${dataDir}-making`;
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  await (await runProduct({ port, dataDir: making })).stop();
  note('generating 1 M people and 20 M events, once');
  const started = performance.now();
  await inWarehouse(
    making,
    [insertPeople, insertJoined, ...eventSlices(), ...merges].map((query) => ({ query, parameters: {} })),
  );
  writeFileSync(`${making}/ready`, '');
  renameSync(making, dataDir);
  note(`generated in ${Math.round((performance.now() - started) / 1000)} s`);
  return dataDir;
}

/** A copy that a server may write to, so that the kept one stays as it is. Hard copies of 1 GB take about a second. */
export function workingCopy(dataDir: string): string {
  const copy = `${dataDir}-working`;
  rmSync(copy, { recursive: true, force: true });
  copyOf(dataDir, copy);
  return copy;
}

/** Shares the blocks of the files where the file system can. */
export function copyOf(dataDir: string, copy: string): void {
  cpSync(dataDir, copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

const millisecondsAgo = (days: number) => `(toInt64(toUnixTimestamp64Milli(now64(3))) - ${days}::Int64 * 86400000)`;

/** Half are known users. The property names carry the warehouse's letters for folded text and numbers. */
const insertPeople = `
  INSERT INTO profiles (site, id, version, deleted, userId, fields, traits, firstSeen, lastSeen)
  SELECT
    1, number + 1, 1, 0,
    if(number % 2 = 0, concat('user-', toString(number + 1)), NULL),
    if(number % 2 = 0, concat('{"f_userId":"user-', toString(number + 1), '"}'), '{}'),
    concat(
      '{"f_plan":"', ['free', 'basic', 'pro', 'team'][1 + cityHash64(number, 1) % 4],
      '","f_country":"', ['de', 'fr', 'us', 'br', 'jp', 'gb', 'it', 'es', 'pl', 'nl'][1 + cityHash64(number, 2) % 10],
      '","n_age":', toString(18 + cityHash64(number, 3) % 70), '.0}'
    ),
    ${millisecondsAgo(365)},
    ${millisecondsAgo(0)} - cityHash64(number, 4) % (300::Int64 * 86400000)
  FROM numbers(${people})`;

/** Identities beyond the people's own, each joined to one of the first 100,000. */
const insertJoined = `
  INSERT INTO identities (site, identity, profile, version)
  SELECT 1, ${people} + number + 1, number + 1, 1 FROM numbers(${joined})`;

/** A table at rest, as it is some minutes after an import: no merge runs beside the measurement. */
const merges = ['events', 'event_times', 'profiles', 'identities'].map((table) => `OPTIMIZE TABLE ${table} FINAL`);

/** In slices, so that the engine sorts two million rows at a time and not twenty. */
function eventSlices(): string[] {
  const slice = 2_000_000;
  return Array.from(
    { length: events / slice },
    (_, index) => `
      INSERT INTO events (site, name, identity, time, position, messageId, type, receivedAt, userId, anonymousId, properties, context)
      SELECT
        1,
        multiIf(
          number % 10 < 6, 'Page Viewed', number % 10 < 8, 'Product Viewed',
          number % 10 < 9, 'Cart Updated', 'Order Completed'
        ),
        1 + cityHash64(number, 5) % ${people + joined},
        ${millisecondsAgo(0)} - cityHash64(number, 6) % (365::Int64 * 86400000) AS at,
        0,
        concat('big-', toString(number)),
        if(number % 10 < 6, 'page', 'track'),
        at,
        NULL,
        concat('a-', toString(cityHash64(number, 5) % ${people + joined})),
        concat('{"f_path":"/p/', toString(cityHash64(number, 7) % 200), '","n_total":', toString(cityHash64(number, 8) % 500), '.0}'),
        '{}'
      FROM numbers(${index * slice}, ${slice})`,
  );
}
