import { type RunningProduct, runProduct } from '@kindred/cli/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './answers.js';
import { accessibilityFaults } from './axe.js';
import { openBrowser, signIn } from './browser.js';
import { looked } from './looked.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([runProduct(), openBrowser()]);
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })).newPage();
  page.setDefaultTimeout(30_000);
  await signIn(page, product.url);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

test('a segment comes to run on a schedule, and says of when its members are and when it runs next', async () => {
  const criteria = { type: 'event', event: 'Page Viewed', count: { atLeast: 1 } };
  const made = { key: 'nightly', name: { en: 'Nightly' }, criteria, active: true };
  const { id } = await ask<{ id: string }>(product, 'POST', '/v1/segments', made);
  const site = (await ask<{ id: string }>(product, 'GET', '/v1/site')).id;
  await page.goto(`${product.url}/studio/${site}/segments/${id}/edit`);
  await page.getByRole('radio', { name: 'On a schedule' }).click();
  await page.getByLabel('At (in').fill('04:30');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const runs = page.getByTestId('segment-runs');
  await runs.getByText('Runs every day at 04:30. Members as of').waitFor();
  expect(await runs.textContent()).toMatch(/Next run .*4:30:00/);
  await page.getByTestId('segment-last-change').waitFor();
  await page.goto(`${product.url}/studio/${site}/segments?kind=batch`);
  const row = page.getByRole('row', { name: /Nightly/ });
  await row.waitFor();
  expect(await row.textContent()).toMatch(/Batch.*Next run/);
}, 120_000);

test('who takes the rules of a segment with a schedule into another is told that numbers can differ', async () => {
  const site = (await ask<{ id: string }>(product, 'GET', '/v1/site')).id;
  const [{ id = '' } = {}] = (
    await ask<{ items: readonly { id: string }[] }>(product, 'GET', '/v1/segments?search=Nightly')
  ).items;
  const criteria = JSON.stringify({ type: 'segment', segment: id });
  await page.goto(`${product.url}/studio/${site}/segments/new?criteria=${encodeURIComponent(criteria)}`);
  await page.getByRole('button', { name: 'use its rules' }).click();
  await page.getByText(/That segment has a schedule and was last counted .+:\d\d/).waitFor();
  await page.getByText('Page Viewed').first().waitFor();
  await looked(page, 'rules-of-batch');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'use its rules' }).waitFor();
  // It stays until it was read.
  await page.getByText('Its rules may give another number').waitFor();
}, 120_000);

test('a new segment that lacks everything is told so at once', async () => {
  await page.goto(`${product.url}/studio/segments/new`);
  await page.getByRole('button', { name: 'Save & activate' }).click();
  await page.getByText('A segment needs a name. A segment needs a condition.').waitFor();
});

test('an address of a site that does not exist says so, and leads back to one that does', async () => {
  await page.goto(`${product.url}/studio/nosite/segments`);
  await page.getByRole('heading', { name: 'No such site' }).waitFor();
  await page.getByRole('link', { name: 'Go to segments' }).click();
  await page.getByRole('heading', { name: 'Segments', exact: true }).waitFor();
  expect(page.url()).not.toContain('nosite');
});
