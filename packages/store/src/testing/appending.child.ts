import { openSqliteStore } from '../sqlite/open.js';

/**
 * Appends batches, several at a time, until it is killed; prints a line for each one acknowledged.
 * Arguments: directory, prefix of the message ids.
 */
const [, , path = '', prefix = ''] = process.argv;
const store = await openSqliteStore({ path, clock: Date.now });

async function append(lane: number): Promise<never> {
  for (let n = 0; ; n++) {
    const messageIds = [`${prefix}-${lane}-${n}-a`, `${prefix}-${lane}-${n}-b`];
    const { position } = await store.log.append({
      site: 1,
      receivedAt: Date.now(),
      messageIds,
      body: JSON.stringify({ messageIds, padding: 'x'.repeat(5_000) }),
    });
    process.stdout.write(`${JSON.stringify({ position, messageIds })}\n`);
  }
}

await Promise.all([0, 1, 2, 3, 4].map(append));
