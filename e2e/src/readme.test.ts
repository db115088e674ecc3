import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { apiKey, type RunningProduct, runProduct, writeKey } from '@kindred/cli/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, askAll, eventually } from './answers.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');
const run = promisify(execFile);
let product: RunningProduct;

beforeAll(async () => {
  product = await runProduct();
}, 120_000);
afterAll(() => product?.stop());

/** The first example in this language that mentions `word`, with the keys and the address of this trial in it. */
function example(language: string, word: string): string {
  const blocks = readme.matchAll(/```(\w+)\n([\s\S]*?)```/g);
  for (const [, found, text = ''] of blocks) {
    if (found !== language || !text.includes(word)) continue;
    return text
      .replaceAll('http://127.0.0.1:4400', product.url)
      .replaceAll('YOUR_WRITE_KEY', writeKey)
      .replaceAll('YOUR_API_KEY', apiKey);
  }
  expect.fail(`the README has no ${language} example with ${word}`);
}

const eventsOf = async (userId: string): Promise<readonly { name: string }[]> => {
  const profile = await ask<{ id: string } | null>(product, 'GET', `/v1/profiles/lookup?userId=${userId}`).catch(
    () => null,
  );
  return profile === null ? [] : askAll(product, `/v1/profiles/${profile.id}/events`);
};
const orders = async () => (await eventsOf('ada')).filter((event) => event.name === 'Order Completed').length;

test('the Node example sends an event', async () => {
  const folder = `${root}.cache/readme`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/send.mjs`, example('ts', 'analytics-node'));
  await run(process.execPath, [`${folder}/send.mjs`]);
  rmSync(folder, { recursive: true });
  await eventually('the order of the Node example', async () => (await orders()) === 1);
});

test('the curl examples send an event and decide', async () => {
  await run('sh', ['-c', example('sh', '/v1/track')]);
  await eventually('the order of the curl example', async () => (await orders()) === 2);
  const { stdout } = await run('sh', ['-c', example('sh', '/v1/decide')]);
  expect(JSON.parse(stdout)).toMatchObject({ keys: [] });
});
