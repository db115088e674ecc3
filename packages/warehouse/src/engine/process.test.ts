import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Warehouse } from '../contract.js';
import { WarehouseUnavailableError } from '../errors.js';
import { migrate } from '../schema/migrate.js';
import { render, sql, text, texts, uint64, uint64s } from '../statement.js';
import { temporaryDirectory } from '../testing/temporary.js';
import { createWarehouse } from '../warehouse.js';
import { memoryCaps } from './memory.js';
import { EngineProcess } from './process.js';

// With a parameter, as all real statements have.
const slow = sql`SELECT count() FROM numbers(2000000000) WHERE sipHash64(number) % 1000003 = ${uint64(7)} SETTINGS max_threads = 1 FORMAT TSVRaw`;

describe('the engine in a process of its own', () => {
  let path: string;
  let remove: () => Promise<void>;
  let engine: EngineProcess;
  let warehouse: Warehouse;
  const lines: string[] = [];

  beforeEach(async () => {
    ({ path, remove } = await temporaryDirectory());
    engine = await EngineProcess.open(
      path,
      async (transport) => {
        await migrate(transport);
      },
      (line) => lines.push(line),
    );
    warehouse = createWarehouse(engine);
  });

  afterEach(async () => {
    await warehouse.close();
    await remove();
  });

  const kill = (): void => {
    if (engine.pid !== null) process.kill(engine.pid, 'SIGKILL');
  };
  it.runIf(platform() === 'linux')('gives way to the server with every thread that works', async () => {
    await warehouse.insert('events', rows(0, 500), 'first');
    const pid = engine.pid ?? 0;
    const eager = readdirSync(`/proc/${pid}/task`).filter((thread) => {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
      // Behind the name, which may hold spaces; the engine wants one that watches its memory to come first.
      return !stat.includes('(MemoryWorker)') && Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]) < 10;
    });
    expect(eager).toEqual([]);
  });

  const rows = (from: number, count: number): string =>
    Array.from({ length: count }, (_, i) =>
      warehouse.encode.event({
        site: 1,
        identity: (from + i) % 50,
        position: from + i,
        messageId: `m-${from + i}`,
        type: 'track',
        name: 'Order Completed',
        time: 1_000 + i,
        receivedAt: 1_000 + i,
        userId: null,
        anonymousId: `a-${i}`,
        properties: { total: i, coupon: `C-${i}` },
        context: {},
      }),
    ).join('\n');
  const countEvents = async (): Promise<string> => {
    const counted = sql`SELECT count(), uniqExact(messageId) FROM events FORMAT TSVRaw`;
    return (await engine.run(render(counted), { purpose: 'interactive' })).toString().trim();
  };

  it('keeps every batch exactly once when killed amid inserts and asked again under the same token', async () => {
    const size = 4_000;
    for (let round = 0; round < 10; round++) {
      const body = rows(round * size, size);
      const insert = () => warehouse.insert('events', body, `batch-${round}`);
      const first = insert().then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(WarehouseUnavailableError);
          return false;
        },
      );
      // From before the rows arrive to after they are on disk.
      await new Promise((resolve) => setTimeout(resolve, round * 6));
      kill();
      await first;
      await retried(insert);
      await retried(insert);
      expect(await retried(countEvents)).toBe(`${(round + 1) * size}\t${(round + 1) * size}`);
    }
    expect((await warehouse.status()).restarts).toBeGreaterThanOrEqual(8);
  }, 120_000);

  it('rejects calls in flight as worth another try, and answers again after it has restarted', async () => {
    const running = engine.run(render(slow), { purpose: 'report' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    kill();
    await expect(running).rejects.toMatchObject({ code: 'warehouse_unavailable', retryable: true });
    expect(await retried(countEvents)).toBe('0\t0');
    expect((await warehouse.status()).restarts).toBe(1);
    expect(lines.some((line) => line.includes('starting it again'))).toBe(true);
  }, 30_000);

  it('ends running and waiting statements of a tag, and no others', async () => {
    const started = performance.now();
    const tagged = [1, 2].map(() => engine.run(render(slow), { purpose: 'report', tag: 'preview-7' }));
    const other = engine.run(render(sql`SELECT sleepEachRow(0.5) FROM numbers(2) FORMAT TSVRaw`), {
      purpose: 'interactive',
      tag: 'preview-77',
    });
    const outcomes = Promise.allSettled(tagged);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await warehouse.cancel('preview-7');
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'statement_cancelled', tag: 'preview-7' } });
    }
    expect(performance.now() - started).toBeLessThan(5_000);
    expect((await other).toString()).toBe('0\n0\n');
    await warehouse.cancel('nobody');
  }, 30_000);

  it('answers point questions and takes rows beside a report that takes seconds', async () => {
    const report = engine.run(render(slow), { purpose: 'report', tag: 'long' });
    const outcome = report.catch(() => 'cancelled');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await warehouse.insert('events', rows(0, 100), 'beside');
    expect(await countEvents()).toBe('100\t100');
    const started = performance.now();
    const one = await engine.run(render(sql`SELECT ${text('x')} FORMAT TSVRaw`), { purpose: 'interactive' });
    expect(one.toString()).toBe('x\n');
    expect(performance.now() - started).toBeLessThan(1_000);
    await warehouse.cancel('long');
    expect(await outcome).toBe('cancelled');
  }, 30_000);

  it('refuses tags and tokens that could end the comment or the text they stand in', async () => {
    await expect(warehouse.cancel("a' OR 1 --")).rejects.toMatchObject({ code: 'invalid_tag' });
    await expect(warehouse.cancel('*/')).rejects.toMatchObject({ code: 'invalid_tag' });
    await expect(warehouse.insert('events', rows(0, 1), "x'")).rejects.toMatchObject({ code: 'invalid_token' });
    await expect(warehouse.cancel('')).rejects.toMatchObject({ code: 'invalid_tag' });
  });

  it('binds any text as a value', async () => {
    const awkward = [
      '',
      "'",
      "\\'",
      '\\',
      "'; DROP TABLE events --",
      '{p0:String}',
      '\0\b\f\n\r\t\\N',
      '%_*/ /*',
      'ß北👍🏽',
      '?',
    ];
    const run = async (fragment: ReturnType<typeof sql>): Promise<unknown> =>
      JSON.parse((await engine.run(render(fragment), { purpose: 'interactive' })).toString());
    for (const value of awkward) {
      expect(await run(sql`SELECT ${text(value)} FORMAT JSONCompactEachRow`)).toEqual([value]);
    }
    expect(await run(sql`SELECT ${texts(awkward)}, ${texts([])} FORMAT JSONCompactEachRow`)).toEqual([awkward, []]);
    const many = Array.from({ length: 100_000 }, (_, i) => 1_000_000_000 + i);
    expect(await run(sql`SELECT length(${uint64s(many)}) FORMAT JSONCompactEachRow`)).toEqual([100_000]);
  });

  it('names what the engine refuses', async () => {
    await expect(engine.run(render(sql`SELECT nothing FROM nowhere`), { purpose: 'control' })).rejects.toMatchObject({
      code: 'statement_failed',
      engineCode: '60',
      retryable: false,
    });
  });

  it('ends when its server is killed, and frees the directory', async () => {
    const file = new URL('./process.js', import.meta.url).href;
    const second = await temporaryDirectory();
    const script = `const { EngineProcess } = await import(${JSON.stringify(file)});
      const engine = await EngineProcess.open(${JSON.stringify(second.path)}, async () => undefined, () => undefined);
      console.log(engine.pid);`;
    const server = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed]: unknown[] = await once(server.stdout, 'data');
    const pid = Number(String(printed).trim());
    expect(isAlive(pid)).toBe(true);
    server.kill('SIGKILL');
    for (let i = 0; i < 100 && isAlive(pid); i++) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isAlive(pid)).toBe(false);
    const again = await EngineProcess.open(
      second.path,
      async () => undefined,
      () => undefined,
    );
    await again.close();
    await second.remove();
  }, 30_000);

  it('cannot be opened over a directory that another process holds, and leaves that one alone', async () => {
    await expect(
      EngineProcess.open(
        path,
        async () => undefined,
        () => undefined,
      ),
    ).rejects.toBeInstanceOf(WarehouseUnavailableError);
    expect(await countEvents()).toBe('0\t0');
  }, 30_000);

  it('closes at once while it is being started again', async () => {
    kill();
    await expect(retriedOnce(countEvents)).rejects.toBeInstanceOf(WarehouseUnavailableError);
    const started = performance.now();
    const waiting = countEvents();
    const refused = expect(waiting).rejects.toMatchObject({ code: 'warehouse_closed' });
    await warehouse.close();
    await refused;
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('refuses a statement that needs more memory than it may take, and answers the next', async () => {
    const caps = sql`SELECT getSetting('max_memory_usage'), getSetting('max_memory_usage_for_user') FORMAT TSVRaw`;
    const { statement, together } = memoryCaps();
    for (const purpose of ['interactive', 'report', 'backfill', 'insert'] as const) {
      expect((await engine.run(render(caps), { purpose })).toString()).toBe(`${statement}\t${together}\n`);
    }
    const heavy = sql`SELECT length(groupArray(number)) FROM numbers(20000000)
      SETTINGS max_memory_usage = 50000000 FORMAT TSVRaw`;
    const answer = engine.run(render(heavy), { purpose: 'report' });
    await expect(answer).rejects.toMatchObject({ code: 'memory_limit', retryable: true });
    expect(await countEvents()).toBe('0\t0');
  });

  it('refuses calls once it is closed', async () => {
    await warehouse.close();
    await expect(warehouse.status()).rejects.toMatchObject({ code: 'warehouse_closed' });
  });
});

/** Calls until the death of the process has been noticed. */
async function retriedOnce(call: () => Promise<string>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) await call();
}

async function retried<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof WarehouseUnavailableError) || attempt === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
