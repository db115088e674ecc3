import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { StoreClosedError, type StoreError, StoreLockedError } from '../errors.js';
import { flushTo, profileRow } from '../testing/rows.js';
import { openForTest, temporaryDirectory } from '../testing/temporary-directory.js';
import { openSqliteStore } from './open.js';

test('a directory belongs to one process, until that process ends in whatever way', async () => {
  const directory = temporaryDirectory();
  const program = fileURLToPath(new URL('../testing/opening.child.js', import.meta.url));
  const child = spawn(process.execPath, [program, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child.stdout, 'data');

  const second = openSqliteStore({ path: directory, clock: Date.now });
  await expect(second).rejects.toBeInstanceOf(StoreLockedError);
  await expect(second).rejects.toThrow(`(pid ${child.pid})`);

  child.kill('SIGKILL');
  await once(child, 'close');
  const { log } = await openForTest(directory);
  expect(await log.read(0, 1)).toEqual([]);
});

test('a directory is refused to a second store of the same process, and free after close', async () => {
  const directory = temporaryDirectory();
  const first = await openForTest(directory);
  await expect(openSqliteStore({ path: directory, clock: Date.now })).rejects.toMatchObject({ code: 'store_locked' });
  await first.close();
  await openForTest(directory);
});

test('a path that cannot be a directory is refused with an error of the store', async () => {
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  await expect(openSqliteStore({ path: file, clock: Date.now })).rejects.toMatchObject({ code: 'store_failed' });
});

test('close finishes what was asked; afterwards every call is refused', async () => {
  const directory = temporaryDirectory();
  const store = await openForTest(directory);
  const append = store.log.append({ site: 1, receivedAt: 0, messageIds: ['a'], body: '[]' });
  const flush = store.state.flush(flushTo(1, { profiles: [profileRow(1)] }));
  expect(store.closed).toBe(false);
  await Promise.all([store.close(), store.close()]);
  expect(store.closed).toBe(true);
  expect(await append).toEqual({ position: 1, duplicates: [] });
  expect(await flush).toEqual({ outboxIds: [] });
  const late = [
    () => store.log.read(0, 1),
    () => store.log.truncate(1),
    () => store.state.checkpoint(),
    () => store.state.profiles([1]),
    () => store.state.flush(flushTo(2)),
    () => store.definitions.sites.list(),
    () => store.definitions.settings.set('a', 'b'),
  ];
  for (const call of late) await expect(call()).rejects.toBeInstanceOf(StoreClosedError);
});

test('close leaves everything in the database files', async () => {
  const directory = temporaryDirectory();
  const store = await openForTest(directory);
  await store.state.flush(flushTo(1, { profiles: [profileRow(1)] }));
  await store.close();
  expect(statSync(join(directory, 'state.sqlite-wal'), { throwIfNoEntry: false })?.size ?? 0).toBe(0);
});

test('a writing thread that dies rejects the calls under way and closes the store', async () => {
  const directory = temporaryDirectory();
  const filled = await openForTest(directory);
  const profiles = Array.from({ length: 500 }, (_, n) => profileRow(n + 1, { body: 'x'.repeat(2_000) }));
  await filled.state.flush(flushTo(1, { profiles }));
  await filled.close();

  let told: (error: StoreError) => void = () => {};
  const failure = new Promise<StoreError>((resolve) => {
    told = resolve;
  });
  const store = await openSqliteStore({ path: directory, clock: Date.now, onFailure: told });
  onTestFinished(() => store.close());
  overwritePages(join(directory, 'state.sqlite'));
  const outcomes = await Promise.allSettled([
    store.state.flush(flushTo(2, { profiles })),
    store.state.flush(flushTo(3, { profiles })),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await failure).toBeInstanceOf(StoreClosedError);
  expect(store.closed).toBe(true);
  await expect(store.log.append({ site: 1, receivedAt: 0, messageIds: [], body: '' })).rejects.toBeInstanceOf(
    StoreClosedError,
  );
});

/** Spoils every page after the first, as a failing disk would. */
function overwritePages(file: string): void {
  const page = Buffer.alloc(4_096, 0xff);
  const descriptor = openSync(file, 'r+');
  for (let offset = page.length; offset < statSync(file).size; offset += page.length) {
    writeSync(descriptor, page, 0, page.length, offset);
  }
  closeSync(descriptor);
}
