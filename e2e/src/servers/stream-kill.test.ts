import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiKey, freePort, runProduct } from '@kindred/cli/testing';
import { afterAll, expect, test } from 'vitest';
import { AcknowledgedLoad, type Event } from '../acknowledged-load.js';
import { ask, askAll, eventually, everyChange, type SegmentAnswer } from '../answers.js';
import { seeded } from '../seeded.js';

const dataDir = mkdtempSync(join(tmpdir(), 'kindred-stream-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const rounds = 6;
const peopleARound = 400;

interface Change {
  readonly id: string;
  readonly profile: { readonly id: string; readonly userId: string | null };
}

/** Follows the stream as browsers do: whenever it ends, from the last id on. */
function startFollowing(port: number) {
  const told: Change[] = [];
  const gaps: string[] = [];
  const end = new AbortController();
  let lastId = '';
  const take = (message: string): void => {
    const fields = new Map(message.split('\n').map((line) => line.split(/: (.*)/s) as [string, string]));
    lastId = fields.get('id') ?? lastId;
    const data = fields.get('data') ?? '';
    if (fields.get('event') === 'entered') told.push(JSON.parse(data));
    if (fields.get('event') === 'gap') gaps.push(data);
  };
  const work = (async () => {
    while (!end.signal.aborted) {
      try {
        const { body } = await fetch(`http://127.0.0.1:${port}/v1/stream?types=memberships`, {
          headers: { authorization: `Bearer ${apiKey}`, ...(lastId === '' ? {} : { 'last-event-id': lastId }) },
          signal: end.signal,
        });
        let text = '';
        for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
          const messages = `${text}${part}`.split('\n\n');
          text = messages.pop() ?? '';
          messages.forEach(take);
        }
      } catch {
        await sleep(20);
      }
    }
  })();
  return {
    told,
    gaps,
    stop: async () => {
      end.abort();
      await work;
    },
  };
}

test('a stream that is resumed after kills tells of everybody, under the id and number that are kept', {
  timeout: 5 * 60_000,
}, async () => {
  const seed = Date.now() % 1e9;
  const random = seeded(seed);
  const port = await freePort();
  let product = await runProduct({ port, dataDir });
  const criteria = { type: 'event', event: 'Ping', count: { atLeast: 1 } };
  await ask(product, 'POST', '/v1/segments', { key: 'came', name: { en: 'Came' }, criteria, active: true });
  await eventually('the segment ready', async () =>
    (await askAll<SegmentAnswer>(product, '/v1/segments')).every(({ state }) => state === 'ready'),
  );
  const following = startFollowing(port);
  try {
    for (let round = 0; round < rounds; round += 1) {
      const events: Event[] = Array.from({ length: peopleARound }, (_, index) => ({
        messageId: `r${round}-${index}`,
        type: 'track',
        event: 'Ping',
        userId: `user-${round}-${index}`,
      }));
      const load = new AcknowledgedLoad(product.url, events, 2);
      load.resume(4);
      await sleep(50 + Math.floor(random() * 350));
      await product.kill();
      await load.pause();
      product = await runProduct({ port, dataDir });
      load.resume(4);
      await eventually('everything acknowledged', async () => load.done, 60_000);
      await load.pause();
    }
    const people = rounds * peopleARound;
    const said = ({ id, profile }: Change) => `${id} ${profile.id} ${profile.userId}`;
    await eventually('everybody told of', async () => new Set(following.told.map(said)).size >= people);
    await following.stop();
    const kept = await everyChange<Change>(product);
    expect(kept).toHaveLength(people);
    expect([...new Set(following.told.map(said))].sort(), `seed ${seed}`).toEqual(kept.map(said).sort());
    expect(following.gaps).toEqual([]);
  } finally {
    await following.stop();
    await product.kill();
  }
});
