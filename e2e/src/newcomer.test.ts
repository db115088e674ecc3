import type { RunningProduct } from '@kindred/cli/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.js';
import { openBrowser, signIn } from './browser.js';
import { runDemo } from './demo.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([runDemo(), openBrowser()]);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await signIn(page, product.url);
}, 300_000);

beforeEach(async () => {
  // Unsaved work and recent conditions are kept in the browser; each test begins without.
  await page.goto(`${product.url}/studio/larkhaven/people`);
  await page.evaluate(() => localStorage.clear());
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

const search = () => page.getByLabel('Search properties, events and segments').first();

test('whoever asks for the campaign of a visit is led to the campaign of any visit, and types on', async () => {
  await page.goto(`${product.url}/studio/larkhaven/segments/new`);
  await page.getByLabel('Name of the segment').fill('From the campaign');
  await search().fill('campaign');
  await page.getByRole('button', { name: /UTM\s*campaign/ }).click();
  await page.keyboard.type('home-buying');
  await page.getByRole('button', { name: 'Ask about any visit so far' }).click();
  expect(await page.getByRole('combobox', { name: /^Value of Campaign name/i }).inputValue()).toBe('home-buying');

  await search().fill('page v');
  // The condition from before is about page views too, and has a button that says so.
  const palette = page.getByRole('complementary').filter({ has: search() });
  await palette
    .getByRole('button', { name: /Page\s*Viewed/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'where…' }).click();
  const picker = page.getByRole('dialog');
  await picker.getByLabel('Search properties, events and segments').fill('path');
  await picker.getByRole('button', { name: /path/i }).first().click();
  const value = page.getByRole('combobox', { name: /^Value of .*path$/i });
  await value.and(page.locator(':focus')).waitFor();
  await page.keyboard.type('/loans/');
  expect(await value.inputValue()).toBe('/loans/');
  await page.getByLabel(/Path is compared/i).selectOption('contains');
  await page.getByTestId('preview-total').waitFor();
  await page.getByLabel('Name of the segment').focus();
  await page.getByRole('listbox').waitFor({ state: 'hidden' });
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save & activate' }).click();
  await page.getByTestId('segment-size').waitFor();
}, 120_000);

test('an editor without conditions shows no numbers of conditions before', async () => {
  await page.goto(`${product.url}/studio/larkhaven/segments/new`);
  await search().fill('page v');
  await page
    .getByRole('button', { name: /Page\s*Viewed/ })
    .first()
    .click();
  await page.getByTestId('preview-total').waitFor();
  await page.getByRole('button', { name: 'Remove this condition' }).click();
  await page.getByRole('heading', { name: 'Who is it?' }).waitFor();
  expect(await page.getByText('People who match are listed here.').count()).toBe(1);
}, 60_000);

test('somebody who is not found among the members is found beside them, with the reason', async () => {
  await page.goto(`${product.url}/studio/larkhaven/segments`);
  await page.getByRole('link', { name: 'Private banking candidates' }).click();
  await page.getByRole('tab', { name: 'Members' }).click();
  await page.getByLabel('Search members').fill('marcus.webb@example.com');
  await page.getByText('No member fits').waitFor();
  await page.getByRole('link', { name: 'Why not?' }).click();
  await page.getByRole('heading', { name: 'Marcus Webb' }).waitFor();
  const reason = page.getByRole('button', { name: /Private banking candidates/ });
  await reason.and(page.locator('[aria-expanded="true"]')).waitFor();
  await page.getByText('Whose deposit balance is at least 100,000').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
}, 60_000);

test('a view is handed over by its link, and a segment is begun from another', async () => {
  await page.goto(`${product.url}/studio/larkhaven/segments`);
  await page.getByRole('link', { name: 'Private banking candidates' }).click();
  await page.getByRole('tab', { name: 'Flow' }).click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Copy the link to this view' }).click();
  await page.getByText('Copied.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Make a copy' }).click();
  const name = page.getByLabel('Name of the segment');
  await name.waitFor();
  expect(await name.inputValue()).toBe('Private banking candidates (copy)');
}, 60_000);
