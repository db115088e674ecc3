import { type RunningProduct, runProduct } from '@kindred/cli/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn } from './browser.js';
import { looked } from './looked.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;

const first = 'a password of Ada’s own';
const second = 'another password of Ada’s';

beforeAll(async () => {
  [product, browser] = await Promise.all([runProduct({}), openBrowser()]);
  page = await newPage();
  await signIn(page, product.url);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

async function newPage(): Promise<Page> {
  const opened = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  opened.setDefaultTimeout(15_000);
  return opened;
}

test('an administrator of all sites lets somebody in', async () => {
  await page.getByRole('link', { name: 'Users', exact: true }).click();
  await page.getByRole('heading', { name: 'Users', exact: true }).waitFor();
  await page
    .getByRole('row', { name: /admin@localhost/ })
    .getByText('you', { exact: true })
    .waitFor();
  await page.getByRole('button', { name: 'Add a user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill('ada@example.com');
  await dialog.getByLabel('Name').fill('Ada Lovelace');
  await dialog.getByLabel(/^Password/).fill('too short');
  await dialog.getByLabel('Name').focus();
  await dialog.getByText('At least 12 characters', { exact: true }).waitFor();
  expect(await dialog.getByRole('button', { name: 'Add a user' }).isDisabled()).toBe(true);
  await looked(page, 'user-form');
  await dialog.getByLabel(/^Password/).fill(first);
  await dialog.getByRole('button', { name: 'Add a user' }).click();
  await page
    .getByRole('row', { name: /Ada Lovelace/ })
    .getByText('viewer, every site')
    .last()
    .waitFor();
  await looked(page, 'users');
}, 60_000);

test('they sign in, see what a viewer may, and change their password', async () => {
  const theirs = await newPage();
  await signIn(theirs, product.url, { email: 'ada@example.com', password: first });
  expect(await theirs.getByRole('link', { name: 'Users', exact: true }).count()).toBe(0);
  expect(await theirs.getByRole('link', { name: 'New segment' }).count()).toBe(0);
  await theirs.getByRole('button', { name: /Signed in as/ }).click();
  await theirs.getByRole('menuitem', { name: 'Change password' }).click();
  const dialog = theirs.getByRole('dialog');
  await dialog.getByLabel('Present password').fill('not the present one');
  await dialog.getByLabel('New password').fill(second);
  await dialog.getByRole('button', { name: 'Change it' }).click();
  await dialog.getByRole('alert').getByText('The present password is wrong').waitFor();
  await dialog.getByLabel('Present password').fill(first);
  await dialog.getByRole('button', { name: 'Change it' }).click();
  await theirs.getByText('Your password is changed').waitFor();
  await theirs.reload();
  await theirs.getByRole('heading', { name: 'Segments', exact: true }).waitFor();
  await signIn(await newPage(), product.url, { email: 'ada@example.com', password: second });
}, 60_000);

test('what somebody may do is changed, and they are removed after a question', async () => {
  await page.getByRole('button', { name: 'Change Ada Lovelace' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByLabel('At every site')
    .selectOption({ label: 'editor: also changes segments, people and webhooks' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('row', { name: /Ada Lovelace/ });
  await row.getByText('editor, every site').last().waitFor();
  await row.getByRole('button', { name: 'Remove Ada Lovelace' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await row.waitFor({ state: 'detached' });
}, 60_000);

test('what is asked before the page can show a question is asked as soon as it can', async () => {
  let send = () => {};
  const wanted = new Promise<void>((resolve) => {
    send = resolve;
  });
  const held: string[] = [];
  const script = /\/Questions-[^/]*\.js$/;
  await page.route(script, async (route) => {
    held.push(route.request().url());
    await wanted;
    await route.continue();
  });
  await page.reload();
  await page
    .getByRole('row', { name: /admin@localhost/ })
    .getByRole('button', { name: /^Remove/ })
    .click();
  expect([held.length, await page.getByRole('dialog').count()]).toEqual([1, 0]);
  send();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('That is you').waitFor();
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.unroute(script);
}, 60_000);

test('the last administrator of all sites stays', async () => {
  await page
    .getByRole('row', { name: /admin@localhost/ })
    .getByRole('button', { name: /^Remove/ })
    .click();
  await page.getByRole('dialog').getByText('That is you').waitFor();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('Somebody must remain').waitFor();
  await page.getByRole('row', { name: /admin@localhost/ }).waitFor();
}, 60_000);
