import { type RunningProduct, runProduct, writeKey } from '@kindred/cli/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn } from './browser.js';
import { looked } from './looked.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([runProduct({}), openBrowser()]);
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.setDefaultTimeout(15_000);
  const plans = ['free', 'gold', 'platinum', 7];
  const answer = await fetch(`${product.url}/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      writeKey,
      batch: [
        ...plans.map((plan, index) => ({ type: 'identify', userId: `user-${index}`, traits: { plan } })),
        { type: 'track', userId: 'user-1', event: 'Paid', properties: { amount: 5 } },
        { type: 'track', userId: 'user-1', event: 'Paid', properties: { amount: '5 francs' } },
      ],
    }),
  });
  expect(answer.status).toBe(200);
  await signIn(page, product.url);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

test('what came in is shown beside what is said of it, and where they differ', async () => {
  await page.getByRole('link', { name: 'Schema' }).click();
  await page.getByRole('heading', { name: 'Schema' }).waitFor();
  const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: 'plan', exact: true }) });
  await row.getByText('text 3').waitFor();
  await row.getByText('number 1').waitFor();
  await row.getByText('nothing said').waitFor();
  await page.getByRole('button', { name: 'plan', exact: true }).click();
  await page.getByText('platinum').waitFor();

  await page.getByRole('button', { name: 'Edit what is said of plan' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Tariff');
  await page.getByRole('combobox', { name: 'Type' }).click();
  await page.getByRole('option', { name: 'text', exact: true }).click();
  await page.getByRole('combobox', { name: 'These values and no others' }).click();
  await page.keyboard.type('free,gold,');
  await page.mouse.move(1, 1);
  await looked(page, 'schema-form');
  await page.getByRole('button', { name: 'Save' }).click();
  await row.getByText('Tariff · text · free, gold').waitFor();
  await row.getByText('1 value of another type').waitFor();
  await row.getByText('2 values not in the list').waitFor();
  await page.mouse.move(1, 1);
  await looked(page, 'schema');
});

test('properties of an event are described one by one', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('combobox', { name: 'Traits or properties of' }).fill('pai');
  await page.getByRole('option', { name: 'Paid' }).click();
  await page.getByRole('button', { name: 'Edit what is said of amount' }).click();
  await page.getByRole('combobox', { name: 'Type' }).click();
  await page.getByRole('option', { name: 'number', exact: true }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('1 value of another type').waitFor();
  await page.getByText('Only where they differ (1)').waitFor();
  await page.getByRole('button', { name: 'Edit what is said of amount' }).click();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('nothing said').waitFor();
});
