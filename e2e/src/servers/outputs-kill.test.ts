import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiKey, freePort, runProduct } from '@kindred/cli/testing';
import { afterAll, expect, test } from 'vitest';
import { AcknowledgedLoad, type Event } from '../acknowledged-load.js';
import { ask, eventually, everyChange, type SegmentAnswer } from '../answers.js';
import { seeded } from '../seeded.js';

const dataDir = mkdtempSync(join(tmpdir(), 'kindred-outputs-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const rounds = 6;
const peopleARound = 40;
const pings = (atLeast: number) => ({ type: 'event', event: 'Ping', count: { atLeast } });
/** Everybody enters both; everybody exits the second again. */
const segments = { came: pings(1), 'came-once': { type: 'all', of: [pings(1), { type: 'not', of: pings(2) }] } };
const changesOfEach = 3;

interface Change {
  readonly id: string;
  readonly profile: { readonly id: string };
}

/** Takes deliveries, one in five of them only at the second attempt. */
async function startReceiver(random: () => number) {
  const taken: { readonly id: string; readonly subject: string }[] = [];
  const refusedOnce = new Set<string>();
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const { id, subject } = JSON.parse(text);
    const refused = !refusedOnce.has(id) && random() < 0.2;
    if (refused) refusedOnce.add(id);
    else taken.push({ id, subject });
    response.writeHead(refused ? 503 : 204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
  return { url, taken, close: () => server.close() };
}

/** Pulls changes all the time, from where it was, whether or not there is a server. */
function startPulling(port: number) {
  const pulled: Change[] = [];
  let cursor = 'start';
  let running = true;
  const work = (async () => {
    while (running) {
      try {
        const query = `after=${cursor}&limit=17&wait=0.5`;
        const answer = await fetch(`http://127.0.0.1:${port}/v1/membership-changes?${query}`, {
          headers: { authorization: `Bearer ${apiKey}` },
        });
        const page = (await answer.json()) as { items: Change[]; next: string };
        if (answer.status !== 200) continue;
        pulled.push(...page.items);
        cursor = page.next;
      } catch {
        await sleep(20);
      }
    }
  })();
  return {
    pulled,
    stop: async () => {
      running = false;
      await work;
    },
  };
}

test('webhooks, pulling and exports lose nothing when the server is killed', { timeout: 5 * 60_000 }, async () => {
  const seed = Date.now() % 1e9;
  const random = seeded(seed);
  const port = await freePort();
  const receiver = await startReceiver(random);
  let product = await runProduct({ port, dataDir });
  const pulling = startPulling(port);
  try {
    const ids = new Map<string, string>();
    for (const [key, criteria] of Object.entries(segments)) {
      const input = { key, name: { en: key }, criteria, active: true };
      ids.set(key, (await ask<SegmentAnswer>(product, 'POST', '/v1/segments', input)).id);
    }
    await eventually('all segments ready', async () =>
      (await ask<{ items: SegmentAnswer[] }>(product, 'GET', '/v1/segments')).items.every(
        ({ state }) => state === 'ready',
      ),
    );
    await ask(product, 'POST', '/v1/webhooks', { url: receiver.url });
    const exports: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const events: Event[] = Array.from({ length: peopleARound * 2 }, (_, index) => ({
        messageId: `r${round}-${index}`,
        type: 'track',
        event: 'Ping',
        userId: `user-${round}-${index % peopleARound}`,
      }));
      const load = new AcknowledgedLoad(product.url, events, 1 + Math.floor(random() * 6));
      load.resume(2);
      const path = `/v1/segments/${ids.get('came')}/exports`;
      await ask<{ id: string }>(product, 'POST', path, { format: 'ndjson' }).then(({ id }) => exports.push(id));
      await sleep(Math.floor(random() * 300));
      await product.kill();
      await load.pause();
      product = await runProduct({ port, dataDir });
      load.resume(2);
      await eventually('everything acknowledged', async () => load.done, 60_000);
      await load.pause();
    }
    const people = rounds * peopleARound;
    const changes = await everyChange<Change>(product);
    const order = changes.map(({ id }) => id);
    expect(changes, `seed ${seed}`).toHaveLength(people * changesOfEach);
    expect(new Set(order).size).toBe(order.length);

    await eventually('everything pulled', async () => pulling.pulled.length >= order.length);
    await pulling.stop();
    expect(
      pulling.pulled.map(({ id }) => id),
      `seed ${seed}`,
    ).toEqual(order);

    const firsts = () => [...new Map(receiver.taken.toReversed().map((one) => [one.id, one])).values()].toReversed();
    await eventually('everything delivered', async () => firsts().length >= order.length, 120_000);
    const byPerson = (all: readonly { readonly id: string; readonly subject: string }[]) => {
      const found = new Map<string, string[]>();
      for (const { id, subject } of all) found.set(subject, [...(found.get(subject) ?? []), id]);
      return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
    };
    expect(byPerson(firsts()), `seed ${seed}`).toEqual(
      byPerson(changes.map(({ id, profile }) => ({ id, subject: profile.id }))),
    );

    for (const id of exports) {
      await eventually('every export made', async () => {
        const { state } = await ask<{ state: string }>(product, 'GET', `/v1/export-runs/${id}`);
        return state === 'done';
      });
    }
    const last = await ask<{ id: string }>(product, 'POST', `/v1/segments/${ids.get('came')}/exports`, {
      format: 'ndjson',
    });
    const made = await eventually('the last export', async () => {
      const run = await ask<{ state: string; done: number }>(product, 'GET', `/v1/export-runs/${last.id}`);
      return run.state === 'done' ? run : null;
    });
    expect(made.done).toBe(people);
  } finally {
    await pulling.stop();
    receiver.close();
    await product.kill();
  }
});
