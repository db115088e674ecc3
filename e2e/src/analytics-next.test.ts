import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RunningProduct, runProduct, writeKey } from '@kindred/cli/testing';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, askAll, eventually } from './answers.js';
import { openBrowser } from './browser.js';

let product: RunningProduct;
let site: Server;
let browser: Browser;
let siteUrl: string;

/** A page of another origin, as customers' pages are, with the published client in it and nothing of ours. */
async function serveShop(): Promise<Server> {
  const bundle = await build({
    stdin: {
      contents: `import { AnalyticsBrowser } from '@segment/analytics-next'; window.AnalyticsBrowser = AnalyticsBrowser;`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const script = bundle.outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    if (request.url === '/analytics.js') return response.setHeader('content-type', 'text/javascript').end(script);
    response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><title>Shop</title><script src="/analytics.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

beforeAll(async () => {
  [product, site, browser] = await Promise.all([runProduct(), serveShop(), openBrowser()]);
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
}, 120_000);

afterAll(async () => {
  await browser?.close();
  site?.close();
  await product?.stop();
});

test('the published browser client sends to Kindred unchanged', async () => {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('favicon')) problems.push(message.text());
  });
  await page.goto(siteUrl);
  await page.evaluate(useClient, { writeKey, origin: product.url });

  const profile = await eventually('the person known to Kindred', () =>
    ask<{ id: string; traits: Record<string, unknown>; anonymousIds: string[] }>(
      product,
      'GET',
      '/v1/profiles/lookup?userId=grace',
    ).catch(() => null),
  );
  expect(profile.traits).toMatchObject({ plan: 'pro' });
  expect(profile.anonymousIds).toHaveLength(1);
  const events = await eventually('all three events', async () => {
    const all = await askAll<{ type: string; name: string; properties: Record<string, unknown> }>(
      product,
      `/v1/profiles/${profile.id}/events`,
    );
    return all.length >= 3 ? all : null;
  });
  expect(events.map((event) => event.name)).toEqual(expect.arrayContaining(['Page Viewed', 'Order Completed']));
  expect(events.find((event) => event.name === 'Order Completed')?.properties).toMatchObject({ total: 42 });
  expect(problems).toEqual([]);
});

/** Runs in the page. The settings come from Kindred, as they would from the client's own servers. */
async function useClient({ writeKey: key, origin }: { writeKey: string; origin: string }): Promise<void> {
  interface Client {
    page(): Promise<unknown>;
    track(event: string, properties: object): Promise<unknown>;
    identify(userId: string, traits: object): Promise<unknown>;
  }
  const holder = window as unknown as {
    AnalyticsBrowser: { load(settings: object, options: object): Client };
  };
  const apiHost = `${origin.replace('http://', '')}/v1`;
  const client = holder.AnalyticsBrowser.load(
    { writeKey: key, cdnURL: origin },
    { integrations: { 'Segment.io': { apiHost, protocol: 'http' } } },
  );
  await client.page();
  await client.track('Order Completed', { total: 42 });
  await client.identify('grace', { plan: 'pro' });
}
