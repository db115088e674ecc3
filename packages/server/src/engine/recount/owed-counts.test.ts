import type { Criteria } from '@kindred/criteria';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EngineBench } from '../../testing/engine-bench.js';
import type { AcceptedEvent } from '../contract.js';

/** Rows that an import sends in one insert. */
const insertRows = 50_000;
const people = 500;
const ordered = (atLeast: number): Criteria => ({ type: 'event', event: 'Order', count: { atLeast } });

let bench: EngineBench;

beforeEach(async () => {
  bench = await EngineBench.open();
  await bench.segment('ordered', ordered(1));
  await bench.segment('often', ordered(insertRows / people));
  await bench.send(bench.track({ userId: 'u0' }, 'Order'));
});

afterEach(async () => {
  expect(await bench.differences()).toEqual([]);
  await bench.close();
});

const orders = (rows: number): AcceptedEvent[] =>
  Array.from({ length: rows }, (_, index) => bench.track({ userId: `u${index % people}` }, 'Order'));

async function* chunks(rows: number, failure?: Error) {
  yield orders(rows);
  if (failure !== undefined) throw failure;
}

const bring = (...of: Parameters<typeof chunks>) =>
  bench.engine.importEvents(bench.site.id, chunks(...of), () => undefined);
const sizes = () => ['ordered', 'often'].map((id) => bench.engine.status(bench.site.id, id).size);
const counts = async () =>
  (await bench.store.definitions.jobs.list(bench.site.id, 100)).filter(({ type }) => type === 'backfill').length;

it('counts what an import brought in that did not reach its end', async () => {
  const hungUp = new TypeError('The client hung up');
  await expect(bring(insertRows, hungUp)).rejects.toBe(hungUp);
  await bench.engine.idle();
  expect(sizes()).toEqual([people, people]);
  const before = await counts();
  await expect(bring(10, hungUp)).rejects.toBe(hungUp);
  await bench.engine.idle();
  expect(await counts()).toBe(before);
  expect(bench.errors).toEqual([]);
});

it('counts what an import brought in before the server stopped, once', async () => {
  await bring(10);
  await bench.restart();
  await bench.engine.idle();
  expect(sizes()).toEqual([10, 0]);
  const before = await counts();
  await bench.restart();
  await bench.engine.idle();
  expect(await counts()).toBe(before);
  expect(bench.errors).toEqual([]);
});

it('leaves to the next start what could not be counted, and not what somebody cancelled', async () => {
  const failing = vi.spyOn(bench.warehouse, 'leafCounts').mockImplementation(() => {
    throw new TypeError('The warehouse does not answer');
  });
  await bring(10);
  await bench.engine.idle();
  expect(bench.engine.status(bench.site.id, 'ordered').state).toBe('failed');
  failing.mockRestore();
  await bench.restart();
  await bench.engine.idle();
  expect(sizes()).toEqual([10, 0]);

  const held = bench.holdCounts();
  await bring(20);
  await held.begun;
  await bench.engine.cancelCountOf(bench.site.id, 'often');
  held.release();
  await bench.engine.idle();
  const before = await counts();
  await bench.restart();
  await bench.engine.idle();
  expect(await counts()).toBe(before);
  expect(bench.engine.status(bench.site.id, 'often').state).toBe('failed');
  expect(sizes()).toEqual([20, 0]);
});
