import { readdirSync, readlinkSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { TestServer, until } from '../testing/test-server.js';

const visited = { type: 'event', event: 'Visited', count: { atLeast: 1 } };
const minute = 60_000;

/** Processes beside this one that hold files below a folder. */
function holdersOf(folder: string): number[] {
  const holds = (pid: string): boolean => {
    try {
      const files = join('/proc', pid, 'fd');
      return readdirSync(files).some((file) => readlinkSync(join(files, file)).startsWith(folder));
    } catch {
      return false;
    }
  };
  return readdirSync('/proc').flatMap((name) =>
    /^\d+$/.test(name) && Number(name) !== process.pid && holds(name) ? [Number(name)] : [],
  );
}

it.runIf(platform() === 'linux')(
  'an export that comes due while the log is behind waits for it, over a restart, and fails after half an hour',
  async () => {
    let now = Date.parse('2026-03-10T07:30:00Z');
    const test = await TestServer.start({ clock: () => now });
    const [engine] = holdersOf(join(test.directory, 'warehouse'));
    if (engine === undefined) throw new TypeError('There is no engine of the warehouse');
    let stands = true;
    const goOn = () => {
      if (stands) process.kill(engine, 'SIGCONT');
      stands = false;
    };
    try {
      const segment = await test.segment('visitors', visited);
      const schedule = { every: { amount: 1, unit: 'hours' } };
      const { body: plan } = await test.post('/v1/exports', { segment: segment.id, schedule });
      const runs = async () => (await test.get(`/v1/export-runs?export=${plan.id}`)).body.items;
      const comesDue = async () => {
        await test.send({ type: 'track', userId: `visitor-${now}`, event: 'Visited' });
        now += 61 * minute;
        await test.server.exports.work();
      };
      process.kill(engine, 'SIGSTOP');
      await comesDue();
      const waiting = { state: 'running', errorCode: 'waiting_for_log', finishedAt: null };
      expect(await runs()).toMatchObject([waiting]);
      now += 31 * minute;
      await test.server.exports.work();
      expect(await runs()).toMatchObject([{ state: 'failed', errorCode: 'behind' }]);
      await comesDue();
      expect((await runs())[0]).toMatchObject(waiting);
      goOn();
      await test.restart();
      await until(async () => (await runs())[0].state === 'done');
      expect((await runs())[0]).toMatchObject({ done: 2, error: null, errorCode: null });
    } finally {
      goOn();
      await test.stop();
    }
  },
  60_000,
);

it.runIf(platform() === 'linux')('an export that is deleted while it is made leaves no file', async () => {
  const test = await TestServer.start();
  const [engine = 0] = holdersOf(join(test.directory, 'warehouse'));
  try {
    const segment = await test.segment('visitors', visited);
    await test.send({ type: 'track', userId: 'ana', event: 'Visited' });
    const ask = async () => (await test.post(`/v1/segments/${segment.id}/exports`, {})).body.id;
    const kept = await ask();
    await until(async () => (await test.get(`/v1/export-runs/${kept}`)).body.state === 'done');
    process.kill(engine, 'SIGSTOP');
    const deleted = await ask();
    // It is being made, and waits for the warehouse.
    await sleep(500);
    expect((await test.call('DELETE', `/v1/export-runs/${deleted}`)).status).toBe(204);
    process.kill(engine, 'SIGCONT');
    await test.server.exports.work();
    expect(readdirSync(join(test.directory, 'exports', '1'))).toEqual([`${kept}.csv`]);
  } finally {
    process.kill(engine, 'SIGCONT');
    await test.stop();
  }
});
