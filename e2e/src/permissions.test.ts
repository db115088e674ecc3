import { adminPassword, type RunningProduct, runProduct } from '@kindred/cli/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn } from './browser.js';
import { looked } from './looked.js';

let product: RunningProduct;
let browser: Browser;
let session: Record<string, string>;
let segment: string;

const password = 'a long enough password';
const free = { type: 'property', property: 'user.plan', operator: 'equals', value: 'free' };

async function call(method: string, path: string, body: unknown) {
  const answer = await fetch(product.url + path, {
    method,
    headers: { ...session, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  expect(`${method} ${path} ${answer.ok} ${answer.ok ? '' : text}`).toBe(`${method} ${path} true `);
  return JSON.parse(text);
}

beforeAll(async () => {
  [product, browser] = await Promise.all([runProduct({}), openBrowser()]);
  const signedIn = await fetch(`${product.url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@localhost', password: adminPassword }),
  });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  session = { cookie, 'x-csrf-token': JSON.parse(await signedIn.text()).csrf };
  for (const name of ['Nora', 'Otto']) {
    const email = `${name.toLowerCase()}@example.com`;
    await call('POST', '/v1/users', { email, name, password, roles: { main: 'editor' } });
  }
  await call('POST', '/v1/keys', { type: 'api', role: 'editor', name: 'nightly' });
  segment = (await call('POST', '/v1/segments', { key: 'free', name: { en: 'Free' }, criteria: free, active: true }))
    .id;
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

/** Somebody at their own browser, at the segment's permissions. */
async function signedIn(email: string, secret: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.setDefaultTimeout(15_000);
  await signIn(page, product.url, { email, password: secret });
  await page.goto(`${new URL('/studio/main/segments/', product.url).href}${segment}?tab=permissions`);
  await page.getByRole('heading', { name: 'Who may change it' }).waitFor();
  return page;
}

test('an administrator keeps a segment to named editors', async () => {
  const page = await signedIn('admin@localhost', adminPassword);
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await page.getByLabel('Administrators, and the editors named here alone').check();
  await page.getByRole('combobox', { name: 'Named editors' }).click();
  await page.getByRole('option').first().waitFor();
  expect(await page.getByRole('option').allInnerTexts()).toEqual([
    'Nora (nora@example.com)',
    'Otto (otto@example.com)',
    'API key nightly',
  ]);
  await page.getByRole('option', { name: /Nora/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. It counts at once.').waitFor();
  await looked(page, 'permissions');
  await page.getByRole('tab', { name: 'Activity' }).click();
  await page.getByText('Who may change it was changed').waitFor();
}, 60_000);

test('whoever is named changes it, and the others are told that they may not', async () => {
  const nora = await signedIn('nora@example.com', password);
  await nora.getByText('You may.').waitFor();
  await nora.getByRole('link', { name: 'Edit', exact: true }).waitFor();
  const otto = await signedIn('otto@example.com', password);
  await otto.getByText('Only administrators and 1 named editor may change it. You may not.').waitFor();
  expect(await otto.getByRole('link', { name: 'Edit', exact: true }).count()).toBe(0);
  const offered = async (page: Page) => {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem').first().waitFor();
    return page.getByRole('menuitem').allInnerTexts();
  };
  expect(await offered(nora)).toContain('Count the past anew');
  expect(await offered(otto)).toEqual(['Copy the link to this view', 'Make a copy']);
  await looked(otto, 'not-permitted');
  await otto.goto(`${new URL('/studio/main/segments/', product.url).href}${segment}/edit`);
  await otto.getByText('Only administrators and 1 named editor may change it.').waitFor();
}, 60_000);
