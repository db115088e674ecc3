import { readFileSync } from 'node:fs';
import { type RunningProduct, runProduct } from '@kindred/cli/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.js';
import { openBrowser, signIn } from './browser.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([runProduct({}), openBrowser()]);
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true })).newPage();
  await signIn(page, product.url);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

const table = [
  'Customer No;Full name;Balance;Since;Newsletter;Internal',
  '1001;Ada Lovelace;1.234,50;31.12.2025;yes;x',
  '1002;Grace Hopper;7,25;01.02.2026;no;x',
  ';Nobody;1,00;01.02.2026;no;x',
  '',
].join('\n');

async function picture(name: string): Promise<void> {
  const folder = process.env.KINDRED_PICTURES;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

test('a table is chosen, and its columns are understood without a word', async () => {
  await page.getByRole('link', { name: 'Import' }).click();
  await page.getByRole('heading', { name: 'Import' }).waitFor();
  await picture('import');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await page.getByRole('heading', { name: 'members.csv' }).waitFor();
  expect(await page.getByRole('combobox', { name: 'What the column Customer No is' }).inputValue()).toBe('the user id');
  expect(await page.getByRole('combobox', { name: 'As what the values of Balance are read' }).inputValue()).toBe(
    'number, 1.234,5',
  );
  expect(await page.getByRole('combobox', { name: 'As what the values of Since are read' }).inputValue()).toBe(
    'date, 31.12.2026',
  );
  await picture('mapping');
});

test('every row is checked before anything is changed, and what is wrong can be had as a file', async () => {
  await page.getByRole('combobox', { name: 'What the column Internal is' }).click();
  await page.getByRole('option', { name: 'left out' }).click();
  await page.getByLabel('What the values of Full name are called').fill('name');
  await page.getByRole('button', { name: 'Check every row' }).click();
  await page.getByText('2 of 3 rows can be imported; 1 cannot. Nothing has been changed yet.').waitFor();
  await picture('checked');
  expect(await accessibilityFaults(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download all' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toMatch(/^row,code,column,message\n3,missing_value,/);
});

test('the rows that are in order become people', async () => {
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('2 of 3 rows were imported; 1 were not.').waitFor();
  await page.getByRole('link', { name: 'Look at the people' }).click();
  await page.getByText('1001').first().click();
  await page.getByText('Ada Lovelace').first().waitFor();
});

test('an import is taken back, once one has seen what that takes away', async () => {
  const site = page.url().split('/people')[0] ?? '';
  await page.goto(`${site}/data/import`);
  const past = page.getByRole('list', { name: 'What was imported' }).getByRole('listitem');
  await past.getByText('2 rows of people · by admin@localhost').waitFor();
  await picture('past-imports');
  await past.getByRole('button', { name: 'Undo the import of members.csv' }).click();
  const dialog = page.getByRole('dialog', { name: 'Undo the import of members.csv?' });
  await dialog.getByText('What it set of 2 ids of people becomes what it was').waitFor();
  await dialog.getByText('2 ids were new with it').waitFor();
  await picture('undo-import');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Undo the import' }).click();
  await past.getByText('2 people removed · 0 people given back what they were').waitFor();
  await past.getByText('Undone', { exact: true }).waitFor();
  expect(await past.getByRole('button').count()).toBe(0);
  await picture('undone-import');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await page.getByRole('heading', { name: 'People', exact: true }).waitFor();
  expect(await page.getByText('Ada Lovelace').count()).toBe(0);
});

test('a file waits for a day, and can be thrown away', async () => {
  await page.goto(`${page.url().split('/people')[0]}/data/import`);
  await page.getByRole('link', { name: 'members.csv' }).waitFor();
  await page.getByRole('button', { name: 'Throw away members.csv' }).click();
  await page.getByRole('link', { name: 'members.csv' }).waitFor({ state: 'detached' });
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('a file that cannot be read is refused in words', async () => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'twice.csv', mimeType: 'text/csv', buffer: Buffer.from('a,a\n1,2\n') });
  await page.getByText('Two columns are called “a”.').waitFor();
});
