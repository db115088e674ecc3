import { adminPassword, type RunningProduct, runProduct } from '@kindred/cli/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, signIn } from './browser.js';
import { looked } from './looked.js';

let product: RunningProduct;
let browser: Browser;
let page: Page;
let session: Record<string, string>;

const free = { type: 'property', property: 'user.plan', operator: 'equals', value: 'free' };
const longName = 'Branch Bern, with everybody who came over from the former Savings Bank of the Oberland';

async function call(method: string, path: string, body: unknown, site = 'main') {
  const answer = await fetch(product.url + path, {
    method,
    headers: { ...session, 'kindred-site': site, 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
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
  await call('POST', '/v1/sites', { id: 'bern', name: longName, timeZone: 'Europe/Zurich' });
  const { publishable } = await call('POST', '/v1/keys', { type: 'write', name: 'bern' }, 'bern');
  const batch = ['ana', 'bo', 'cy'].map((userId) => ({ type: 'identify', userId, traits: { plan: 'free' } }));
  await call('POST', '/v1/batch', { writeKey: publishable, batch }, 'bern');
  await call('POST', '/v1/segments', { key: 'free', name: { en: 'Free customers' }, criteria: free, active: true });
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.setDefaultTimeout(15_000);
  await signIn(page, product.url);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

const open = (path: string) => page.goto(new URL(`/studio/${path}`, product.url).href);

test('an administrator of all sites says which site is the global one', async () => {
  await page.getByRole('link', { name: 'Sites', exact: true }).click();
  await page.getByRole('heading', { name: 'Sites', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await page.getByLabel('Which site is the global one').selectOption('My site');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The sites count what is new to them').waitFor();
  await page
    .getByRole('row', { name: /My site/ })
    .getByText('global')
    .waitFor();
  await looked(page, 'sites');
}, 60_000);

test('its segments stand in the other sites, where they can be seen and not be changed', async () => {
  await open('bern/segments');
  const row = page.getByRole('row', { name: /Free customers/ });
  await row.getByText('global', { exact: true }).waitFor();
  await row.getByText('3', { exact: true }).waitFor();
  await looked(page, 'inherited-in-list');
  await page.getByRole('link', { name: 'Free customers' }).click();
  await page.getByText('A segment of the global site, changed in').waitFor();
  expect(await page.getByRole('link', { name: 'Edit', exact: true }).count()).toBe(0);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem').first().waitFor();
  expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
    'Copy the link to this view',
    'Make a copy',
    'Count the past anew',
  ]);
  await page.keyboard.press('Escape');
  await looked(page, 'inherited-segment');
  await page.getByRole('tab', { name: 'Members' }).click();
  await page.getByText('bo', { exact: true }).first().waitFor();
  await page.goto(`${page.url().split('?')[0]}/edit`);
  await page.getByRole('link', { name: 'My site', exact: true }).click();
  await page.getByRole('link', { name: 'Edit', exact: true }).waitFor();
  expect(page.url()).toContain('/studio/main/segments/');
}, 60_000);

test('what depends on it at another site is told before it is deleted or withdrawn', async () => {
  const [copy] = (await call('GET', '/v1/segments', null, 'bern')).items;
  const criteria = { type: 'segment', segment: copy.id };
  await call('POST', '/v1/segments', { key: 'own', name: { en: 'Bern’s own' }, criteria }, 'bern');
  await page.getByRole('tab', { name: 'Used in' }).click();
  await page.getByRole('link', { name: 'Bern’s own' }).waitFor();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`at the site ${longName}`).waitFor();
  expect(await dialog.getByRole('button', { name: 'Delete for good' }).isDisabled()).toBe(true);
  await looked(page, 'in-use-elsewhere');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await open('main/data/sites');
  // What asks comes after the page.
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Which site is the global one').selectOption('No site');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Withdraw them' }).click();
  await page.getByRole('alert').getByText('Bern’s own').waitFor();
  await looked(page, 'not-withdrawn');
}, 60_000);

async function giveRole(): Promise<void> {
  const give = { name: 'Give this role' };
  await page.getByRole('button', give).click();
  await page.getByRole('dialog').getByRole('button', give).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

test('a role that its segments give is had at every site, and the person’s page says by which', async () => {
  const [{ id }] = (await call('GET', '/v1/segments', null)).items;
  await open(`main/segments/${id}?tab=roles`);
  await page.getByRole('combobox', { name: 'Role' }).fill('site-owner');
  await giveRole();
  await page.getByText('is a role of owners or administrators').waitFor();
  await page.getByRole('combobox', { name: 'Role' }).fill('lounge');
  await page.getByLabel('Counts').selectOption('at every site');
  await giveRole();
  await page
    .getByRole('row', { name: /lounge/ })
    .getByText('at every site')
    .waitFor();
  await page.getByRole('combobox', { name: 'Role' }).fill('head-office');
  await page.getByLabel('Counts').selectOption('at this site');
  await giveRole();
  await page.getByRole('row', { name: /head-office/ }).waitFor();
  await looked(page, 'roles');
  await open(`bern/segments/${id}-2?tab=roles`);
  await page.getByRole('row', { name: /lounge/ }).waitFor();
  expect(await page.getByRole('row', { name: /head-office/ }).count()).toBe(0);
  expect(await page.getByRole('button', { name: /Take back|Give this/ }).count()).toBe(0);
  const ana = await call('GET', '/v1/profiles/lookup?userId=ana', null, 'bern');
  await open(`bern/people/${ana.id}`);
  await page.getByText('by the segment').waitFor();
  await looked(page, 'person-roles');
  await open(`main/segments/${id}?tab=roles`);
  await page.getByRole('button', { name: 'Take back the role lounge' }).click();
  await page.getByText('It counts at every site; members at other sites come on top.').waitFor();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByRole('row', { name: /lounge/ }).waitFor({ state: 'detached' });
  expect((await call('GET', `/v1/profiles/${ana.id}`, null, 'bern')).roles).toEqual([]);
}, 60_000);
