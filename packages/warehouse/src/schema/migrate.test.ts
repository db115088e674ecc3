import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineProcess } from '../engine/process.js';
import { render, sql } from '../statement.js';
import { temporaryDirectory } from '../testing/temporary.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations.js';

describe('migrations', () => {
  let engine: EngineProcess;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const directory = await temporaryDirectory();
    remove = directory.remove;
    engine = await EngineProcess.open(
      directory.path,
      async () => undefined,
      () => undefined,
    );
  }, 30_000);

  afterAll(async () => {
    await engine.close();
    await remove();
  });

  const read = async (statement: ReturnType<typeof sql>): Promise<string> =>
    (await engine.run(render(statement), { purpose: 'control' })).toString();

  it('bring an empty directory to the newest version, and run once', async () => {
    const newest = migrations.length;
    expect(await migrate(engine)).toBe(newest);
    expect(await migrate(engine)).toBe(newest);
    expect(await read(sql`SELECT version FROM migrations ORDER BY version FORMAT TSVRaw`)).toBe(
      migrations.map(({ version }) => `${version}\n`).join(''),
    );
    expect(
      await read(sql`SELECT name FROM system.tables WHERE database = currentDatabase() ORDER BY name FORMAT TSVRaw`),
    ).toBe('events\ngroups\nidentities\nmemberships\nmigrations\nprofiles\n');
  });

  it('finish a step that a crash left half done', async () => {
    const steps = [
      ...migrations,
      {
        version: 1_000,
        title: 'two more',
        statements: [sql`CREATE TABLE IF NOT EXISTS one (a UInt8) ENGINE = Memory`, sql`SELECT fault`],
      },
    ];
    await expect(migrate(engine, steps)).rejects.toMatchObject({ code: 'statement_failed' });
    const whole = steps.map((step) =>
      step.version === 1_000 ? { ...step, statements: step.statements.slice(0, 1) } : step,
    );
    expect(await migrate(engine, whole)).toBe(1_000);
  });
});
