import { apiKey, type RunningProduct, runProduct, writeKey } from '@kindred/cli/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { faultsInLightAndDark } from './axe.js';
import { openBrowser, signIn } from './browser.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;
let site: string;

async function call(method: string, path: string, body?: unknown): Promise<void> {
  const answer = await fetch(product.url + path, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(`${method} ${path} ${answer.ok}`).toBe(`${method} ${path} true`);
}

beforeAll(async () => {
  [product, browser] = await Promise.all([runProduct({}), openBrowser()]);
  page = await (await browser.newContext({ viewport: { width: 1440, height: 1100 } })).newPage();
  page.setDefaultTimeout(15_000);
  const organizations: readonly [string, string, string | null][] = [
    ['bank', 'The Bank', null],
    ['north', 'Region North', 'bank'],
    ['bern', 'Branch Bern', 'north'],
  ];
  for (const [id, name, parent] of organizations) {
    await call('PUT', `/v1/groups/organization/${id}`, { traits: { name }, parent });
  }
  await call('PUT', '/v1/groups/role/teller', { traits: { name: 'Teller' } });
  await call('POST', '/v1/batch', {
    writeKey,
    batch: Array.from({ length: 9 }, (_, index) => ({
      type: 'identify',
      userId: `user-${index}`,
      traits: {
        address: { country: index < 5 ? 'CH' : 'PT' },
        tags: index < 6 ? ['gold', 'goal'] : ['silver'],
      },
    })),
  });
  for (const index of [0, 1, 2]) await call('PUT', `/v1/groups/organization/bern/members/user-${index}`);
  await call('PUT', '/v1/groups/role/teller/members/user-8');
  await signIn(page, product.url);
  site = /studio\/([^/]+)/.exec(page.url())?.[1] ?? '';
}, 180_000);

beforeEach(async () => {
  // Unsaved work is kept on leaving the page; each test begins without.
  await page.goto(`${product.url}/studio/${site}/people`);
  await page.evaluate(() => localStorage.clear());
  await page.goto(`${product.url}/studio/${site}/segments/new`);
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

/** Begins a condition about a property of the palette. */
async function condition(search: string, label: string | RegExp): Promise<void> {
  const palette = page.getByRole('complementary', { name: 'Palette' });
  await palette.getByLabel('Search properties, events and segments').fill(search);
  await palette.getByRole('button', { name: label }).first().click();
}

/** Nothing keeps people with assistive technology out, light or dark. */
async function accessible(): Promise<void> {
  // Away from what says more of itself while it is pointed at.
  await page.mouse.move(1, 1);
  expect(await faultsInLightAndDark(page)).toEqual([]);
}

async function picture(name: string): Promise<void> {
  const folder = process.env.KINDRED_PICTURES;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}

/** The list of choices that is open. */
const list = () => page.getByRole('listbox').filter({ visible: true });

const matches = (count: number) => page.getByTestId('preview-total').filter({ hasText: String(count) });

test('an organization is chosen in the tree, by keyboard alone', async () => {
  await condition('organization.id', /Organization id/i);
  const field = page.getByLabel('Value of Organization id');
  await field.focus();
  await page.keyboard.press('ArrowDown');
  await list()
    .getByRole('option', { name: /The Bank/ })
    .waitFor();
  expect(await list().getByRole('option').count()).toBe(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('option', { name: /Region North/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('option', { name: /Branch Bern.*3/s }).waitFor();
  await picture('organization-tree');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByTitle('bern').getByText('Branch Bern').waitFor();
  await matches(3).waitFor();
  await accessible();
});

test('an organization is found by its name, and opened in the tree by mouse', async () => {
  await condition('organization.id', /Organization id/i);
  const field = page.getByLabel('Value of Organization id');
  await field.click();
  await page.getByTestId('branch-bank').click();
  await page.getByRole('option', { name: /Region North/ }).waitFor();
  await field.fill('bern');
  await page.getByRole('option', { name: /Branch Bern/ }).click();
  await matches(3).waitFor();
});

test('countries go by their names in the language of the studio, those that came in first and counted', async () => {
  await condition('address.country', 'Country');
  const field = page.getByLabel('Value of Country');
  await field.click();
  const first = list().getByRole('option').first();
  await first.getByText('Switzerland').waitFor();
  expect(await first.textContent()).toBe('SwitzerlandCH5');
  expect(await list().getByRole('option').count()).toBe(249);
  await picture('countries');
  await field.fill('portu');
  await page.getByRole('option', { name: /Portugal/ }).click();
  await page.getByTitle('PT').getByText('Portugal').waitFor();
  await page.getByText(/country is one of “Portugal”|country is “Portugal”/).waitFor();
  await matches(4).waitFor();
  await accessible();
});

test('roles are chosen by name, tags by the values that came in, and choices stay where they are while one types', async () => {
  await condition('role.id', /Role id/i);
  await page.getByLabel('Value of Role id').click();
  await page.getByRole('option', { name: /Teller/ }).click();
  await matches(1).waitFor();
  await page.goto(`${product.url}/studio/${site}/people`);
  await page.evaluate(() => localStorage.clear());
  await page.goto(`${product.url}/studio/${site}/segments/new`);
  await condition('user.tags', 'Tags');
  const field = page.getByRole('combobox', { name: 'Value of Tags' });
  await field.click();
  const shown = async () => (await list().getByRole('option').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
  await expect.poll(shown).toEqual(['goal 6', 'gold 6', 'silver 3']);
  await field.pressSequentially('go');
  await expect.poll(shown).toEqual(['goal 6', 'gold 6']);
  await page.getByRole('option', { name: /gold/ }).click();
  await matches(6).waitFor();
});
