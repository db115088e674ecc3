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

const scores = ['Id,Score,Age', 'a,7,31', 'b,NA,32', 'c,8,abc', 'd,9,33', 'e,n/a,34', ''].join('\n');

async function choose(name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

const keptMappings = () =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('kindred.mapping ')).length);

/** On a wide screen and on a phone, there with a part in sight that may have to be scrolled to. */
async function picture(name: string, shown?: string): Promise<void> {
  const folder = process.env.KINDRED_PICTURES;
  if (folder === undefined) return;
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  if (shown !== undefined) await page.getByText(shown).scrollIntoViewIfNeeded();
  // The menu goes out of sight.
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/${name}-390.png`, fullPage: true });
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('a table is chosen, and its columns are understood without a word', async () => {
  await page.getByRole('link', { name: 'Import' }).click();
  await page.getByRole('heading', { name: 'Import' }).waitFor();
  await picture('import');
  await choose('members.csv', table);
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
  // What was changed by hand is not lost with the page.
  await page.reload();
  await expect.poll(() => page.getByLabel('What the values of Full name are called').inputValue()).toBe('name');
  expect(await page.getByRole('combobox', { name: 'What the column Internal is' }).inputValue()).toBe('left out');
  await page.getByRole('button', { name: 'Check every row' }).click();
  await page.getByText('2 of 3 rows can be imported; 1 cannot. Nothing has been changed yet.').waitFor();
  await picture('checked');
  expect(await accessibilityFaults(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download all' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toMatch(
    /^row,code,column,message,"Customer No",.*\n3,missing_value,.*,"Nobody","1,00","01.02.2026","no","x",\n$/,
  );
});

test('the rows that are in order become people', async () => {
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('2 of 3 rows were imported, 1 not.').waitFor();
  await expect.poll(keptMappings).toBe(0);
  await page.getByRole('link', { name: 'Look at the people' }).click();
  await page.getByText('1001').first().click();
  await page.getByText('Ada Lovelace').first().waitFor();
});

test('a file that was imported waits no more, and is found by its import', async () => {
  await page.goto(`${page.url().split('/people')[0]}/data/import`);
  const past = page.getByRole('list', { name: 'What was imported' });
  await past.getByText('2 rows of people · by admin@localhost').waitFor();
  expect(await page.getByRole('heading', { name: 'Files that wait' }).count()).toBe(0);
  await picture('past-imports');
  await past.getByRole('link', { name: 'members.csv' }).click();
  await page.getByText('This file was imported already; it is kept until').waitFor();
  await page.getByText('2 of 3 rows were imported, 1 not.').waitFor();
  await page.getByRole('button', { name: 'Download all' }).waitFor();
  await picture('imported');
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('an import is taken back, once one has seen what that takes away', async () => {
  await page.getByRole('link', { name: 'All files' }).click();
  const past = page.getByRole('list', { name: 'What was imported' }).getByRole('listitem');
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
  await page.getByRole('list', { name: 'Files that wait' }).getByRole('link', { name: 'members.csv' }).waitFor();
  await picture('undone-import');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await page.getByRole('heading', { name: 'People', exact: true }).waitFor();
  expect(await page.getByText('Ada Lovelace').count()).toBe(0);
});

test('a column says which texts count as no value, or would have to', async () => {
  await page.goto(`${page.url().split('/people')[0]}/data/import`);
  await choose('scores.csv', scores);
  await page.getByText('“NA” and “n/a” count as no value').waitFor();
  const readAs = (name: string) => page.getByRole('combobox', { name: `As what the values of ${name} are read` });
  expect(await readAs('Score').inputValue()).toBe('number, 1,234.5');
  expect(await readAs('Age').inputValue()).toBe('text');
  await page.getByText('Numbers but for “abc”').waitFor();
  await picture('no-value', 'Numbers but for “abc”');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Count these as no value: Age' }).click();
  await page.getByText('“abc” counts as no value').waitFor();
  expect(await readAs('Age').inputValue()).toBe('number, 1,234.5');
  await page.getByRole('button', { name: 'Keep as text: Score' }).click();
  expect(await readAs('Score').inputValue()).toBe('text');
  expect(await page.getByText('“NA” and “n/a” count as no value').count()).toBe(0);
  await readAs('Score').click();
  await page.getByRole('option', { name: 'number, 1,234.5' }).click();
  await page.getByText('“NA” and “n/a” count as no value').waitFor();
  await page.getByRole('button', { name: 'Check every row' }).click();
  await page.getByText('Every row is in order. 5 rows can be imported.').waitFor();
  await picture('no-value-checked');
});

test('a file waits for a day, and can be thrown away, also once it was imported', async () => {
  await page.getByRole('link', { name: 'All files' }).click();
  await page.getByRole('list', { name: 'Files that wait' }).getByRole('link', { name: 'scores.csv' }).waitFor();
  await picture('waiting');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Throw away scores.csv' }).click();
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'scores.csv' }).waitFor();
  await page.getByRole('button', { name: 'Throw away scores.csv' }).click();
  await dialog.getByRole('button', { name: 'Throw away' }).click();
  await page.getByRole('link', { name: 'scores.csv' }).waitFor({ state: 'detached' });
  // Its import was undone: nothing on its page says that it is imported, until it is once more.
  await page.getByRole('link', { name: 'members.csv' }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).waitFor();
  expect(await page.getByText(/rows were imported|was imported already/).count()).toBe(0);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('2 of 3 rows were imported, 1 not.').waitFor();
  await page.getByRole('link', { name: 'All files' }).click();
  const past = page.getByRole('list', { name: 'What was imported' });
  await past.getByRole('link', { name: 'members.csv' }).click();
  await page.getByRole('button', { name: 'Throw away members.csv' }).click();
  await dialog.getByRole('button', { name: 'Throw away' }).click();
  await past.getByText('members.csv').first().waitFor();
  expect(await page.getByRole('link', { name: 'members.csv' }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('a file is not thrown away while it is being imported', async () => {
  await choose('running.csv', scores);
  await page.getByRole('heading', { name: 'running.csv' }).waitFor();
  const file = page.url().split('/').at(-1);
  await page.route(/\/v1\/jobs$/, async (route) => {
    const answer = await route.fetch();
    const { items, ...rest } = await answer.json();
    const job = { ...items[0], state: 'running', dryRun: false, file: { id: file, name: 'running.csv' } };
    await route.fulfill({ response: answer, json: { ...rest, items: [job] } });
  });
  await page.getByRole('link', { name: 'All files' }).click();
  const button = page.getByRole('button', { name: 'Throw away running.csv' });
  await expect.poll(() => button.isDisabled()).toBe(true);
  await page.unroute(/\/v1\/jobs$/);
  await expect.poll(() => button.isDisabled()).toBe(false);
});

test('a file that cannot be read is refused in words', async () => {
  await choose('twice.csv', 'a,a\n1,2\n');
  await page.getByText('Two columns are called “a”.').waitFor();
});
