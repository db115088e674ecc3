import { render, sql, text, uint32 } from '../statement.js';
import type { Transport } from '../transport.js';
import { type Migration, migrations } from './migrations.js';

/**
 * Brings the schema up to date, in order. Every statement may run twice, so a crash between a step and its record does no harm.
 * Returns the version that the schema now has.
 */
export async function migrate(transport: Transport, steps: readonly Migration[] = migrations): Promise<number> {
  const run = (fragment: ReturnType<typeof sql>): Promise<Buffer> =>
    transport.run(render(fragment), { purpose: 'control' });
  await run(sql`CREATE TABLE IF NOT EXISTS migrations (
    version UInt32, title String, at DateTime64(3, 'UTC') DEFAULT now64(3)
  ) ENGINE = MergeTree ORDER BY version`);
  let reached = Number((await run(sql`SELECT max(version) FROM migrations FORMAT TSVRaw`)).toString());
  for (const { version, title, statements } of steps) {
    if (version <= reached) continue;
    for (const statement of statements) await run(statement);
    await run(sql`INSERT INTO migrations (version, title) SELECT ${uint32(version)}, ${text(title)}`);
    reached = version;
  }
  return reached;
}
